"""What a letter changes once the user says it was sent: the timeline, the talk's stage, follow-ups, introductions."""

from dataclasses import replace

from sqlalchemy import select

from insidescoop.commands.follow_up_engine import reminder_sent, settle_by_trigger, today_of
from insidescoop.commands.interactions import log
from insidescoop.commands.interviews import move
from insidescoop.commands.profile import EditProfile
from insidescoop.domain.follow_ups.rules import Settled, Trigger
from insidescoop.domain.interactions import Direction, InteractionDraft, InteractionKind, IntroductionStatus
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.domain.letters.templates import TemplateKind, as_kept
from insidescoop.domain.moments import Moment
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import tidy_line, tidy_text
from insidescoop.domain.values import frozen
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Contact, FollowUp, Interview, InterviewContact, Introduction
from insidescoop.store.unit_of_work import UnitOfWork

_SUMMARIES = {
    TemplateKind.OUTREACH: "Wrote again",
    TemplateKind.INTRODUCTION_REQUEST: "Asked for an introduction",
    TemplateKind.REMINDER: "Reminded",
    TemplateKind.CONFIRMATION: "Confirmed the talk",
    TemplateKind.THANK_YOU: "Said thank you",
    TemplateKind.REPORT_BACK: "Told what came of it",
    TemplateKind.AFTER_EVENT: "Wrote after we met",
    TemplateKind.KEEP_IN_TOUCH: "Kept in touch",
    TemplateKind.GOOD_NEWS: "Told the good news",
}
_REMIND_ONCE, _CONFIRM = "F02", "F06"
"""The rules whose wish the reminder and the confirmation grant (domain section 6)."""
_ASKABLE = (Stage.TO_ASK, Stage.NO_ANSWER)
_TRIED = (IntroductionStatus.WRITTEN_TO, IntroductionStatus.MET)


@frozen
class LogLetter:
    """Keeps a letter that was sent, with the move it means; returns the id of the talk it was about, if any.

    A request moves the talk to Asked, and plans one where there is none; a thank-you moves a held talk to Thanked;
    a reminder begins to wait for the last time; telling what came of it settles that, and closes the introductions
    it was about; a request for an introduction puts the introduction to Asked, with the letter's words.
    `my_name` is the user's own as given for this letter: it goes into a profile that has none, so that nobody is asked
    for it twice.
    """

    kind: TemplateKind
    contact_id: int
    subject: str | None
    body: str | None
    interview_id: int | None = None
    my_name: str | None = None
    label: str = "Log letter"

    def run(self, work: UnitOfWork) -> int | None:
        contact = work.get(Contact, self.contact_id)
        body = tidy_text(self.body)
        if body is None:
            raise Invalid("The letter is empty.", next_step="Write it first.")
        letter = as_kept(tidy_line(self.subject), body)
        _keep_name(work, tidy_line(self.my_name))
        row = self._talk(work)
        work.set_undo_label(f"Log {self.kind.words.lower()} to {contact.display_name}")
        if self.kind is TemplateKind.OUTREACH:
            row = _ask(work, contact, row, letter)
        elif self.kind is TemplateKind.THANK_YOU:
            _thank(work, contact, row, letter)
        else:
            _log(work, self.kind, contact, row, letter)
            _follow(work, self.kind, contact, row, body)
        return None if row is None else row.id

    def _talk(self, work: UnitOfWork) -> Interview | None:
        if self.interview_id is None:
            return None
        return work.get(Interview, self.interview_id)


def _keep_name(work: UnitOfWork, my_name: str | None) -> None:
    own = profile(work.session)
    if my_name is not None and own.name is None:
        EditProfile(replace(own, name=my_name)).run(work.without_label())


