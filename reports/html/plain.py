"""Pages that need no script: one frame, the toolkit's style, a policy that allows this style alone."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.html import assets
from reports.shown.safe_text import showable
from reports.words import Words

_HERE: Final = Path(__file__).parent


def render_plain(room: Path, template: str, words: Words, **values: object) -> str:
    """A room's template, which extends `frame.html`, filled with values, in the style of its `style/*.css`.

    Every value is escaped, and what would turn or hide text is shown for what it is.
    """
    environment = Environment(
        loader=FileSystemLoader([room / "templates", _HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _style(room)
    environment.globals |= {
        "_": words.gettext,
        "language": "zh-CN" if words.language == "zh" else words.language,
        "style": Markup(style),  # noqa: S704 - the toolkit's own files
        "policy": _policy(style),
    }
    return showable(environment.get_template(template).render(values))


@cache
def _style(room: Path) -> str:
    sheets = (_HERE / "style" / "plain.css", *sorted((room / "style").glob("*.css")))
    return assets.style() + "".join(path.read_text(encoding="utf-8") for path in sheets)


@cache
def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
