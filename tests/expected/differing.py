"""How an expected text differs from what comes out today."""

from difflib import unified_diff

from tests.expected import FOLDER


def difference(name: str, text: str) -> str:
    """A unified diff, empty where there is none; of a text not yet written, all of it."""
    path = FOLDER / name
    stored = path.read_text("utf-8") if path.is_file() else ""
    lines = unified_diff(
        stored.splitlines(keepends=True), text.splitlines(keepends=True), f"expected/{name}", "today", n=2
    )
    return "".join(lines)
