"""The lines that are drawn on a PDF's page, and the cells that they enclose."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from compare.reading.tables import CellBox

if TYPE_CHECKING:
    from pypdfium2 import PdfObject, PdfPage

_THIN: Final = 3.0  # points; what is thinner is a line
_LONG: Final = 20.0  # points
_SNAP: Final = 3.0  # points; ends and lines so near are meant to meet
_FEWEST: Final = 3  # lines in each direction
_MOST: Final = 5000  # paths of a page; more are a drawing
_WHITE: Final = 250  # of 255

Edge = dict[str, Any]
Point = tuple[float, float]


def cells_of(page: "PdfPage") -> list[list[CellBox]]:
    """The cells of each table that lines enclose on a page, without their text, from its top left.

    The cells are found by pdfplumber, from the lines that PDFium knows; only a page with lines pays for it.
    """
    edges = [edge for edge in _edges(page) if edge["x1"] - edge["x0"] + edge["bottom"] - edge["top"] > _SNAP]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    if len(level) < _FEWEST or len(edges) - len(level) < _FEWEST - 1:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges += _lacking(edges)
    joined = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    cells = intersections_to_cells(edges_to_intersections(joined, _SNAP, _SNAP))
    return [[CellBox(*cell) for cell in table] for table in cells_to_tables(cells)]


def _edges(page: "PdfPage") -> Iterator[Edge]:
    from pypdfium2 import raw

    width, height = page.get_size()
    turn = page.get_rotation()
    for count, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])):
        if count > _MOST:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        drawn = _outline(path) if stroke.value else _bar(path)
        if fill.value or stroke.value:
            seen = raw.FPDFPageObj_GetStrokeColor if stroke.value else raw.FPDFPageObj_GetFillColor
            if _is_white(path, seen):
                continue
            for start, end in drawn:
                edge = _edge(_seen(start, turn, width, height), _seen(end, turn, width, height))
                if edge is not None:
                    yield edge


def _seen(point: Point, turn: int, width: float, height: float) -> Point:
    """A point of a page as a reader sees it, from its top left."""
    across, up = point
    places = {
        90: (up, across),
        180: (width - across, up),
        270: (width - up, height - across),
    }
    return places.get(turn, (across, height - up))


def _edge(start: Point, end: Point) -> Edge | None:
    """A line across or down; None for one that is neither."""
    (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if min(right - left, bottom - top) >= _THIN:
        return None
    if right - left >= bottom - top:
        return _line("h", left, right, top, top)
    return _line("v", left, left, top, bottom)


def _line(orientation: str, left: float, right: float, top: float, bottom: float) -> Edge:
    """A line as pdfplumber has it."""
    size = {"width": right - left, "height": bottom - top}
    return {"orientation": orientation, "x0": left, "x1": right, "top": top, "bottom": bottom} | size


def _bar(path: "PdfObject") -> Iterator[tuple[Point, Point]]:
    """A filled bar that is thin enough for a line; a shade behind a text is none."""
    left, bottom, right, top = path.get_bounds()
    if min(right - left, top - bottom) <= _THIN:
        yield (left, bottom), (right, top)


def _outline(path: "PdfObject") -> Iterator[tuple[Point, Point]]:
    """The pieces of a path that is drawn with a pen."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    first: Point | None = None
    last: Point | None = None
    across, up = ctypes.c_float(), ctypes.c_float()
    for number in range(min(raw.FPDFPath_CountSegments(path), _MOST)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, across, up)
        point = (
            matrix.a * across.value + matrix.c * up.value + matrix.e,
            matrix.b * across.value + matrix.d * up.value + matrix.f,
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or last is None:
            first = point
        else:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield point, first


def _is_white(path: "PdfObject", seen: Any) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    return bool(seen(path, *parts)) and all(part.value >= _WHITE for part in parts[:3])


def _lacking(edges: Sequence[Edge]) -> list[Edge]:
    """The lines that a table lacks where several of its uprights end in nothing, at a page's edge mostly."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    ends = _apart(end for edge in upright for end in (edge["top"], edge["bottom"]))
    return [line for end in ends if (line := _line_at(end, upright, level))]


def _line_at(end: float, upright: Sequence[Edge], level: Sequence[Edge]) -> Edge | None:
    places = sorted(
        edge["x0"] for edge in upright if min(abs(edge["top"] - end), abs(edge["bottom"] - end)) < _THIN
    )
    near = [edge for edge in level if abs(edge["top"] - end) < _THIN]
    bare = any(not any(edge["x0"] - _THIN < at < edge["x1"] + _THIN for edge in near) for at in places)
    if not bare or places[-1] - places[0] < _LONG:
        return None
    return _line("h", places[0], places[-1], end, end)


def _apart(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _THIN:
            kept.append(value)
    return kept
