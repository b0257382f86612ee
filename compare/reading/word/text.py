"""The text of a paragraph as it reads when every tracked change is accepted."""

from collections.abc import Collection, Iterator
from typing import Final

from compare.reading.word.xml import Element, attribute, child, is_on, local_name, tag, value_of

# What was deleted or moved away, properties, what makes a field, readings above characters, marks of notes.
_LEFT_OUT: Final = frozenset(
    (
        *("del", "moveFrom", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "instrText", "rt"),
        *("txbxContent", "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef"),
        *("annotationRef", "commentReference"),
    )
)
_GONE: Final = frozenset(("Fallback", "del", "moveFrom"))
_SIGNS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": ""}


def text_of(paragraph: Element, hidden: Collection[str] = ()) -> str:
    r"""The words of a paragraph, without its number and what `hidden` styles hide; a line break is `\n`."""
    return "".join(_pieces(paragraph, hidden))


def _pieces(element: Element, hidden: Collection[str]) -> Iterator[str]:
    for part in element.iterchildren():
        name = local_name(part)
        if name in _LEFT_OUT or (name == "r" and _is_hidden(part, hidden)):
            continue
        if name == "t":
            yield part.text or ""
        elif name == "sym":
            yield _symbol(attribute(part, "char"))
        elif name == "AlternateContent":
            yield from _pieces(next(part.iterchildren(), part), hidden)
        else:
            yield _SIGNS.get(name, "")
            yield from _pieces(part, hidden)


def _is_hidden(run: Element, hidden: Collection[str]) -> bool:
    """Whether a run is not shown, as it says itself or else its style."""
    own = child(run, "rPr", "vanish")
    return is_on(run, "rPr", "vanish") if own is not None else value_of(run, "rPr", "rStyle") in hidden


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def boxes_in(paragraph: Element) -> Iterator[Element]:
    """The text boxes that are anchored in a paragraph, but those that were deleted.

    Each is told twice, in new words and in old ones.
    """
    for box in paragraph.iter(tag("txbxContent")):
        above = [local_name(element) for element in box.iterancestors()]
        outer = above.index("txbxContent") if "txbxContent" in above else len(above)
        if _GONE.isdisjoint(above[:outer]) and above.index("p") < outer and _owner(box) is paragraph:
            yield box


def _owner(box: Element) -> Element | None:
    """The paragraph that a box is anchored in."""
    return next(box.iterancestors(tag("p")), None)


def is_joined(paragraph: Element) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one goes on in it."""
    marks = child(paragraph, "pPr", "rPr")
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


def contents_in(root: Element) -> set[Element]:
    """The paragraphs that a field makes as a table of contents."""
    found: set[Element] = set()
    fields: list[bool] = []
    for paragraph in root.iter(tag("p")):
        inside = any(fields)
        for part in paragraph.iter(tag("fldChar"), tag("instrText")):
            kind = attribute(part, "fldCharType")
            if kind == "begin":
                fields.append(False)
            elif kind == "end" and fields:
                fields.pop()
            elif fields and (part.text or "").strip().upper().startswith("TOC"):
                fields[-1] = inside = True
        if inside:
            found.add(paragraph)
    return found
