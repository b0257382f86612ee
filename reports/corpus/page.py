"""overview.html: bodies by years, what spreads, what is unusual, what could not be read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import takewhile
from pathlib import Path
from typing import Final

from compare.corpus.building import Corpus
from compare.corpus.overview import PairCount, Spread, Unusual
from compare.corpus.values import CorpusFile, FileState
from compare.model import Status
from reports.html.plain import render_plain
from reports.shown.signs import SIGNS
from reports.words import NOTICES, Words

_HERE: Final = Path(__file__).parent
_BODIES_OF_A_PAGE: Final = 500
_SHOWN: Final = 20
_FAR: Final = 1.5  # of the quartiles' distance, beyond them: Tukey's fence
_LEAST: Final = 8  # pairs, for quartiles to mean something
PAGE: Final = "overview.html"


@dataclass(frozen=True, slots=True)
class YearTotal:
    """All pairs of a year and kind: how many, and the shares of what became of their measures."""

    kind: str
    year: int
    pairs: int
    new: float
    dropped: float
    continued: float
    repeated: float
    kept: float


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A body's year: the share of new measures as text and as shade (0–9), and where its page is."""

    text: str
    shade: int
    href: str
    title: str
    outlying: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A body with a cell for every year."""

    body: str
    kind: str
    cells: tuple[MatrixCell | None, ...]


def page_names(counts: Sequence[PairCount]) -> list[str]:
    """The overview, and its further pages where there are more bodies than one can hold."""
    bodies = len({(each.kind, each.body) for each in counts})
    further = range(2, -(-bodies // _BODIES_OF_A_PAGE) + 1)
    return [PAGE, *(f"overview-{number}.html" for number in further)]


def render_overview(
    corpus: Corpus,
    counts: Sequence[PairCount],
    spread: Sequence[Spread],
    unusual: Sequence[Unusual],
    words: Words,
    *,
    has_pages: bool,
) -> Iterator[tuple[str, str]]:
    """Each page's name and text, the same for the same corpus."""
    rows, years = _matrix(counts, has_pages)
    names = page_names(counts)
    shown = partial(_without, _folder_of(corpus))
    states = [item.state for item in corpus.catalogue.items]
    for number, name in enumerate(names):
        start = number * _BODIES_OF_A_PAGE
        yield (
            name,
            render_plain(
                _HERE,
                "overview.html",
                words,
                pair_page=page_of if has_pages else _no_page,
                first=number == 0,
                names=names,
                name=name,
                totals=list(_totals(counts)),
                files=len(states),
                read=states.count(FileState.READ),
                bodies=len({item.series for item in corpus.catalogue.read}),
                pairs=len(counts),
                years=years,
                rows=rows[start : start + _BODIES_OF_A_PAGE],
                spread=spread[:_SHOWN],
                unusual=unusual[:_SHOWN],
                outlying=[each for each in counts if _outlying(each, counts)],
                left_out=[(item, _why(item, shown, words)) for item in _left_out(corpus)],
                shown=shown,
                failures=[(each, why_told(each.reason, words)) for each in corpus.failures],
                status_words={each.value: words.label(each) for each in Status},
                signs={each.value: SIGNS[each] for each in Status},
            ),
        )


def page_of(pair_id: str) -> str:
    """Where the page of a pair is, from the overview."""
    return f"pages/{pair_id[:2]}/{pair_id}.html"


def _no_page(_: str) -> str:
    return ""


def _totals(counts: Iterable[PairCount]) -> Iterator[YearTotal]:
    of_year: dict[tuple[str, int], list[PairCount]] = defaultdict(list)
    for each in counts:
        if each.gap == 1:
            of_year[each.kind, each.year].append(each)
    for (kind, year), those in sorted(of_year.items()):
        new, dropped, continued, repeated = (
            sum(getattr(each, name) for each in those) for name in ("new", "dropped", "continued", "repeated")
        )
        measures = max(1, new + dropped + continued)
        plans = max(1, sum(each.plans for each in those))
        yield YearTotal(
            kind,
            year,
            len(those),
            new / measures,
            dropped / measures,
            continued / measures,
            repeated / max(1, continued),
            sum(each.kept for each in those) / plans,
        )


