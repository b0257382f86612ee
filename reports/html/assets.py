"""The page's own style and script, and the policy that allows nothing else.

The script is written as ES modules, which a page in a file cannot load: they are joined into one script,
each as a function that returns what it exports, after all that it imports.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_IMPORT: Final = re.compile(
    r'^import \{ (?P<names>[^}]{1,400}) \} from "\./(?P<module>\w+)\.js";$', re.MULTILINE
)
_EXPORT: Final = re.compile(r"^export (?=(?:const|class|(?:async )?function) (?P<name>\w+))", re.MULTILINE)
_LEFT: Final = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@cache
def style() -> str:
    """All that the page looks like."""
    return "".join(_read(_HERE / "style" / name) for name in ("page.css", "review.css"))


@cache
def script(served: bool = False) -> str:
    """All that the page does; a served page sends decisions, one in a file keeps them in the browser."""
    return '"use strict";\n' + joined(_HERE / "script", "main_served" if served else "main_kept")


@cache
def policy(served: bool = False) -> str:
    """Nothing may be loaded, only this very style and script be used; a served page may ask its server."""
    asks = " connect-src 'self';" if served else ""
    return (
        f"default-src 'none'; style-src '{_digest(style())}'; script-src '{_digest(script(served))}';{asks} "
        "base-uri 'none'; form-action 'none'"
    )


def joined(folder: Path, main: str) -> str:
    """A module and all that it imports, from one folder, as one script.

    `import { a, b as c } from "./x.js";` and `export` before a const, a class or a function are understood.

    Raises
    ------
    ValueError
        A module imports or exports in another way, what is not exported, or itself in the end.
    """
    exported: dict[str, list[str]] = {}
    parts: list[str] = []

    def add(module: str, importers: tuple[str, ...]) -> None:
        if module in importers:
            raise ValueError(f"{folder}: modules in a circle: {' → '.join((*importers, module))}")
        if module in exported:
            return
        source = _read(folder / f"{module}.js")
        for found in _IMPORT.finditer(source):
            add(found["module"], (*importers, module))
            missing = set(_imported(found)) - set(exported[found["module"]])
            if missing:
                raise ValueError(f"{folder}/{module}.js imports what is not exported: {sorted(missing)}")
        exported[module] = [found["name"] for found in _EXPORT.finditer(source)]
        parts.append(_as_function(module, source, exported[module]))

    add(main, ())
    return "".join(parts)


def _imported(found: re.Match[str]) -> list[str]:
    """The names as they are exported: `a, b as c` → a, b."""
    return [name.split(" as ")[0].strip() for name in found["names"].split(",")]


def _as_function(module: str, source: str, exported: list[str]) -> str:
    def taken(found: re.Match[str]) -> str:
        return f"const {{ {found['names'].replace(' as ', ': ')} }} = ${found['module']};"

    body = _EXPORT.sub("", _IMPORT.sub(taken, source))
    left = _LEFT.search(body)
    if left:
        raise ValueError(f"{module}.js: not understood: {left[0]}")
    return f"const ${module} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
