"""Measures that were left out for a year or more and are reported again."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from compare.alignment.evidence.profiles import word_weights
from compare.changes.figures import pair_figures
from compare.changes.kinds import Sides, change_kind
from compare.language.normalise import normalise
from compare.model import Change, Comparison, Evidence, Measure, Report, Section, Status
from compare.series.threads import Threads, likest

Comparing = Callable[[Report, Report], Comparison]
"""What compares two reports, as `compare_reports` does; it may remember what it has compared."""

_Ended = Sequence[tuple[int, Measure]]

_STEPS: Final = ((75.0, 5.0), (70.0, 12.0))
"""Per cent of the wording, and by how many more than of the next best: what is less alike must stand out."""
_SURE: Final = 0.894
"""The least score of a link over years, of a pair of 0.8 by itself: of real ones below it half were wrong."""
_VERBATIM: Final = 90.0  # per cent
_NEARER: Final = 25.0  # per cent, than what the comparison with the year before found


def bring_back(threads: Threads, reports: Sequence[Report], place: int, compare: Comparing) -> None:
    """Look for what is new in the year at `place` among all that ended before the year before it.

    First for what comes back in nearly the same words, whatever stands around it, then, in one comparison of
    what is left on both sides, for the others.
    """
    for look in (_in_like_words, _compared):
        new = threads.untied(reports[place].measures, place)
        ended = [(thread.last.place, thread.last.measure) for thread in threads.dormant(place)]
        if new and ended:
            threads.bring_back(look(ended, new, reports, place, compare), place)


def told_before(threads: Threads, comparison: Comparison, place: int) -> frozenset[str]:
    """The measures of the year at `place` that say again, nearly word for word, what ended years ago.

    A comparison with the year before does not know those years, and links such a measure to what comes next
    to it; only where that is worded quite otherwise is it told here.
    """
    ended = [thread.last.measure for thread in threads.dormant(place)]
    linked = [likest(change) for change in comparison.changes if change.status is Status.CONTINUED]
    if not ended or not linked:
        return frozenset()
    alike = process.cdist(
        [normalise(after.text) for _, after in linked],
        [normalise(each.text) for each in ended],
        scorer=fuzz.ratio,
    )
    same_role = np.array([[after.role is each.role for each in ended] for _, after in linked])
    best = np.where(same_role, alike, 0.0).max(axis=1)
    own = [fuzz.ratio(normalise(before.text), normalise(after.text)) for before, after in linked]
    is_told = (best >= _VERBATIM) & (best - np.array(own) >= _NEARER)
    return frozenset(after.id for (_, after), told in zip(linked, is_told, strict=True) if told)


def _in_like_words(ended: _Ended, new: Sequence[Measure], *_: object) -> Iterator[Change]:
    """Each new measure with the one that ended of whose words it has most, where no other comes near."""
    before = [measure for _, measure in reversed(ended)]
    alike = process.cdist(
        [normalise(each.text) for each in before], [normalise(each.text) for each in new], scorer=fuzz.ratio
    )
    same_role = np.array([[old.role is each.role for each in new] for old in before])
    alike = np.where(same_role, alike, 0.0)
    weight = word_weights([*before, *new])
    for column, after in enumerate(new):
        row = int(alike[:, column].argmax())
        best = alike[row, column]
        others = (*np.delete(alike[:, column], row), *np.delete(alike[row], column))
        ahead = best - max(others, default=0.0)
        if any(best >= alike and ahead >= further for alike, further in _STEPS):
            yield _again(before[row], after, float(best) / 100, weight)


def _again(before: Measure, after: Measure, score: float, weight: Mapping[str, float]) -> Change:
    figures = pair_figures([before], [after])
    return Change(
        key="",
        status=Status.CONTINUED,
        role=after.role,
        change=change_kind(Sides((before,), (after,), figures, weight)),
        moved=False,
        score=round(score, 4),
        uncertain=False,
        evidence=(Evidence("wording", f"{score:.0%}", score),),
        baseline=(before,),
        current=(after,),
        figures=figures,
    )


def _compared(
    ended: _Ended, new: Sequence[Measure], reports: Sequence[Report], place: int, compare: Comparing
) -> Iterator[Change]:
    """The changes between all that ended, as its own reports have it, and what is new."""
    own = {measure.id: measure for _, measure in ended}
    changes = compare(left_out(reports, ended), _only(reports[place], new)).changes
    for change in (each for each in changes if each.score >= _SURE):
        yield replace(change, baseline=tuple(own[measure.id] for measure in change.baseline))


def left_out(reports: Sequence[Report], ended: _Ended) -> Report:
    """The measures that ended, each given with the place of its report, as one report under their headings.

    Of a sentence that ended twice the later stands.
    """
    sections: list[Section] = []
    first_section: dict[int, int] = {}
    for place in sorted({place for place, _ in ended}):
        first_section[place] = len(sections)
        own = reports[place].sections
        sections += [replace(each, index=each.index + first_section[place]) for each in own]
    paragraphs = max((measure.paragraph for _, measure in ended), default=0) + 1
    measures = {
        measure.id: replace(
            measure,
            section=measure.section + first_section[place],
            paragraph=measure.paragraph + place * paragraphs,
        )
        for place, measure in ended
    }
    last = reports[max(first_section)]
    return _named_by_content(replace(last, sections=tuple(sections), measures=tuple(measures.values())))


def _only(report: Report, measures: Sequence[Measure]) -> Report:
    return _named_by_content(replace(report, measures=tuple(measures)))


def _named_by_content(report: Report) -> Report:
    """With a checksum of what it holds now, so that whoever remembers comparisons knows it again."""
    held = "\n".join(f"{each.id} {each.section} {each.paragraph} {each.role}" for each in report.measures)
    headings = "\n".join("/".join(section.path) for section in report.sections)
    digest = hashlib.sha256(f"{report.sha256}\n{held}\n{headings}".encode()).hexdigest()
    return replace(report, sha256=digest, notices=())
