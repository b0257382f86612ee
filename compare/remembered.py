"""What was made of a sentence is kept while its reports are compared, and forgotten when others come."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, ParamSpec, TypeVar, cast

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_FORGET: Final[list[Callable[[], None]]] = []


def remembered(most: int) -> Callable[[Callable[_Asked, _Answer]], Callable[_Asked, _Answer]]:
    """Keep the `most` latest answers of a function of hashable values, until `forget_sentences`.

    Examples
    --------
    >>> asked = []
    >>> told = remembered(2)(lambda text: asked.append(text))
    >>> told("设立专窗"), told("设立专窗"), len(asked)
    (None, None, 1)
    """

    def keep(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
        kept = lru_cache(maxsize=most)(function)
        _FORGET.append(kept.cache_clear)
        return cast("Callable[_Asked, _Answer]", kept)

    return keep


def forget_sentences() -> None:
    """Forget all answers: for a process that goes on to reports of other bodies, whose sentences are others.

    Examples
    --------
    >>> asked = []
    >>> told = remembered(2)(lambda text: asked.append(text))
    >>> told("设立专窗"), forget_sentences(), told("设立专窗"), len(asked)
    (None, None, None, 2)
    """
    for forget in _FORGET:
        forget()
