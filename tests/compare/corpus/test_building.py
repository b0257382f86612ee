"""The data set of a corpus: whoever made it and however often it was stopped, it is the same."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

from compare.corpus.building import DATA, build_corpus
from compare.corpus.overview import most_spread, most_unusual, pair_counts
from compare.corpus.running import LostTask, cluster_client, local_client
from compare.corpus.tables import COLUMNS, SCHEMA_VERSION
from compare.corpus.values import FileState
from compare.corpus.work import do_run
from tests.compare.corpus.built import built, contents_of
from tests.generated.bodies import GeneratedBody
from tests.generated.corpora import generate_corpus

_YEARS = range(2021, 2024)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, GeneratedBody]]:
    folder = tmp_path_factory.mktemp("reports")
    return folder, generate_corpus(folder, 9, _YEARS, measures=8)


@pytest.fixture(scope="module")
def out(reports: tuple[Path, dict[str, GeneratedBody]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    built(reports[0], folder)
    return folder


def test_every_table_has_the_columns_that_are_told_and_is_parted_by_year_and_kind(out: Path) -> None:
    written = {table: columns for table, columns in COLUMNS.items() if (out / DATA / table).is_dir()}
    assert set(COLUMNS) - set(written) <= {"findings"}  # nothing is doubtful in these reports
    for table, columns in written.items():
        found = ds.dataset(out / DATA / table, format="parquet", partitioning="hive")
        assert found.schema.names == [*columns, "year", "kind"]
        assert found.schema.metadata[b"crossyear_schema_version"] == str(SCHEMA_VERSION).encode()


def test_every_pair_is_there_with_every_measure_once(
    out: Path, reports: tuple[Path, dict[str, GeneratedBody]]
) -> None:
    counts = pair_counts(out / DATA)

    assert {(each.body, each.year) for each in counts} == {
        (name, year) for name in reports[1] for year in _YEARS[1:]
    }
    links = ds.dataset(out / DATA / "links", format="parquet", partitioning="hive").to_table().to_pylist()
    named = [(link["pair_id"], measure) for link in links for measure in link["current_ids"]]
    assert len(named) == len(set(named))
    assert sum(each.new + each.continued + each.dropped for each in counts) == len(links)


def test_what_all_bodies_say_is_boilerplate_and_what_one_says_is_its_own(out: Path) -> None:
    rows = ds.dataset(out / DATA / "measures", format="parquet").to_table().to_pylist()

    shared = {row["text"]: row["boilerplate"] for row in rows if row["role"] != "preamble"}
    assert shared["全面推行政务公开，保障公众知情。"]
    assert not any(plain for text, plain in shared.items() if text.startswith(("修缮", "扩建")))


def test_a_policy_that_spreads_is_found_with_who_was_first(
    out: Path, reports: tuple[Path, dict[str, GeneratedBody]]
) -> None:
    told: dict[str, set[tuple[str, int]]] = {}
    for body in reports[1].values():
        for year, policies in body.new_policies.items():
            for policy in policies:
                told.setdefault(policy, set()).add((body.name, year))
    wanted = {policy: takers for policy, takers in told.items() if len(takers) >= 2}
    found = {
        spread.takers[0].text: {(taker.body, taker.year) for taker in spread.takers}
        for spread in most_spread(out / DATA)
    }
    assert wanted
    assert {policy: found.get(policy) for policy in wanted} == wanted


def test_what_most_bodies_have_said_before_is_new_to_nobody(tmp_path: Path) -> None:
    source, folder = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    old = "社会消费品零售总额增长9%，城乡居民收入稳步增长。"
    fresh = "推出“高效办成一件事”集成服务，整合多个环节。"
    for number, body in enumerate("青甲乙丙丁戊己"):
        for year in (2022, 2023):
            told = (old if year == 2023 or number > 2 else "") + (fresh if year == 2023 else "")
            text = f"{body}岚县{year}年法治政府建设情况报告\n一、主要举措\n修缮{body}川学校食堂9所。{told}\n"
            (source / f"{body}-{year}.txt").write_text(text, encoding="utf-8")

    built(source, folder)
    assert [spread.takers[0].text for spread in most_spread(folder / DATA)] == [fresh]


def test_what_was_planned_the_year_before_is_not_new(tmp_path: Path) -> None:
    source, folder = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    policy = "推出“高效办成一件事”集成服务，整合多个环节。"
    for body in "甲乙":
        heads = [
            f"{body}岚县{year}年法治政府建设情况报告\n一、主要举措\n修缮{body}川学校食堂9所。"
            for year in _YEARS[1:]
        ]
        (source / f"{body}-2022.txt").write_text(
            f"{heads[0]}\n二、下一年工作安排\n下一年，{policy}\n", "utf-8"
        )
        (source / f"{body}-2023.txt").write_text(f"{heads[1]}{policy}\n", "utf-8")

    built(source, folder)
    assert most_spread(folder / DATA) == []


def test_how_unusual_a_change_is_is_told_as_a_percentile(out: Path) -> None:
    unusual = most_unusual(out / DATA)

    assert unusual
    assert all(98 <= each.percentile <= 100 and each.words for each in unusual)


def test_a_finding_is_told_with_its_kind_its_values_and_its_place(tmp_path: Path) -> None:
    source, folder = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    odd = "已办结案件35件，办结率达到120%。"
    for year, told in ((2022, "设立专窗3个。"), (2023, f"设立专窗5个。{odd}")):
        text = f"青岚县{year}年法治政府建设情况报告\n一、主要举措\n{told}修缮学校食堂9所。\n"
        (source / f"{year}.txt").write_text(text, encoding="utf-8")

    built(source, folder)
    findings = ds.dataset(folder / DATA / "findings", format="parquet", partitioning="hive")
    (row,) = findings.to_table().to_pylist()
    assert (row["code"], row["detail"], row["year"]) == ("share_over", "share=120%", 2023)
    assert (row["sides"], row["place_texts"]) == (["current"], ["办结率达到120%"])
    measures = ds.dataset(folder / DATA / "measures", format="parquet").to_table().to_pylist()
    assert [each["text"] for each in measures if each["measure_id"] in row["measure_ids"]] == [odd]
    assert row["report_id"] in {each["report_id"] for each in measures if each["text"] == odd}


def test_nothing_is_done_twice_and_a_second_run_gives_the_same(
    out: Path, reports: tuple[Path, dict[str, GeneratedBody]]
) -> None:
    before = contents_of(out)

    assert built(reports[0], out).compared == 0
    assert contents_of(out) == before


def test_a_bad_report_costs_its_own_pairs_and_is_listed(tmp_path: Path) -> None:
    source, folder = tmp_path / "in", tmp_path / "out"
    generate_corpus(source, 2, _YEARS, measures=6)
    bad = sorted(source.glob("*-2022.txt"))[0]
    good = bad.read_bytes()
    bad.write_bytes(b"\x00\x01\x02" * 200)

    corpus = built(source, folder)
    bad_ones = [item for item in corpus.catalogue.items if item.state is not FileState.READ]
    assert [(item.address, item.state) for item in bad_ones] == [(str(bad), FileState.UNREADABLE)]
    assert sorted(pair.gap for pair in corpus.catalogue.pairs) == [1, 1, 2]
    bad.write_bytes(good)
    assert sorted(pair.gap for pair in built(source, folder).catalogue.pairs) == [1, 1, 1, 1]


def test_what_failed_is_tried_again_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, folder = tmp_path / "in", tmp_path / "out"
    generate_corpus(source, 1, _YEARS, measures=6)

    def failing(*_: object) -> None:
        raise ValueError("no memory left")

    with monkeypatch.context() as patched:
        patched.setattr("compare.corpus.work.compare_reports", failing)
        failed = built(source, folder)
    assert [failure.reason for failure in failed.failures] == ["ValueError: no memory left"] * 2
    assert len(built(source, folder).failures) == 2
    again = built(source, folder, retry_failed=True)
    assert (again.compared, again.failures) == (2, ())


def test_a_report_that_kills_its_worker_costs_its_own_pairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, folder = tmp_path / "in", tmp_path / "out"
    generate_corpus(source, 1, range(2019, 2024), measures=6)

    def dying(_: object, act: Callable[..., Any], tasks: Iterable[Any], *shared: Any) -> Iterator[Any]:
        for task in tasks:
            years = {
                item.year for pair in getattr(task, "pairs", ()) for item in (pair.baseline, pair.current)
            }
            yield task, LostTask() if act is do_run and 2020 in years else act(task, *shared)

    monkeypatch.setattr("compare.corpus.building.run_all", dying)
    corpus = built(source, folder)
    assert sorted((each.year, each.reason) for each in corpus.failures) == [
        (2020, "worker_lost"),
        (2021, "worker_lost"),
    ]
    assert corpus.compared == 2


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_any_number_of_workers_gives_the_same_bytes(
    workers: int, out: Path, reports: tuple[Path, dict[str, GeneratedBody]], tmp_path: Path
) -> None:
    built(reports[0], tmp_path, workers)

    assert contents_of(tmp_path) == contents_of(out)


@contextmanager
def _cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers as an operator starts them, and the scheduler's address."""
    port = 20_000 + os.getpid() % 20_000
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads=1", "--no-nanny"]
    commands = [[*dask, "--host=127.0.0.1", f"--port={port}"], *[[*worker, "--no-dashboard"]] * workers]
    none = subprocess.DEVNULL
    started = [subprocess.Popen(command, stdout=none, stderr=none) for command in commands]
    try:
        yield address, started[1:]
    finally:
        for each in started:
            each.kill()
            each.wait()


