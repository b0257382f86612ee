"""The signs that stand beside words, so that no colour stands alone."""

from typing import Final

from compare.model import PledgeState, Status

REVERSED: Final = "⇄"
CAVEAT: Final = "※"
SIGNS: Final = {
    Status.NEW: "＋",
    Status.CONTINUED: "＝",
    Status.DROPPED: "－",
    PledgeState.DELIVERED: "✓",
    PledgeState.PARTLY: "△",
    PledgeState.SILENT: "－",
}
