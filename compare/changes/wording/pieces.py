"""How long a piece only one of two wordings has: a further step is told in one go, other words are strewn."""

from typing import Final

from rapidfuzz.distance import Indel

_HOLDS_TOGETHER: Final = 2  # characters that both have; a single one ends no piece


def longest_pieces(before: str, after: str) -> tuple[int, int]:
    """The characters of the longest piece that only the first has, and of the longest that only the second.

    Examples
    --------
    >>> longest_pieces("开展检查约谈企业", "开展食品检查约谈企业并上线追溯平台")
    (0, 7)
    """
    longest, running = [0, 0], [0, 0]
    for step in Indel.opcodes(before, after):
        left, right = step.src_end - step.src_start, step.dest_end - step.dest_start
        if step.tag != "equal":
            running = [running[0] + (right == 0) * left, running[1] + (left == 0) * right]
        elif left >= _HOLDS_TOGETHER:
            longest, running = [max(pair) for pair in zip(longest, running, strict=True)], [0, 0]
    return max(longest[0], running[0]), max(longest[1], running[1])
