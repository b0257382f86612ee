"""`crossyear series`: its files, what is compared again, and that nothing in a report is run by its page."""

import csv
import json
import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from selenium import webdriver

from compare.comparison import open_report
from compare.decisions.standing import Action, Decision, Named
from reports.cli import run
from reports.review.decision_file import DecisionFile
from reports.series.output import write_series
from reports.words import Words
from tests.conftest import nothing_reported
from tests.generated.bodies import body_names, generate_body

_YEARS = range(2020, 2025)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("reports")
    body = generate_body(body_names(1, 9)[0], _YEARS, 12, 9)
    paths = []
    for year, text in body.texts.items():
        paths.append(folder / f"{year}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def out(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    assert run(["series", *map(str, files[:-1]), "-o", str(folder), "--quiet"]) == 0
    return folder


def _keys(folder: Path) -> dict[tuple[int, str], str]:
    data = json.loads((folder / "series.json").read_text(encoding="utf-8"))
    return {
        (stage["year"], stage["id"]): lineage["key"]
        for lineage in data["lineages"]
        for stage in lineage["stages"]
    }


def test_every_measure_of_every_year_stands_in_one_lineage(out: Path, files: list[Path]) -> None:
    data = json.loads((out / "series.json").read_text(encoding="utf-8"))

    told = [(stage["year"], stage["id"]) for each in data["lineages"] for stage in each["stages"]]
    assert len(told) == len(set(told))
    reports = [open_report(path) for path in files[:-1]]
    assert set(told) == {
        (report.year, measure.id)
        for report in reports
        for measure in report.measures
        if measure.role.value != "preamble"
    }


def test_the_table_has_a_row_a_lineage_and_a_column_a_year(out: Path) -> None:
    with (out / "series.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))

    assert rows[0][-4:] == ["2020", "2021", "2022", "2023"]
    assert {row[0] for row in rows[1:]} == set(_keys(out).values())


def test_a_year_that_is_added_costs_one_pair_and_changes_no_key(
    out: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = _keys(out)

    assert run(["series", *map(str, files), "-o", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["pairs"], told["compared"]) == (4, 1)
    assert before.items() <= _keys(out).items()


def test_a_second_run_compares_nothing_and_writes_the_same(out: Path, files: list[Path]) -> None:
    def contents() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}

    reports = [open_report(path) for path in files]
    write_series(reports, Words("zh"), out)
    before = contents()
    assert write_series(reports, Words("zh"), out).compared == 0
    assert contents() == before


def test_a_decision_on_a_pair_binds_the_series(files: list[Path], tmp_path: Path) -> None:
    reports = [open_report(path) for path in files[:3]]
    first = write_series(reports, Words("zh"), tmp_path).series
    lineage = next(each for each in first.lineages if each.years[:2] == (2020, 2021))
    before, after = ((Named(stage.measure.id, stage.measure.text),) for stage in lineage.stages[:2])
    said = Decision("decision-1", "2025-01-07T08:00:00Z", "李敏", Action.UNLINK, before, after)
    DecisionFile(tmp_path / "2020-2021").add(said)

    again = write_series(reports, Words("zh"), tmp_path)
    assert again.compared == 1
    found = next(each for each in again.series.lineages if each.key == lineage.key)
    assert 2021 not in found.years


def test_trouble_is_told_in_one_line_with_the_file(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "另一份.txt"
    copy.write_text(files[0].read_text(encoding="utf-8"), encoding="utf-8")

    assert run(["series", *map(str, [*files[:2], copy]), "-o", str(tmp_path / "out")]) == 2
    assert re.fullmatch(r"crossyear: .*txt: 与 \S+ 同为 2020 年度.*\n", capsys.readouterr().err)
    assert not (tmp_path / "out" / "series.html").exists()


def test_an_address_is_read_as_compare_reads_it(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = partial(_Quiet, directory=str(files[0].parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        there = [f"{address}/{path.name}" for path in files[:3]]
        assert run(["series", *there, "-o", str(tmp_path), "--trusted", "--quiet"]) == 0
        assert run(["series", *there[:2], f"{address}/none.txt", "-o", str(tmp_path), "--trusted"]) == 2
    finally:
        server.shutdown()
        server.server_close()
    assert {year for year, _ in _keys(tmp_path)} == set(_YEARS[:3])
    assert f"{address}/none.txt: " in capsys.readouterr().err


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_nothing_in_a_report_becomes_a_part_of_the_page(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script><b>设立专窗\u202e3个。"
    for year in (2021, 2022, 2023):
        text = f"青岚县{year}年法治政府建设情况报告\n一、主要举措\n{bad}\n"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    write_series(
        [open_report(path) for path in sorted(tmp_path.glob("*.txt"))], Words("en"), tmp_path / "out"
    )

    page = (tmp_path / "out" / "series.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "\u202e" not in page


def test_the_page_opens_without_a_complaint_and_shows_every_lineage(
    out: Path, browser: webdriver.Chrome
) -> None:
    with nothing_reported(browser):
        browser.get((out / "series.html").as_uri())
        shown = browser.find_elements("css selector", "#all .strand")
    assert len(shown) == len(set(_keys(out).values()))
