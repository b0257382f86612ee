"""The states of a ledger, and those that end the work on a ticket: the one list that all trackers begin with.

Only a person ends the work: what the feeder writes, 未再提及 or 已兑现, leaves a ticket open. The same words
stand in `redmine/setup.rb`, which runs where this package is not.
"""

from typing import Final

CLOSED: Final = ("已办结", "已销号", "中止")
STATES: Final = (
    *("待交办", "推进中", *CLOSED),
    *("未再提及", "已兑现", "部分兑现", "重新提及", "已并入"),
)
