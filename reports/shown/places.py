"""Where each change stands on the page: the current report's sections, then the baseline's own.

A change with current measures stands in the section of the first of them; a dropped one in the section
that its own is aligned with, or, where there is none, under its own heading after all others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from compare.model import Change, Comparison, Report, Role, Section

COMPARE_ANCHOR: Final = "compare"
_GROUPS_THAT_FIT = 30
Place = tuple[str, int]


@dataclass(slots=True)
class Node:
    """A section on the page, while the page is being laid out.

    `side` is c for a section of the current report, b for one of the baseline; `partners` are the baseline
    sections aligned with it; `dropped` stands after the sections inside.
    """

    side: str
    section: Section
    changes: list[Change] = field(default_factory=list)
    dropped: list[Change] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    partners: list[Section] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The section's place on the page, `c-12`."""
        return f"{self.side}-{self.section.index}"

    def all_changes(self) -> Iterator[Change]:
        """Everything that stands in the section and in those inside it."""
        yield from self.changes
        for child in self.children:
            yield from child.all_changes()
        yield from self.dropped


@dataclass(frozen=True, slots=True)
class Groups:
    """A report's sections, each with the group it is counted in: its second level, or first in long reports.

    `二、举措 / （一）优化营商环境 / 1.提效` is counted in `（一）优化营商环境`.
    """

    report: Report
    of: tuple[int, ...]

    def heads(self) -> tuple[Section, ...]:
        """The first section of every group, in order."""
        return tuple(self.report.sections[index] for index in sorted(set(self.of)))


@dataclass(frozen=True, slots=True)
class Layout:
    """The page's sections and the groups of both reports.

    `group_of` gives for a change's key the anchor of the group it stands in, which the section filter goes
    by; `baseline_anchors` where each baseline section is found.
    """

    current: tuple[Node, ...]
    leftover: tuple[Node, ...]
    baseline_groups: Groups
    current_groups: Groups
    group_of: dict[str, str]
    baseline_anchors: tuple[str, ...]


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node, parents before children."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def is_counted(change: Change) -> bool:
    """Whether a change is one of a measure; greetings and lead-ins are not."""
    return change.role is not Role.PREAMBLE


def lay_out(comparison: Comparison) -> Layout:
    """Each change in its place, in the order in which the reports are read."""
    current, baseline = comparison.current, comparison.baseline
    partner = _partners(comparison)
    at: dict[Place, list[Change]] = defaultdict(list)
    for change in _in_reading_order(comparison):
        at[_place(change, partner)].append(change)
    groups = {"b": group(baseline), "c": group(current)}
    current_tree = _tree("c", current, at)
    leftover_tree = _tree("b", baseline, at)
    _introduce(current_tree, baseline, partner)
    group_of = {
        change.key: f"{side}-{groups[side].of[index]}"
        for (side, index), changes in at.items()
        for change in changes
    }
    shown, leftover = _inhabited(current_tree), _inhabited(leftover_tree)
    anchors = _baseline_anchors(baseline, shown, leftover)
    return Layout(tuple(shown), tuple(leftover), groups["b"], groups["c"], group_of, anchors)


def group(report: Report) -> Groups:
    """The groups of a report's sections."""
    for depth in (2, 1):
        of = _groups_at(report, depth)
        if len(set(of)) <= _GROUPS_THAT_FIT:
            break
    return Groups(report, of)


def _groups_at(report: Report, depth: int) -> tuple[int, ...]:
    of: list[int] = []
    sections = report.sections
    for section in sections:
        previous = sections[of[-1]].path[:depth] if of else None
        of.append(of[-1] if previous == section.path[:depth] and previous else section.index)
    return tuple(of)


def _partners(comparison: Comparison) -> dict[int, int]:
    """For each baseline section the current one it is placed in: its own, else its parent's, partner."""
    best: dict[int, tuple[float, int]] = {}
    for link in comparison.sections:
        if link.baseline is None or link.current is None:
            continue
        best[link.baseline] = max(best.get(link.baseline, (-1.0, 0)), (link.score, -link.current))
    partner = {baseline: -negative for baseline, (_, negative) in best.items()}
    for section, parent in zip(
        comparison.baseline.sections, _parents(comparison.baseline.sections), strict=True
    ):
        if section.index not in partner and parent is not None and parent in partner:
            partner[section.index] = partner[parent]
    return partner


def _parents(sections: Sequence[Section]) -> list[int | None]:
    latest: dict[tuple[str, ...], int] = {}
    parents: list[int | None] = []
    for section in sections:
        parents.append(latest.get(section.path[:-1]) if section.path[:-1] else None)
        latest[section.path] = section.index
    return parents


def _in_reading_order(comparison: Comparison) -> list[Change]:
    """Current measures in their order, then the dropped ones in theirs."""
    current = {measure.id: place for place, measure in enumerate(comparison.current.measures)}
    baseline = {measure.id: place for place, measure in enumerate(comparison.baseline.measures)}

    def order(change: Change) -> tuple[int, int]:
        if change.current:
            return 0, min(current.get(measure.id, 0) for measure in change.current)
        return 1, min(baseline.get(measure.id, 0) for measure in change.baseline)

    return sorted(comparison.changes, key=order)


def _place(change: Change, partner: dict[int, int]) -> Place:
    if change.current:
        return "c", change.current[0].section
    own = change.baseline[0].section
    return ("c", partner[own]) if own in partner else ("b", own)


def _tree(side: str, report: Report, at: dict[Place, list[Change]]) -> list[Node]:
    nodes = [Node(side, section) for section in report.sections]
    roots: list[Node] = []
    for node, parent in zip(nodes, _parents(report.sections), strict=True):
        (roots if parent is None else nodes[parent].children).append(node)
    for node in nodes:
        for change in at[side, node.section.index]:
            last = node.dropped if node.children and not change.current else node.changes
            last.append(change)
    return roots


def _introduce(tree: list[Node], baseline: Report, partner: dict[int, int]) -> None:
    """Give each node the baseline sections placed in it, but for those whose parent is there already."""
    by_index = {node.section.index: node for node in walk(tree)}
    for section, parent in zip(baseline.sections, _parents(baseline.sections), strict=True):
        inherited = parent is not None and partner.get(parent) == partner.get(section.index)
        if section.path and section.index in partner and not inherited:
            by_index[partner[section.index]].partners.append(section)


def _baseline_anchors(baseline: Report, shown: list[Node], leftover: list[Node]) -> tuple[str, ...]:
    """A section that is named nowhere is found where its parent is, at worst where the comparison begins."""
    named = {partner.index for node in walk(shown) for partner in node.partners}
    named |= {node.section.index for node in walk(leftover)}
    anchors: list[str] = []
    for section, parent in zip(baseline.sections, _parents(baseline.sections), strict=True):
        outer = anchors[parent] if parent is not None else COMPARE_ANCHOR
        anchors.append(f"b-{section.index}" if section.index in named else outer)
    return tuple(anchors)


def _inhabited(nodes: list[Node]) -> list[Node]:
    for node in nodes:
        node.children = _inhabited(node.children)
    return [node for node in nodes if node.changes or node.dropped or node.children]


def tally(changes: Iterable[Change]) -> Counter[str]:
    """How many measures are new, continued and dropped, preambles apart."""
    return Counter(change.status.value for change in changes if is_counted(change))
