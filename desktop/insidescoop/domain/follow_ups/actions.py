"""What a follow-up asks to be done, and how late it is: what its entry on the list offers first, and in which tone."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.values import frozen


class MainAction(StrEnum):
    """The one thing an entry offers first."""

    WRITE = "write"
    WRITE_TO_ANOTHER = "write_to_another"
    MAKE_SHEET = "make_sheet"
    WRAP_UP = "wrap_up"
    CLOSE_REQUEST = "close_request"
    DO = "do"


_ACTIONS = {
    "F01": (MainAction.WRITE_TO_ANOTHER, TemplateKind.OUTREACH),
    "F02": (MainAction.WRITE, TemplateKind.REMINDER),
    "F03": (MainAction.CLOSE_REQUEST, None),
    "F05": (MainAction.MAKE_SHEET, None),
    "F06": (MainAction.WRITE, TemplateKind.CONFIRMATION),
    "F07": (MainAction.WRAP_UP, None),
    "F08": (MainAction.WRITE, TemplateKind.THANK_YOU),
    "F11": (MainAction.WRITE, TemplateKind.OUTREACH),
    "F12": (MainAction.WRITE, TemplateKind.REPORT_BACK),
    "F13": (MainAction.WRITE, TemplateKind.REPORT_BACK),
    "F14": (MainAction.WRITE, TemplateKind.AFTER_EVENT),
    "F15": (MainAction.WRITE, TemplateKind.KEEP_IN_TOUCH),
    "F16": (MainAction.WRITE, TemplateKind.KEEP_IN_TOUCH),
    "F17": (MainAction.WRITE, TemplateKind.KEEP_IN_TOUCH),
    "F18": (MainAction.WRITE, TemplateKind.GOOD_NEWS),
}

THANKS_RULE, SECOND_PERSON_RULE, CLOSING_RULE = "F08", "F01", "F03"

REST_DAYS = 180
"""A request closed without an answer is not made again for half a year (rule F03)."""

THANKS_AMBER, THANKS_RED = timedelta(hours=24), timedelta(days=3)
"""How long after a talk a thank-you becomes late, and very late (rule F08)."""


def main_action(rule_id: str | None, *, has_interview: bool) -> MainAction:
    """What the entry of a follow-up offers first; what needs a talk is only marked as done where there is none.

    >>> main_action("F08", has_interview=True), main_action("F07", has_interview=False)
    (<MainAction.WRITE: 'write'>, <MainAction.DO: 'do'>)
    """
    action, _letter = _ACTIONS.get(rule_id or "", (MainAction.DO, None))
    if action in (MainAction.MAKE_SHEET, MainAction.WRAP_UP, MainAction.CLOSE_REQUEST) and not has_interview:
        return MainAction.DO
    return action


def letter_for(rule_id: str | None) -> TemplateKind | None:
    """The kind of message a rule asks for; None for none."""
    return _ACTIONS.get(rule_id or "", (MainAction.DO, None))[1]


class Lateness(StrEnum):
    """How a date is shown: plain, in amber, in red. There is no "too late"."""

    IN_TIME = "in_time"
    LATE = "late"
    VERY_LATE = "very_late"


def lateness(
    rule_id: str | None,
    due_on: date,
    *,
    today: date,
    held: datetime | None,
    now: datetime,
    is_talk_ahead: bool = False,
) -> Lateness:
    """How late a follow-up is; a thank-you runs on the clock since the talk was `held`, if that is known.

    What is to be done before a talk is in time as long as the talk is ahead.

    >>> from datetime import UTC
    >>> held, due = datetime(2026, 11, 23, 15, tzinfo=UTC), date(2026, 11, 24)
    >>> [lateness("F08", due, today=due, held=held, now=held + timedelta(hours=hours)).value for hours in (20, 25, 73)]
    ['in_time', 'late', 'very_late']
    """
    if rule_id == THANKS_RULE:
        since = now - held if held is not None else timedelta(days=(today - due_on).days + 1)
        if since > THANKS_RED:
            return Lateness.VERY_LATE
        return Lateness.LATE if since > THANKS_AMBER else Lateness.IN_TIME
    return Lateness.LATE if due_on < today and not is_talk_ahead else Lateness.IN_TIME


@frozen
class Candidate:
    """Somebody else at the organization who might be written to."""

    contact_id: int
    name: str
    title: str | None = None


def named_candidates(candidates: tuple[Candidate, ...]) -> str:
    """The names as a sentence would say them.

    >>> named_candidates((Candidate(1, "Ana Ruiz"), Candidate(2, "Bo Berg"), Candidate(3, "Cy Lee")))
    'Ana Ruiz, Bo Berg or Cy Lee'
    """
    names = [candidate.name for candidate in candidates]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}" if names else ""
