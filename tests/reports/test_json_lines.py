"""Lines that several processes add to one file: none is lost, mixed or torn."""

import json
import multiprocessing
from pathlib import Path

from reports.json_lines import adding_to, line_of, records_in


def _add(path: Path, name: str, count: int) -> None:
    for number in range(count):
        with adding_to(path) as file:
            file.add([{"who": name, "number": number}, {"who": name, "text": "甲" * 5_000}])


def test_several_processes_lose_and_mix_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_add, args=(path, name, 20)) for name in "甲乙丙"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    records = [record for _, record in records_in(path.read_bytes())]
    seen = [each for each in records if isinstance(each, dict)]
    numbers = {(each["who"], each["number"]) for each in seen if "number" in each}
    assert None not in records
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert len(records) == 3 * 20 * 2
    assert numbers == {(name, number) for name in "甲乙丙" for number in range(20)}


def test_who_has_to_wait_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.with_name(".lines.jsonl.lock").touch()
    waits: list[str] = []
    with adding_to(path, lambda: waits.append("free")) as file:
        file.add([{"who": "甲"}])
        spawn = multiprocessing.get_context("spawn")
        other = spawn.Process(target=_wait_and_add, args=(path, tmp_path / "waited"))
        other.start()
        while not (tmp_path / "waited").exists():
            other.join(0.05)
        assert path.read_bytes().count(b"\n") == 1
    other.join()

    assert waits == []
    assert (tmp_path / "waited").read_text() == "x"
    assert [record for _, record in records_in(path.read_bytes())] == [{"who": "甲"}, {"who": "乙"}]


def _wait_and_add(path: Path, waited: Path) -> None:
    def tell() -> None:
        with waited.open("a") as file:
            file.write("x")

    with adding_to(path, tell) as file:
        file.add([{"who": "乙"}])


def test_a_torn_line_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes('{"who": "甲"}\n{"who": "乙'.encode()[:-1])
    with adding_to(path) as file:
        file.add([{"who": "丙"}])

    assert [record for _, record in records_in(path.read_bytes())] == [{"who": "甲"}, None, {"who": "丙"}]


def test_nothing_to_add_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b'{"who"')
    with adding_to(path) as file:
        file.add([])

    assert path.read_bytes() == b'{"who"'


def test_a_line_reads_back_whatever_is_in_it() -> None:
    record = {"note": "甲\n乙\u2028\u202e\x00"}

    assert "\n" not in line_of(record)
    assert json.loads(line_of(record)) == record
