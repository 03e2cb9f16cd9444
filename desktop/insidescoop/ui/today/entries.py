"""What each entry of the list says, what its first button does, and what else can be done with it."""

from datetime import date, datetime
from enum import StrEnum

from insidescoop.domain.follow_ups.actions import (
    Lateness,
    MainAction,
    letter_for,
    main_action,
    named_candidates,
)
from insidescoop.domain.follow_ups.rules import Settled
from insidescoop.domain.moments import clock, day_in_words
from insidescoop.domain.notices import BEFORE_A_TALK
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.queries.today import DueFollowUp, Meeting, SettledFollowUp


class Verb(StrEnum):
    """What can be done with an entry."""

    DO = "do"
    START = "start"
    DONE = "done"
    LATER = "later"
    LOG = "log"
    EDIT = "edit"
    OPEN = "open"
    DROP = "drop"


KEY_OF = {Verb.DO: "Enter", Verb.DONE: "D", Verb.LATER: "S", Verb.LOG: "L", Verb.EDIT: "E", Verb.OPEN: "O",
          Verb.DROP: "Del"}  # fmt: skip


@frozen
class EntryPlan:
    """One entry: its two lines, the words of its first button and what a screen reader calls it, and what it can.

    `record` is the meeting or the follow-up it stands for; `main` is what a follow-up's first button does.
    """

    record: Meeting | DueFollowUp | SettledFollowUp
    title: str
    detail: str
    tone: str
    button: str
    button_name: str
    can: tuple[Verb, ...]
    main: MainAction = MainAction.DO
    start_is_first: bool = False

    @property
    def stands_for(self) -> Verb | None:
        """The verb that the first button does under its own name; None for one of its own."""
        is_open = isinstance(self.record, DueFollowUp)
        return _SAME.get(self.main) if is_open else None

    @property
    def key(self) -> tuple[str, int]:
        """What stays the same while the list is made anew."""
        if isinstance(self.record, Meeting):
            return "meeting", self.record.interview_id
        return ("settled" if isinstance(self.record, SettledFollowUp) else "follow_up"), self.record.id


_FOLLOW_UP_VERBS = (Verb.DO, Verb.DONE, Verb.LATER, Verb.LOG, Verb.EDIT, Verb.OPEN, Verb.DROP)
_SAME = {MainAction.DO: Verb.DONE}
_TONES = {Lateness.IN_TIME: "muted", Lateness.LATE: "due", Lateness.VERY_LATE: "error"}


def meeting_entry(meeting: Meeting, *, today: date, is_near: bool) -> EntryPlan:
    """The entry of a talk; `is_near` when it is about to begin or going on."""
    local = meeting.starts.local
    when = f"{day_in_words(local.date(), today=today)}, {clock(local)}"
    is_today = local.date() <= today
    name = meeting.contact_name
    if meeting.is_over:
        button, button_name = "Wrap up", f"Wrap up the talk with {name}"
        told = f"{when}, {counted(meeting.minutes, 'minute')}" if meeting.has_ended else when
        return EntryPlan(meeting, name, f"{told} · over: how was it?", "due", button, button_name, (Verb.DO, Verb.OPEN))
    can = (Verb.DO, *((Verb.START,) if is_today else ()), Verb.OPEN)
    return EntryPlan(
        meeting,
        name,
        when[0].upper() + when[1:],
        "due" if is_today else "muted",
        "Prep sheet",
        f"Prep sheet for {name}",
        can,
        start_is_first=is_near and Verb.START in can,
    )


def is_near(meeting: Meeting, now: datetime) -> bool:
    """True from a quarter of an hour before a talk until its minutes are over."""
    return not meeting.is_over and meeting.starts.instant - BEFORE_A_TALK <= now


def follow_up_entry(follow_up: DueFollowUp, *, today: date) -> EntryPlan:
    """The entry of an open follow-up."""
    action = main_action(follow_up.rule, has_interview=follow_up.interview_id is not None)
    button, name = _button(action, follow_up)
    can = tuple(verb for verb in _FOLLOW_UP_VERBS if verb is not _SAME.get(action))
    tone = _TONES[follow_up.lateness] if follow_up.due_on <= today else "muted"
    return EntryPlan(follow_up, follow_up.what, _detail(follow_up, today), tone, button, name, can, action)


def settled_entry(settled: SettledFollowUp) -> EntryPlan:
    """The entry of a follow-up that was done or dropped today."""
    how = "done today" if settled.how is Settled.DONE else "dropped today"
    return EntryPlan(settled, settled.what, how, "muted", "Reopen", f"Reopen: {settled.what}", (Verb.DO,))


def _button(action: MainAction, follow_up: DueFollowUp) -> tuple[str, str]:
    what = follow_up.what
    if action is MainAction.WRITE_TO_ANOTHER:
        if not follow_up.candidates:
            return "Find someone", f"Find someone else where {follow_up.contact_name} works"
        other = follow_up.candidates[0].name
        return "Write", f"Write to {other}"
    return {
        MainAction.WRITE: ("Write", f"Write: {what}"),
        MainAction.MAKE_SHEET: ("Prep sheet", f"Prep sheet: {what}"),
        MainAction.WRAP_UP: ("Wrap up", f"Wrap up: {what}"),
        MainAction.CLOSE_REQUEST: ("Close it", f"Close it: {what}"),
        MainAction.DO: ("Done", f"Done: {what}"),
    }[action]


def _detail(follow_up: DueFollowUp, today: date) -> str:
    parts = [] if follow_up.contact_name in follow_up.what else [follow_up.contact_name]
    talk = follow_up.talk
    if (
        talk is not None
        and talk.local.date() >= follow_up.due_on
        and talk.local.date() >= today
        and (
            main_action(follow_up.rule, has_interview=True) is MainAction.MAKE_SHEET
            or letter_for(follow_up.rule) == "confirmation"
        )
    ):
        parts.append(f"before the talk {day_in_words(talk.local.date(), today=today)}, {clock(talk.local)}")
    elif follow_up.days_late > 0:
        parts.append(f"due {day_in_words(follow_up.due_on, today=today)}")
    else:
        parts.append(day_in_words(follow_up.due_on, today=today))
    if follow_up.lateness is not Lateness.IN_TIME and letter_for(follow_up.rule) == "thank_you":
        parts.append("still welcome")
    if follow_up.candidates:
        parts.append(f"perhaps {named_candidates(follow_up.candidates)}")
    text = " · ".join(parts)
    return text[0].upper() + text[1:]
