"""Report text is text in every markup; Textile is tried on the real Redmine in test_redmine.py."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.trackers.base import Markup
from reports.trackers.markup import escape
from tests.reports.trackers.rendered import HOSTILE_TEXTS, Rendered

PLACES = ("{}", "甲{}乙", "年：{} 。", "({})", "- {}\n- 乙", "> {}", "甲\n{}", "1. 甲\n   - {}")
# What servers look for in the text of a finished page.
LIVE = re.compile(
    r"[@#!~$^]\w|&\w|https?:|ftp:|mailto:|www\.|:[\w+]+:|\br\d|\[\[|\{\{|[\[{][+-]|[A-Za-z]-\d", re.ASCII
)
SPECIAL = st.text(alphabet="\\`*_{}[]<>()#+-.!|~&\"$=^:/@%';,? \n1aréh甲：", max_size=12)

markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def seen(text: str) -> str:
    """What is to be read of a text."""
    return re.sub("[ \n]+", " ", escape(text, Markup.PLAIN))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_markdown_makes_nothing_of_a_text_anywhere(place: str, text: str) -> None:
    check_markdown(place, text)


@given(place=st.sampled_from(PLACES), text=SPECIAL.filter(str.strip))
def test_markdown_makes_nothing_of_any_text(place: str, text: str) -> None:
    check_markdown(place, text)


def check_markdown(place: str, text: str) -> None:
    written = escape(text, Markup.MARKDOWN)
    rendered = Rendered(markdown.render(place.format(written)))
    plain = Rendered(markdown.render(place.format("文")))

    assert rendered.tags == plain.tags
    assert rendered.text.replace("\u200b", "") == " ".join(plain.text.replace("文", seen(text)).split())
    assert not LIVE.search(rendered.text)
    assert not re.search(r"(?m)^/", written)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_jira_escapes_read_back_as_the_text(text: str) -> None:
    check_jira(text)


@given(text=SPECIAL)
def test_jira_escapes_read_back_as_any_text(text: str) -> None:
    check_jira(text)


def check_jira(text: str) -> None:
    """By Jira's rule: a backslash before one of these signs is taken away, entities are characters."""
    written = escape(text, Markup.JIRA)
    bare = re.sub(r"\\[-#*_+?^~|{}\[\]()!@]|&#\d+;", " ", written)

    assert not re.search(r"[#*_+?^~|{}\[\]()!@\\&]|(?<!\d)-|-(?!\d)|\n", bare)
    assert not re.search(r"://|:\w+:|\A ?(h\d|bq)\.", bare, re.ASCII)
    unescaped = re.sub(r"\\([-#*_+?^~|{}\[\]()!@])", r"\1", written)
    read = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), re.sub(r"&#92;", "\\\\", unescaped))
    assert read.replace("\u200b", "") == seen(text)


@pytest.mark.parametrize("markup", Markup)
def test_what_cannot_be_seen_is_left_out(markup: Markup) -> None:
    assert escape("左\u202e右\u2066中\ufeff\x00\x07", markup) == "左右中"


@pytest.mark.parametrize("markup", Markup)
def test_a_sentence_with_figures_stays_readable(markup: Markup) -> None:
    sentence = "设立服务专窗12个，增长7.9%（占5%以上），5-10个工作日，10:30，1.2亿元；《规定》“引号”。"

    assert escape(sentence, markup) == sentence


def test_lines_stay_lines_in_plain_text_only() -> None:
    assert escape("甲\r\n乙\u2028丙", Markup.PLAIN) == "甲\n乙\n丙"
    assert escape("甲\r\n乙\u2028丙", Markup.TEXTILE) == "甲 乙 丙"
