"""The picture of which section went where."""

from reports.html.flow import flow, wrap
from reports.shown.places import lay_out
from reports.words import Words
from tests.builders import comparison

ZH = Words("zh")


def test_headings_wrap_whole_and_never_begin_with_a_comma() -> None:
    heading = "（六）坚持和发展新时代“枫桥经验”，依法预防化解，矛盾纠纷与信访积案工作"
    lines = wrap(heading)

    assert "".join(lines) == heading
    assert not [line for line in lines if line[0] in "，。、）”"]


def test_bands_count_every_measure_that_is_none_of_the_preambles() -> None:
    made = comparison()
    picture = flow(made, lay_out(made), ZH)

    assert sum(band.count for band in picture.bands) == 9
    assert [(band.source, band.target) for band in picture.bands if band.kind == "dropped"] == [
        ("一、主要举措 › （二）加强监督", ""),
        ("二、明年安排", ""),
    ]
    assert [each.text for each in picture.chapters_left] == ["一、主要举措"]
    assert all(box.target[3] >= 24 for box in (*picture.left, *picture.right))
