"""What matters most, ready to be set: ten lines that lead to their rows, and the paragraph to copy."""

import re
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from compare.language.characters import HAN
from compare.model import Comparison
from reports.html.rows import RowIndex
from reports.shown.matters.brief import brief
from reports.shown.matters.kinds import Matter
from reports.shown.matters.naming import NameUses
from reports.shown.matters.ranking import rank
from reports.shown.matters.telling import Told, told
from reports.shown.numbers import percent
from reports.words import Words

_CHINESE: Final = re.compile(
    rf"(?:(?<![《“‘])[《“‘]+)?{HAN}(?:(?:{HAN}|[《》“”‘’（）、，…\d])*(?:{HAN}|[》”’）…]))?"
)
_MARKED: Final = Markup('<span lang="zh-CN">{}</span>')


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One matter in words, why it is told, the row it leads to, and how sure it is: `98%`."""

    told: Told
    why: Markup
    anchor: str
    sure: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The paragraph in one language."""

    language: str
    name: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Matters:
    """The first screen: what matters, and the paragraph, in the page's language first."""

    lines: tuple[MatterLine, ...]
    briefs: tuple[Brief, ...]


def matters(comparison: Comparison, names: NameUses, index: RowIndex, words: Words) -> Matters:
    """What matters most of a comparison."""
    lines: list[MatterLine] = []
    for each in rank(comparison, names):
        said = told(each, words)
        why = quoting(said.why, words.language)
        lines.append(MatterLine(said, why, _anchor(each, index), percent(each.certainty)))
    zh, en = (
        Brief(code, name, quoting(brief(comparison, names, Words(language)), language))
        for code, name, language in (("zh-CN", "中文", "zh"), ("en", "English", "en"))
    )
    return Matters(tuple(lines), (zh, en) if words.language == "zh" else (en, zh))


def quoting(text: str, language: str) -> Markup:
    """A sentence with the reports' own words marked as Chinese, where it is in another language."""
    if language == "zh":
        return escape(text)
    parts: list[Markup] = []
    end = 0
    for found in _CHINESE.finditer(text):
        parts += [escape(text[end : found.start()]), _MARKED.format(found[0])]
        end = found.end()
    return Markup("").join((*parts, escape(text[end:])))


def _anchor(matter: Matter, index: RowIndex) -> str:
    if matter.pledge is not None:
        return index.baseline(matter.pledge.baseline[0])
    return matter.change.key if matter.change else ""