@pytest.mark.slow
def test_a_cluster_of_its_own_gives_the_same_bytes_though_a_worker_is_killed(
    out: Path, reports: tuple[Path, dict[str, GeneratedBody]], tmp_path: Path
) -> None:
    with _cluster(2) as (address, workers), cluster_client(address) as client:
        client.wait_for_workers(2, timeout=120)
        killed: list[int] = []

        def kill_one(step: str, done: int, _: int) -> None:
            if step == "pairs" and done and not killed:
                workers[0].kill()
                killed.append(done)

        build_corpus(str(reports[0]), tmp_path, client, progress=kill_one)

    assert killed
    assert contents_of(tmp_path) == contents_of(out)


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_moment_is_resumed_to_the_same_bytes(
    out: Path, reports: tuple[Path, dict[str, GeneratedBody]], tmp_path: Path
) -> None:
    chance = random.Random(16)
    command = [sys.executable, "-m", "tests.compare.corpus.built", str(reports[0]), str(tmp_path), "0"]
    began = time.monotonic()
    subprocess.run(command, check=True)
    whole = time.monotonic() - began
    for number in range(int(os.environ.get("KILLS", "50"))):
        if number % 5 == 0:  # from nothing again: else all moments were in the last step
            for path in tmp_path.iterdir():
                shutil.rmtree(path)
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0, whole))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with local_client(2, processes=False) as client:
        build_corpus(str(reports[0]), tmp_path, client)

    assert contents_of(tmp_path) == contents_of(out)
