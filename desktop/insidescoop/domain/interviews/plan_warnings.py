"""What to look at in a plan before the talk: too many questions, sensitive ones early, fields that are still open."""

from collections.abc import Sequence
from enum import StrEnum

from insidescoop.domain.pitch.slots import open_slots
from insidescoop.domain.questions.questions import USUAL_QUESTION_MINUTES, most_questions
from insidescoop.domain.questions.recent_news import NEWS_MARK, NEWS_SLOT
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

FIRST_MINUTES = 5
"""No sensitive question in the first five minutes (domain section 3)."""


class WarningKind(StrEnum):
    """What a warning is about."""

    TOO_MANY = "too_many"
    SENSITIVE_EARLY = "sensitive_early"
    OPEN_FIELD = "open_field"
    WEBSITE_FIRST = "website_first"


@frozen
class AskedQuestion:
    """A question of a plan, as far as warnings go; `text` with the news filled in, `minutes` None for if time."""

    text: str
    minutes: int | None = USUAL_QUESTION_MINUTES
    is_sensitive: bool = False
    is_to_be_looked_up_first: bool = False
    is_closing: bool = False


@frozen
class PlanWarning:
    """One sentence about a plan."""

    kind: WarningKind
    sentence: str


def plan_warnings(
    questions: Sequence[AskedQuestion], *, question_minutes: int, minutes_before: int
) -> tuple[PlanWarning, ...]:
    """What is to be said of a plan's questions, in their order; `minutes_before` pass before the first is asked."""
    found = []
    most = most_questions(question_minutes)
    if len(questions) > most:
        words = f"{counted(len(questions), 'question')}: more than {most} rarely get asked in this time."
        found.append(PlanWarning(WarningKind.TOO_MANY, words))
    early = early_sensitive(questions, minutes_before=minutes_before)
    if early:
        which, it = ("A sensitive question comes", "it")
        if len(early) > 1:
            which, it = (f"{len(early)} sensitive questions come", "them")
        words = f"{which} early. Ask {it} late, once you get on well."
        found.append(PlanWarning(WarningKind.SENSITIVE_EARLY, words))
    found += _open_fields(questions)
    looked_up = sum(question.is_to_be_looked_up_first for question in questions)
    if looked_up:
        words = f"Look at their web site first: {counted(looked_up, 'question')} may be answered there."
        found.append(PlanWarning(WarningKind.WEBSITE_FIRST, words))
    return tuple(found)


def early_sensitive(questions: Sequence[AskedQuestion], *, minutes_before: int) -> tuple[int, ...]:
    """The places of sensitive questions in the first five minutes, or with others but the closing one after them."""
    passed, early = minutes_before, []
    for place, question in enumerate(questions):
        rest = questions[place + 1 :]
        has_others_after = any(not other.is_sensitive and not other.is_closing for other in rest)
        if question.is_sensitive and (has_others_after or (passed < FIRST_MINUTES and rest)):
            early.append(place)
        passed += question.minutes or 0
    return tuple(early)


def sensitive_last(questions: Sequence[AskedQuestion]) -> tuple[int, ...]:
    """The places of the questions in a better order: the sensitive ones late, what closes the talk at the end.

    >>> sensitive_last([AskedQuestion("a", is_sensitive=True), AskedQuestion("b"), AskedQuestion("c", is_closing=True)])
    (1, 0, 2)
    """
    places = range(len(questions))
    return tuple(sorted(places, key=lambda place: (questions[place].is_closing, questions[place].is_sensitive)))


def _open_fields(questions: Sequence[AskedQuestion]) -> list[PlanWarning]:
    slots = tuple(dict.fromkeys(slot for question in questions for slot in open_slots(question.text)))
    if not slots:
        return []
    words = f"Still open: {', '.join(slots)}. The sheet waits for it."
    if NEWS_SLOT in slots:
        words += f" {news_hint()}"
    return [PlanWarning(WarningKind.OPEN_FIELD, words)]


def news_hint() -> str:
    """How the news gets into a question."""
    return f"Write a line such as “{NEWS_MARK} the new wing” into the notes on the organization."
