"""The labelled pairs: those kept here, and those that may lie beside the project and are never kept in it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from compare.alignment.evidence.certainty import parse_certainty_model
from compare.alignment.evidence.meaning import sentence_meaning
from compare.alignment.link_model import parse_link_model
from compare.alignment.parts import parse_part_model
from compare.changes.answers import parse_pledge_model
from compare.changes.kinds import parse_change_model
from compare.comparison import Models, compare_reports
from compare.figures.extract import with_figures
from compare.model import Comparison, Report
from compare.outline.report import build_report
from compare.outline.roles import RoleModels
from compare.reading import read_document
from tests.accuracy.gold import Gold, read_gold
from tests.accuracy.roles.held_out import models_without
from tests.accuracy.scoring import Scores, score

_ROOT: Final = Path(__file__).parents[2]
HELD_OUT: Final = Path(__file__).parent / "held_out.json"
COMMITTED: Final = Path(__file__).parent / "pairs"
BESIDE: Final = _ROOT.parent / "shared" / "data"


@dataclass(frozen=True, slots=True)
class ReportPair:
    """Two consecutive reports and the folder of their labels."""

    folder: Path
    baseline: Path
    current: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def body(self) -> str:
        """What a model must not have seen to judge it: `gwr-2018-2019` and `gwr-2021-2022` are of one."""
        return self.name.split("-")[0]


def read_pair(folder: Path) -> ReportPair:
    """The pair in a folder: its two texts, or those that its `pair.json` names."""
    reference = folder / "pair.json"
    named = json.loads(reference.read_text("utf-8")) if reference.is_file() else {}
    texts = {side: folder / named.get(side, f"{side}.txt") for side in ("baseline", "current")}
    return ReportPair(folder, texts["baseline"].resolve(), texts["current"].resolve())


def committed_pairs() -> list[ReportPair]:
    return _pairs_in(COMMITTED)


def present_pairs() -> list[ReportPair]:
    """The committed pairs, and those beside the project that are not among them."""
    committed = committed_pairs()
    known = {pair.name for pair in committed}
    return committed + [pair for pair in _pairs_in(BESIDE) if pair.name not in known]


@cache
def compared(pair: ReportPair, *, semantic: bool = False) -> Comparison:
    """The pair as the toolkit compares it (`--semantic` or not), by models that were not fitted on it."""
    return compare_reports(*reports_of(pair), models_for(pair.name, semantic=semantic))


@cache
def reports_of(pair: ReportPair) -> tuple[Report, Report]:
    """Both reports as they are read, their roles decided by models that saw no report of this body."""
    roles = models_without(pair.body)
    return _opened(pair.baseline, roles), _opened(pair.current, roles)


def _opened(path: Path, roles: RoleModels | None) -> Report:
    return with_figures(build_report(read_document(path), roles))


def models_for(name: str, *, semantic: bool = False) -> Models:
    """The models fitted on all other labelled pairs; those of the toolkit for a pair none was fitted on."""
    fitted = json.loads(HELD_OUT.read_text("utf-8")).get(name)
    meaning = sentence_meaning() if semantic else None
    if fitted is None:
        return Models(meaning=meaning)
    return Models(
        parse_link_model(json.dumps(fitted["link"]), by_meaning=semantic),
        parse_part_model(json.dumps(fitted["part"])),
        parse_certainty_model(json.dumps(fitted["link"])),
        parse_change_model(json.dumps(fitted["change"])),
        parse_pledge_model(json.dumps(fitted["pledge"]), by_meaning=semantic),
        meaning=meaning,
    )


@cache
def labels_of(pair: ReportPair) -> Gold:
    return read_gold(pair.folder)


def scored(pair: ReportPair, *, semantic: bool = False) -> Scores:
    return score(labels_of(pair), compared(pair, semantic=semantic))


def fingerprint(pair: ReportPair) -> str:
    """A hash of the texts and labels, so that a figure is only ever compared with one of the same inputs."""
    digest = hashlib.sha256()
    for path in (pair.baseline, pair.current, *_label_files(pair.folder)):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _pairs_in(folder: Path) -> list[ReportPair]:
    return [read_pair(labels.parent) for labels in sorted(folder.glob("*/gold.jsonl"))]


def _label_files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.jsonl"))
