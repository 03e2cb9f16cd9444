"""The rows of a table of separated values: where its headings stand, what parts its cells, which rows are whole."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from insidescoop.domain.problems import Problem
from insidescoop.domain.text import first_line, fold
from insidescoop.domain.values import frozen
from insidescoop.exchange.csv_columns import (
    THUNDERBIRD,
    CsvColumn,
    Fact,
    headed,
    is_of_a_known_program,
    known,
    tells_who,
)
from insidescoop.exchange.csv_shape import are_rows
from insidescoop.exchange.text_decoding import DecodedText

LONGEST_CELL = 4 * 1024 * 1024
"""Characters of one cell; the csv module's own 131,072 are less than a long note (measured: 200 KB raised an error)."""

_DELIMITERS = (",", ";", "\t", "|")
_ROWS_BEFORE_THE_HEADINGS = 12
"""LinkedIn puts three rows before its headings; twelve leave room for others."""
_MOST_NEW_BEGINNINGS = 200
"""Quotation marks without an end after which the rest of a file is given up."""
_LINE = re.compile(r"[^\r\n]*(?:\r{1,3}\n|\r|\n)|[^\r\n]+\Z")
_IS_A_VALUE = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+$|https?://\S+$")
"""An e-mail address or a link: no heading, so that the first row is a person."""
_SURELY_HEADINGS = 3
_ROWS_LOOKED_AT, _EXAMPLES, _LONGEST_EXAMPLE = 100, 3, 60


@frozen
class CsvRow:
    """One row: the line it begins on, from 1, its cells, and what is wrong with it if anything is."""

    line: int
    cells: list[str]
    fault: str | None = None


@frozen
class CsvSheet:
    """A table with its columns found, before anybody is made of its rows.

    `after` is how many lines stand before the first row of people. `examples` are the first values of each column.
    """

    file_name: str
    lines: list[str]
    delimiter: str
    columns: tuple[CsvColumn, ...]
    after: int
    examples: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...] = ()
    has_headings: bool = True

    @property
    def key(self) -> str:
        """What tells that two tables have the same headings, whatever case and marks they are written in."""
        if not self.has_headings:
            return f"{len(self.columns)} columns without headings"
        return "\t".join(fold(column.heading).strip() for column in self.columns)

    @property
    def is_known(self) -> bool:
        """True if nobody need be asked: a known program wrote it, or every column with anything in it is known."""
        if not tells_who(self.columns):
            return False
        is_plain = all(
            column.fact is not Fact.OTHER or not examples
            for column, examples in zip(self.columns, self.examples, strict=True)
        )
        return is_plain or is_of_a_known_program(self.columns)

    def rows(self) -> Iterator[CsvRow]:
        """Every row below the headings, in order."""
        return _rows(self.lines, self.delimiter, start=self.after)

    def without_headings(self) -> "CsvSheet":
        """The same table with its first row taken for a person; the columns are called by their number."""
        start = self.after
        for row, after in _first_rows(self.lines, self.delimiter):
            if after == self.after:
                start = row.line - 1
        columns = tuple(CsvColumn(f"Column {number}", Fact.OTHER) for number in range(1, len(self.columns) + 1))
        examples = _examples(self.lines, self.delimiter, start, len(columns))
        if _are_thunderbird_s(examples):
            columns = headed(THUNDERBIRD[: len(columns)])
        return replace(self, columns=columns, after=start, examples=examples, has_headings=False)


def csv_sheet(text: DecodedText, file_name: str) -> CsvSheet:
    """The table in a text: its headings are the first row with most columns known, else the first row of its width.

    Raises:
        Problem: there is no table in it.
    """
    lines = _physical_lines(text.text)
    delimiter, columns, after = _headings(lines)
    if not columns or not _is_a_table(lines, delimiter, columns, after):
        raise Problem(
            f"There is no table in “{file_name}”.",
            your_data="Nothing was read and nothing was changed.",
            next_step="Choose a file with one person a row, its columns parted by commas, semicolons or tabs.",
        )
    examples = _examples(lines, delimiter, after, len(columns))
    sheet = CsvSheet(file_name, lines, delimiter, columns, after, examples, text.remarks)
    is_bare = not tells_who(columns) and any(_IS_A_VALUE.match(column.heading.strip()) for column in columns)
    return sheet.without_headings() if is_bare else sheet


def _physical_lines(text: str) -> list[str]:
    # One by one: found at once, those of a long text would hold up every other thread.
    return [_without_unseen(line.group()) for line in _LINE.finditer(text)]


def _without_unseen(line: str) -> str:
    """A line without byte order marks before it, one read as Western letters too, and with one line end."""
    if line.endswith("\r\r\n"):
        line = line.rstrip("\r\n") + "\r\n"
    return line if line.isascii() else line.lstrip("\ufeff\u200b\u2060").removeprefix("ï»¿")