def _matrix(counts: Sequence[PairCount], has_pages: bool) -> tuple[list[MatrixRow], list[int]]:
    years = sorted({each.year for each in counts})
    by_body: dict[tuple[str, str], dict[int, PairCount]] = defaultdict(dict)
    for each in counts:
        by_body[each.kind, each.body][each.year] = each
    fences = _Fences(counts)
    rows = [
        MatrixRow(
            body,
            kind,
            tuple(_cell(own[year], fences, has_pages) if year in own else None for year in years),
        )
        for (kind, body), own in sorted(by_body.items())
    ]
    return rows, years


def _cell(count: PairCount, fences: "_Fences", has_pages: bool) -> MatrixCell:
    share = _new_share(count)
    return MatrixCell(
        f"{share:.0%}",
        min(9, int(share * 10)),
        page_of(count.pair_id) if has_pages else "",
        f"{count.baseline_year} → {count.year}  ＋{count.new} ＝{count.continued} －{count.dropped}",
        fences.beyond(count),
    )


def _new_share(count: PairCount) -> float:
    return count.new / max(1, count.new + count.continued)


class _Fences:
    """Between which shares of new measures the pairs of each kind lie, but for a few (Tukey's fences)."""

    def __init__(self, counts: Iterable[PairCount]) -> None:
        shares: dict[str, list[float]] = defaultdict(list)
        for each in counts:
            if each.gap == 1:
                shares[each.kind].append(_new_share(each))
        self._fences = {kind: _fence(sorted(those)) for kind, those in shares.items() if len(those) >= _LEAST}

    def beyond(self, count: PairCount) -> bool:
        low, high = self._fences.get(count.kind, (0.0, 1.0))
        return count.gap == 1 and not low <= _new_share(count) <= high


def _fence(shares: Sequence[float]) -> tuple[float, float]:
    lower, upper = shares[len(shares) // 4], shares[3 * len(shares) // 4]
    return lower - _FAR * (upper - lower), upper + _FAR * (upper - lower)


def _outlying(count: PairCount, counts: Sequence[PairCount]) -> bool:
    return "few_links" in count.warnings or _fences_of(tuple(counts)).beyond(count)


@cache
def _fences_of(counts: tuple[PairCount, ...]) -> _Fences:
    return _Fences(counts)


def _left_out(corpus: Corpus) -> list[CorpusFile]:
    return [item for item in corpus.catalogue.items if item.state is not FileState.READ]


def _why(item: CorpusFile, shown: Callable[[str], str], words: Words) -> str:
    """Why a file was left out, in words."""
    if item.state is FileState.DUPLICATE:
        return words.gettext("与 {file} 内容相同").format(file=shown(item.reason))
    if item.state is FileState.REPUBLISHED:
        return words.gettext("同一年度另有较全的版本：{file}").format(file=shown(item.reason))
    return why_told(item.reason, words)


def _without(folder: str, address: str) -> str:
    return address.removeprefix(folder)


def _folder_of(corpus: Corpus) -> str:
    """The folder that all files stand in or below, with a slash: `/语料/`."""
    folders = [item.address.split("/")[:-1] for item in corpus.catalogue.items]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False))
    return "".join(f"{names[0]}/" for names in shared)


def why_told(reason: str, words: Words) -> str:
    """The code of a reason in words, without the values that it had; what is no code as it is.

    Examples
    --------
    >>> why_told("empty_file", Words("zh")), why_told("ValueError: 3", Words("zh"))
    ('文件是空的，请换成有正文的报告', 'ValueError: 3')
    """
    if reason not in NOTICES:
        return reason
    return words.gettext(NOTICES[reason]).format_map(defaultdict(lambda: "…"))