def _ask(work: UnitOfWork, contact: Contact, row: Interview | None, letter: str) -> Interview:
    row = row or _open_talk(work, contact)
    if row is None or row.stage in (Stage.THANKED, Stage.HELD, Stage.DECLINED):
        # A request to somebody talked with before begins another talk.
        draft = InterviewDraft((contact.id,))
        row = Interview(stage=Stage.TO_ASK, format=draft.format, minutes=draft.minutes, planned_at=work.now)
        row.people.append(InterviewContact(contact_id=contact.id, position=0))
        work.add(row)
    if row.stage in _ASKABLE:
        move(work, row, Stage.ASKED, notes=letter)
    else:
        _log(work, TemplateKind.OUTREACH, contact, row, letter)
    return row


def _open_talk(work: UnitOfWork, contact: Contact) -> Interview | None:
    return work.session.scalars(
        select(Interview)
        .join(InterviewContact)
        .where(InterviewContact.contact_id == contact.id, Interview.stage.in_((*_ASKABLE, Stage.ASKED)))
        .order_by(Interview.planned_at.desc(), Interview.id.desc())
        .limit(1)
    ).first()


def _thank(work: UnitOfWork, contact: Contact, row: Interview | None, letter: str) -> None:
    begins = None if row is None else row.talk_began_at or row.starts_at
    is_over = begins is not None and begins <= work.now
    if row is not None and row.stage is Stage.SCHEDULED and is_over:
        move(work, row, Stage.HELD)
    if row is not None and row.stage is Stage.HELD:
        move(work, row, Stage.THANKED, notes=letter)
    else:
        _log(work, TemplateKind.THANK_YOU, contact, row, letter)


def _log(work: UnitOfWork, kind: TemplateKind, contact: Contact, row: Interview | None, letter: str) -> None:
    how = InteractionKind.THANK_YOU if kind is TemplateKind.THANK_YOU else InteractionKind.EMAIL
    log(
        work,
        InteractionDraft(
            (contact.id,),
            how,
            Moment(work.now, work.zone),
            Direction.FROM_ME,
            summary=_SUMMARIES[kind],
            notes=letter,
            interview_id=None if row is None else row.id,
            letter=kind,
        ),
    )


def _follow(work: UnitOfWork, kind: TemplateKind, contact: Contact, row: Interview | None, body: str) -> None:
    if kind is TemplateKind.REMINDER and row is not None:
        if row.stage is Stage.ASKED:
            reminder_sent(work, contact, interview_id=row.id)
        else:
            _settle(work, row, _REMIND_ONCE)
    elif kind is TemplateKind.CONFIRMATION and row is not None:
        _settle(work, row, _CONFIRM)
    elif kind is TemplateKind.REPORT_BACK:
        settle_by_trigger(work, contact.id, Trigger.REFERRAL_TRIED)
        settle_by_trigger(work, contact.id, Trigger.ADVICE_NOTED)
        for given in _introductions_by(work, contact):
            if given.status in _TRIED:
                given.status = IntroductionStatus.THANKED
    elif kind is TemplateKind.INTRODUCTION_REQUEST:
        _mark_asked(work, contact, body)


def _settle(work: UnitOfWork, row: Interview, rule: str) -> None:
    statement = select(FollowUp).where(
        FollowUp.interview_id == row.id, FollowUp.rule == rule, FollowUp.settled_on.is_(None)
    )
    for follow_up in work.session.scalars(statement):
        follow_up.settled_on, follow_up.settled_how = today_of(work), Settled.DONE


def _mark_asked(work: UnitOfWork, contact: Contact, body: str) -> None:
    """The oldest introduction that was only offered is asked for now; its note keeps the words if it has none."""
    given = next((row for row in _introductions_by(work, contact) if row.status is IntroductionStatus.OFFERED), None)
    if given is not None:
        given.status, given.asked_on = IntroductionStatus.ASKED, today_of(work)
        given.note = given.note or body


def _introductions_by(work: UnitOfWork, contact: Contact) -> list[Introduction]:
    statement = select(Introduction).where(Introduction.from_contact_id == contact.id).order_by(Introduction.id)
    return list(work.session.scalars(statement))
