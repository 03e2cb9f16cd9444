"""People out of a table of comma-separated values, whichever program wrote it and however it parts its cells."""

import re
from collections.abc import Sequence
from enum import StrEnum
from operator import itemgetter

from insidescoop.domain.acquaintance import Channel, Relation, Role
from insidescoop.domain.imports import FoundPeople, FoundPerson, Unreadable
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.text import first_line, fold, tidy_line
from insidescoop.domain.values import frozen
from insidescoop.exchange.csv_columns import (
    COUNTRY,
    FAMILY_FIRST,
    FIRST_OF_TOWN,
    TAGS_APART,
    CsvColumn,
    Fact,
    is_of_linkedin,
    is_our_own,
    is_profile,
    tells_who,
)
from insidescoop.exchange.csv_sheets import CsvRow, CsvSheet, csv_sheet
from insidescoop.exchange.formula_guard import GUARD, unguarded
from insidescoop.exchange.gathering import USUAL_PLACES, Gathered, NotAPerson
from insidescoop.exchange.text_decoding import DecodedText

_A_REPORT = 1000
_SEVERAL_TAGS = re.compile(r"[;\n]")
_TEXT_OF_A_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
"""What tables are given that a spreadsheet must not take for a number."""
_GROUPS_OF_GOOGLE = {"mycontacts", "* mycontacts", "* my contacts", "* friends", "* family", "* coworkers", "* starred"}
_SAYS_NOTHING = {
    ("Priority", "Normal"), ("Priority", "Low"), ("Sensitivity", "Normal"), ("Private", "False"),
    ("Gender", "Unspecified"), ("Birthday", "0/0/00"), ("Anniversary", "0/0/00"), ("E-mail Type", "SMTP"),
    ("E-mail 2 Type", "SMTP"), ("E-mail 3 Type", "SMTP"), ("Priorität", "Normal"), ("Vertraulichkeit", "Normal"),
    ("E-Mail-Typ", "SMTP"), ("E-Mail 2: Typ", "SMTP"), ("E-Mail 3: Typ", "SMTP"), ("Priorité", "Normale"),
    ("Critère de diffusion", "Normal"), ("Type de messagerie", "SMTP"), ("Type de messagerie 2", "SMTP"),
    ("Type de messagerie 3", "SMTP"), ("Prioridad", "Normal"), ("Confidencialidad", "Normal"),
    ("Tipo de correo electrónico", "SMTP"), ("Tipo de correo electrónico 2", "SMTP"),
    ("Tipo de correo electrónico 3", "SMTP"),
}  # fmt: skip
"""What Outlook writes where nothing was said."""
_NO_DAY = re.compile(r"0{1,2}([./-])0{1,2}\1(?:00){1,2}")


def people_of_csv(text: DecodedText, file_name: str, report: Report = unheard) -> FoundPeople:
    """Everybody a table tells of by its headings, and the rows nobody could be made of.

    Raises:
        Problem: there is no table in it, or no row of it is a row of headings that is known.
        Cancelled: the report called it off.
    """
    return people_of_sheet(csv_sheet(text, file_name), report=report)


def people_of_sheet(
    sheet: CsvSheet, columns: Sequence[CsvColumn] | None = None, report: Report = unheard
) -> FoundPeople:
    """Everybody in a table, its columns read as given or else by their headings.

    Raises:
        Problem: no column tells who somebody is.
        Cancelled: the report called it off.
    """
    wanted = tuple(sheet.columns if columns is None else columns)
    if not tells_who(wanted):
        raise Problem(
            f"No column in “{sheet.file_name}” is known: none is headed by a name or an e-mail address.",
            your_data="Nothing was read and nothing was changed.",
            next_step="Import it in the window, where you can say what each column holds.",
        )
    way = _Way.through(wanted)
    people: list[FoundPerson] = []
    unreadable: list[Unreadable] = []
    headings = [column.heading for column in sheet.columns] if sheet.has_headings else None
    for count, row in enumerate(sheet.rows()):
        if count % _A_REPORT == 0:
            report(Progress(min(row.line, len(sheet.lines)), len(sheet.lines), "Reading rows"))
        if row.fault is None and (row.cells == headings or not any(cell.strip() for cell in row.cells)):
            # Headings come again where tables were put together.
            continue
        try:
            people.append(_person(row, way))
        except NotAPerson as fault:
            unreadable.append(Unreadable(row.line, str(fault), first_line(sheet.delimiter.join(row.cells)[:1000])))
    source = "LinkedIn" if is_of_linkedin(sheet.columns) else None
    return FoundPeople(sheet.file_name, tuple(people), tuple(unreadable), sheet.remarks, source)


