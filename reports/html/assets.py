"""The page's own style and script, and the policy that allows nothing else."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_SCRIPTS: Final = ("board.js", "decisions.js", "picking.js", "review.js", "texts.js")


@cache
def style() -> str:
    """All that the page looks like."""
    return "".join(_read(name) for name in ("style.css", "review.css"))


@cache
def script(served: bool = False) -> str:
    """All that the page does; a served page sends decisions, one in a file keeps them in the browser."""
    store = "served.js" if served else "kept.js"
    return '"use strict";\n' + "".join(_read(name) for name in (store, *_SCRIPTS))


@cache
def policy(served: bool = False) -> str:
    """Nothing may be loaded, only this very style and script be used; a served page may ask its server."""
    asks = " connect-src 'self';" if served else ""
    return (
        f"default-src 'none'; style-src '{_digest(style())}'; script-src '{_digest(script(served))}';{asks} "
        "base-uri 'none'; form-action 'none'"
    )


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
