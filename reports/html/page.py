"""The comparison as one HTML file that needs nothing else: no network, no script, no other file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from compare import __version__
from compare.model import Change, Comparison, Report, Role
from reports.html import assets
from reports.html.checks import Check, TableCard, checks, table_cards
from reports.html.direct_code import DirectEnvironment
from reports.html.flow import Flow, flow, pledge_flow
from reports.html.highlights import Movers, Names, Pledges, movers, name_links, pledges
from reports.html.marks import badge, marked
from reports.html.markup_words import MarkupWords
from reports.html.matters import Matters, matters
from reports.html.messages import CompiledMessages
from reports.html.overview import STATUSES, Count, NamedGroup, Overview, named_groups, overview
from reports.html.review_labels import Desk, ReviewLabels, review_labels
from reports.html.review_order import review_ranks
from reports.html.rows import Label, PageLink, Row, RowIndex, row
from reports.html.whole_texts import WholeText, whole_texts
from reports.shown.agreement import told_agreement
from reports.shown.matters.naming import NameUses
from reports.shown.places import Layout, Node, is_counted, lay_out, tally
from reports.shown.safe_text import showable
from reports.shown.signs import SIGNS
from reports.shown.summary import count_measures
from reports.words import Words

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report as the title names it."""

    side: str
    label: str
    year: str
    title: str
    source: str
    measures: int
    sections: int
    sha256: str
    notices: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Groups of sections that follow one another under the same heading, which may be none."""

    name: str
    groups: tuple[NamedGroup, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A section with its rows, the sections inside it, and what was dropped after them."""

    anchor: str
    side: str
    heading: str
    level: int
    partners: tuple[PageLink, ...]
    counts: tuple[Count, ...]
    rows: tuple[Row, ...]
    blocks: tuple["Block", ...]
    dropped: tuple[Row, ...]
    preambles: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the templates set, in the order of the page."""

    language: str
    title: str
    baseline: ReportCard
    current: ReportCard
    notices: tuple[Markup, ...]
    matters: Matters
    overview: Overview
    movers: Movers
    new_names: Names
    gone_names: Names
    pledges: Pledges
    checks: tuple[Check, ...]
    tables: tuple[TableCard, ...]
    flow: Flow
    pledge_flow: Flow
    roles: tuple[Count, ...]
    sections: tuple[Chapter, ...]
    blocks: tuple[Block, ...]
    leftover: tuple[Block, ...]
    texts: tuple[WholeText, WholeText]
    labels: ReviewLabels
    compared: str
    version: str


def render_report(comparison: Comparison, language: str = "zh", desk: Desk | None = None) -> str:
    """The page of a comparison, the same text for the same comparison: `<!doctype html>…杨浦区…`.

    With a reviewer's desk it is the page that a server serves, and sends its decisions there.
    """
    words = MarkupWords(language)
    served, desk = desk is not None, desk or Desk()
    page = (
        _environment(language)
        .get_template("page.html")
        .render(
            page=_page(comparison, words),
            desk=desk,
            agreements=[told_agreement(each, words) for each in desk.agreements],
            served=served,
            style=Markup(assets.style()),  # noqa: S704 - the toolkit's own file
            script=Markup(assets.script(served)),  # noqa: S704 - the toolkit's own file
            policy=assets.policy(served),
        )
    )
    return showable(page)  # of markup, style and script nothing is touched: they hold no such characters


@cache
def _environment(language: str) -> Environment:
    words = Words(language)
    environment = DirectEnvironment(
        loader=FileSystemLoader(_HERE / "templates"),
        extensions=[CompiledMessages],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_bytecode_cache(words),
    )
    environment.globals |= {"_": words.gettext, "badge": badge, "marked": marked}
    return environment


def _bytecode_cache(words: Words) -> BytecodeCache | None:
    """A folder of the user's own: to compile the templates takes as long as to fill them.

    The files have a name of their own: what another environment compiled of a template is of no use to this,
    nor what was compiled with other words.
    """
    try:
        return FileSystemBytecodeCache(
            pattern=f"__crossyear_direct_{words.language}_{words.fingerprint}_%s.cache"
        )
    except (OSError, RuntimeError):
        return None


def _page(comparison: Comparison, words: MarkupWords) -> Page:
    layout = lay_out(comparison)
    index = RowIndex(comparison, layout, review_ranks(comparison))
    years = _years(comparison, words)
    counts, names = count_measures(comparison), NameUses.of(comparison)
    return Page(
        language="zh-CN" if words.language == "zh" else words.language,
        title=comparison.current.body + comparison.current.kind or comparison.current.title,
        baseline=_card(
            "baseline", comparison.baseline, counts.before, words.gettext("基准"), years[0], words
        ),
        current=_card("current", comparison.current, counts.after, words.gettext("本期"), years[1], words),
        notices=tuple(words.notice_markup(notice) for notice in comparison.notices),
        matters=matters(comparison, names, index, words),
        overview=overview(comparison, layout, words),
        movers=movers(comparison, words),
        new_names=name_links(names.new),
        gone_names=name_links(names.gone),
        pledges=pledges(comparison, index, words),
        checks=checks(comparison, index, years, words),
        tables=table_cards(comparison),
        flow=flow(comparison, layout, words),
        pledge_flow=pledge_flow(comparison, layout, words),
        roles=_roles(comparison, words),
        sections=_chapters(layout, words),
        blocks=tuple(_block(node, 1, layout, index, words) for node in layout.current),
        leftover=tuple(_block(node, 1, layout, index, words) for node in layout.leftover),
        texts=whole_texts(comparison, index, years),
        labels=review_labels(words),
        compared=f"{comparison.baseline.sha256}-{comparison.current.sha256}",
        version=__version__,
    )


def _years(comparison: Comparison, words: MarkupWords) -> tuple[str, str]:
    """What the two sides are called: by their years where these tell them apart."""
    first, second = comparison.baseline.year, comparison.current.year
    if first is None or second is None or first == second:
        return words.gettext("基准"), words.gettext("本期")
    year = words.gettext("{year} 年")
    return year.format(year=first), year.format(year=second)


def _card(side: str, report: Report, measures: int, label: str, year: str, words: MarkupWords) -> ReportCard:
    return ReportCard(
        side=side,
        label=label,
        year=year,
        title=report.title,
        source=report.source,
        measures=measures,
        sections=sum(bool(section.path) for section in report.sections),
        sha256=report.sha256,
        notices=tuple(words.notice_markup(notice) for notice in report.notices),
    )


def _roles(comparison: Comparison, words: MarkupWords) -> tuple[Count, ...]:
    counts = Counter(change.role for change in comparison.changes)
    return tuple(Count(Label(role.value, "", words.label(role)), counts[role]) for role in Role)


def _chapters(layout: Layout, words: MarkupWords) -> tuple[Chapter, ...]:
    chapters = groupby(named_groups(layout, words), key=lambda named: named.chapter)
    return tuple(Chapter(name, tuple(groups)) for name, groups in chapters)


def _block(node: Node, level: int, layout: Layout, index: RowIndex, words: MarkupWords) -> Block:
    def rows(changes: Iterable[Change], counted: bool = True) -> tuple[Row, ...]:
        return tuple(row(each, index, words) for each in changes if is_counted(each) is counted)

    counts = _counts(node, words)
    return Block(
        anchor=node.anchor,
        side=node.side,
        heading=node.section.heading or (words.gettext("开篇") if counts else ""),
        level=level,
        partners=tuple(PageLink(each.heading, f"b-{each.index}") for each in node.partners),
        counts=counts,
        rows=rows(node.changes),
        blocks=tuple(_block(child, level + 1, layout, index, words) for child in node.children),
        dropped=rows(node.dropped),
        preambles=rows([*node.changes, *node.dropped], counted=False),
    )


def _counts(node: Node, words: MarkupWords) -> tuple[Count, ...]:
    counts = tally(node.all_changes())
    return tuple(
        Count(Label(each.value, SIGNS[each], words.label(each)), counts[each.value])
        for each in STATUSES
        if counts[each.value]
    )
