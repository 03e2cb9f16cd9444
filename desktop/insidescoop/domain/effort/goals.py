"""What the user means to do each week: actions in their own hand, never results (domain section 6)."""

from datetime import date, timedelta
from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

MOST_A_WEEK = 99
TALK_SPANS = (1, 4)
"""Talks are aimed at by the week or, for those who have time for one a month, by four weeks."""

WEEK_STARTS = {0: "Monday", 6: "Sunday", 5: "Saturday"}
"""The weekdays a week may begin on, Monday 0."""


class Situation(StrEnum):
    """What the user's search is like."""

    EXPLORING = "exploring"
    EMPLOYED = "employed"
    FULL_TIME = "full_time"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            Situation.EXPLORING: "Student, or exploring",
            Situation.EMPLOYED: "Employed and looking",
            Situation.FULL_TIME: "Searching full time",
        }[self]


@frozen
class Goals:
    """How much the user wants to do: requests and notes a week, `talks` in `talk_weeks` weeks (1 or 4).

    0 stands for no goal. `week_starts_on` is a weekday, Monday 0. The defaults are the gentlest preset.
    """

    requests: int = 1
    notes: int = 1
    talks: int = 1
    talk_weeks: int = 4
    week_starts_on: int = 0

    @property
    def talks_a_week(self) -> float:
        """The talks aimed at, shared out over the weeks."""
        return self.talks / self.talk_weeks

    @property
    def talk_words(self) -> str:
        """The talks aimed at, in words.

        >>> Goals(talks=1, talk_weeks=4).talk_words, Goals(talks=3, talk_weeks=1).talk_words
        ('1 interview in 4 weeks', '3 interviews a week')
        """
        span = "a week" if self.talk_weeks == 1 else f"in {self.talk_weeks} weeks"
        return f"{counted(self.talks, 'interview')} {span}"

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps these goals from being kept; empty if nothing does."""
        found = [
            FieldProblem(name, f"Choose a number from 0 to {MOST_A_WEEK}.")
            for name in ("requests", "notes", "talks")
            if not 0 <= getattr(self, name) <= MOST_A_WEEK
        ]
        if self.talk_weeks not in TALK_SPANS:
            found.append(FieldProblem("talk_weeks", "Choose interviews a week or in four weeks."))
        if self.week_starts_on not in WEEK_STARTS:
            found.append(FieldProblem("week_starts_on", "Choose the day your week begins on."))
        return tuple(found)


PRESETS = {
    Situation.EXPLORING: Goals(requests=1, notes=1, talks=1, talk_weeks=4),
    Situation.EMPLOYED: Goals(requests=5, notes=2, talks=1, talk_weeks=1),
    Situation.FULL_TIME: Goals(requests=10, notes=5, talks=3, talk_weeks=1),
}
"""Where to begin: suggestions of this program's, for no source gives a number that holds for everybody."""


def situation_of(goals: Goals) -> Situation | None:
    """The situation these numbers are the preset of; None for the user's own numbers.

    >>> situation_of(Goals(5, 2, 1, 1, week_starts_on=6)), situation_of(Goals(5, 2, 1, 4))
    (<Situation.EMPLOYED: 'employed'>, None)
    """
    mine = (goals.requests, goals.notes, goals.talks, goals.talk_weeks)
    for situation, preset in PRESETS.items():
        if mine == (preset.requests, preset.notes, preset.talks, preset.talk_weeks):
            return situation
    return None


def first_day_of_week(day: date, *, week_starts_on: int) -> date:
    """The day the week of `day` begins on.

    >>> first_day_of_week(date(2027, 1, 1), week_starts_on=0), first_day_of_week(date(2027, 1, 1), week_starts_on=6)
    (datetime.date(2026, 12, 28), datetime.date(2026, 12, 27))
    """
    return day - timedelta(days=(day.weekday() - week_starts_on) % 7)


def weeks_until(today: date, *, count: int, week_starts_on: int) -> tuple[date, ...]:
    """The first days of the last `count` weeks (1 or more), oldest first; the last is the week of `today`."""
    latest = first_day_of_week(today, week_starts_on=week_starts_on)
    return tuple(latest - timedelta(weeks=back) for back in reversed(range(count)))
