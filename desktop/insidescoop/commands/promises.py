"""What was promised in a talk becomes something to do (rules F09 and F10 of the follow-up table)."""

from dataclasses import replace
from datetime import date

from insidescoop.commands.follow_ups import make, today_of
from insidescoop.domain.follow_ups import Trigger
from insidescoop.domain.text import fold
from insidescoop.domain.wrap_ups import Promise, PromiseBy
from insidescoop.queries.follow_up_rules import follow_up_schedule
from insidescoop.store.entities import Contact, Interview, InterviewPromise
from insidescoop.store.store import UnitOfWork

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
        _put_on_the_list(work, contact, promise, day=day, about=f"“{key[:80]}” interview {interview.id}")


def _put_on_the_list(work: UnitOfWork, contact: Contact, promise: Promise, *, day: date, about: str) -> None:
    schedule = follow_up_schedule(work.session)
    for follow_up in schedule.wanted(
        schedule.triggered(_TRIGGERS[promise.by]),
        day=promise.due_on or day,
        name=contact.display_name,
        about=about,
        today=today_of(work),
    ):
        is_due_on = promise.due_on if promise.by is PromiseBy.ME and promise.due_on is not None else follow_up.due_on
        what = follow_up.what.replace("{promise}", promise.what or "")
        # A promise keeps its words and its day, whatever the rules become: it is never counted anew.
        make(work, contact.id, None, replace(follow_up, due_on=is_due_on, what=what, counted_from=None))
