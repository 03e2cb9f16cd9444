"""What a talk is called in the list and on the board."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from builders import MONDAY, ZONE, at
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.meeting import talk_begins
from insidescoop.queries.interview_board import InterviewRow
from insidescoop.ui.contacts.table import contact_columns
from insidescoop.ui.interviews.row_words import row_lines


@pytest.mark.parametrize(
    ("stage", "second"),
    [
        (Stage.TO_ASK, "Harbor"), (Stage.ASKED, "Harbor"), (Stage.DECLINED, "Harbor"),
        (Stage.SCHEDULED, "tomorrow, 14:00"), (Stage.HELD, "tomorrow, 14:00"),
    ],
)  # fmt: skip
def test_only_a_talk_that_is_agreed_shows_a_time_agreed_on_before(stage: Stage, second: str) -> None:
    starts = talk_begins(stage, planned=at(MONDAY + timedelta(days=1)), began=None)
    row = InterviewRow(1, stage, "Dana Okafor", "Harbor", starts, 20, is_trashed=False)

    assert row_lines(row, today=MONDAY) == ["Dana Okafor", second]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 10, 26), "overdue"),
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 24), "tomorrow"),
        (None, ""),
    ],
)
def test_the_next_step_is_ahead_or_said_to_be_overdue(due: date | None, said: str) -> None:
    (column,) = (each for each in contact_columns(lambda: date(2026, 11, 23), lambda: ZONE) if each.key == "next_due")

    assert column.text(SimpleNamespace(next_due_on=due)) == said
