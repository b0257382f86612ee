"""The models of the roles that did not see a body, by which its reports are judged."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from compare.outline.roles.model import RoleModels, parse_models

HELD_OUT: Final = Path(__file__).parent / "held_out.json"


def models_without(body: str) -> RoleModels | None:
    """The models that saw no report of a body; None where all did, or where it is unknown to them."""
    return next((models for bodies, models in _groups() if body in bodies), None)


@cache
def _groups() -> list[tuple[frozenset[str], RoleModels]]:
    groups = json.loads(HELD_OUT.read_text("utf-8"))
    return [(frozenset(group["bodies"]), parse_models(group["models"])) for group in groups]
