"""Splits and merges: what joins a link as a part of it."""

from dataclasses import replace

from compare.alignment.links import align
from compare.alignment.parts import FEATURES, default_part_model
from compare.comparison import read_report
from compare.model import Report, Role
from tests.compare.pages import document, of_role


def report(*sentences: str) -> Report:
    others = ("建成口袋公园六处。", "新招教师十二名。", "查处交通违法行为五十万起。")
    return of_role(read_report(document("一、主要举措", *sentences, *others)), Role.DONE)


WHOLE = "设立跨省通办窗口，签订通办协议五份，培训窗口人员两百人次。"
PARTS = ("在政务大厅设立跨省通办窗口。", "与五省签订通办协议五份，培训窗口人员两百人次。")


def test_a_measure_that_was_split_is_one_link() -> None:
    first, *_ = align(report(WHOLE), report(*PARTS)).links
    assert (first.baseline, first.current) == ((0,), (0, 1))


def test_measures_that_were_merged_are_one_link() -> None:
    first, *_ = align(report(*PARTS), report(WHOLE)).links
    assert (first.baseline, first.current) == ((0, 1), (0,))


def test_what_hardly_has_the_role_of_the_whole_is_no_part_of_it() -> None:
    current = report("设立跨省通办窗口，培训窗口人员。", "签订通办协议五份，培训窗口人员两百人次。")
    title = replace(current.measures[0], role=Role.PREAMBLE, odds=((Role.PREAMBLE, 0.85), (Role.DONE, 0.15)))
    links = align(report(WHOLE), replace(current, measures=(title, *current.measures[1:]))).links
    assert (links[0].baseline, links[0].current) == ((0,), (1,))


def test_the_model_that_comes_along_knows_every_feature() -> None:
    assert len(default_part_model().weights) == len(FEATURES)
