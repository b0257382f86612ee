"""Which files stand for a body's year, which are copies, what a manifest overrules, what follows what."""

from pathlib import Path

import pytest

from compare.corpus.catalogue import Ruling, make_catalogue, read_manifest, runs_of
from compare.corpus.kept.documents import Documents
from compare.corpus.survey import identify_all, list_sources
from compare.corpus.values import CorpusFile, FileState, Source
from compare.errors import InputError


def _item(address: str, body: str = "青岚县", year: int | None = 2023, length: int = 900) -> CorpusFile:
    return CorpusFile(address, f"sha of {address}", "", body, year, "法治政府建设情况报告", length)


def _states(*items: CorpusFile) -> dict[str, FileState]:
    return {item.address: item.state for item in make_catalogue(items, {}).items}


def test_reports_of_one_body_follow_each_other_by_year_whatever_the_files_order() -> None:
    catalogue = make_catalogue([_item("c", year=2024), _item("a", year=2021), _item("b", year=2022)], {})

    assert [(pair.baseline.address, pair.current.address, pair.gap) for pair in catalogue.pairs] == [
        ("a", "b", 1),
        ("b", "c", 2),
    ]


def test_a_county_that_became_a_district_is_one_body_and_a_city_of_that_name_another() -> None:
    items = [_item("a", "青岚县", 2021), _item("b", "青岚区", 2022), _item("c", "青岚市", 2023)]

    assert [pair.current.address for pair in make_catalogue(items, {}).pairs] == ["b"]


def test_a_copy_is_told_with_what_stands_for_it() -> None:
    first = _item("a")
    copy = CorpusFile("b", first.sha256, "", "青岚县", 2023, first.kind, 900)

    found = make_catalogue([copy, first], {}).items
    assert [(item.address, item.state, item.reason) for item in found] == [
        ("a", FileState.READ, ""),
        ("b", FileState.DUPLICATE, "a"),
    ]


def test_of_several_versions_the_longest_stands() -> None:
    assert _states(_item("a", length=500), _item("b", length=900)) == {
        "a": FileState.REPUBLISHED,
        "b": FileState.READ,
    }


def test_what_does_not_say_whose_or_of_when_it_is_is_listed() -> None:
    assert set(_states(_item("a", year=None), _item("b", body="")).values()) == {FileState.UNIDENTIFIED}


def test_a_manifest_overrules_what_was_read() -> None:
    ruled = make_catalogue([_item("x/a.txt", body="", year=2020)], {"a.txt": Ruling("绿水区", 2019)}).items[0]

    assert (ruled.body, ruled.year, ruled.state) == ("绿水区", 2019, FileState.READ)


def test_a_manifest_is_read_with_other_columns_and_a_mark_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("\ufefffile,body,year,note\na.txt,青岚县,2023,扫描\nb.txt,,,\n", encoding="utf-8")

    assert read_manifest(path) == {"a.txt": Ruling("青岚县", 2023), "b.txt": Ruling()}


@pytest.mark.parametrize(
    ("text", "code"), [("名称,年度\na,2023\n", "manifest_columns"), ("file,year\na,今年\n", "manifest_year")]
)
def test_a_manifest_that_is_of_no_use_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "清单.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as refused:
        read_manifest(path)

    assert refused.value.notice.code == code


def test_only_what_is_left_to_do_is_done_and_a_report_alone_is_written_too() -> None:
    catalogue = make_catalogue([_item("a", year=2021), _item("b", year=2022), _item("c", "绿水区")], {})
    done = {catalogue.pairs[0].id}

    runs = runs_of(catalogue, done, {catalogue.pairs[0].baseline.id, catalogue.pairs[0].current.id})
    assert [([*run.pairs], [item.address for item in run.alone]) for run in runs] == [([], ["c"])]


def test_what_a_text_does_not_say_its_file_s_name_may(tmp_path: Path) -> None:
    path = tmp_path / "青岚县-2019.txt"
    path.write_text("各位代表：\n过去一年，修缮学校3所。\n今后将继续努力，办好实事。\n", encoding="utf-8")

    found = identify_all([Source(str(path), "")], Documents(tmp_path))[0]
    assert (found.body, found.year, found.state) == ("青岚县", 2019, FileState.READ)


def test_a_file_that_cannot_be_read_is_listed_with_the_reason(tmp_path: Path) -> None:
    empty, picture = tmp_path / "空.txt", tmp_path / "图.txt"
    empty.write_bytes(b"")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    found = identify_all(list_sources(str(tmp_path)), Documents(tmp_path))
    assert {item.state for item in found} == {FileState.UNREADABLE}
    assert found[1].reason == "empty_file"


def test_any_fsspec_address_is_read(tmp_path: Path) -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    system.pipe("/reports/青岚县-2023.txt", "青岚县2023年法治政府建设情况报告\n设立专窗3个。\n".encode())

    sources = list_sources("memory://reports")
    assert [(item.body, item.year) for item in identify_all(sources, Documents(tmp_path))] == [
        ("青岚县", 2023)
    ]


def test_an_address_without_reports_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list_sources(str(tmp_path))


def test_what_takes_long_to_read_is_read_once(tmp_path: Path) -> None:
    page = tmp_path / "青岚县-2023.html"
    page.write_text("<h1>青岚县2023年法治政府建设情况报告</h1><p>设立专窗3个。</p>", encoding="utf-8")
    documents = Documents(tmp_path / "kept")
    (item,) = identify_all([Source(str(page), "")], documents)
    page.unlink()

    assert "设立专窗3个。" in [line.text for line in documents.again(item).lines]


def test_a_document_that_was_kept_in_part_is_read_again(tmp_path: Path) -> None:
    page = tmp_path / "青岚县-2023.html"
    page.write_text("<h1>青岚县2023年法治政府建设情况报告</h1><p>设立专窗3个。</p>", encoding="utf-8")
    documents = Documents(tmp_path / "kept")
    (item,) = identify_all([Source(str(page), "")], documents)
    (kept,) = (path for path in (tmp_path / "kept").rglob("*") if path.is_file())
    whole = kept.read_bytes()
    for part in (b"", whole[:9], b"cos\nsystem\n"):
        kept.write_bytes(part)
        assert len(documents.again(item).lines) == 2


def test_a_run_has_few_pairs_and_reads_few_reports_twice() -> None:
    catalogue = make_catalogue([_item(str(year), year=year) for year in range(2000, 2020)], {})

    assert [len(run.pairs) for run in runs_of(catalogue, set(), set())] == [9, 10]
