"""Texts that are one measure are found by their signatures, and others are not."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from compare.corpus.overview import most_spread
from compare.corpus.spread import band_hashes, signature_of, spread_groups

_SAID = "推出“高效办成一件事”集成服务，整合多个环节，减少材料。"


def _groups(texts: Sequence[str]) -> list[list[int]]:
    signatures = [signature_of(text) for text in texts]
    marks = [each.astype("uint8").tobytes() for each in signatures]
    return spread_groups([band_hashes(each) for each in signatures], marks)


def test_the_same_measure_in_nearly_the_same_words_is_one_group() -> None:
    others = ["修缮乡村学校食堂9所，由家长委员会按月回访。", "开展餐饮卫生抽查34批，由第三方机构打分公示。"]

    assert _groups([_SAID, others[0], _SAID.replace("多个", "12个"), others[1]]) == [[0, 2]]


def test_a_short_phrase_joins_nothing() -> None:
    assert _groups(["办好民生实事。", "办好民生实事。"]) == []


@given(st.lists(st.text("修缮学校食堂开展餐饮抽查公示回访", min_size=14, max_size=40), max_size=12))
def test_every_text_is_in_one_group_at_most_and_the_first_leads(texts: list[str]) -> None:
    groups = _groups(texts)

    places = [place for group in groups for place in group]
    assert len(places) == len(set(places))
    assert all(group == sorted(group) and len(group) > 1 for group in groups)


def _row(body: str, text: str) -> dict[str, object]:
    signature = signature_of(text)
    row: dict[str, object] = {"pair_id": body, "body": body, "key": "k", "role": "done", "current_text": text}
    return row | {"bands": band_hashes(signature), "signature": signature.astype("uint8").tobytes()}


def _written(folder: Path, texts: Sequence[tuple[int, str, str]]) -> Path:
    """An index as a data set has it, of new measures given by year, body and text."""
    for year in {year for year, _, _ in texts}:
        rows = [_row(body, text) for told, body, text in texts if told == year]
        path = folder / "index" / f"year={year}" / "kind=报告" / "part-0.parquet"
        path.parent.mkdir(parents=True)
        bands = pa.list_(pa.uint64())
        table = pa.Table.from_pylist(rows)
        at = table.schema.get_field_index("bands")
        pq.write_table(table.set_column(at, "bands", table["bands"].cast(bands)), path)
    return folder


def test_a_wave_ends_where_nobody_takes_the_measure_up_for_years(tmp_path: Path) -> None:
    years = (2002, 2020, 2021, 2024, 2028)
    told = [(year, f"第{year}县", _SAID) for year in years]
    told += [(2021, "乙县", "修缮乡村学校食堂9所，由家长委员会按月回访。")]

    (found,) = most_spread(_written(tmp_path, told))
    assert [taker.year for taker in found.takers] == [2020, 2021, 2024]


def test_a_body_counts_once_and_with_its_first_year(tmp_path: Path) -> None:
    told = [(2021, "甲县", _SAID), (2022, "乙县", _SAID), (2023, "甲县", _SAID), (2023, "丙县", _SAID)]

    (found,) = most_spread(_written(tmp_path, told))
    assert [(taker.body, taker.year) for taker in found.takers] == [
        ("甲县", 2021),
        ("乙县", 2022),
        ("丙县", 2023),
    ]
