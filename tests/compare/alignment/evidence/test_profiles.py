"""What stands in a measure, as what it is compared by."""

from compare.alignment.evidence.profiles import profile
from compare.comparison import compare_reports
from compare.model import Role
from tests.builders import measure, report


def test_what_is_left_of_a_clause_has_no_words_that_the_measure_has_not() -> None:
    told = profile(measure("b1", "坚持以破除形式主义、官僚主义为重点开展专项整治，提升效能。"))

    assert told.opening
    assert told.opening <= told.words
    assert told.acts <= told.words


def test_reports_with_such_a_measure_are_compared() -> None:
    text = "坚持以破除形式主义、官僚主义为重点开展专项整治，提升效能。"
    before = report(2023, [("一、成效",)], [measure("b1", text)])
    after = report(2024, [("一、成效",)], [measure("c1", text.replace("专项", "集中"))])

    assert [change.role for change in compare_reports(before, after).changes] == [Role.DONE]
