"""The names of WordprocessingML, and what is asked of its elements again and again."""

from typing import Any, Final

Element = Any  # lxml's, which has no types

_MAIN: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF: Final = ("0", "false", "off", "none")


def tag(name: str) -> str:
    """The full name of an element or an attribute: `p` → `{http://…/main}p`."""
    return _MAIN + name


def local_name(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, or of a path of names."""
    for name in path:
        if element is None:
            return None
        element = element.find(tag(name))
    return element


def attribute(element: Element, name: str) -> str:
    """An attribute in the main namespace, "" where it is missing."""
    return str(element.get(tag(name), ""))


def value_of(element: Element | None, *path: str) -> str | None:
    """The `w:val` of a child; None where there is no such child."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def number_of(element: Element, name: str, otherwise: int = 0) -> int:
    """An attribute that is a whole number."""
    text = attribute(element, name)
    return int(text) if text.isdecimal() else otherwise


def is_on(element: Element | None, *path: str) -> bool:
    """Whether a switch such as `w:vanish` is there and on."""
    value = value_of(element, *path)
    return value is not None and value not in _OFF
