"""What a talk is called in the list and on the board."""

from datetime import date

from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.moments import clock, day_in_words
from insidescoop.queries.interview_board import InterviewRow


def row_lines(row: InterviewRow, *, today: date) -> list[str]:
    """Who, then when, or where they work, or that they are in the trash.

    A time agreed on once says nothing of a talk that is being asked for anew.
    """
    second = row.organization or ""
    if row.starts is not None and row.stage not in (Stage.TO_ASK, Stage.ASKED):
        second = f"{day_in_words(row.starts.local.date(), today=today)}, {clock(row.starts.local)}"
    if row.is_trashed:
        second = "in the trash"
    return [row.contact_name, second] if second else [row.contact_name]
