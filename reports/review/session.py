"""One comparison under review: its two reports, its decisions, and the page that shows both."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from compare.alignment.embedding import EMBEDDING, embedding_similarity
from compare.alignment.evidence.meaning import sentence_meaning
from compare.alignment.similarity import ngram_similarity
from compare.comparison import Models, compare_reports
from compare.decisions.agreement import agreements
from compare.decisions.applied import find_measures
from compare.decisions.standing import Action, Decision
from compare.errors import InputError
from compare.model import Comparison, Measure, Method, Notice
from reports.changes_json import VersionError, load_comparison
from reports.html.page import render_report
from reports.html.review_labels import Desk
from reports.json_lines import bytes_of
from reports.review.decision_file import DecisionFile, StoredDecisions
from reports.review.records import from_record, now
from reports.review.taken import taken_file
from reports.staging import recover
from reports.words import Words

COMPARED: Final = "changes.json"
_LONGEST_REASON: Final = 200


class Session:
    """The folder of a comparison, opened for review; a blind reviewer sees nobody else's decisions."""

    def __init__(
        self,
        folder: Path,
        language: str = "zh",
        reviewer: str = "",
        encoder: str | None = None,
        *,
        blind: bool = False,
    ) -> None:
        compared = open_compared(folder)
        self.baseline, self.current = compared.baseline, compared.current
        self.language, self.reviewer, self.blind = language, reviewer, blind
        self._models = models_of(compared.method, folder / COMPARED, encoder)
        self.file = DecisionFile(folder)
        self._page = lru_cache(maxsize=2)(self._render)

    @property
    def comparison(self) -> Comparison:
        """The comparison as the decisions so far bind it."""
        return self._compared(self._seen())

    def page(self) -> str:
        """The page with its controls, of the decisions so far."""
        return self._page(self._seen())

    def decisions(self) -> tuple[Decision, ...]:
        """All lines of the file that are shown, their measures by the ids that these reports give them."""
        lines = self._seen().decisions
        found = {each.id: each for each in find_measures(lines, self.baseline, self.current)[0]}
        return tuple(found.get(each.id, each) for each in lines)

    def accept(self, request: dict[str, Any]) -> Decision:
        """Write down a decision of the page, which names measures by their ids alone, and return it.

        Raises
        ------
        ValueError
            It is no decision, or on no measure of these reports.
        KnownError
            Its id is that of another decision.
        UnseenError
            It contradicts decisions that the page did not know.
        """
        decision = self._asked(request)
        self.file.add(decision, blind=self.blind)
        return decision

    def accept_many(self, requests: Sequence[dict[str, Any]]) -> tuple[Decision, ...]:
        """Write down decisions of the page in one step, and return those that were; as `accept` for each.

        What contradicts decisions that the page did not know is left out.

        Raises
        ------
        ValueError
            One is no decision, or on no measure of these reports; then none is written.
        """
        return self.file.add_many([self._asked(each) for each in requests], blind=self.blind)

    def take(self, baseline: object, current: object, kind: str) -> bytes:
        """A file of the rows in which any of some measures, named by their ids, stands now.

        Raises
        ------
        ValueError
            It is of another kind than `xlsx` or `docx`, or there are no such rows.
        """
        before = {each["id"] for each in _named(baseline, self.baseline.measures)}
        after = {each["id"] for each in _named(current, self.current.measures)}
        return taken_file(self.comparison, before, after, kind, Words(self.language))

    def _asked(self, request: dict[str, Any]) -> Decision:
        sides = {
            "baseline": _named(request.get("baseline"), self.baseline.measures),
            "current": _named(request.get("current"), self.current.measures),
        }
        decision = from_record({**request, **sides, "when": now()})
        given = "" if self.blind else decision.who.strip()
        decision = replace(decision, who=given or self.reviewer)
        if decision.action is Action.UNDO and not self._is_known(decision.undoes):
            message = "there is no such decision to undo"
            raise ValueError(message)
        return decision

    def _is_known(self, id_: str) -> bool:
        return any(each.id == id_ for each in self._seen().decisions)

    def _seen(self) -> StoredDecisions:
        stored = self.file.read()
        if not self.blind:
            return stored
        own = tuple(each for each in stored.decisions if each.who == self.reviewer)
        return replace(stored, decisions=own)

    def _compared(self, stored: StoredDecisions) -> Comparison:
        made = compare_reports(self.baseline, self.current, self._models, stored.decisions)
        return replace(made, notices=(*made.notices, *stored.notices))

    def _render(self, stored: StoredDecisions) -> str:
        found = find_measures(stored.decisions, self.baseline, self.current)[0]
        desk = Desk(self.reviewer, self.blind, agreements(found))
        return render_report(self._compared(stored), self.language, desk)


def open_compared(folder: Path) -> Comparison:
    """The comparison that `crossyear compare -o FOLDER` wrote.

    Raises
    ------
    InputError
        There is none, or it cannot be read.
    """
    path = folder / COMPARED
    try:
        recover(folder)
        return load_comparison(bytes_of(path).decode())
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(folder, Notice("not_compared")) from None
    except OSError as error:
        raise InputError(path, Notice("unreadable", (("reason", error.strerror or str(error)),))) from None
    except VersionError:
        raise InputError(path, Notice("old_comparison")) from None
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        values = (("reason", str(error)[:_LONGEST_REASON] or type(error).__name__),)
        raise InputError(path, Notice("tampered_comparison", values)) from None


def models_of(method: Method, path: Path, encoder: str | None = None) -> Models:
    """What a comparison was made with, so that it can be made again alike.

    `encoder` says where the sentence-embedding model is now, should it have moved.

    Raises
    ------
    InputError
        What it was made with is not at hand.
    """
    embedded = method.encoder if method.similarity == EMBEDDING else None
    name = encoder or (embedded.name if embedded else None)
    models = Models(
        similarity=embedding_similarity(name) if name else ngram_similarity,
        meaning=sentence_meaning() if method.encoder and not embedded else None,
        recalibration=method.recalibration,
    )
    if _wherever(models.method) != _wherever(method):
        raise InputError(path, Notice("other_method"))
    return models


def _wherever(method: Method) -> Method:
    """The method, its encoder known by its weights alone."""
    return replace(method, encoder=replace(method.encoder, name="")) if method.encoder else method


def _named(ids: object, measures: Iterable[Measure]) -> list[dict[str, str]]:
    by_id = {each.id: each for each in measures}
    if ids is None:
        return []
    if not isinstance(ids, list) or not all(isinstance(each, str) and each in by_id for each in ids):
        message = "measures are named by their ids"
        raise ValueError(message)
    return [{"id": each, "text": by_id[each].text} for each in ids]
