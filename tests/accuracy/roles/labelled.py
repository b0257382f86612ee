"""Reports whose lines or sentences are labelled: invented ones, and real ones beside the project.

A report is a sequence of pieces, each with its label; a piece of a report whose sentences are labelled also
says so. `lines_of` lays them out as the toolkit reads the text.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from compare.language.characters import clean
from compare.model import Document, Line, Role
from compare.outline.paragraphs import Paragraph, read_paragraphs
from compare.outline.roles.labels import ROLES, STATUS_LABELS, LineLabel
from compare.outline.roles.this_year import year_reading
from compare.outline.runins import part_run_ins
from compare.outline.sentences import split_sentences
from tests.accuracy.gold import Side, read_gold
from tests.accuracy.pairs import BESIDE, present_pairs

SPECIMENS: Final = Path(__file__).parents[1] / "specimens"
CORPUS: Final = BESIDE.parent / "corpus"
_NOT_LETTERS: Final = re.compile(r"[^0-9a-zA-Z\u3400-\u9fff]")
_MIXED_BELOW: Final = 0.8  # of a line's letters have its label, else it has none
_STATUS_ABOVE: Final = 0.3  # of a line whose other sentences are preambles
_SURE_PREAMBLE: Final = 60  # letters; labels of sentences do not tell short preambles from furniture
_SALUTATION: Final = 14
_NOTE: Final = re.compile(r"[\[〔【]\d+[\]〕】]")
_FORM: Final = re.compile(r"第?二十条第")
_SAME_BODY: Final = {
    "淮安市洪泽区": "hongze",
    "洪泽区": "hongze",
    "君山片区": "pingtan",
    "北京市": "beijing",
    "西藏自治区": "xizang",
}
_OPENNESS: Final = ("hongze", "pingtan")
_LAW: Final = ("yangpu", "qinglan")
_HEADING_OF_FORM: Final = re.compile(r"[二三四]、.*(?:申请情况|复议.*诉讼情况|公开.*情况)$")
_AFTER_FORM: Final = re.compile(r"五、|存在的?主要问题")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with its label; `role` only where sentences were labelled."""

    text: str
    label: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled report. `body` is what it is held out by, `weight` what it counts in a fit.

    `group` says where it comes from, `by_sentence` that the labels are of sentences alone, as in the pairs.
    """

    name: str
    body: str
    year: int | None
    kind: str
    text: str
    pieces: tuple[Piece, ...]
    group: str
    weight: float = 1.0
    by_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A labelled report as it is read: its lines and their labels, its labelled sentences and their lines."""

    report: Labelled
    texts: tuple[str, ...]
    labels: tuple[LineLabel | None, ...]
    sentences: tuple[tuple[int, str, Role], ...]


def labelled_reports() -> list[Labelled]:
    """All that are present, in a fixed order."""
    found = [
        *_specimens(),
        *_from_pairs(),
        *_from_lines(BESIDE / "specimens", BESIDE / "specimens", "specimens beside"),
    ]
    found += _from_lines(BESIDE / "structure", CORPUS, "real reports")
    return [replace(report, body=_family(report.body)) for report in found]


def lines_of(report: Labelled) -> Lines:
    """The report's lines as the toolkit reads them, each with the label of what it holds."""
    texts = [paragraph.text for paragraph in _paragraphs(report)]
    kept = [letters_of(piece.text) for piece in report.pieces]
    letters = "".join(kept)
    starts = list(accumulate(map(len, kept), initial=0))
    labels: list[LineLabel | None] = []
    sentences: list[tuple[int, str, Role]] = []
    at = 0
    for line, text in enumerate(texts):
        wanted = letters_of(text)
        start = letters.find(wanted, at) if wanted else -1
        if start < 0:
            labels.append(None)
            continue
        at = start + len(wanted)
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, at)
        held = report.pieces[first:last]
        shares = [min(at, starts[n + 1]) - max(start, starts[n]) for n in range(first, last)]
        labels.append(_label(report, text, held, shares))
        for number, piece in enumerate(held, start=first):
            if piece.role is not None and starts[number] >= start:
                sentences += [(line, each, piece.role) for each in split_sentences(clean(piece.text))]
    read = year_reading(texts, report.year)
    said = tuple((line, read(text), role) for line, text, role in sentences)
    return Lines(report, tuple(map(read, texts)), tuple(_cells_apart(texts, labels)), said)


def letters_of(text: str) -> str:
    """Letters and digits alone, as the scorers compare texts."""
    return _NOT_LETTERS.sub("", clean(text))


def _paragraphs(report: Labelled) -> Sequence[Paragraph]:
    lines = tuple(Line(line) for line in report.text.split("\n"))
    return part_run_ins(read_paragraphs(Document(report.name, "", lines))[0])


