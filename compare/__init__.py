"""The engine: reads reports, aligns two of them and says what became of every measure.

What is listed here is what other programs may use; everything is loaded when it is first asked for. Further
names live in the rooms, which `README.md` beside this file describes, and may change with any version.

Examples
--------
>>> from compare import Status, compare_reports, open_report
>>> baseline = open_report("seeds/yangpu-2023.txt")
>>> current = open_report("seeds/yangpu-2024-specimen.txt")
>>> baseline.body, baseline.year, current.year
('杨浦区', 2023, 2024)
>>> comparison = compare_reports(baseline, current)
>>> new = [change for change in comparison.changes if change.status is Status.NEW]
>>> all(change.current and not change.baseline for change in new)
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from compare.alignment.embedding import embedding_similarity
    from compare.alignment.evidence.meaning import sentence_meaning
    from compare.alignment.similarity import Similarity, ngram_similarity
    from compare.comparison import Models, compare_reports, open_report
    from compare.decisions.standing import Action, Decision, Named
    from compare.errors import InputError
    from compare.model import (
        Candidate,
        Change,
        ChangeKind,
        Comparison,
        DiffOp,
        DiffPiece,
        Encoder,
        Evidence,
        Figure,
        FigureChange,
        FigureKind,
        Measure,
        Method,
        Notice,
        Pledge,
        PledgeState,
        Recalibration,
        Report,
        Review,
        Role,
        Section,
        SectionLink,
        Status,
    )

__version__: Final = "0.1.0"

__all__ = [
    "Action",
    "Candidate",
    "Change",
    "ChangeKind",
    "Comparison",
    "Decision",
    "DiffOp",
    "DiffPiece",
    "Encoder",
    "Evidence",
    "Figure",
    "FigureChange",
    "FigureKind",
    "InputError",
    "Measure",
    "Method",
    "Models",
    "Named",
    "Notice",
    "Pledge",
    "PledgeState",
    "Recalibration",
    "Report",
    "Review",
    "Role",
    "Section",
    "SectionLink",
    "Similarity",
    "Status",
    "compare_reports",
    "embedding_similarity",
    "ngram_similarity",
    "open_report",
    "sentence_meaning",
]

_HOMES: Final = {
    "Action": "compare.decisions.standing",
    "Decision": "compare.decisions.standing",
    "InputError": "compare.errors",
    "Models": "compare.comparison",
    "Named": "compare.decisions.standing",
    "Similarity": "compare.alignment.similarity",
    "compare_reports": "compare.comparison",
    "embedding_similarity": "compare.alignment.embedding",
    "ngram_similarity": "compare.alignment.similarity",
    "open_report": "compare.comparison",
    "sentence_meaning": "compare.alignment.evidence.meaning",
}  # of what is not a value of `compare.model`


def __getattr__(name: str) -> Any:
    """What is asked for by name, loaded now: a start that needs a part of it need not pay for all."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES.get(name, "compare.model")), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