@frozen
class _Way:
    """How a table is read: what its columns hold, whether this program wrote it, and whether in its exact form."""

    columns: tuple[CsvColumn, ...]
    is_ours: bool
    is_exact: bool
    lines: tuple[str | None, ...]
    """The one-line fact that each column is, None for any other."""
    has_groups: bool
    """True if some columns only say something of others: labels, and the pieces of an address."""

    @classmethod
    def through(cls, columns: tuple[CsvColumn, ...]) -> "_Way":
        return cls(
            columns,
            is_our_own(columns),
            any(column.fact is Fact.EXACT for column in columns),
            tuple(_LINE_BY_FACT.get(column.fact) for column in columns),
            any(column.fact in _GROUPED for column in columns),
        )


def _person(row: CsvRow, way: _Way) -> FoundPerson:
    if row.fault is not None:
        raise NotAPerson(row.fault)
    if len(row.cells) > len(way.columns) and any(cell.strip() for cell in row.cells[len(way.columns) :]):
        raise NotAPerson(f"it has {len(row.cells)} cells, and there are {len(way.columns)} headings")
    gathered = Gathered(row.line, is_exact=way.is_ours)
    labels: dict[str, str] = {}
    headings: dict[str, str] = {}
    whole_addresses: dict[str, str] = {}
    if way.has_groups:
        said = [(column, _plain(column, cell, way)) for column, cell in zip(way.columns, row.cells, strict=False)]
        labels = {column.group: cell for column, cell in said if cell and column.fact is Fact.LABEL}
        headings = {column.group: cell for column, cell in said if cell and column.fact is Fact.HEADING_OF_OTHER}
        whole_addresses = {column.group: cell for column, cell in said if cell and column.fact is Fact.ADDRESS}
    pieces: dict[str, list[tuple[int, str]]] = {}
    for column, name, written in zip(way.columns, way.lines, row.cells, strict=False):
        cell = _plain(column, written, way)
        if not cell:
            continue
        if name is not None:
            gathered.say(name, cell)
        elif column.fact is Fact.ADDRESS_PART:
            if column.group not in whole_addresses:
                pieces.setdefault(column.group, []).append((column.part, cell))
            elif fold(cell) not in fold(whole_addresses[column.group]):
                gathered.note(column.heading, cell)
        elif way.is_ours:
            _take_our_own(column, cell, labels, gathered)
        else:
            _take(column, cell, _label(column, cell, labels), headings, gathered)
    for group, parts in pieces.items():
        if whole_addresses and group == "address home" and min(parts)[0] >= FIRST_OF_TOWN:
            # "Address, City, Zip": the first column is not all of it.
            gathered.address = "\n".join(filter(None, (gathered.address, _address(sorted(parts, key=itemgetter(0))))))
            continue
        gathered.say_address(_address(sorted(parts, key=itemgetter(0))), _address_label(group, labels))
    middle = gathered.facts.pop("middle_name", None)
    if middle is not None:
        gathered.facts["given_name"] = " ".join(filter(None, (gathered.facts.get("given_name"), middle)))
    if not way.is_ours:
        gathered.split_whole_name()
    return gathered.person()


def _plain(column: CsvColumn, cell: str, way: _Way) -> str:
    """What a cell says, without its guard; "" for nothing."""
    if not cell or cell.isspace():
        return ""
    if way.is_exact or cell[0] not in (GUARD, "="):
        return cell
    if not way.is_ours:
        formula = _TEXT_OF_A_FORMULA.fullmatch(cell)
        if formula is not None:
            return formula.group(1).replace('""', '"')
        if column.fact is Fact.PHONE:
            return cell.lstrip(GUARD)
    return unguarded(cell, is_phone=column.fact is Fact.PHONE)


