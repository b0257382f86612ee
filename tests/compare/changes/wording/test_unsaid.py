"""What only one year says explains how a measure changed."""

from compare.changes.wording.unsaid import unsaid
from compare.language.names import extract_names
from compare.model import Measure, Role


def told(text: str) -> list[Measure]:
    return [Measure(text, text, Role.DONE, 1, 1, names=extract_names(text))]


def test_a_clause_that_nobody_said_is_told_as_printed() -> None:
    assert unsaid(told("开展检查18次，约谈企业12家。"), told("开展检查22次。")) == ("约谈企业12家",)


def test_of_a_list_that_goes_on_the_new_items_are_told() -> None:
    assert unsaid(told("整治食品、药品、燃气领域。"), told("整治食品、燃气领域。")) == ("药品",)


def test_a_name_that_is_new_is_told() -> None:
    assert "《口袋公园导则》" in unsaid(told("按照《口袋公园导则》建成公园。"), told("建成公园。"))


def test_what_both_say_in_another_order_is_not_told() -> None:
    one, other = told("约谈企业12家，开展检查18次。"), told("开展检查22次，约谈企业9家。")
    assert unsaid(one, other) == unsaid(other, one) == ()
