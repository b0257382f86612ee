"""Pages that are pictures of text, read by recognition (the extra `ocr`): only these, each in its place.

Recognition takes some seconds of processor time and up to a gigabyte a page, in processes of its own: as many
at a time as there are processors and gigabytes.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compare.errors import InputError
from compare.expressions import expression
from compare.language.characters import HAN
from compare.model import Content, Line, Notice
from compare.reading.confined import Limits, read_confined
from compare.reading.image import format_of
from compare.reading.placed import Piece, lines_of_page

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS_AN_INCH: Final = 200
_LONGEST_SIDE: Final = 3000  # pixels; a page of A4 has 2340
_LONGEST_BY_WIDTH: Final = 4
_MEMORY: Final = 4 * 1024**3  # addresses; a gigabyte of them is used
_SECONDS: Final = 40
_SECONDS_A_PAGE: Final = 60
_GIGABYTE: Final = 1024**3
_DOUBTFUL: Final = 0.8
_PDF: Final = b"%PDF-"
_HEADER_WITHIN: Final = 1024

_PAGE_NUMBER: Final = expression(r"[一\-—–－~]\s*(\d{1,4})\s*[一\-—–－~]")
_WIDE: Final = dict(zip("(),:;?!", "（），：；？！", strict=True))
_HALF_BESIDE_HAN: Final = expression(rf"(?<={HAN})[(),:;?!]|[(),:;?!](?={HAN})")


def can_recognise() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None


def with_scans(path: Path, data: bytes, content: Content) -> Content:
    """The content of a file with what its scanned pages say, or with a notice that they could not be read.

    Raises
    ------
    InputError
        There is nothing else in the file, and the extra is not installed.
    """
    pages = (("pages", spans_of(content.scanned)), ("count", str(len(content.scanned))))
    if not can_recognise():
        if not any(line.text.strip() for line in content.lines):
            kind = format_of(data)
            unread = Notice("picture_no_ocr", (("format", kind),)) if kind else Notice("pdf_no_text")
            raise InputError(path, unread)
        return replace(content, notices=(*content.notices, Notice("scans_unread", pages)))
    from concurrent.futures import ThreadPoolExecutor

    batches = _batches(content.scanned)
    with ThreadPoolExecutor(len(batches)) as pool:
        read = list(pool.map(partial(_read_batch, path, data), batches))
    doubtful = sum(len(each.notices) for each in read)
    notice = Notice("scans_read", (*pages, ("doubtful", str(doubtful))))
    merged = _merged(content, [line for each in read for line in each.lines])
    return replace(merged, notices=(*content.notices, notice))


def _batches(pages: Sequence[int]) -> list[tuple[int, ...]]:
    """The pages, shared out among as many processes as the machine bears."""
    workers = max(1, min(os.cpu_count() or 1, _free_memory() // _GIGABYTE, len(pages)))
    return [tuple(pages[at::workers]) for at in range(workers)]


def _free_memory() -> int:
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return _GIGABYTE


def _read_batch(path: Path, data: bytes, pages: tuple[int, ...]) -> Content:
    limits = Limits(memory=_MEMORY, seconds=_SECONDS + _SECONDS_A_PAGE * len(pages))
    return read_confined(partial(read_pages, pages=pages), path, data, limits)


def _merged(content: Content, recognised: Sequence[Line]) -> Content:
    """The lines of all pages in the order of the pages; tables stay where they stood among their lines."""
    lines: list[Line] = []
    moved: dict[int, int] = {}
    rest = sorted(recognised, key=lambda line: line.page or 0)
    for at, line in enumerate(content.lines):
        while rest and line.page is not None and (rest[0].page or 0) < line.page:
            lines.append(rest.pop(0))
        moved[at] = len(lines)
        lines.append(line)
    tables = tuple(replace(table, line=moved.get(table.line, len(lines))) for table in content.tables)
    return replace(content, lines=(*lines, *rest), tables=tables, scanned=())


def spans_of(numbers: Iterable[int]) -> str:
    """Numbers of pages as they are told.

    Examples
    --------
    >>> spans_of([3, 4, 5, 9])
    '3–5、9'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return "、".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans)


