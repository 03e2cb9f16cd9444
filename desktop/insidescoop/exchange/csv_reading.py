"""People out of a table of comma-separated values, whichever program wrote it and however it parts its cells."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from insidescoop.domain.acquaintance import Channel, Relation, Role
from insidescoop.domain.imports import FoundPeople, FoundPerson, Unreadable
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.text import first_line, tidy_line
from insidescoop.exchange.csv_columns import COUNTRY, FIRST_OF_TOWN, CsvColumn, Fact, headed, known, tells_who
from insidescoop.exchange.formula_guard import unguarded
from insidescoop.exchange.gathering import Gathered, NotAPerson
from insidescoop.exchange.text_decoding import DecodedText

LONGEST_CELL = 4 * 1024 * 1024
"""Characters of one cell; the csv module's own 131,072 are less than a long note (measured: 200 KB raised an error)."""

_DELIMITERS = (",", ";", "\t", "|")
_ROWS_BEFORE_THE_HEADINGS = 12
"""LinkedIn puts three rows before its headings; twelve leave room for others."""
_MOST_NEW_BEGINNINGS = 200
"""Quotation marks without an end after which the rest of a file is given up."""
_A_REPORT = 1000
_SEVERAL = " ::: "
_GROUPS_OF_GOOGLE = {"* mycontacts", "* my contacts", "* friends", "* family", "* coworkers", "* starred"}
_SAYS_NOTHING = {
    ("Priority", "Normal"), ("Priority", "Low"), ("Sensitivity", "Normal"), ("Private", "False"),
    ("Gender", "Unspecified"), ("Birthday", "0/0/00"), ("Anniversary", "0/0/00"), ("E-mail Type", "SMTP"),
    ("E-mail 2 Type", "SMTP"), ("E-mail 3 Type", "SMTP"),
}  # fmt: skip
"""What Outlook writes where nothing was said."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]
    fault: str | None = None


def people_of_csv(text: DecodedText, file_name: str, report: Report = unheard) -> FoundPeople:
    """Everybody a table tells of, and the rows nobody could be made of.

    Raises:
        Problem: no row of it is a row of headings that is known.
        Cancelled: the report called it off.
    """
    lines = _physical_lines(text.text)
    delimiter, columns, after = _headings(lines, file_name)
    people: list[FoundPerson] = []
    unreadable: list[Unreadable] = []
    for count, row in enumerate(_rows(lines, delimiter, start=after)):
        if count % _A_REPORT == 0:
            report(Progress(min(row.line, len(lines)), len(lines), "Reading rows"))
        if row.fault is None and not any(cell.strip() for cell in row.cells):
            continue
        try:
            people.append(_person(row, columns))
        except NotAPerson as fault:
            unreadable.append(Unreadable(row.line, str(fault), first_line(delimiter.join(row.cells))))
    remarks = (f"The letters were read as {text.encoding}: look whether the names are right.",) * text.is_guessed
    return FoundPeople(file_name, tuple(people), tuple(unreadable), remarks)


def _physical_lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _headings(lines: list[str], file_name: str) -> tuple[str, tuple[CsvColumn, ...], int]:
    """The sign between cells, the columns, and how many lines stand before the first row of people."""
    best: tuple[int, str, tuple[CsvColumn, ...], int] = (0, ",", (), 0)
    for delimiter in _DELIMITERS:
        for row, after in _first_rows(lines, delimiter):
            columns = headed(row.cells)
            if tells_who(columns) and known(columns) > best[0]:
                best = (known(columns), delimiter, columns, after)
    if not best[0]:
        raise Problem(
            f"No column in “{file_name}” is known: none is headed by a name or an e-mail address.",
            your_data="Nothing was read and nothing was changed.",
            next_step="Give the columns headings such as First Name, Last Name, Email Address, Company, Position.",
        )
    return best[1], best[2], best[3]


def _first_rows(lines: list[str], delimiter: str) -> Iterator[tuple[_Row, int]]:
    looked_at = lines[: 4 * _ROWS_BEFORE_THE_HEADINGS]
    for count, (row, after) in enumerate(_records(looked_at, delimiter, start=0)):
        if count >= _ROWS_BEFORE_THE_HEADINGS:
            return
        yield row, after


def _rows(lines: list[str], delimiter: str, *, start: int) -> Iterator[_Row]:
    """Every row from a line on. One whose quotation mark is never closed is told, and reading begins anew behind it."""
    for _beginning in range(_MOST_NEW_BEGINNINGS):
        for row, after in _records(lines, delimiter, start=start):
            is_doubtful = after > row.line or after == len(lines)
            if is_doubtful and row.fault is None and not _is_closed(lines[row.line - 1 : after], delimiter):
                yield _Row(row.line, [lines[row.line - 1]], "a quotation mark in it is never closed")
                start = row.line
                break
            yield row
        else:
            return
    if start < len(lines):
        yield _Row(start + 1, [lines[start]], "too many quotation marks are never closed; the rest was not read")


def _records(lines: list[str], delimiter: str, *, start: int) -> Iterator[tuple[_Row, int]]:
    """The rows from a line on, each with the number of lines read by then."""
    usual = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(iter(lines[start:]), delimiter=delimiter)
        read = start
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                line, read = read + 1, start + reader.line_num
                yield _Row(line, [lines[line - 1][:200]], "a cell in it is longer than 4 million characters"), read
                continue
            line, read = read + 1, start + reader.line_num
            yield _Row(line, cells), read
    finally:
        csv.field_size_limit(usual)


def _is_closed(lines: Sequence[str], delimiter: str) -> bool:
    """False if a mark was left open: then a row of several lines ends in the midst of a cell, or never."""
    usual = csv.field_size_limit(LONGEST_CELL)
    try:
        list(csv.reader(iter(lines), delimiter=delimiter, strict=True))
    except csv.Error as error:
        # On one line, letters behind a closing mark are mere carelessness.
        return len(lines) == 1 and "unexpected end" not in str(error)
    finally:
        csv.field_size_limit(usual)
    return True


def _person(row: _Row, columns: tuple[CsvColumn, ...]) -> FoundPerson:
    if row.fault is not None:
        raise NotAPerson(row.fault)
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        raise NotAPerson(f"it has {len(row.cells)} cells, and there are {len(columns)} headings")
    gathered = Gathered(row.line)
    cells = [
        (column, unguarded(cell, is_phone=column.fact is Fact.PHONE))
        for column, cell in zip(columns, row.cells, strict=False)
        if cell.strip()
    ]
    labels = {column.group: cell for column, cell in cells if column.fact is Fact.LABEL}
    headings = {column.group: cell for column, cell in cells if column.fact is Fact.HEADING_OF_OTHER}
    pieces: dict[str, list[tuple[int, str]]] = {}
    whole_addresses = {column.group for column, _cell in cells if column.fact is Fact.ADDRESS}
    for column, cell in cells:
        if column.fact is Fact.ADDRESS_PART:
            if column.group not in whole_addresses:
                pieces.setdefault(column.group, []).append((column.part, cell))
        else:
            _take(column, cell, _label(column, cell, labels), headings, gathered)
    for group, parts in pieces.items():
        label = labels.get(group) or group.removeprefix("address ")
        gathered.say_address(_address(sorted(parts)), label)
    middle = gathered.facts.pop("middle_name", None)
    if middle is not None:
        gathered.facts["given_name"] = " ".join(filter(None, (gathered.facts.get("given_name"), middle)))
    return gathered.person()


def _label(column: CsvColumn, cell: str, labels: dict[str, str]) -> str | None:
    said = labels.get(column.group, "").removeprefix("* ").strip()
    if said:
        return said.lower() if said in ("Home", "Work", "Mobile", "Other") else said
    if column.label is None and column.fact is Fact.LINK and "linkedin.com/" in cell.lower():
        return "LinkedIn"
    return column.label


def _address(parts: list[tuple[int, str]]) -> str:
    street = [cell for part, cell in parts if part < FIRST_OF_TOWN]
    town = " ".join(cell for part, cell in parts if FIRST_OF_TOWN <= part < COUNTRY)
    country = [cell for part, cell in parts if part >= COUNTRY]
    return "\n".join(line for line in (*street, town, *country) if line)


_LINE_BY_FACT = {
    Fact.GIVEN_NAME: "given_name",
    Fact.FAMILY_NAME: "family_name",
    Fact.NAME: "display_name",
    Fact.TITLE: "title",
    Fact.ORGANIZATION: "organization",
    Fact.PRONOUNS: "pronouns",
    Fact.HOW_TO_SAY: "how_to_say",
    Fact.TIME_ZONE: "time_zone",
    Fact.MET_AT: "met_event",
}
_WORDS_BY_FACT: dict[Fact, tuple[str, type[StrEnum]]] = {
    Fact.RELATION: ("relation", Relation),
    Fact.ROLE: ("role", Role),
    Fact.CHANNEL: ("preferred_channel", Channel),
}


def _take(column: CsvColumn, cell: str, label: str | None, headings: dict[str, str], gathered: Gathered) -> None:
    fact = column.fact
    if fact in _LINE_BY_FACT:
        gathered.say(_LINE_BY_FACT[fact], cell)
    elif fact is Fact.MIDDLE_NAME:
        gathered.facts["middle_name"] = tidy_line(cell) or ""
    elif fact is Fact.EMAIL:
        for value in cell.split(_SEVERAL):
            gathered.say_email(value, label)
    elif fact is Fact.PHONE:
        for value in cell.split(_SEVERAL):
            gathered.say_phone(value, label)
    elif fact is Fact.LINK:
        for value in cell.split(_SEVERAL):
            gathered.say_link(value, label)
    elif fact is Fact.ADDRESS:
        gathered.say_address(cell, label)
    elif fact is Fact.TAGS:
        gathered.tags += _tags(cell)
    elif fact is Fact.NOTES:
        gathered.notes.append(cell)
    elif fact is Fact.MET_ON:
        _take_met_on(column, cell, gathered)
    elif fact in _WORDS_BY_FACT:
        _choose(column, cell, gathered)
    elif fact not in (Fact.LABEL, Fact.HEADING_OF_OTHER) and (column.heading.strip(), cell) not in _SAYS_NOTHING:
        gathered.note(headings.get(column.group) or column.heading or "Without a heading", cell)


def _tags(cell: str) -> list[str]:
    parted = cell.split(_SEVERAL) if ":::" in cell else cell.split(";")
    return [tag for tag in map(str.strip, parted) if tag.lower() not in _GROUPS_OF_GOOGLE]


def _take_met_on(column: CsvColumn, cell: str, gathered: Gathered) -> None:
    try:
        gathered.met_on = date.fromisoformat(cell.strip())
    except ValueError:
        gathered.note(column.heading, cell)


def _choose(column: CsvColumn, cell: str, gathered: Gathered) -> None:
    name, words = _WORDS_BY_FACT[column.fact]
    if cell in [word.value for word in words]:
        setattr(gathered, name, words(cell))
    else:
        gathered.note(column.heading, cell)
