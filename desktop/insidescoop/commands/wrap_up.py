"""Wrapping a talk up: everything it led to, kept at once and taken back at once."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from insidescoop.commands.follow_up_engine import renew_keep_in_touch, settle_rule_for_interview, today_of
from insidescoop.commands.interactions import RecordOutcome
from insidescoop.commands.interviews import main_contact_of, move
from insidescoop.commands.names_given import keep_names
from insidescoop.commands.promises import keep_promise
from insidescoop.domain.drafts import insist
from insidescoop.domain.interactions import OutcomeDraft
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.wrap_ups import WrapUpDraft, draft_text
from insidescoop.domain.moments import local_zone_of
from insidescoop.domain.values import frozen
from insidescoop.store.drafts import copy_fields
from insidescoop.store.entities import Interview, Outcome
from insidescoop.store.unit_of_work import UnitOfWork

_TO_WRITE_DOWN = "F07"
"""The rule that asks to write down what was said."""


@frozen
class KeepWrapUpDraft:
    """Keeps the wrap-up as far as it is written; of one sitting it is one step."""

    interview_id: int
    draft: WrapUpDraft
    sitting: str
    label: str = "Write the wrap-up"

    @property
    def series(self) -> str:
        """What names the step that this goes on with."""
        return f"wrap-up {self.interview_id} {self.sitting}"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Interview, self.interview_id)
        work.set_undo_label(f"Write the wrap-up with {main_contact_of(work, row).display_name}")
        row.wrap_up_draft = draft_text(self.draft)


@frozen
class WrapUp:
    """Does all that follows from a talk in one step.

    The interview has been held, which the timeline says; what was learned and came of it is kept with it; names
    become contacts with an introduction, promises something to do. Wrapped up again, only what is new is added.
    """

    interview_id: int
    draft: WrapUpDraft
    label: str = "Wrap up"

    def run(self, work: UnitOfWork) -> None:
        draft = self.draft
        insist(draft.problems())
        row = work.get(Interview, self.interview_id)
        contact = main_contact_of(work, row)
        work.set_undo_label(f"Wrap up the talk with {contact.display_name}")
        if row.talk_began_at is not None and row.talk_ended_at is None:
            row.talk_ended_at = max(work.now, row.talk_began_at)
        day = _day_of(work, row)
        if row.stage not in (Stage.HELD, Stage.THANKED):
            move(work, row, Stage.HELD)
        settle_rule_for_interview(work, row.id, _TO_WRITE_DOWN)
        _write(row, draft)
        row.wrapped_up_at = work.now
        if draft.closeness is not None and draft.closeness is not contact.closeness:
            contact.closeness = draft.closeness
            work.session.flush()
            renew_keep_in_touch(work, contact)
        _keep_outcomes(work, row, draft, day=day)
        names = keep_names(work, row.people[0].contact_id, draft.names, day=day, interview_id=row.id)
        for promise in draft.promises:
            if promise.is_wanted and not promise.is_kept:
                keep_promise(work, row, contact, promise, day=day)
        row.wrap_up_draft = draft_text(_as_kept(replace(draft, names=names)))


def _day_of(work: UnitOfWork, row: Interview) -> date:
    began = row.talk_began_at or row.starts_at
    return today_of(work) if began is None or began > work.now else local_zone_of(began, work.zone).date()


def _write(row: Interview, draft: WrapUpDraft) -> None:
    copy_fields(draft, row)
    row.still_to_know = draft.all_still_to_know


def _keep_outcomes(work: UnitOfWork, row: Interview, draft: WrapUpDraft, *, day: date) -> None:
    kept = {
        outcome.kind: outcome
        for outcome in work.session.scalars(select(Outcome).where(Outcome.interview_id == row.id).order_by(Outcome.id))
    }
    for kind, outcome in kept.items():
        if kind not in draft.outcomes:
            work.session.delete(outcome)
    for kind, note in draft.outcomes.items():
        wanted = OutcomeDraft(row.people[0].contact_id, kind, day, note=note, interview_id=row.id)
        if kind in kept:
            insist(wanted.problems())
            kept[kind].note = wanted.note
        else:
            RecordOutcome(wanted).run(work.without_label())


def _as_kept(draft: WrapUpDraft) -> WrapUpDraft:
    """The draft as it is opened again: what was kept is not kept a second time."""
    return replace(
        draft,
        still_to_know=draft.all_still_to_know,
        promises=tuple(replace(row, is_kept=row.is_kept or bool(row.is_wanted and row.what)) for row in draft.promises),
        questions=tuple(replace(row, is_wanted=False) for row in draft.questions),
    )
