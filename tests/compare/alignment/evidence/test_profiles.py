"""What stands in a measure, as what it is compared by."""

from compare.alignment.evidence.profiles import profile
from compare.comparison import compare_reports, read_report
from tests.builders import measure
from tests.compare.pages import document


def test_what_is_left_of_a_clause_has_no_words_that_the_measure_has_not() -> None:
    told = profile(measure("b1", "坚持以破除形式主义、官僚主义为重点开展专项整治，提升效能。"))

    assert told.opening
    assert told.opening <= told.words
    assert told.acts <= told.words


def test_reports_with_such_a_measure_are_compared() -> None:
    text = "坚持以破除形式主义、官僚主义为重点开展专项整治，提升效能。"
    before, after = (
        read_report(document("一、主要举措", each)) for each in (text, text.replace("专项", "集中"))
    )

    assert compare_reports(before, after).changes