def _headings(lines: list[str]) -> tuple[str, tuple[CsvColumn, ...], int]:
    """The sign between cells, the columns, and how many lines stand before the first row of people."""
    best: tuple[int, str, tuple[CsvColumn, ...], int] = (0, ",", (), 0)
    evenest: tuple[tuple[int, int], str] = ((0, 0), ",")
    for delimiter in _DELIMITERS:
        widths = Counter[int]()
        for row, after in _first_rows(lines, delimiter):
            columns = headed(row.cells)
            if tells_who(columns) and known(columns) > best[0]:
                best = (known(columns), delimiter, columns, after)
            widths[len(row.cells)] += any(cell.strip() for cell in row.cells)
        found = [((count, width), delimiter) for width, count in widths.items() if width > 1]
        evenest = max([evenest, *found], key=itemgetter(0))
    if best[0]:
        return best[1], best[2], best[3]
    widest: tuple[int, list[str], int] = (0, [], 0)
    for row, after in _first_rows(lines, evenest[1]):
        filled = sum(1 for cell in row.cells if cell.strip("\0 \t\r\n"))
        if filled > widest[0]:
            widest = (filled, row.cells, after)
    return evenest[1], headed(widest[1]), widest[2]


def _is_a_table(lines: list[str], delimiter: str, columns: Sequence[CsvColumn], after: int) -> bool:
    """False for other texts with commas. Where several headings are known, nothing more is asked."""
    if tells_who(columns) and known(columns) >= _SURELY_HEADINGS:
        return True
    has_a_name = tells_who(columns)
    are_headed = has_a_name and known(columns) == len(columns)
    start = after if are_headed else after - 1
    looked_at = _records(lines[start : start + _ROWS_LOOKED_AT], delimiter, start=0)
    rows = [row.cells for row, _after in looked_at if row.fault is None]
    return are_rows(rows, are_headed=are_headed, may_be_prose=not has_a_name)


def _first_rows(lines: list[str], delimiter: str) -> Iterator[tuple[CsvRow, int]]:
    looked_at = lines[: 4 * _ROWS_BEFORE_THE_HEADINGS]
    for count, (row, after) in enumerate(_records(looked_at, delimiter, start=0)):
        if count >= _ROWS_BEFORE_THE_HEADINGS:
            return
        yield row, after


def _examples(lines: list[str], delimiter: str, start: int, width: int) -> tuple[tuple[str, ...], ...]:
    found: list[dict[str, None]] = [{} for _column in range(width)]
    for count, (row, _after) in enumerate(_records(lines[: start + _ROWS_LOOKED_AT], delimiter, start=start)):
        if count >= _ROWS_LOOKED_AT:
            break
        for values, cell in zip(found, row.cells, strict=False):
            shown = first_line(cell[:1000], at_most=_LONGEST_EXAMPLE)
            if shown and len(values) < _EXAMPLES:
                values[shown] = None
    return tuple(tuple(values) for values in found)


def _are_thunderbird_s(examples: Sequence[tuple[str, ...]]) -> bool:
    """True for the columns that Thunderbird writes, by how many there are and what stands in the two of addresses."""
    is_as_wide = len(examples) in (len(THUNDERBIRD), len(THUNDERBIRD) - 1)
    return is_as_wide and bool(examples[4]) and all("@" in value for values in examples[4:6] for value in values)


def _rows(lines: list[str], delimiter: str, *, start: int) -> Iterator[CsvRow]:
    """Every row from a line on. One whose quotation mark is never closed is told, and reading begins anew behind it."""
    for _beginning in range(_MOST_NEW_BEGINNINGS):
        for row, after in _records(lines, delimiter, start=start):
            is_doubtful = after > row.line or after == len(lines)
            if is_doubtful and row.fault is None and not _is_closed(lines[row.line - 1 : after], delimiter):
                yield CsvRow(row.line, [lines[row.line - 1]], "a quotation mark in it is never closed")
                start = row.line
                break
            yield row
        else:
            return
    if start < len(lines):
        yield CsvRow(start + 1, [lines[start]], "too many quotation marks are never closed; the rest was not read")


def _records(lines: list[str], delimiter: str, *, start: int) -> Iterator[tuple[CsvRow, int]]:
    """The rows from a line on, each with the number of lines read by then."""
    usual = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(iter(lines[start:]), delimiter=delimiter, skipinitialspace=True)
        read = start
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                line, read = read + 1, start + reader.line_num
                yield CsvRow(line, [lines[line - 1][:200]], "a cell in it is longer than 4 million characters"), read
                continue
            line, read = read + 1, start + reader.line_num
            yield CsvRow(line, cells), read
    finally:
        csv.field_size_limit(usual)


def _is_closed(lines: Sequence[str], delimiter: str) -> bool:
    """False if a mark was left open: then a row of several lines ends in the midst of a cell, or never."""
    usual = csv.field_size_limit(LONGEST_CELL)
    try:
        list(csv.reader(iter(lines), delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error as error:
        # On one line, letters behind a closing mark are mere carelessness.
        return len(lines) == 1 and "unexpected end" not in str(error)
    finally:
        csv.field_size_limit(usual)
    return True
