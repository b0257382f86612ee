"""What no output may hold is taken out or told, and what may stays as it is."""

import json

from hypothesis import given
from hypothesis import strategies as st

from reports.shown.safe_text import escaped, guarded, in_xml, printable, showable, unguarded, upright


def test_what_turns_a_line_is_replaced_and_a_line_that_does_not_stays() -> None:
    assert upright("甲\u202e乙\u2066") == "甲\ufffd乙\ufffd"
    assert upright("第一行\n第二行\t——“引号”") == "第一行\n第二行\t——“引号”"


def test_a_page_shows_no_control_and_xml_holds_none() -> None:
    assert showable("甲\x00\x1b\x85\u202e乙\t\n") == "甲\ufffd\ufffd\ufffd\ufffd乙\t\n"
    assert in_xml("甲\x00\x1b\ufffe乙\x85\t\n") == "甲乙\x85\t\n"


def test_a_terminal_gets_one_line_that_is_no_command() -> None:
    assert printable("甲\x1b[2J\n乙\u202e") == "甲 [2J 乙 "


@given(st.text())
def test_what_is_escaped_or_guarded_comes_back(text: str) -> None:
    assert json.loads(escaped(json.dumps(text, ensure_ascii=False))) == text
    assert unguarded(guarded(text)) == text
