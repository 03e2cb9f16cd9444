"""What was promised in a talk becomes something to do (rules F09 and F10 of the follow-up table)."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from insidescoop.commands.follow_up_engine import make, today_of
from insidescoop.domain.follow_ups.rules import Trigger, WantedFollowUp
from insidescoop.domain.interviews.wrap_ups import Promise, PromiseBy
from insidescoop.domain.noted import ChangedPromise
from insidescoop.domain.text import fold
from insidescoop.queries.follow_up_rules import follow_up_schedule
from insidescoop.store.entities import Contact, FollowUp, Interview, InterviewPromise
from insidescoop.store.unit_of_work import UnitOfWork

_TRIGGERS = {PromiseBy.ME: Trigger.I_PROMISED, PromiseBy.THEM: Trigger.THEY_PROMISED}


def keep_promise(work: UnitOfWork, interview: Interview, contact: Contact, promise: Promise, *, day: date) -> None:
    """Keeps a promise with its talk and puts what follows from it on the list; nothing for one without words.

    The user's own is due on its day, else three business days after `day`, on which it was made; the other side's is
    asked about five business days after its day. A promise the talk holds already is brought up to date.
    """
    if not promise.what:
        return
    key = fold(promise.what)
    kept = next(
        (row for row in interview.promises if row.promised_by is promise.by and fold(row.what) == key),
        None,
    )
    if kept is None:
        interview.promises.append(InterviewPromise(promised_by=promise.by, what=promise.what, due_on=promise.due_on))
    else:
        kept.due_on = promise.due_on
    if not contact.do_not_contact:
        for follow_up in _wanted_for(
            work, contact, promise, day=day, about=f"“{key[:80]}{_of_interview(interview.id)}"
        ):
            make(work, contact.id, None, follow_up)


def keep_promise_of_entry(work: UnitOfWork, contact: Contact, promise: Promise, *, entry_id: int, day: date) -> None:
    """Puts what follows from a promise in an entry of the timeline on the list, as for one made in an interview."""
    if promise.what and not contact.do_not_contact:
        for follow_up in _wanted_for(work, contact, promise, day=day, about=_about_entry(promise, entry_id)):
            make(work, contact.id, None, follow_up)


def change_promise_of_entry(
    work: UnitOfWork, contact: Contact, changed: ChangedPromise, *, entry_id: int, day: date
) -> None:
    """Gives what is still to be done for a promise in an entry its new words and day; what is settled stays settled."""
    before = _wanted_for(work, contact, changed.before, day=day, about=_about_entry(changed.before, entry_id))
    now = _wanted_for(work, contact, changed.now, day=day, about=_about_entry(changed.now, entry_id))
    for old, new in zip(before, now, strict=True):
        is_open = FollowUp.settled_on.is_(None)
        for row in work.session.scalars(select(FollowUp).where(is_open, FollowUp.reason == old.reason)):
            row.reason = new.reason
            if row.what == old.what:
                row.what = new.what
            if old.due_on != new.due_on:
                row.due_on = new.due_on


def take_back_promise_of_entry(work: UnitOfWork, promise: Promise, *, entry_id: int) -> None:
    """Removes what is still to be done for a promise that an entry holds no longer; what is settled stays."""
    rules = {rule.rule_id for rule in follow_up_schedule(work.session).triggered(_TRIGGERS[promise.by])}
    for row in _open_for(work, _about_entry(promise, entry_id)):
        if row.rule in rules:
            work.session.delete(row)


def take_back_promises_of_entry(work: UnitOfWork, entry_id: int) -> None:
    """Removes the open follow-ups of every promise in a deleted timeline entry; settled ones stay."""
    _take_back_all(work, _of_entry(entry_id))


def take_back_promises_of_interview(work: UnitOfWork, interview_id: int) -> None:
    """Removes the open follow-ups of every promise in a deleted interview; settled ones stay."""
    _take_back_all(work, _of_interview(interview_id))


def _take_back_all(work: UnitOfWork, about: str) -> None:
    for row in work.session.scalars(select(FollowUp).where(FollowUp.reason.endswith(about, autoescape=True))):
        if row.settled_on is None:
            work.session.delete(row)
        else:
            # SQLite may reuse the deleted id, and the next record must not inherit these reasons.
            row.reason = None


def _open_for(work: UnitOfWork, about: str) -> list[FollowUp]:
    is_of_it = FollowUp.settled_on.is_(None), FollowUp.reason.endswith(about, autoescape=True)
    return list(work.session.scalars(select(FollowUp).where(*is_of_it)))


def _of_entry(entry_id: int) -> str:
    return f"” entry {entry_id}"


def _of_interview(interview_id: int) -> str:
    return f"” interview {interview_id}"


def _about_entry(promise: Promise, entry_id: int) -> str:
    return f"“{fold(promise.what or '')[:80]}{_of_entry(entry_id)}"


def _wanted_for(work: UnitOfWork, contact: Contact, promise: Promise, *, day: date, about: str) -> list[WantedFollowUp]:
    schedule = follow_up_schedule(work.session)
    found = schedule.wanted(
        schedule.triggered(_TRIGGERS[promise.by]),
        day=promise.due_on or day,
        name=contact.display_name,
        about=about,
        today=today_of(work),
    )
    # A promise keeps its words and its day, whatever the rules become: it is never counted anew.
    return [
        replace(
            each,
            due_on=(promise.due_on if promise.by is PromiseBy.ME else None) or each.due_on,
            what=each.what.replace("{promise}", promise.what or ""),
            counted_from=None,
        )
        for each in found
    ]
