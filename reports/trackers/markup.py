"""Report text in a tracker's markup, so that it reads there as it stands and does nothing.

A value may stand at a line's beginning, in its middle, in a list or a quotation; a line's end in it would
end those, so that it becomes a space, save in plain text. Where a tracker looks for links in the finished
page, and no escape helps, a zero-width space goes between: `@all`, `#12`, `http://…`.
"""

import re
import unicodedata
from typing import Final

from reports.trackers.base import Markup

_ZERO_WIDTH: Final = "\u200b"
_LINE_ENDS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Control characters, what has no width or turns the reading direction, and halves of characters.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
_SPACES: Final = re.compile(r"[ \n]+")

# What Redmine's Textile, its links (r12, user:name) and macros begin with, and a space that would make a
# block of code; 5-10, 7.9%, 10:30 stay readable.
_TEXTILE: Final = re.compile(r"\A |[&<>\"*_+^~=?!@#|\[\](){}`\\]|(?<!\w)-|(?<!\d)[.:%]|[.:](?!\d)|r(?=\d)")

_LINKS: Final = (
    r"(?<=[A-Za-z0-9_+-])(?=:)(?!(?<=\d):\d)",  # http://, :smile:, commit:
    r"(?<=[Ww]{3})(?=\.)",  # www.
    r"(?<=[A-Za-z]-)(?=\d)",  # GH-12
)
_MENTIONS: Final = (
    r"(?<=[@#!~&$^])(?=\S)",  # @all, #12, !12, ~label
    r"(?<=%)(?<!\d%)(?=\S)",  # %milestone, yet not 5%以上
    r"(?<=[\[{])(?=[\[{+-])",  # [[page]], {{macro}}, {+added+}
    r"(?<=r)(?=\d)",  # r12
    r"(?:\A|(?<=\A ))(?=[/;])",  # /close, ;;; before settings
    # A commit, by seven or more of its digits, one of them a letter.
    r"(?<=[\da-fA-F])(?<![\dA-Za-z].)(?=[\da-fA-F]{6,}(?![\dA-Za-z]))(?:(?<=[a-fA-F])|(?=\d*[a-fA-F]))",
)
_MARKDOWN_BREAKS: Final = re.compile("|".join(_LINKS + _MENTIONS))
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]<>{}&~|$!#^]")
_MARKDOWN_BLOCK: Final = re.compile(r"\A( ?)([-+=:]|\d{1,9}(?=[.)]))")

_JIRA_BREAKS: Final = re.compile("|".join((*_LINKS, r"(?<=:)(?=[^\s\d])")))
_JIRA_BLOCK: Final = re.compile(r"\A( ?(?:h[1-6]|bq))(?=\.)")
_JIRA: Final = re.compile(r"[\\&#*_+?^~|{}\[\]()!@]|(?<!\d)-|-(?!\d)")


def escape(text: str, markup: Markup) -> str:
    """A text that reads as it stands: `escape("*必须*", Markup.MARKDOWN)` is `\\*必须\\*`.

    Characters that cannot be seen are left out in every markup: they would make a text look like another.
    """
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    seen = "".join(each for each in lines if each == "\n" or unicodedata.category(each) not in _UNSEEN)
    if markup is Markup.PLAIN:
        return seen
    line = _SPACES.sub(" ", seen)
    if markup is Markup.TEXTILE:
        return _TEXTILE.sub(_entity, line)
    if markup is Markup.MARKDOWN:
        return _in_markdown(line)
    return _in_jira(line)


def _in_markdown(line: str) -> str:
    escaped = _MARKDOWN.sub(_backslashed, _MARKDOWN_BREAKS.sub(_ZERO_WIDTH, line))
    return _MARKDOWN_BLOCK.sub(_first_backslashed, escaped)


def _first_backslashed(match: re.Match[str]) -> str:
    """What would begin a list or the like; a number has the backslash after it, before its full stop."""
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdecimal() else f"{space}\\{mark}"


def _in_jira(line: str) -> str:
    broken = _JIRA_BLOCK.sub(rf"\1{_ZERO_WIDTH}", _JIRA_BREAKS.sub(_ZERO_WIDTH, line))
    # A backslash can be had as an entity only; one that is no entity must not become one.
    return _JIRA.sub(lambda match: (_entity if match[0] in "\\&" else _backslashed)(match), broken)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _backslashed(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
