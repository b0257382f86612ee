"""The hidden mark: what goes in comes out, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st

from reports.trackers.forges.marked import PREFIXES, FieldLabels, Mark, split_mark, with_mark
from tests.reports.trackers.contract import HOSTILE, MEMORY

_TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [HOSTILE, MEMORY, "\n\n", "甲\n\n", "\r\n\r\n", "↔ #1\n", "<!-- crossyear 2023-0 1 eyI= -->", ""]
)
_RELATED = st.frozensets(st.integers(1, 9999).map(str), max_size=4)
KEY = "2023-0a1b2c3d4e5f"


# A carriage return before the mark cannot be told from a forge's own line ends; texts have none.
@given(_TEXTS.map(lambda text: text.rstrip("\r")), _TEXTS, _RELATED)
def test_a_body_and_its_mark_come_back(body: str, memory: str, related: frozenset[str]) -> None:
    mark = Mark(KEY, memory, related)

    assert split_mark(with_mark(body, mark)) == (body, mark)


@given(_TEXTS, _TEXTS)
def test_a_mark_is_one_comment_that_nothing_in_it_ends(body: str, memory: str) -> None:
    mark = with_mark(body, Mark(KEY, memory)).removeprefix(body)

    assert mark.count("-->") == mark.count("<!--") == 1
    assert mark.endswith(" -->")


def test_a_mark_is_shown_as_in_the_words_of_the_module() -> None:
    assert with_mark("设立服务专窗12个。", Mark(KEY, '{"v":1}', frozenset({"12", "9"}))) == (
        "设立服务专窗12个。\n\n↔ #9 #12\n<!-- crossyear 2023-0a1b2c3d4e5f 9,12 eyJ2IjoxfQ== -->"
    )


def test_a_damaged_mark_still_tells_the_key() -> None:
    for damaged in ("eyJ2IjoxfQ=", "/////w=="):
        body = f"甲\n\n<!-- crossyear {KEY} 3 {damaged} -->"
        assert split_mark(body) == ("甲", Mark(KEY, "", frozenset({"3"})))


def test_labels_of_a_person_keep_their_order_behind_those_of_the_ticket() -> None:
    labels = FieldLabels(":", PREFIXES)
    before = ["重点", "进展:待交办", "crossyear", "类别:举措", "crossyear:2022-f", "进展情况"]
    state = next(name for name in PREFIXES if PREFIXES[name] == "进展")

    assert labels.changed(before, KEY, {state: "推进中"}) == (
        "crossyear",
        f"crossyear:{KEY}",
        "进展:推进中",
        "重点",
        "类别:举措",
        "进展情况",
    )
