"""The engine's README names every file that decides something, and none that is not there."""

import re
from pathlib import Path

import compare

_ENGINE = Path(compare.__file__).parent
_README = (_ENGINE / "README.md").read_text(encoding="utf-8")
_LINKS = re.findall(r"\]\(([^)]+)\)", _README)


def test_what_it_links_to_is_there() -> None:
    assert [link for link in _LINKS if not (_ENGINE / link).exists()] == []


def test_every_file_is_found_from_it() -> None:
    """By its own name, or as a part of its folder."""
    listed = {_ENGINE / link for link in _LINKS}
    files = [path for path in _ENGINE.rglob("*.py") if path.name != "__init__.py"]
    unseen = [path for path in files if not {path, *path.parents} & listed]
    assert [str(path.relative_to(_ENGINE)) for path in unseen] == []


def test_its_example_runs() -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```$", _README, flags=re.DOTALL | re.MULTILINE)
    exec(example, {})
