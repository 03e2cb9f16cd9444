"""A file from elsewhere, read and planned against what is stored: what it would bring, before anything is written.

The window, the command line and the tests read files here and nowhere else.
"""

from pathlib import Path

from sqlalchemy.orm import Session

from insidescoop.domain.calendars import MeetingPlan
from insidescoop.domain.everything import Everything
from insidescoop.domain.imports import ImportPlan
from insidescoop.domain.progress import Report, unheard
from insidescoop.domain.values import frozen
from insidescoop.exchange.calendar_reading import meetings_of_calendar
from insidescoop.exchange.contact_files import FileKind, SourceFile, source_file
from insidescoop.exchange.csv_columns import tells_who
from insidescoop.exchange.csv_mapping import Meaning, columns_of, guessed, of_text
from insidescoop.exchange.csv_reading import people_of_sheet
from insidescoop.exchange.csv_sheets import CsvSheet, csv_sheet
from insidescoop.exchange.everything import everything_of_file
from insidescoop.exchange.vcards import people_of_vcards
from insidescoop.queries.column_mappings import remembered_mapping
from insidescoop.queries.import_plan import import_plan
from insidescoop.queries.meeting_plan import meeting_plan


@frozen
class FileContents:
    """What a file holds: people with their plan, meetings, or a whole store.

    A table has its `sheet` and the `meanings` of its columns, in their order; without a `plan` they are a guess that
    someone should look at first. `is_as_known` says that its headings are understood as they are.
    """

    plan: ImportPlan | None = None
    sheet: CsvSheet | None = None
    meanings: tuple[Meaning, ...] = ()
    is_as_known: bool = False
    meetings: MeetingPlan | None = None
    everything: Everything | None = None


def read_file(session: Session, path: Path, *, zone: str, report: Report = unheard) -> FileContents:
    """What a file would bring, whatever its name says; `zone` is where times without one are meant.

    Raises:
        Problem: the file cannot be read, is too large, or holds something else.
        Cancelled: the report cancelled it.
    """
    source = source_file(path)
    if source.kind is FileKind.EVERYTHING:
        return FileContents(everything=everything_of_file(path))
    if source.kind is FileKind.CALENDAR:
        found = meetings_of_calendar(source.data, source.name, zone=zone, report=report)
        return FileContents(meetings=meeting_plan(session, found))
    if source.kind is FileKind.CARDS:
        people = people_of_vcards(source.data, source.name, report)
        return FileContents(plan=import_plan(session, people, report))
    return _read_table(session, source, report)


def plan_table(
    session: Session, sheet: CsvSheet, meanings: tuple[Meaning, ...], report: Report = unheard
) -> FileContents:
    """The people of a table whose columns are read as these `meanings`, one for each column.

    Raises:
        Problem: no column says who somebody is.
        Cancelled: the report cancelled it.
    """
    people = people_of_sheet(sheet, columns_of(sheet, meanings), report)
    is_as_known = sheet.is_known and meanings == guessed(sheet)
    return FileContents(import_plan(session, people, report), sheet, meanings, is_as_known)


def _read_table(session: Session, source: SourceFile, report: Report) -> FileContents:
    """A table's people if its columns are known or were read before; else the table, with a guess at its columns."""
    sheet = csv_sheet(source.text, source.name)
    remembered = of_text(remembered_mapping(session, sheet.key), sheet)
    if remembered is None and not tells_who(sheet.columns):
        # A table without headings has the key of its width.
        bare = sheet.without_headings()
        remembered = of_text(remembered_mapping(session, bare.key), bare)
        sheet = bare if remembered is not None else sheet
    if remembered is None and not sheet.is_known:
        return FileContents(sheet=sheet, meanings=guessed(sheet))
    return plan_table(session, sheet, remembered or guessed(sheet), report)
