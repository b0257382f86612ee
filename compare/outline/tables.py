"""From the tables of a document to those of its report: each cell under the names of its row and column."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile
from typing import Final

from compare.expressions import expression
from compare.language.characters import clean, holds_stop
from compare.model import Document, NamedCell, ReportTable, Section, Table
from compare.reading.tables import is_blank, is_number

_UNIT: Final = expression(r"单位[:：]\s*([^\s）)，,]{1,8})")
_CAPTION: Final = expression(
    r"附?表\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d是中个])|[（(]?(?:计量)?单位[:：]|编制(?:部门|单位)[:：]|（[^（）]{0,6}勾稽关系"
)
_NOTE: Final = expression(r"[（(]?(?:备?注|说明|(?:资料|数据)来源)[:：]")
# What the form of every 信息公开年报 calls its rows and columns, by which cells without bounds are known.
_FORM: Final = re.compile(
    r"（本列数据的勾稽关系[^（）]{0,60}）|第二十条第（[一二三四五六七八九]）项|信息内容|本年制发件数|现行有效件数"
    r"|本年新收政府信息公开申请|上年结转政府信息公开申请|结转下年度继续办理|属于国家秘密|其他法律行政法规禁止公开"
    r"|危及“三安全一稳定”|保护第三方合法权益|属于三类内部事务信息|属于四类过程性信息|属于行政执法案卷|属于行政查询事项"
    r"|本机关不掌握相关政府信息|没有现成信息需要另行制作|补正后申请内容仍不明确|信访举报投诉类申请|要求提供公开出版物"
    r"|无正当理由大量反复申请|确认或重新出具已获取信息|逾期不补正|逾期未按收费通知要求缴纳费用|结果维持|结果纠正|尚未审结"
    r"|未经复议直接起诉|复议后起诉"
)
_FORM_HEADING: Final = re.compile(
    r"[二三四]、(?:主动公开政府信息|收到和处理政府信息公开申请|政府信息公开行政复议、行政诉讼)情况"
)
_NUMBER: Final = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]{1,2}$")
_FEWEST_OF_FORM: Final = 3
_LONGEST_TITLE: Final = 60
_TITLE_WITHIN: Final = 2  # lines above a table
_CODE: Final = re.compile(r"\d{2,3}")


def report_tables(
    document: Document, sections: Sequence[Section], lines: Sequence[int]
) -> tuple[ReportTable, ...]:
    """The tables of a document in their sections; `lines` are the lines that the sections begin with."""
    return tuple(_named(table, document, sections, lines) for table in document.tables)


def captions_of(document: Document) -> frozenset[int]:
    """The places of the lines that belong to a table below them: `表1 行政复议案件情况`, `单位：万元`.

    Examples
    --------
    >>> from compare.model import Line
    >>> lines = ("开展检查3次。", "表1 许可情况", "单位：件")
    >>> sorted(captions_of(Document("", "", tuple(map(Line, lines)), (), (Table((), 3),))))
    [1, 2]
    """
    above = (
        place for table in document.tables for place in range(max(0, table.line - _TITLE_WITHIN), table.line)
    )
    return frozenset(place for place in above if _is_caption(document.lines[place].text.strip()))


def notes_of(document: Document) -> frozenset[int]:
    """The places of the lines that explain a table above them: `注：不含上年结转。`, `数据来源：县司法局`.

    Examples
    --------
    >>> from compare.model import Line
    >>> lines = ("开展检查3次。", "注：不含上年结转。", "数据来源：县司法局", "二、不足")
    >>> sorted(notes_of(Document("", "", tuple(map(Line, lines)), (), (Table((), 1),))))
    [1, 2]
    """
    lines = [line.text.strip() for line in document.lines]
    below = (
        takewhile(lambda place: _is_note(lines[place]), range(table.line, len(lines)))
        for table in document.tables
    )
    return frozenset(chain.from_iterable(below))


def form_parts(text: str) -> tuple[tuple[int, bool], ...]:
    """Where a paragraph's parts begin that are cells of a 信息公开年报 without bounds (True), or are none.

    Empty where it holds no such cells; the headings of the form are parts of their own.

    Examples
    --------
    >>> form_parts("二、主动公开情况第二十条第（一）项信息内容本年制发件数规章00行政规范性文件81")
    ((0, False), (8, True))
    >>> form_parts("其中属于国家秘密2件，属于行政查询事项3件，结果维持1件。")
    ()
    """
    found = list(_FORM.finditer(text))
    if len({each[0] for each in found}) < _FEWEST_OF_FORM:
        return ()
    start = found[0].start()
    others = _FORM.sub("", text[start:])
    if holds_stop(others) or "，" in others:
        return ()
    number = _NUMBER.search(text[:start])
    parts = {0: False, (number.start() if number else start): True}
    for heading in _FORM_HEADING.finditer(text, start):
        parts |= {heading.start(): False, heading.end(): True}
    return tuple(sorted(parts.items()))


def _is_note(text: str) -> bool:
    return _NOTE.match(text) is not None and len(text) <= _LONGEST_TITLE


def _is_caption(text: str) -> bool:
    return _CAPTION.match(text) is not None and len(text) <= _LONGEST_TITLE and not holds_stop(text)


def _named(
    table: Table, document: Document, sections: Sequence[Section], lines: Sequence[int]
) -> ReportTable:
    above = [clean(line.text) for line in document.lines[max(0, table.line - _TITLE_WITHIN) : table.line]]
    titles = [
        text
        for text in above
        if text and len(text) <= _LONGEST_TITLE and not holds_stop(text) and not is_number(text)
    ]
    named = [text for text in titles if not text.startswith(("单位", "编制", "（"))]
    place = sum(line < table.line for line in lines) - 1
    title = named[-1] if named else (sections[max(place, 0)].heading if sections else "")
    unit = next((found[1] for text in reversed(titles) if (found := _UNIT.search(text))), "")
    return ReportTable(title, max(place, 0), table.page, tuple(named_cells(table, unit)))


def named_cells(table: Table, unit: str = "") -> Iterator[NamedCell]:
    """The cells of a table's body, named by the heads above them and the labels before them.

    A row that is one cell across the table names the rows below it; after numbers a row without any begins a
    new head.

    Examples
    --------
    >>> from compare.model import Cell
    >>> rows = ((Cell("类别"), Cell("件数")), (Cell("许可"), Cell("12")))
    >>> [(cell.row, cell.column, cell.text) for cell in named_cells(Table(rows, 0))]
    [(('许可',), ('件数',), '12')]
    """
    grid, covered = table.grid(), table.covered()
    first = table.labels or _first_of_body(grid)
    across: tuple[str, ...] = ()
    heads: list[tuple[str, ...]] = []
    in_body = False
    for line, row in enumerate(grid):
        distinct = {text for text in row if text}
        if len(row) > 1 and len(set(row)) == 1 and distinct and not is_number(row[0]):
            across, heads, in_body = (row[0],), [], False
            continue
        if not any(map(is_number, row[first:])):
            if all(is_blank(text) for text in row[first:]):
                continue
            heads = [row] if in_body else [*heads, row]
            in_body = False
            continue
        in_body = True
        labels = _path(row[:first])
        for column in range(first, len(row)):
            text = row[column]
            place = (line, column)
            if is_blank(text) or covered[place][1] != place:
                continue
            named = [_head(head, heads[at + 1 :], column) for at, head in enumerate(heads)]
            names = (*across, *_path(named))
            value, own = _value(text)
            units = (found[1] for name in reversed(names) if (found := _UNIT.search(name)))
            told = own or next(units, unit)
            yield NamedCell(labels, names, text, value, told)


def _first_of_body(grid: Sequence[Sequence[str]]) -> int:
    """The first column of most rows that holds numbers; those of a list and a budget's codes are labels."""
    wide = len(grid[0]) if grid else 0
    rows = [row for row in grid if any(map(is_number, row)) and len(set(row)) > 1]
    for column in range(wide):
        figures = [row[column] for row in rows if is_number(row[column])]
        codes = sum(_CODE.fullmatch(text) is not None for text in figures)
        words_after = any(
            not is_number(row[later]) and not is_blank(row[later])
            for row in rows
            for later in range(column + 1, wide)
        )
        counts = [text for text in figures if text.isdigit()]
        numbered = counts == [str(number) for number in range(1, len(counts) + 1)] and len(counts) > 1
        labels = words_after and (numbered or (figures and codes == len(figures)))
        if 2 * len(figures) >= len(rows) and not labels:
            return column
    return 1


def _head(head: Sequence[str], below: Sequence[Sequence[str]], column: int) -> str:
    """The name of a column in one row of the head; an empty one is that of what it shares a cell below."""
    if head[column] or not below:
        return head[column]
    name = below[0][column]
    return next(
        (text for text, under in zip(head, below[0], strict=True) if text and name and under == name), ""
    )


def _path(names: Sequence[str]) -> tuple[str, ...]:
    """The names from the outermost in, each once."""
    path: list[str] = []
    for name in names:
        if name and (not path or path[-1] != name):
            path.append(name)
    return tuple(path)


def _value(text: str) -> tuple[float | None, str]:
    """The number of a cell and its own unit: `1,234.5` is 1234.5, `(3)` is −3, `12%` is 12 %."""
    if not is_number(text):
        return None, ""
    plain = text.translate(str.maketrans("０１２３４５６７８９．，－—＋％（）", "0123456789.,--+%()"))
    digits = plain.strip("()%‰+- ").replace(",", "")
    negative = plain.strip().startswith(("-", "("))
    return (-float(digits) if negative else float(digits)), ("%" if "%" in plain else "")
