"""What a ticket is to say of an item: its fields, and the note of the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compare.decisions.standing import Action
from compare.model import Change, Comparison, Measure, PledgeState, Status
from reports.feed.items import Item
from reports.feed.memory import digest
from reports.feed.settings import Renderer, Settings
from reports.shown.numbers import figure_line
from reports.shown.texts import sections_of
from reports.trackers.base import Capabilities, Field, Fields, Markup
from reports.trackers.markup import escape
from reports.words import Words

_TITLE_LENGTH: Final = 120
_OUTCOMES: Final = {PledgeState.DELIVERED: "delivered", PledgeState.PARTLY: "partly"}
_SENSE: Final = ("change", "after", "figures", "outcome", "answers")


class NoteKind(StrEnum):
    """What a note is written for; its template has this name."""

    CONTINUED = "continued"
    DROPPED = "dropped"
    REOPENED = "reopened"
    RESTORED = "restored"
    MERGED = "merged"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class NoteText:
    """What a note says, and a digest of its sense: another note is due only where the sense is another."""

    sense: str
    text: str


class Drafter:
    """Writes tickets in the words and templates of the settings, for what one tracker can hold.

    Nothing that changes when a model is fitted anew stands in a ticket: no probability, no reason.
    """

    def __init__(
        self, comparison: Comparison, settings: Settings, capabilities: Capabilities, words: Words
    ) -> None:
        self.comparison, self.settings = comparison, settings
        self.capabilities, self.words = capabilities, words
        self._plain, self._marked_up = Renderer(Markup.PLAIN), Renderer(capabilities.markup)

    def fields(self, item: Item) -> Fields:
        """All fields but the state, as far as the tracker keeps them."""
        change = item.change
        values = self._values(item)
        title, body = self.settings.templates["title"], self.settings.templates["body"]
        fields = {
            Field.TITLE: _one_line(self._plain.render(title, values)),
            Field.BODY: self._marked_up.render(body, values),
            Field.STATUS: str(values["status"]),
            Field.ROLE: str(values["role"]),
            Field.CHANGE: str(values["change"]),
            Field.SECTION: str(values["section_after"] or values["section_before"]),
            Field.BEFORE: _texts(change.baseline),
            Field.AFTER: _texts(change.current),
            Field.FIGURES: "\n".join(self._figures(change)),
            Field.YEAR: str(self.comparison.current.year or ""),
            Field.DUE: str(item.due or ""),
            Field.OUTCOME: str(values["outcome"]),
        }
        kept = {name: text for name, text in fields.items() if name in self.capabilities.fields}
        return {
            name: text if name is Field.BODY else escape(text, Markup.PLAIN) for name, text in kept.items()
        }

    def note(self, item: Item, kind: NoteKind) -> NoteText:
        """The note of the year on an item's ticket.

        Its sense is what the report says, so that neither another template nor another kind for the same
        makes a second note.
        """
        values = self._values(item)
        said = [values[name] for name in _SENSE]
        return NoteText(
            digest(f"{self._years} {item.key} {item.change.status} {said}"), self._note(kind, values)
        )

    def merged(self, item: Item) -> NoteText:
        """The note on a ticket that became a part of the item's."""
        text = self._note(NoteKind.MERGED, self._values(item))
        return NoteText(digest(f"{self._years} {item.key} merged"), text)

    def gone(self) -> NoteText:
        """The note on a ticket whose sentence is in neither report."""
        return NoteText(digest(f"{self._years} gone"), self._note(NoteKind.GONE, self._report_values()))

    def state(self, item: Item, kind: NoteKind) -> str:
        """The state of a new ticket, and what an old one gets when its measure is dropped or comes back."""
        states = self.settings.states
        if item.change.status is Status.DROPPED:
            return states[_OUTCOMES.get(item.pledge.state, "dropped") if item.pledge else "dropped"]
        return states["reopened"] if kind is NoteKind.REOPENED else states["open"]

    @property
    def _years(self) -> str:
        return f"{self.comparison.baseline.year} {self.comparison.current.year}"

    def _note(self, kind: NoteKind, values: Mapping[str, object]) -> str:
        return self._marked_up.render(self.settings.notes[kind], values)

    def _report_values(self) -> dict[str, object]:
        before, after = self.comparison.baseline, self.comparison.current
        return {
            "body": after.body,
            "kind": after.kind,
            "year_before": before.year or "",
            "year_after": after.year or "",
        }

    def _values(self, item: Item) -> dict[str, object]:
        change, words = item.change, self.words
        before, after = self.comparison.baseline, self.comparison.current
        review = change.review
        return self._report_values() | {
            "key": item.key,
            "status": words.label(change.status),
            "role": words.label(change.role),
            "change": words.label(change.change) if change.change else "",
            "before": "".join(measure.text for measure in change.baseline),
            "after": "".join(measure.text for measure in change.current),
            "text": "".join(measure.text for measure in change.current or change.baseline),
            "section_before": sections_of(change.baseline, before, words).replace("\n", "、"),
            "section_after": sections_of(change.current, after, words).replace("\n", "、"),
            "figures": self._figures(change),
            "due": item.due or "",
            "outcome": words.label(item.pledge.state) if item.pledge else "",
            "answers": "".join(measure.text for measure in item.pledge.current) if item.pledge else "",
            "review": words.label(Action(review.decision)) if review else "",
            "reviewer": review.reviewer if review else "",
            "remark": review.note if review else "",
            "apart": {name.value for name in self.capabilities.fields},
        }

    def _figures(self, change: Change) -> list[str]:
        return [figure_line(figure, self.words) for figure in change.figures]


def _texts(measures: Sequence[Measure]) -> str:
    return "\n".join(measure.text for measure in measures)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE_LENGTH else line[: _TITLE_LENGTH - 1] + "…"
