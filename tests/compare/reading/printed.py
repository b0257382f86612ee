"""Prints a report as offices do: the same paragraphs in several layouts of a page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.compare.pages import wrapped

FONT = "STSong-Light"
WIDE, HIGH = 595.0, 842.0
Drawn = tuple[float, float, float, str]  # left, baseline, size, text


@dataclass
class Printer:
    """What is drawn on each page, in the order of drawing, and the lines of tables."""

    path: Path
    pages: list[list[Drawn]] = field(default_factory=list)
    rules: list[tuple[int, float, float, float, float]] = field(default_factory=list)
    spacing: float = 0.0
    left: float = 79.0
    watermark: str = ""

    def save(self, order: Callable[[list[Drawn]], Sequence[Drawn]] = list) -> Path:
        """The file, its pages' lines drawn in an order."""
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        canvas = Canvas(str(self.path), pagesize=(WIDE, HIGH))
        for number, drawn in enumerate(self.pages):
            for left, baseline, size, text in order(drawn):
                line = canvas.beginText(left, baseline)
                line.setFont(FONT, size)
                line.setCharSpace(self.spacing)
                line.textOut(text)
                canvas.drawText(line)
            for page, *line in self.rules:
                if page == number:
                    canvas.line(*line)
            if self.watermark:
                canvas.saveState()
                canvas.translate(WIDE / 2, HIGH / 2)
                canvas.rotate(45)
                canvas.setFont(FONT, 48)
                canvas.drawCentredString(0, 0, self.watermark)
                canvas.restoreState()
            canvas.showPage()
        canvas.save()
        return self.path

    def flow(
        self, paragraphs: Sequence[str], *, rows: int = 22, columns: int = 1, size: float = 16.0
    ) -> None:
        """Paragraphs wrapped to the page, their first lines indented, page by page and column by column."""
        gap = 1.8 * size
        width = (437.0 - gap * (columns - 1)) / columns
        pitch = size + self.spacing
        lines = [
            (2 * pitch if first else 0.0, line)
            for paragraph in paragraphs
            for first, line in marked(wrapped(paragraph, width // pitch, indent=2.0))
        ]
        for start in range(0, len(lines), rows * columns):
            page: list[Drawn] = []
            for at, (indent, line) in enumerate(lines[start : start + rows * columns]):
                column, row = divmod(at, rows)
                left = self.left + column * (width + gap) + indent
                page.append((left, 720 - row * 1.75 * size, size, line))
            self.pages.append(page)
            self.number()

    def number(self) -> None:
        """The number of the latest page at its foot."""
        self.pages[-1].append((275.0, 50.0, 14.0, f"— {len(self.pages)} —"))

    def table(self, page: int, cells: Sequence[Sequence[str]], top: float, *, ruled: bool = True) -> None:
        """A table on a page, with its lines or without."""
        wide, high = 90.0, 22.0
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                place = (self.left + column * wide + 6, top - row * high - 15, 10.5, text)
                self.pages[page].append(place)
        if not ruled:
            return
        right, bottom = self.left + wide * len(cells[0]), top - high * len(cells)
        for row in range(len(cells) + 1):
            self.rules.append((page, self.left, top - row * high, right, top - row * high))
        for column in range(len(cells[0]) + 1):
            across = self.left + column * wide
            self.rules.append((page, across, top, across, bottom))


def marked(lines: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """Each line of a paragraph, and whether it is the first."""
    return ((at == 0, line) for at, line in enumerate(lines))


def by_rows(drawn: list[Drawn]) -> Sequence[Drawn]:
    """From the top of the page down, across its columns."""
    return sorted(drawn, key=lambda each: (-each[1], each[0]))


def right_first(drawn: list[Drawn]) -> Sequence[Drawn]:
    """The right column before the left."""
    return sorted(drawn, key=lambda each: (each[0] < WIDE / 2 - 20, -each[1]))
