"""What a talk is called in the list and on the board."""

from datetime import date

from insidescoop.domain.moments import clock, day_in_words
from insidescoop.queries.interview_board import InterviewRow


def row_lines(row: InterviewRow, *, today: date) -> list[str]:
    """Who, then when, or where they work, or that they are in the trash."""
    second = row.organization or ""
    if row.starts is not None:
        second = f"{day_in_words(row.starts.local.date(), today=today)}, {clock(row.starts.local)}"
    if row.is_trashed:
        second = "in the trash"
    return [row.contact_name, second] if second else [row.contact_name]
