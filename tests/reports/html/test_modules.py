"""The page's script is joined from its modules: each once, after what it imports."""

from pathlib import Path

import pytest

from reports.html import assets
from reports.html.assets import joined

_FOLDER = Path(assets.__file__).parent / "script"


def _written(folder: Path, **modules: str) -> Path:
    for name, source in modules.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    return folder


def test_a_module_stands_once_and_after_what_it_imports(tmp_path: Path) -> None:
    folder = _written(
        tmp_path,
        main='import { show } from "./board.js";\nimport { rows as all } from "./rows.js";\nshow(all);\n',
        board='import { rows } from "./rows.js";\nexport function show(some) { return [some, rows]; }\n',
        rows="export const rows = [];\nconst own = 1;\n",
    )

    assert joined(folder, "main") == (
        "const $rows = (() => {\nconst rows = [];\nconst own = 1;\nreturn { rows };\n})();\n"
        "const $board = (() => {\nconst { rows } = $rows;\nfunction show(some) { return [some, rows]; }\n"
        "return { show };\n})();\n"
        "const $main = (() => {\nconst { show } = $board;\nconst { rows: all } = $rows;\nshow(all);\n"
        "return {  };\n})();\n"
    )


@pytest.mark.parametrize(
    ("modules", "reason"),
    [
        ({"main": 'import { a } from "./b.js";\n', "b": "const a = 1;\n"}, "not exported: .*'a'"),
        ({"main": 'import { a } from "./main.js";\n'}, "circle: main → main"),
        ({"main": 'import a from "./b.js";\n'}, "not understood: import a"),
        ({"main": "export default 1;\n"}, "not understood: export default"),
        ({"main": "export let a = 1;\n"}, "not understood: export let"),
    ],
)
def test_what_cannot_be_joined_is_told(tmp_path: Path, modules: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        joined(_written(tmp_path, **modules), "main")


def test_every_module_is_part_of_a_page() -> None:
    pages = assets.script(served=False) + assets.script(served=True)

    unused = [path.stem for path in _FOLDER.glob("*.js") if f"const ${path.stem} = " not in pages]
    assert unused == []


def test_only_the_page_that_is_served_can_ask_a_server() -> None:
    assert "fetch(" in assets.script(served=True)
    assert "fetch(" not in assets.script(served=False)
    assert "connect-src" not in assets.policy(served=False)
