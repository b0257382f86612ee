"""What a document's styles say of a paragraph: its level as a heading, its list, that it is of a 目录."""

import re
from collections.abc import Iterator
from typing import Final

from compare.reading.word.xml import Element, attribute, child, is_on, tag, value_of

_DEEPEST: Final = 20  # styles may be based on each other in a circle
_BODY_LEVEL: Final = 9
_HEADING_NAME: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME: Final = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)", re.IGNORECASE)


class Styles:
    """The styles of one document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else list(root.iterchildren(tag("style")))
        self._styles = {attribute(style, "styleId"): style for style in styles}
        self._default = next(
            (
                attribute(style, "styleId")
                for style in styles
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")
            ),
            "",
        )
        self.lists = {
            name: int(found)
            for name, style in self._styles.items()
            if attribute(style, "type") == "numbering"
            and (found := value_of(style, "pPr", "numPr", "numId") or "").isdecimal()
        }

        self.hidden = frozenset(
            name for name in self._styles if any(is_on(each, "rPr", "vanish") for each in self._based(name))
        )

    def hides(self, properties: Element | None) -> bool:
        """Whether a paragraph's style says that it is not shown."""
        return (value_of(properties, "pStyle") or self._default) in self.hidden

    def heading_level(self, properties: Element | None) -> int:
        """From 1 for a heading, as the paragraph's properties or its styles say; 0 for none."""
        own = value_of(properties, "outlineLvl")
        if own is not None:
            return _level(own)
        for style in self._chain(properties):
            outline = value_of(style, "pPr", "outlineLvl")
            if outline is not None:
                return _level(outline)
            named = _HEADING_NAME.fullmatch(value_of(style, "name") or "")
            if named:
                return int(named[1])
        return 0

    def is_contents(self, properties: Element | None) -> bool:
        """Whether it is an entry of a table of contents."""
        return any(_CONTENTS_NAME.match(value_of(style, "name") or "") for style in self._chain(properties))

    def list_of(self, properties: Element | None) -> tuple[int, int | None, str]:
        """The list (`w:numId`, 0 for none), its level where one is said, and the style that says so."""
        list_id, depth = _list_in(properties)
        for style in self._chain(properties):
            of_style, its_depth = _list_in(child(style, "pPr"))
            depth = its_depth if depth is None else depth
            if list_id is None and of_style is not None:
                return of_style, depth, attribute(style, "styleId")
        return list_id or 0, depth, value_of(properties, "pStyle") or ""

    def _chain(self, properties: Element | None) -> Iterator[Element]:
        """A paragraph's style, and those that it is based on."""
        return self._based(value_of(properties, "pStyle") or self._default)

    def _based(self, name: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value_of(style, "basedOn") or ""


def _level(outline: str) -> int:
    level = int(outline) if outline.isdecimal() else _BODY_LEVEL
    return level + 1 if level < _BODY_LEVEL else 0


def _list_in(properties: Element | None) -> tuple[int | None, int | None]:
    list_id = value_of(properties, "numPr", "numId") or ""
    depth = value_of(properties, "numPr", "ilvl") or ""
    return int(list_id) if list_id.isdecimal() else None, int(depth) if depth.isdecimal() else None
