"""What a user can change about interviews: the plan, the questions, and how far each has come."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from insidescoop.commands.contacts import add_person
from insidescoop.commands.follow_up_engine import (
    apply_rules,
    helper_found,
    let_go_of_writing,
    settle_for_interview,
    settle_rule_for_interview,
    take_off_for_interview,
    today_of,
)
from insidescoop.commands.held_talks import follow_interview
from insidescoop.commands.interactions import log
from insidescoop.commands.promises import take_back_promises_of_interview
from insidescoop.commands.question_plans import append_questions, plan_core_questions
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.drafts import insist
from insidescoop.domain.follow_ups.actions import SECOND_PERSON_RULE
from insidescoop.domain.follow_ups.rules import Settled, Trigger
from insidescoop.domain.follow_ups.schedule import THANKS_RULE
from insidescoop.domain.interactions import InteractionDraft, IntroductionStatus
from insidescoop.domain.interviews.interviews import (
    InterviewDraft,
    LoggedMove,
    Stage,
    has_begun,
    is_held,
    moves_from,
    seeks_another_time,
    what_a_move_logs,
)
from insidescoop.domain.interviews.meeting import minutes_talked
from insidescoop.domain.interviews.plan_warnings import sensitive_last
from insidescoop.domain.moments import Moment, local_zone_of
from insidescoop.domain.problems import Invalid
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.domain.values import frozen
from insidescoop.queries.interview_board import as_asked, planned_questions
from insidescoop.store.drafts import copy_fields
from insidescoop.store.entities import (
    Contact,
    Interview,
    InterviewContact,
    Introduction,
    Organization,
    Pitch,
    PlannedQuestion,
)
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class PlanInterview:
    """Plans an interview and returns its id; with a time it is scheduled, without one it is still to be asked for.

    `new_person` is added first and is the main person. `with_core_questions` plans those that suit the length, too.
    """

    draft: InterviewDraft
    new_person: ContactDraft | None = None
    with_core_questions: bool = False
    label: str = "Plan interview"

    def run(self, work: UnitOfWork) -> int:
        draft = self.draft
        if self.new_person is not None:
            draft = replace(draft, contact_ids=(add_person(work, self.new_person).id, *draft.contact_ids))
        insist(draft.problems())
        row = Interview(stage=Stage.TO_ASK, planned_at=work.now)
        _write(work, row, draft)
        work.add(row)
        work.set_undo_label(f"Plan interview with {main_contact_of(work, row).display_name}")
        if row.starts_at is not None:
            move(work, row, Stage.SCHEDULED)
        if self.with_core_questions:
            plan_core_questions(work, row)
        return row.id


@frozen
class EditInterview:
    """Changes the plan of an interview; a time given to one still to be answered schedules it.

    The day and length of one that was held are corrected for the timeline and the follow-ups too, unless a clock took
    its time.
    """

    interview_id: int
    draft: InterviewDraft
    label: str = "Edit interview"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.get(Interview, self.interview_id)
        starts, old_start, old_minutes = self.draft.starts, row.starts_at, row.minutes
        if old_start is not None and starts is None and row.stage is Stage.SCHEDULED:
            raise Invalid(
                "A scheduled interview needs its time.", next_step="Put it back to “Asked” first, or give it a time."
            )
        is_corrected = is_held(row.stage) and row.talk_began_at is None
        if is_corrected and starts is not None and starts.instant != old_start:
            _insist_on_the_past(work, starts)
        _write(work, row, self.draft)
        work.session.flush()
        work.set_undo_label(f"Edit interview with {main_contact_of(work, row).display_name}")
        if is_corrected:
            follow_interview(work, row, before=old_start, minutes=old_minutes)
        elif row.starts_at == old_start:
            return
        elif Stage.SCHEDULED in moves_from(row.stage, has_time=row.starts_at is not None):
            move(work, row, Stage.SCHEDULED)
        elif row.stage is Stage.SCHEDULED:
            if _day_in(work, row.starts_at) != _day_in(work, old_start):
                take_off_for_interview(work, row.id, Trigger.MEETING_SET)
                _prepare_for_meeting(work, row)
            if row.talk_ended_at is not None and row.starts_at is not None and row.starts_at > work.now:
                _reset_clock(row)


def _day_in(work: UnitOfWork, instant: datetime | None) -> date | None:
    return None if instant is None else local_zone_of(instant, work.zone).date()


def _insist_on_the_past(work: UnitOfWork, starts: Moment) -> None:
    if local_zone_of(starts.instant, work.zone).date() > today_of(work):
        raise Invalid(
            "This interview has already taken place, so its day cannot be in the future.",
            next_step="Choose today or an earlier day.",
        )


@frozen
class DeleteInterview:
    """Deletes an interview with its plan, its open follow-ups and the open promises made in it.

    The timeline stays, and Undo brings the interview back.
    """

    interview_id: int
    label: str = "Delete interview"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interview, self.interview_id)
        work.set_undo_label(f"Delete interview with {main_contact_of(work, row).display_name}")
        take_back_promises_of_interview(work, row.id)
        work.session.delete(row)


@frozen
class MoveToStage:
    """Moves an interview on; this logs it, and settles and makes follow-ups."""

    interview_id: int
    stage: Stage
    label: str = "Move interview"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interview, self.interview_id)
        is_on = has_begun(row.talk_began_at or row.starts_at, work.now)
        if self.stage not in moves_from(row.stage, has_time=row.starts_at is not None, has_begun=is_on):
            if self.stage is Stage.HELD and not is_on:
                raise Invalid(
                    "This talk is still to come.", next_step="Say that you talked once it is over, or correct its time."
                )
            raise Invalid(
                f"An interview cannot go from “{row.stage.words}” to “{self.stage.words}”.",
                next_step="Choose one of the steps the window offers.",
            )
        move(work, row, self.stage)
        work.set_undo_label(f"{self.stage.words}: {main_contact_of(work, row).display_name}")


@frozen
class PlanQuestions:
    """Puts questions at the end of an interview's plan, in order, and returns the ids of those that are new.

    A question is planned once: one of the same words, or the same of the bank however it is worded now, is left out.
    """

    interview_id: int
    drafts: tuple[PlannedQuestionDraft, ...]

    @property
    def label(self) -> str:
        return "Plan question" if len(self.drafts) == 1 else f"Plan {len(self.drafts)} questions"

    def run(self, work: UnitOfWork) -> list[int]:
        return append_questions(work, work.get(Interview, self.interview_id), self.drafts)


@frozen
class PlanCoreQuestions:
    """Plans the core questions that suit the interview's length and are not planned yet; returns their ids."""

    interview_id: int
    label: str = "Plan the core questions"

    def run(self, work: UnitOfWork) -> list[int]:
        return plan_core_questions(work, work.get(Interview, self.interview_id))


