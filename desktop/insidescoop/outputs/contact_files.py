"""Writes chosen people into a file that other programs read, whole or not at all."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from insidescoop.domain.calendars import MeetingPlan
from insidescoop.domain.imports import ImportPlan
from insidescoop.domain.problems import Missing
from insidescoop.exchange.csv_writing import exact_csv, spreadsheet_csv
from insidescoop.exchange.vcard_writing import CardToWrite, VCardVersion, vcards
from insidescoop.queries.contact_drafts import kept_people, photo_of
from insidescoop.system.user_files import write_user_file


class ContactFormat(StrEnum):
    """The kinds of file people can be written into."""

    VCARD_3 = "vcard-3"
    VCARD_4 = "vcard-4"
    SPREADSHEET = "csv"
    EXACT = "csv-exact"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            ContactFormat.VCARD_3: "Cards for address books and telephones (vCard 3.0)",
            ContactFormat.VCARD_4: "Cards for newer programs (vCard 4.0)",
            ContactFormat.SPREADSHEET: "Table for spreadsheets (CSV), formulas made harmless",
            ContactFormat.EXACT: "Table for other programs (CSV), every cell exactly as it is",
        }[self]

    @property
    def suffix(self) -> str:
        """How the file's name ends."""
        return ".csv" if self in (ContactFormat.SPREADSHEET, ContactFormat.EXACT) else ".vcf"


LEFT_OUT = (
    "Left out: how they answer, how close they are and how often you write, how strong the tie is, whether you may use "
    "their name, that they must not be written to, their words of the field, and the timeline. All of it leaves only "
    "with everything (JSON) and with copies of your data, and so do pitches, questions and your lists of words."
)
"""What no file for other programs holds, in words: it is private, or other programs have no place for it."""


def export_contacts(session: Session, contact_ids: Sequence[int], path: Path, kind: ContactFormat) -> int:
    """Writes the people of these ids into a file, in that order, and returns how many they are.

    Raises:
        Missing: none of them is there any more.
        Problem: the file could not be written; an older one of that name is as it was.
    """
    people = tuple(kept_people(session, contact_ids))
    if not people:
        raise Missing("What was to be exported")
    if kind is ContactFormat.SPREADSHEET:
        content = spreadsheet_csv([person.draft for person in people])
    elif kind is ContactFormat.EXACT:
        content = exact_csv([person.draft for person in people])
    else:
        version = VCardVersion.V4 if kind is ContactFormat.VCARD_4 else VCardVersion.V3
        content = vcards(
            (CardToWrite(each.draft, photo_of(session, each.id) if each.has_photo else None) for each in people),
            version,
        )
    write_user_file(path, content)
    return len(people)


def save_unreadable(plan: ImportPlan | MeetingPlan, path: Path) -> None:
    """Writes down what could not be read of a file: the line, the reason, how it begins.

    Raises:
        Problem: the file could not be written.
    """
    lines = [f"Not readable in {plan.file_name}", ""]
    for each in plan.unreadable:
        lines += [f"Line {each.line}: {each.reason}", f"    {each.excerpt}"]
    write_user_file(path, ("\n".join(lines) + "\n").encode("utf-8"))