def _take_our_own(column: CsvColumn, cell: str, labels: dict[str, str], gathered: Gathered) -> None:
    """A cell of a table this program wrote: one value, its label in the very words it was given."""
    fact = column.fact
    if fact is Fact.EMAIL:
        gathered.say_email(cell, labels.get(column.group))
    elif fact is Fact.PHONE:
        gathered.say_phone(cell, labels.get(column.group))
    elif fact is Fact.LINK:
        gathered.say_link(cell, labels.get(column.group))
    elif fact is Fact.TAGS:
        gathered.tags += cell.removesuffix(TAGS_APART).split(TAGS_APART)
    elif fact is Fact.NAME_ORDER:
        gathered.is_family_first = cell.strip() == FAMILY_FIRST
    elif fact is not Fact.EXACT:
        _take(column, cell, None, {}, gathered)


def _label(column: CsvColumn, cell: str, labels: dict[str, str]) -> str | None:
    said = labels[column.group].removeprefix("* ").strip() if column.group in labels else ""
    if said:
        return said.lower() if said in ("Home", "Work", "Mobile", "Other") else said
    if column.label is None and column.fact is Fact.LINK and is_profile(cell):
        return "LinkedIn"
    return column.label


def _address_label(group: str, labels: dict[str, str]) -> str | None:
    """What the table calls an address put together from pieces, "home" or "work" of Outlook's among them."""
    said = labels.get(group, "").removeprefix("* ").strip() or group.removeprefix("address ")
    return None if said.isdigit() else said.lower() if said.lower() in USUAL_PLACES else said


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
_GROUPED = (Fact.LABEL, Fact.HEADING_OF_OTHER, Fact.ADDRESS, Fact.ADDRESS_PART)
_WORDS_BY_FACT: dict[Fact, tuple[str, type[StrEnum]]] = {
    Fact.RELATION: ("relation", Relation),
    Fact.ROLE: ("role", Role),
    Fact.CHANNEL: ("preferred_channel", Channel),
}


_SAYS_NOTHING_ALONE = {Fact.LABEL, Fact.HEADING_OF_OTHER, Fact.LEFT_OUT, Fact.EXACT, Fact.NAME_ORDER}


def _take(column: CsvColumn, cell: str, label: str | None, headings: dict[str, str], gathered: Gathered) -> None:
    fact = column.fact
    if fact is Fact.EMAIL:
        for value in cell.split(TAGS_APART):
            gathered.say_email(value, label)
    elif fact is Fact.PHONE:
        for value in cell.split(TAGS_APART):
            gathered.say_phone(value, label)
    elif fact is Fact.LINK:
        for value in cell.split(TAGS_APART):
            gathered.say_link(value, label)
    elif fact is Fact.MIDDLE_NAME:
        gathered.facts["middle_name"] = tidy_line(cell) or ""
    elif fact is Fact.ADDRESS:
        gathered.say_address(cell, label)
    elif fact is Fact.TAGS:
        gathered.tags += _tags(cell)
    elif fact is Fact.NOTES:
        gathered.notes.append(cell)
    elif fact is Fact.MET_ON:
        gathered.say_met_on(cell, column.heading)
    elif fact in _WORDS_BY_FACT:
        _choose(column, cell, gathered)
    elif (
        fact not in _SAYS_NOTHING_ALONE
        and (column.heading.strip(), cell) not in _SAYS_NOTHING
        and not (cell[0] == "0" and _NO_DAY.fullmatch(cell))
    ):
        said = headings.get(column.group, "").removeprefix("* ") or column.heading
        gathered.note(said or "Without a heading", cell)


def _tags(cell: str) -> list[str]:
    several = _SEVERAL_TAGS.split(cell)
    parted = cell.split(TAGS_APART) if ":::" in cell else several if len(several) > 1 else cell.split(",")
    return [tag for tag in map(str.strip, parted) if tag.lower() not in _GROUPS_OF_GOOGLE]


def _choose(column: CsvColumn, cell: str, gathered: Gathered) -> None:
    name, words = _WORDS_BY_FACT[column.fact]
    if cell in [word.value for word in words]:
        setattr(gathered, name, words(cell))
    else:
        gathered.note(column.heading, cell)
