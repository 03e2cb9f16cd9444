"""What is printed for an interview, and in which order: the rules of the prep sheet (domain section 7)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.interviews.interviews import TimePlan
from insidescoop.domain.interviews.plan_warnings import news_hint
from insidescoop.domain.meeting_notes import plain_notes
from insidescoop.domain.moments import Moment, exact_day, local_zone_of
from insidescoop.domain.pitch.slots import open_slots
from insidescoop.domain.prep_sheets import PrepSheet, SheetPhase
from insidescoop.domain.problems import Problem
from insidescoop.domain.questions.questions import is_if_time
from insidescoop.domain.questions.recent_news import NEWS_SLOT

MOST_MUST_ASK = 5


class Planned(Protocol):
    """What the order of questions depends on; `minutes` is None for one without minutes of its own."""

    @property
    def minutes(self) -> int | None: ...

    @property
    def is_sensitive(self) -> bool: ...

    @property
    def is_own(self) -> bool: ...


Question = TypeVar("Question", bound=Planned)


def asking_order(questions: Sequence[Question]) -> tuple[list[Question], list[Question], list[Question]]:
    """The questions that must be asked, the others with minutes of their own, and those asked if time allows.

    What has minutes in the plan is asked, the first five of it for sure; what has none is asked if time allows.
    Sensitive questions are never a must. They come last, and of those without minutes the ones of the user's own
    wording first: the page drops from the end.
    """
    timed = [question for question in questions if not is_if_time(question.minutes)]
    must_ask = [question for question in timed if not question.is_sensitive][:MOST_MUST_ASK]
    ask_too = sorted((each for each in timed if each not in must_ask), key=lambda each: each.is_sensitive)
    if_time = [question for question in questions if is_if_time(question.minutes)]
    if_time.sort(key=lambda each: (each.is_sensitive, not each.is_own))
    return must_ask, ask_too, if_time


def introduction_point(name: str, *, may_use_name: bool | None) -> str:
    """Who led to the person, and whether their name may be said; None for who has not been asked."""
    leave = {True: " (you may say so)", False: " (do not use the name)", None: " (ask before using the name)"}
    return f"Introduced by {name}{leave[may_use_name]}"


def acquaintance_points(met_event: str | None, met_on: date | None) -> list[str]:
    """Where and when the person was met; nothing where neither is known."""
    if met_event is None and met_on is None:
        return []
    where = f" at {met_event}" if met_event else ""
    when = f", {exact_day(met_on, with_weekday=False)}" if met_on else ""
    return [f"Met{where}{when}"]


def last_contact_points(day: date, kind: InteractionKind, summary: str | None, notes: str | None) -> list[str]:
    """When they were last in touch, then what was noted of it, a point a line.

    Promises and names have their own places.

    >>> last_contact_points(date(2026, 11, 23), InteractionKind.CALL, None, "Two retire in May.\\n-> send the article")
    ['Last contact 23 Nov 2026: Two retire in May.']
    """
    said = (*points(summary), *points(plain_notes(notes or "")))
    when = exact_day(day, with_weekday=False)
    return [f"Last contact {when}: {said[0] if said else kind.words.lower()}", *said[1:]]


def points(notes: str | None) -> tuple[str, ...]:
    """The lines of notes that hold something, without the signs of a list."""
    return tuple(line.strip(" -•*\t") for line in (notes or "").split("\n") if line.strip(" -•*\t"))


def opening_words(given_name: str, minutes: int, introducer: str | None) -> str:
    """What is said first; `introducer` is one whose name may be said."""
    thanks = f"Thank you for making the time, {given_name}. I have {minutes} minutes in mind and will keep to them."
    return f"{thanks} {introducer} thought you would be the right person to ask." if introducer else thanks


def phases_of(plan: TimePlan, starts: Moment | None) -> tuple[SheetPhase, ...]:
    """The parts of an interview in order, each with when it begins on the interview's own clock."""
    phases = []
    passed = timedelta()
    for part, minutes in plan.parts:
        begins = None if starts is None else local_zone_of(starts.instant + passed, starts.zone)
        phases.append(SheetPhase(part, minutes, begins))
        passed += timedelta(minutes=minutes)
    return tuple(phases)


def other_clock(starts: Moment | None, zone: str) -> datetime | None:
    """When an interview begins on the clock of another zone; None where both clocks agree, or no time is set."""
    if starts is None:
        return None
    other = local_zone_of(starts.instant, zone)
    return other if other.replace(tzinfo=None) != starts.local.replace(tzinfo=None) else None


def require_filled_fields(sheet: PrepSheet) -> None:
    """Lets no sheet be printed with a field to fill in.

    Raises:
        Problem: the pitch or a question holds one.
    """
    texts = [sheet.pitch.text if sheet.pitch else "", *(question.text for question in sheet.questions)]
    slots = tuple(dict.fromkeys(slot for text in texts for slot in open_slots(text)))
    if slots == (NEWS_SLOT,):
        raise Problem(
            "A question waits for recent news of the organization.",
            your_data="Everything you wrote is kept.",
            next_step=f"{news_hint()} Or take the question out of the plan.",
        )
    if slots:
        raise Problem(
            f"The sheet still has open fields: {', '.join(slots)}.",
            your_data="Everything you wrote is kept.",
            next_step="Fill them in the pitch or in the planned questions, then make the sheet again.",
        )
