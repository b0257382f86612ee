"""What `python -m build` makes works outside the checkout, with all files that the package reads."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reports.output import FILES

_ROOT = Path(__file__).parents[1]
_SEEDS = [str(_ROOT / "seeds" / name) for name in ("yangpu-2023.txt", "yangpu-2024-specimen.txt")]
_FOR_READERS = {".md", ".png", ".py", ".pyc"}  # of the checkout alone, but for the modules


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    for package in ("compare", "reports"):
        shutil.copytree(_ROOT / package, folder / package)
    for file in ("pyproject.toml", "README.md"):
        shutil.copy(_ROOT / file, folder)
    command = [sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(folder)]
    subprocess.run(command, cwd=folder.parent, check=True, capture_output=True)
    (made,) = (folder / "dist").glob("*.whl")
    return made


@pytest.mark.slow
def test_it_holds_every_file_that_is_no_text_for_readers(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    files = [path for package in ("compare", "reports") for path in (_ROOT / package).rglob("*")]
    wanted = {
        path.relative_to(_ROOT).as_posix()
        for path in files
        if path.is_file() and (path.suffix not in _FOR_READERS or path.suffix == ".py")
    }
    assert sorted(wanted - held) == []


@pytest.mark.slow
def test_what_it_installs_compares_and_feeds_like_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True)

    def crossyear(*arguments: str, path: Path) -> None:
        command = [sys.executable, "-m", "reports.cli", *arguments, "--quiet"]
        subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(path)}, check=True)

    where = subprocess.run(
        [sys.executable, "-c", "import compare, reports; print(compare.__file__, reports.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert where.stdout.count(str(site)) == 2
    for language in ("zh", "en"):
        crossyear("compare", *_SEEDS, "-o", f"wheel-{language}", "--lang", language, path=site)
        crossyear("compare", *_SEEDS, "-o", f"checkout-{language}", "--lang", language, path=_ROOT)
        for file in FILES:
            made, expected = (tmp_path / f"{origin}-{language}" / file for origin in ("wheel", "checkout"))
            assert made.read_bytes() == expected.read_bytes(), file
    crossyear("feed", "wheel-zh", "--to", "roundup:台账", "--apply", path=site)
    assert (tmp_path / "台账" / "config.ini").exists()