@frozen
class EditPlannedQuestion:
    """Changes the text or the minutes of a planned question."""

    planned_question_id: int
    draft: PlannedQuestionDraft
    label: str = "Edit planned question"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.get(PlannedQuestion, self.planned_question_id)
        row.text = self.draft.text or ""
        row.minutes = self.draft.minutes


@frozen
class MovePlannedQuestion:
    """Puts a planned question at another place; `position` counts from 0 and is kept within the plan."""

    planned_question_id: int
    position: int
    label: str = "Reorder questions"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(PlannedQuestion, self.planned_question_id)
        questions = list(work.get(Interview, row.interview_id).questions)
        questions.remove(row)
        questions.insert(max(self.position, 0), row)
        for position, question in enumerate(questions):
            question.position = position


@frozen
class AskSensitiveLast:
    """Puts the sensitive questions of a plan late, before the one that closes the talk; the others keep their order."""

    interview_id: int
    label: str = "Move sensitive questions to the end"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interview, self.interview_id)
        asked = [as_asked(question) for question in planned_questions(work.session, row.id)]
        questions = list(row.questions)
        for position, place in enumerate(sensitive_last(asked)):
            questions[place].position = position


@frozen
class RemovePlannedQuestion:
    """Takes a question out of an interview's plan."""

    planned_question_id: int
    label: str = "Remove planned question"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(PlannedQuestion, self.planned_question_id)
        interview = work.get(Interview, row.interview_id)
        interview.questions.remove(row)
        for position, question in enumerate(interview.questions):
            question.position = position


def move(work: UnitOfWork, row: Interview, stage: Stage, *, notes: str | None = None) -> None:
    """Moves an interview to a stage that `moves_from` allows, logs the move, and settles and makes follow-ups.

    `notes` are the words of it: the letter that was written.
    """
    before, row.stage = row.stage, stage
    if stage is Stage.SCHEDULED:
        row.agreed_at = work.now
    elif stage in (Stage.TO_ASK, Stage.ASKED):
        row.agreed_at = row.starts_at = row.starts_zone = None
        _reset_clock(row)
    work.session.flush()
    minutes = minutes_talked(row.minutes, began=row.talk_began_at, ended=row.talk_ended_at)
    logged = what_a_move_logs(before, stage, minutes=minutes if stage is Stage.HELD else row.minutes)
    if logged is not None:
        _log_move(work, row, stage, logged, notes)
    _settle_and_make(work, row, before)


