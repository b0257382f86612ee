"""Which ticket is whose: by key, by the names of earlier years, or by nearly the same words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from compare.model import Status
from reports.feed.items import Item
from reports.feed.memory import Memory, load_memory
from reports.trackers.base import Ticket

_SAME_TEXT: Final = 90  # per cent; a corrected character or figure is the same sentence, a like one is not
GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Known:
    """A ticket and what is remembered of it."""

    ticket: Ticket
    memory: Memory

    @property
    def names(self) -> tuple[str, ...]:
        """All keys that it answers to, its own first."""
        return tuple(dict.fromkeys((self.ticket.key, *self.memory.names)))


@dataclass(slots=True)
class Matching:
    """Tickets by the key of the item that they belong to, and the rest.

    `merged` are tickets whose measure is now a part of the item's; `parted` are tickets that an item was one
    with and is no more; `gone` are those whose sentence should be in these two reports and is not.
    """

    ticket_of: dict[str, Known] = field(default_factory=dict)
    merged: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    parted: dict[str, Known] = field(default_factory=dict)
    gone: list[Known] = field(default_factory=list)


def match(items: Sequence[Item], tickets: Iterable[Ticket], series: str, years: tuple[int, int]) -> Matching:
    """Find the ticket of every item; no ticket is given to two.

    A ticket with the item's own key comes first, then one that answers to the name of one of its sentences,
    then one of nearly the same words: a sentence that was corrected, one of a year that was not fed, or one
    that was dropped in an earlier year and is brought back.
    """
    known = [Known(ticket, load_memory(ticket.memory)) for ticket in sorted(tickets, key=_age)]
    return _Matcher(items, known, series, years).matching()


class _Matcher:
    def __init__(
        self, items: Sequence[Item], known: Sequence[Known], series: str, years: tuple[int, int]
    ) -> None:
        self.items, self.known = items, known
        self.series, self.years = series, years
        self.by_key: Mapping[str, list[Known]] = _grouped((each.ticket.key, each) for each in known)
        self.by_name = _grouped((name, each) for each in known for name in each.names)
        self.claimed: set[str] = set()
        self.found = Matching()

    def matching(self) -> Matching:
        for item in self.items:
            self._claim_own(item)
        for item in self._without_ticket():
            self._claim_by_name(item)
        self._claim_by_words()
        for item in self.items:
            self._merge_the_rest(item)
            self._remember_parted(item)
        self.found.gone = [each for each in self.known if self._is_gone(each)]
        return self.found

    def _without_ticket(self) -> list[Item]:
        return [item for item in self.items if item.key not in self.found.ticket_of]

    def _claim(self, item: Item, known: Known) -> None:
        self.found.ticket_of[item.key] = known
        self.claimed.add(known.ticket.id)

    def _claim_own(self, item: Item) -> None:
        for each in self.by_key.get(item.key, ()):
            if each.ticket.id not in self.claimed and not each.memory.into:
                self._claim(item, each)
                return

    def _claim_by_name(self, item: Item) -> None:
        for each in self._holders(item):
            if each.ticket.id not in self.claimed:
                self._claim(item, each)
                return
            self.found.parted.setdefault(item.key, each)

    def _holders(self, item: Item) -> Iterator[Known]:
        """The tickets that answer to the item's names; before one that became part of another, the other."""
        for name in item.names:
            for each in self.by_name.get(name, ()):
                if each.memory.into:
                    yield from self.by_key.get(each.memory.into, ())
                yield each

    def _claim_by_words(self) -> None:
        """The most alike first; of equally alike ones in the order of the change list and of the tickets."""
        left = [each for each in self.known if self._may_be_known_by_words(each)]
        pairs = [
            (score, item, each)
            for item in self._without_ticket()
            for each in left
            if (score := _likeness(item, each))
        ]
        for _score, item, each in sorted(pairs, key=lambda pair: -pair[0]):
            if item.key not in self.found.ticket_of and each.ticket.id not in self.claimed:
                self._claim(item, each)

    def _may_be_known_by_words(self, each: Known) -> bool:
        return (
            each.ticket.id not in self.claimed and not each.memory.into and each.memory.series == self.series
        )

    def _merge_the_rest(self, item: Item) -> None:
        own = self.found.ticket_of.get(item.key)
        if own is None:
            return
        for name in item.names:
            for each in self.by_name.get(name, ()):
                if each.ticket.id not in self.claimed:
                    self.claimed.add(each.ticket.id)
                    self.found.merged[item.key].append(each)

    def _remember_parted(self, item: Item) -> None:
        """So that the tie is made up for where it failed when the ticket was made."""
        own = self.found.ticket_of.get(item.key)
        for each in self.by_key.get(own.memory.parted, ()) if own else ():
            self.found.parted.setdefault(item.key, each)

    def _is_gone(self, each: Known) -> bool:
        """Whether the ledger has it as reported, or these very reports had it, and they do not."""
        memory = each.memory
        if each.ticket.id in self.claimed or memory.into or memory.series != self.series:
            return False
        is_aside = memory.standing in (Status.DROPPED.value, GONE)
        return memory.years == self.years or (memory.years < self.years and not is_aside)


def _likeness(item: Item, each: Known) -> float:
    """How alike the ticket's sentence is to one of the item's: 90 to 100 per cent, or 0."""
    if not each.memory.text:
        return 0.0
    return max(fuzz.ratio(text, each.memory.text, score_cutoff=_SAME_TEXT) for text in item.texts)


def _grouped(pairs: Iterable[tuple[str, Known]]) -> dict[str, list[Known]]:
    groups: dict[str, list[Known]] = defaultdict(list)
    for name, known in pairs:
        groups[name].append(known)
    return groups


def _age(ticket: Ticket) -> tuple[int, str]:
    """Older tickets first, where ids are numbers; of two with one key the older stays."""
    digits = "".join(character for character in ticket.id if character.isdecimal())
    return (int(digits) if digits else 0, ticket.id)