def read_pages(path: Path, data: bytes, pages: tuple[int, ...]) -> Content:
    """The lines that are recognised on some pages, with a notice for each that is doubtful.

    Raises
    ------
    InputError
        A picture is damaged.
    """
    try:
        pictures = _pictures(data, pages)
        first = next(pictures)  # before the models are loaded, which takes seconds
        recognise = _recogniser()
        found = [(number, recognise(picture)) for number, picture in chain((first,), pictures)]
    except (OSError, ValueError, SyntaxError) as error:
        raise InputError(path, Notice("damaged", (("format", "图片"),))) from error
    lines = tuple(
        Line(_mended(text), number) for number, (pieces, _) in found for text in lines_of_page(pieces)
    )
    doubtful = chain.from_iterable(texts for _, (_, texts) in found)
    return Content(lines, notices=tuple(Notice("doubtful_line", (("text", text),)) for text in doubtful))


def _recogniser() -> Callable[[Any], tuple[list[Piece], list[str]]]:
    """Takes the pixels of a page; one thread, so that a picture gives the same text on every machine."""
    from rapidocr import RapidOCR

    one_thread = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
    recognise: Any = RapidOCR(params={"Global.log_level": "critical", **one_thread})
    return lambda picture: _pieces(recognise(picture, use_cls=False))


def _pictures(data: bytes, pages: tuple[int, ...]) -> Iterator[tuple[int, Any]]:
    """The pages as arrays of pixels; of a picture all there are in it."""
    import numpy
    from PIL import Image, ImageOps, ImageSequence

    if _PDF not in data[:_HEADER_WITHIN]:
        with Image.open(BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                pixels = numpy.asarray(_fitting(ImageOps.exif_transpose(frame.convert("RGB"))))
                yield number, _no_strip(pixels)
        return
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    for number in pages:
        page = document[number - 1]
        scale = min(_DOTS_AN_INCH / 72, _LONGEST_SIDE / max(page.get_size()))
        yield number, _no_strip(page.render(scale=scale).to_numpy())


def _fitting(image: "Image") -> "Image":
    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return image


def _no_strip(pixels: Any) -> Any:
    """A picture that is not much longer than wide, on a white ground where it was.

    Recognition enlarges the short side to some 700 pixels, and the long one with it: a strip of 20 × 640 took
    2.5 GB.
    """
    import numpy

    height, width, *_ = pixels.shape
    least = max(height, width) // _LONGEST_BY_WIDTH
    beside = [(0, max(0, least - height)), (0, max(0, least - width)), (0, 0)]
    return numpy.pad(pixels, beside, constant_values=255)


def _pieces(found: Any) -> tuple[list[Piece], list[str]]:
    """The texts of a page at their places, and those of them that are doubtful."""
    if found.boxes is None:
        return [], []
    pieces = [_piece(text, box[:, 0], box[:, 1]) for box, text in zip(found.boxes, found.txts, strict=True)]
    return pieces, [text for text, score in zip(found.txts, found.scores, strict=True) if score < _DOUBTFUL]


def _piece(text: str, across: Any, down: Any) -> Piece:
    """A text by the corners of its box, which may stand askew."""
    left, bottom = float(min(across)), float(max(down))
    return Piece(text, left, bottom, bottom - float(min(down)), float(max(across)) - left)


def _mended(text: str) -> str:
    """Signs as they are printed: wide beside Chinese, and dashes, not 一, beside a page's number."""
    number = _PAGE_NUMBER.fullmatch(text.strip())
    if number:
        return f"— {number[1]} —"
    return _HALF_BESIDE_HAN.sub(lambda sign: _WIDE[sign[0]], text)
