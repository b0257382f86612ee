"""Prints constraints that hold each package to the lowest version that pyproject.toml promises."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"].values()
for requirement in sorted({*project["dependencies"], *(each for extra in extras for each in extra)}):
    if found := re.fullmatch(r"([\w.-]+)>=([\d.]+)", requirement):
        sys.stdout.write(f"{found[1]}=={found[2]}\n")
