"""Result files that a person changed: they are kept beside the new ones, never overwritten.

Every run leaves the fingerprints of the files that it wrote in `.written.json`; a file that has another one
by the next run was written in by somebody. Where nothing is recorded, an earlier version wrote it.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from reports.words import Words

RECORD: Final = ".written.json"


def record_written(stage: Path, directory: Path, names: Iterable[str]) -> None:
    """Leave the fingerprints of some new files beside them, and those of the files that a directory keeps."""
    prints = _recorded(directory) | {name: _fingerprint(stage / name) for name in names}
    (stage / RECORD).write_text(json.dumps(prints, ensure_ascii=False, indent=1), encoding="utf-8")


def keep_changed(directory: Path, names: Sequence[str], words: Words) -> tuple[Path, ...]:
    """Copy what was changed since it was written to names of their own: `changes（人工改动）.xlsx`.

    Raises
    ------
    OSError
        A file cannot be read or copied.
    """
    kept: list[Path] = []
    recorded = _recorded(directory)
    for name in names:
        path = directory / name
        if name in recorded and path.is_file() and _fingerprint(path) != recorded[name]:
            target = _free_name(path, words.gettext("（人工改动）"))
            if target is not None:
                shutil.copy2(path, target)
                kept.append(target)
    return tuple(kept)


def _recorded(directory: Path) -> dict[str, str]:
    try:
        prints = json.loads((directory / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return prints if isinstance(prints, dict) else {}


def _free_name(path: Path, mark: str) -> Path | None:
    """A name that is not taken; None where the same bytes are kept already."""
    for number in ("", *map(str, range(2, 1000))):
        target = path.with_name(f"{path.stem}{mark}{number}{path.suffix}")
        if not target.exists():
            return target
        if _fingerprint(target) == _fingerprint(path):
            return None
    return None


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
