"""A change as a row of two cells: what stands left, right and on the line above."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from compare.decisions.standing import Action
from compare.model import (
    Candidate,
    Change,
    ChangeKind,
    Comparison,
    DiffOp,
    FigureChange,
    Measure,
    Review,
    Role,
    Status,
)
from reports.html.markup_words import MarkupWords
from reports.shown.numbers import Movement, movement, percent, quantity
from reports.shown.places import Layout
from reports.shown.signs import REVERSED, SIGNS
from reports.shown.texts import MarkedText, excerpt, is_rewritten, marked_texts

_CANDIDATE_LENGTH = 96
_NEAREST_LENGTH = 30
_TITLE_LENGTH = 30
_CLAUSE_LENGTH = 36
_CLAUSES_TOLD = 3
_LIKELY_ENOUGH = 0.1  # a candidate that is less likely says nothing; it stands among the reasons
_SURE = 0.95  # what may be accepted many at once
_SURE_ROLE = 0.8  # below it stand a tenth of the sentences, and half of the wrong roles


@dataclass(frozen=True, slots=True)
class Label:
    """A word with its sign and the class it is coloured by: `new ＋ 新增`."""

    code: str
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure in both years: `办理量 500 件 → 680 件 ▲ 36.0%`."""

    name: str
    before: str
    after: str
    movement: Movement


@dataclass(frozen=True, slots=True)
class Flag:
    """In what a measure now says the opposite: `⇄ 说法相反`, `保留`, `不再保留`."""

    label: Label
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """Words that lead to a place on the page; `note` stands beside them."""

    text: str
    anchor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownReview:
    """What a reviewer said: `人工对应 · 李敏`, a note, and the ids of the decisions."""

    decision: Label
    reviewer: str
    note: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A change as it is shown. `folded` rows show one line until they are opened.

    `nearest` is the first of the candidates in short, where the change has one side alone.
    """

    key: str
    title: str
    status: Label
    role: Label
    change: Label | None
    group: str
    origin: tuple[PageLink, ...]
    score: str
    uncertain: bool
    reason: Markup
    rewritten: bool
    folded: bool
    baseline: tuple[MarkedText, ...]
    current: tuple[MarkedText, ...]
    baseline_ids: str
    current_ids: str
    chips: tuple[Chip, ...]
    nearest: PageLink | None
    candidates: tuple[PageLink, ...]
    sources: str
    review_rank: int
    review: ShownReview | None
    other_role: str = ""
    sure: bool = False
    flags: tuple[Flag, ...] = ()
    added: str = ""
    left_out: str = ""


class RowIndex:
    """Finds the row that a measure of either report stands in, and names sections."""

    def __init__(self, comparison: Comparison, layout: Layout, ranks: Mapping[str, int]) -> None:
        self._baseline = {m.id: change.key for change in comparison.changes for m in change.baseline}
        self._current = {m.id: change.key for change in comparison.changes for m in change.current}
        self._comparison = comparison
        self._layout = layout
        self._ranks = ranks

    def review_rank(self, change: Change) -> int:
        """The change's place in the queue of the review, the most doubtful at 0."""
        return self._ranks[change.key]

    def sources(self, change: Change) -> str:
        """The anchors of the groups of baseline sections that a change comes from: `b-3 b-5`."""
        groups = self._layout.baseline_groups.of
        return " ".join(sorted({f"b-{groups[measure.section]}" for measure in change.baseline}))

    def baseline(self, measure: Measure) -> str:
        """The key of the change that a baseline measure stands in."""
        return self._baseline.get(measure.id, "")

    def current(self, measure: Measure) -> str:
        """The key of the change that a current measure stands in."""
        return self._current.get(measure.id, "")

    def candidate(self, change: Change, candidate: Candidate) -> str:
        """The row of a candidate, which is of the report that the change has no measure of."""
        return (self.baseline if change.current else self.current)(candidate.measure)

    def group(self, change: Change) -> str:
        """The anchor of the group of sections that a change stands in."""
        return self._layout.group_of[change.key]

    def origin(self, measure: Measure) -> PageLink:
        """The section that a baseline measure stood in."""
        heading = self._comparison.baseline.sections[measure.section].heading
        return PageLink(heading, self._layout.baseline_anchors[measure.section])

    def current_heading(self, measure: Measure) -> str:
        """The heading that a current measure stands under."""
        return self._comparison.current.sections[measure.section].heading


