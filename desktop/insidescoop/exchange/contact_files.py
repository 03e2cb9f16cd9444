"""A file from elsewhere, told by what stands in it: cards, a table, a calendar, or a whole store."""

from dataclasses import field
from enum import StrEnum
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.domain.values import frozen
from insidescoop.exchange.everything import is_everything
from insidescoop.exchange.file_signatures import folder_refused, insist_on_people_or_meetings, insist_on_text
from insidescoop.exchange.text_decoding import LARGEST_FILE, DecodedText, decoded, insist_on_size
from insidescoop.exchange.unfolding import IS_SEEN, boundary

_LOOKED_AT = 64 * 1024


class FileKind(StrEnum):
    """What a file holds."""

    CARDS = "cards"
    TABLE = "table"
    CALENDAR = "calendar"
    EVERYTHING = "everything"


@frozen
class SourceFile:
    """A file that was looked at: its name, what it holds, and its bytes (none for a whole store, read apart)."""

    name: str
    kind: FileKind
    data: bytes = field(repr=False, default=b"")

    @property
    def text(self) -> DecodedText:
        """The text of a table."""
        return decoded(self.data)


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
                return SourceFile(path.name, FileKind.EVERYTHING)
            # One byte more than is read tells that there are more, whatever the file says of its size.
            data = beginning + file.read(LARGEST_FILE + 1 - len(beginning))
    except OSError as error:
        raise Problem(
            f"“{path.name}” could not be read ({error.strerror}).",
            your_data="Nothing was changed.",
            next_step="Look whether the file is still there and may be read, then try again.",
        ) from error
    insist_on_text(data, path.name)
    insist_on_size(data)
    text = decoded(data[:_LOOKED_AT]).text
    insist_on_people_or_meetings(text.lstrip("\ufeff\u200b\u2060\r\n\t "), path.name)
    first = next((line for line in text.splitlines() if IS_SEEN.search(line)), "")
    return SourceFile(path.name, _kind(boundary(first), path.suffix.lower()), data)


def _kind(first: str, suffix: str) -> FileKind:
    if first == "BEGIN:VCARD":
        return FileKind.CARDS
    if first == "BEGIN:VCALENDAR":
        return FileKind.CALENDAR
    by_name = {".vcf": FileKind.CARDS, ".vcard": FileKind.CARDS, ".ics": FileKind.CALENDAR, ".ical": FileKind.CALENDAR}
    return by_name.get(suffix, FileKind.TABLE)