def _reset_clock(row: Interview) -> None:
    # The talk is still to come: a clock that ran before was not that of the talk.
    row.talk_began_at = row.talk_ended_at = None


def _log_move(work: UnitOfWork, row: Interview, stage: Stage, logged: LoggedMove, notes: str | None) -> None:
    happened = Moment(work.now, work.zone)
    began = row.talk_began_at or row.starts_at
    if stage is Stage.HELD and began is not None and began <= work.now:
        happened = Moment(began, row.starts_zone or work.zone)
    log(
        work,
        InteractionDraft(
            tuple(person.contact_id for person in row.people),
            logged.kind,
            happened,
            logged.direction,
            summary=logged.summary,
            notes=notes,
            interview_id=row.id,
            letter=logged.letter,
        ),
    )


_ENDED_BY_A_MOVE: dict[Stage, tuple[Trigger, ...]] = {
    Stage.ASKED: (Trigger.MEETING_SET,),
    Stage.SCHEDULED: (Trigger.ASKED, Trigger.REMINDED),
    Stage.HELD: (Trigger.MEETING_SET, Trigger.ASKED, Trigger.REMINDED),
    Stage.THANKED: (Trigger.HELD,),
}
"""Drops follow-ups that are no longer needed, although nobody did them."""


def _settle_and_make(work: UnitOfWork, row: Interview, before: Stage) -> None:
    stage = row.stage
    if stage in (Stage.DECLINED, Stage.NO_ANSWER, Stage.TO_ASK):
        settle_for_interview(work, row.id, how=Settled.DROPPED)
        return
    if stage is Stage.THANKED:
        settle_rule_for_interview(work, row.id, THANKS_RULE)
    settle_for_interview(work, row.id, how=Settled.DROPPED, triggers=_ENDED_BY_A_MOVE[stage])
    contact = main_contact_of(work, row)
    today = today_of(work)
    if seeks_another_time(before, stage):
        # They have answered: only a word about the time may still be missing.
        apply_rules(work, Trigger.ASKED, contact, day=today, interview_id=row.id, without=(SECOND_PERSON_RULE,))
    elif stage is Stage.ASKED:
        apply_rules(work, Trigger.ASKED, contact, day=today, interview_id=row.id)
        _tell_introducers(work, contact)
    elif stage is Stage.SCHEDULED:
        let_go_of_writing(work, (person.contact_id for person in row.people))
        helper_found(work, contact)
        _prepare_for_meeting(work, row)
    elif stage is Stage.HELD:
        held_on = today
        began = row.talk_began_at or row.starts_at
        if began is not None and began <= work.now:
            held_on = local_zone_of(began, work.zone).date()
        apply_rules(work, Trigger.HELD, contact, day=held_on, interview_id=row.id)
        helper_found(work, contact)
        _tell_introducers(work, contact)


def _prepare_for_meeting(work: UnitOfWork, row: Interview) -> None:
    if row.starts_at is None:
        return
    day = local_zone_of(row.starts_at, work.zone).date()
    if day >= today_of(work):
        apply_rules(work, Trigger.MEETING_SET, main_contact_of(work, row), day=day, interview_id=row.id)


def _tell_introducers(work: UnitOfWork, contact: Contact) -> None:
    statement = (
        select(Contact)
        .join(Introduction, Introduction.from_contact_id == Contact.id)
        .where(
            Introduction.to_contact_id == contact.id,
            Introduction.status != IntroductionStatus.DECLINED,
            Contact.trashed_at.is_(None),
        )
    )
    for introducer in work.session.scalars(statement).unique().all():
        apply_rules(work, Trigger.REFERRAL_TRIED, introducer, day=today_of(work))


def _write(work: UnitOfWork, row: Interview, draft: InterviewDraft) -> None:
    for contact_id in draft.contact_ids:
        work.get(Contact, contact_id)
    if draft.organization_id is not None:
        work.get(Organization, draft.organization_id)
    if draft.opening_pitch_id is not None:
        work.get(Pitch, draft.opening_pitch_id)
    copy_fields(draft, row)
    row.starts_at = None if draft.starts is None else draft.starts.instant
    row.starts_zone = None if draft.starts is None else draft.starts.zone
    before = [person.contact_id for person in row.people]
    if row.stage is Stage.SCHEDULED:
        let_go_of_writing(work, set(draft.contact_ids).difference(before))
    if before != list(draft.contact_ids):
        row.people[:] = [
            InterviewContact(contact_id=contact_id, position=position)
            for position, contact_id in enumerate(draft.contact_ids)
        ]


def main_contact_of(work: UnitOfWork, row: Interview) -> Contact:
    """The person an interview is with first of all."""
    return work.session.get_one(Contact, row.people[0].contact_id)
