"""A file from elsewhere, told by what stands in it: cards, a table, a calendar, or a whole store."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from insidescoop.domain.imports import FoundPeople
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Report, unheard
from insidescoop.exchange.csv_reading import people_of_csv
from insidescoop.exchange.everything import is_everything
from insidescoop.exchange.file_signatures import folder_refused, insist_on_people_or_meetings, insist_on_text
from insidescoop.exchange.text_decoding import LARGEST_FILE, DecodedText, decoded
from insidescoop.exchange.vcards import people_of_vcards

SUFFIXES = (".vcf", ".vcard", ".csv", ".tsv", ".ics", ".json")
"""How the names of files that can be read end."""
_LOOKED_AT = 4096


class FileKind(StrEnum):
    """What a file holds."""

    CARDS = "cards"
    TABLE = "table"
    CALENDAR = "calendar"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was looked at: its name, what it holds, and its text (empty for a whole store, read apart)."""

    name: str
    kind: FileKind
    text: DecodedText


def source_file(path: Path) -> SourceFile:
    """What a file holds, whatever its name says.

    Raises:
        Problem: the file cannot be read, is too large, or holds something else.
    """
    if path.is_dir():
        raise folder_refused(path.name)
    try:
        with path.open("rb") as file:
            beginning = file.read(_LOOKED_AT)
            if is_everything(beginning):
                return SourceFile(path.name, FileKind.EVERYTHING, DecodedText("", "UTF-8"))
            # One byte more than is read tells that there are more, whatever the file says of its size.
            data = beginning + file.read(LARGEST_FILE + 1 - len(beginning))
    except OSError as error:
        raise Problem(
            f"“{path.name}” could not be read ({error.strerror}).",
            your_data="Nothing was changed.",
            next_step="Look whether the file is still there and may be read, then try again.",
        ) from error
    insist_on_text(data, path.name)
    text = decoded(data)
    # As much again as the text.
    del data, beginning
    insist_on_people_or_meetings(text.text, path.name)
    return SourceFile(path.name, _kind(text.text[:_LOOKED_AT].lstrip().upper(), path.suffix.lower()), text)


def people_of_file(path: Path, report: Report = unheard) -> FoundPeople:
    """Everybody a file of cards or a table with known headings tells of.

    Raises:
        Problem: the file cannot be read, is too large, holds no people, or is no table with known headings.
        Cancelled: the report called it off.
    """
    source = source_file(path)
    if source.kind is FileKind.CARDS:
        return people_of_vcards(source.text, source.name, report)
    if source.kind is FileKind.TABLE:
        return people_of_csv(source.text, source.name, report)
    raise Problem(
        f"There are no cards and no table in “{path.name}”.",
        your_data="Nothing was read and nothing was changed.",
        next_step="Choose a file of cards (vCard) or a table (CSV).",
    )


def _kind(beginning: str, suffix: str) -> FileKind:
    if beginning.startswith("BEGIN:VCARD"):
        return FileKind.CARDS
    if beginning.startswith("BEGIN:VCALENDAR"):
        return FileKind.CALENDAR
    by_name = {".vcf": FileKind.CARDS, ".vcard": FileKind.CARDS, ".ics": FileKind.CALENDAR, ".ical": FileKind.CALENDAR}
    return by_name.get(suffix, FileKind.TABLE)
