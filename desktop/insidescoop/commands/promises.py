"""What was promised in a talk becomes something to do (rules F09 and F10 of the follow-up table)."""

from datetime import date

from insidescoop.commands.follow_ups import make_for_promise
from insidescoop.domain.follow_ups import Trigger
from insidescoop.domain.text import fold
from insidescoop.domain.wrap_ups import Promise, PromiseBy
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
    make_for_promise(
        work,
        _TRIGGERS[promise.by],
        contact,
        promise=promise.what,
        day=day,
        named_on=promise.due_on,
        about=f"“{key[:80]}” interview {interview.id}",
    )