def _label(report: Labelled, text: str, held: Sequence[Piece], shares: Sequence[int]) -> LineLabel | None:
    """A line's label, None where it is none of one kind."""
    counts: Counter[str] = Counter()
    for piece, share in zip(held, shares, strict=True):
        counts[piece.label] += share
    if len(counts) > 1:
        del counts["heading"]
        told = Counter({label: count for label, count in counts.items() if label in STATUS_LABELS})
        if told.total() > _STATUS_ABOVE * counts.total():
            counts = told
    label, count = counts.most_common(1)[0]
    if label not in tuple(LineLabel) or count < _MIXED_BELOW * counts.total():
        return None
    return _preamble(text) if label == LineLabel.PREAMBLE and report.by_sentence else LineLabel(label)


def _preamble(text: str) -> LineLabel | None:
    """A labelled pair calls a preamble what is furniture or a glossary by its lines."""
    if _NOTE.match(text):
        return LineLabel.GLOSSARY
    if len(text) < _SALUTATION and text.endswith(("：", ":")):
        return LineLabel.FURNITURE
    return LineLabel.PREAMBLE if len(text) >= _SURE_PREAMBLE or text.endswith(("。", "！")) else None


def _cells_apart(texts: Sequence[str], labels: Sequence[LineLabel | None]) -> Iterator[LineLabel | None]:
    """The cells of the form of 政府信息公开年报 are no headings, though some are numbered like these."""
    first = next((number for number, text in enumerate(texts) if _FORM.match(text)), len(texts))
    last = next((n for n, text in enumerate(texts) if n > first and _AFTER_FORM.match(text)), first)
    for number, label in enumerate(labels):
        is_cell = first <= number < last and label in (LineLabel.FURNITURE, LineLabel.HEADING)
        yield LineLabel.FURNITURE if is_cell and _HEADING_OF_FORM.match(texts[number]) is None else label


def _specimens() -> Iterator[Labelled]:
    for path in sorted(SPECIMENS.glob("*.txt")):
        head, *rows = path.read_text("utf-8").splitlines()
        _, year, body, kind = head.split("\t")
        paragraphs: list[list[Piece]] = [[]]
        for row in rows:
            if not row:
                paragraphs.append([])
                continue
            label, text = row.split("\t", 1)
            paragraphs[-1].append(Piece(text, label, _role(label)))
        text = "\n".join("".join(piece.text for piece in each) for each in paragraphs)
        pieces = tuple(piece for each in paragraphs for piece in each)
        yield Labelled(path.stem, body, int(year), kind, text, pieces, "invented", weight=0.7)


def _role(label: str) -> Role | None:
    return Role(label) if label in ROLES else None


def _from_pairs() -> Iterator[Labelled]:
    for pair in present_pairs():
        gold = read_gold(pair.folder)
        body, *years = pair.name.split("-")
        for side, path, year in zip(Side, (pair.baseline, pair.current), years, strict=True):
            roles = gold.roles[side]
            pieces = tuple(
                Piece(unit.text, "heading", None)
                if unit.is_heading
                else Piece(unit.text, roles.get(unit.id, "mixed"), roles.get(unit.id))
                for unit in gold.units[side]
            )
            text = path.read_text("utf-8")
            yield Labelled(
                f"{pair.name}:{side}",
                body,
                int(year),
                _kind_of(body),
                text,
                pieces,
                group="labelled pairs",
                by_sentence=True,
            )


def _from_lines(folder: Path, texts: Path, group: str) -> Iterator[Labelled]:
    labels = folder / "labels.jsonl"
    for row in map(json.loads, labels.read_text("utf-8").splitlines() if labels.is_file() else ()):
        text = (texts / row["file"]).read_text("utf-8")
        body = row["body"] or row["file"].split("-")[0]
        yield Labelled(
            row["file"], body, row["year"], row["kind"] or "", text, tuple(_line_pieces(text, row)), group
        )


def _line_pieces(text: str, row: Mapping[str, Any]) -> Iterator[Piece]:
    label_of = {number: label for first, last, label in row["ranges"] for number in range(first, last + 1)}
    by_sentence = {(line, sentence): label for line, sentence, label in row.get("sentences", ())}
    for number, line in enumerate(text.split("\n"), start=1):
        if label_of.get(number, "mixed") != "mixed":
            yield Piece(line, label_of[number])
            continue
        sentences = [each for each in re.split("(?<=[。；！？])", line) if letters_of(each)]
        for order, sentence in enumerate(sentences, start=1):
            label = by_sentence.get((number, order), "mixed")
            yield Piece(sentence, label, _role(label))


def _kind_of(body: str) -> str:
    """The kind of a labelled pair's reports."""
    if body in _OPENNESS:
        return "政府信息公开工作年度报告"
    return "法治政府建设情况报告" if body in _LAW else "政府工作报告"


def _family(body: str) -> str:
    return _SAME_BODY.get(body, body)
