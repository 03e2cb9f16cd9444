"""Writes interviews and what is due into a calendar file, whole or not at all."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from insidescoop.domain.calendars import CalendarEntry
from insidescoop.domain.problems import Problem
from insidescoop.exchange.calendar_writing import calendar_file
from insidescoop.queries.calendar_entries import follow_up_entries, interview_entries
from insidescoop.system.user_files import write_user_file


class CalendarPart(StrEnum):
    """What goes into a calendar."""

    EVERYTHING = "everything"
    INTERVIEWS = "interviews"
    FOLLOW_UPS = "follow_ups"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            CalendarPart.EVERYTHING: "All interviews and follow-ups",
            CalendarPart.INTERVIEWS: "All interviews",
            CalendarPart.FOLLOW_UPS: "All follow-ups",
        }[self]


def export_calendar(session: Session, path: Path, part: CalendarPart, *, now: datetime) -> int:
    """Writes a part of what is planned into a calendar file, and returns how many entries it holds.

    Raises:
        Problem: nothing is planned, or the file could not be written; an older one of that name is as it was.
    """
    entries: list[CalendarEntry] = []
    if part is not CalendarPart.FOLLOW_UPS:
        entries += interview_entries(session, now=now)
    if part is not CalendarPart.INTERVIEWS:
        entries += follow_up_entries(session, now=now)
    return _written(tuple(entries), path)


def export_interview(session: Session, interview_id: int, path: Path, *, now: datetime) -> int:
    """Writes one interview into a calendar file, and returns how many entries it holds.

    Raises:
        Problem: it has no time, or the file could not be written.
    """
    return _written(interview_entries(session, now=now, interview_id=interview_id), path)


def _written(entries: tuple[CalendarEntry, ...], path: Path) -> int:
    if not entries:
        raise Problem(
            "There is nothing with a time to put into a calendar.",
            your_data="No file was written and nothing was changed.",
            next_step="Give an interview a time first, then try again.",
        )
    write_user_file(path, calendar_file(entries))
    return len(entries)