def row(change: Change, index: RowIndex, words: MarkupWords) -> Row:
    """A change ready to be set."""
    return Row(
        key=change.key,
        title=excerpt((change.current or change.baseline)[0].text, _TITLE_LENGTH),
        status=Label(change.status.value, SIGNS[change.status], words.label(change.status)),
        role=Label(change.role.value, "", words.label(change.role)),
        change=Label(change.change.value, "", words.label(change.change)) if change.change else None,
        group=index.group(change),
        origin=tuple(_origins(change, index)),
        score=percent(change.score),
        uncertain=change.uncertain,
        reason=words.reason_markup(change.evidence),
        rewritten=is_rewritten(change.diff),
        folded=(change.change is ChangeKind.UNCHANGED and not change.reversals)
        or change.role is Role.PREAMBLE,
        baseline=marked_texts(change.baseline, change.diff, DiffOp.DELETE),
        current=marked_texts(change.current, change.diff, DiffOp.INSERT, _elsewhere(change, index)),
        baseline_ids=" ".join(each.id for each in change.baseline),
        current_ids=" ".join(each.id for each in change.current),
        chips=tuple(_chips(change.figures, words)),
        nearest=_nearest(change, index),
        candidates=tuple(_candidate(change, each, index) for each in change.candidates[:3]),
        sources=index.sources(change),
        review_rank=index.review_rank(change),
        review=shown_review(change.review, words),
        other_role=_other_role(change, words),
        sure=is_sure(change),
        flags=tuple(
            Flag(Label(each.kind.value, REVERSED, words.label(each.kind)), each.before, each.after)
            for each in change.reversals
        ),
        added=_told(change.added),
        left_out=_told(change.left_out),
    )


def _told(clauses: tuple[str, ...]) -> str:
    return "；".join(excerpt(each, _CLAUSE_LENGTH) for each in clauses[:_CLAUSES_TOLD])


def is_sure(change: Change) -> bool:
    """Whether a change may be accepted together with many others."""
    shown = round(change.score, 2)  # as a reader sees it
    return shown >= _SURE and not change.uncertain and not change.reversals


def _other_role(change: Change, words: MarkupWords) -> str:
    """The role that the change may have instead, with its probability, where its own is in doubt."""
    if change.review is not None and change.review.decides:
        return ""
    doubtful = [
        (odd, role)
        for measure in (*change.baseline, *change.current)
        if measure.odds and measure.odds[0][1] < _SURE_ROLE
        for role, odd in measure.odds
        if role is not change.role
    ]
    if not doubtful:
        return ""
    odd, role = max(doubtful, key=lambda each: each[0])
    return f"{words.label(role)} {percent(odd)}"


def shown_review(review: Review | None, words: MarkupWords) -> ShownReview | None:
    """What a reviewer said, in words."""
    if review is None:
        return None
    action = Action(review.decision)
    return ShownReview(
        Label(action.value, "✓", words.label(action)), review.reviewer, review.note, review.ids
    )


def _origins(change: Change, index: RowIndex) -> Iterator[PageLink]:
    if not change.moved:
        return
    seen = set()
    for measure in change.baseline:
        if measure.section not in seen:
            seen.add(measure.section)
            yield index.origin(measure)


def _elsewhere(change: Change, index: RowIndex) -> dict[int, str]:
    """The sections of the current measures that do not stand where the row stands."""
    return {
        measure.section: index.current_heading(measure)
        for measure in change.current[1:]
        if measure.section != change.current[0].section
    }


def _chips(figures: tuple[FigureChange, ...], words: MarkupWords) -> Iterator[Chip]:
    seen = set()
    for figure in figures:
        moved = movement(figure, words)
        if figure.before is None or figure.after is None or moved is None or moved.direction == "level":
            continue
        chip = Chip(figure.subject, quantity(figure.before, words), quantity(figure.after, words), moved)
        if chip not in seen:
            seen.add(chip)
            yield chip


def _nearest(change: Change, index: RowIndex) -> PageLink | None:
    """What comes nearest to a measure without a counterpart: whoever doubts the verdict looks there first."""
    if change.status is Status.CONTINUED or not change.candidates:
        return None
    if change.candidates[0].score < _LIKELY_ENOUGH:
        return None
    return _candidate(change, change.candidates[0], index, _NEAREST_LENGTH)


def _candidate(
    change: Change, candidate: Candidate, index: RowIndex, length: int = _CANDIDATE_LENGTH
) -> PageLink:
    text = excerpt(candidate.measure.text, length)
    return PageLink(text, index.candidate(change, candidate), percent(candidate.score))
