"""Fit the models of the roles: `python -m tests.accuracy.roles.fit` (needs the extra `fit`; ten minutes).

Writes models.json and titles.json beside the code that reads them, fitted on all labelled reports that are
present, and held_out.json beside this file: for every group of bodies models that saw none of it.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any, Final

from tests.accuracy.roles.fitting import SEEDS, average, fit
from tests.accuracy.roles.held_out import HELD_OUT
from tests.accuracy.roles.labelled import labelled_reports, lines_of
from tests.accuracy.roles.smaller import with_copies
from tests.accuracy.roles.titles import fit_titles

_OUTLINE: Final = Path(__file__).parents[3] / "compare" / "outline"
_ROWS: Final = re.compile(r"\[[^\[\]{}\"]*\]")


def main() -> int:
    """Fit on all present reports and write the models."""
    reports = [lines_of(report) for report in labelled_reports()]
    copies = [with_copies(reports, seed) for seed in SEEDS]
    _write(_OUTLINE / "runins" / "titles.json", fit_titles(copies[0]))
    fitted = average([fit(each) for each in copies])
    _write(_OUTLINE / "roles" / "models.json", fitted.shipped)
    _write(HELD_OUT, [{"bodies": sorted(group), "models": models} for group, models in fitted.held_out])
    return 0


def _write(path: Path, content: Any) -> None:
    """A feature a line, so that a weight can be read, and a change of it be seen."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(_ROWS.sub(lambda row: " ".join(row[0].split()), text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
