"""What a talk is called in the list and on the board."""

from datetime import timedelta

import pytest

from builders import MONDAY, at
from insidescoop.domain.interviews import Stage
from insidescoop.queries.interview_board import InterviewRow
from insidescoop.ui.interviews.row_words import row_lines


@pytest.mark.parametrize(
    ("stage", "second"),
    [
        (Stage.TO_ASK, "Harbor"), (Stage.ASKED, "Harbor"), (Stage.SCHEDULED, "tomorrow, 14:00"),
        (Stage.HELD, "tomorrow, 14:00"),
    ],
)  # fmt: skip
def test_a_talk_being_asked_for_shows_no_time_agreed_on_before(stage: Stage, second: str) -> None:
    row = InterviewRow(1, stage, "Dana Okafor", "Harbor", at(MONDAY + timedelta(days=1)), 20, is_trashed=False)

    assert row_lines(row, today=MONDAY) == ["Dana Okafor", second]
