"""Doing what a follow-up asks for, together with what that means for the talk it belongs to."""

from dataclasses import replace

from insidescoop.commands.follow_up_engine import open_follow_up, settle_as_done, settle_for_interview
from insidescoop.commands.interactions import LogInteraction
from insidescoop.commands.interviews import move
from insidescoop.domain.follow_ups.actions import CLOSING_RULE, THANKS_RULE, letter_for
from insidescoop.domain.follow_ups.rules import Settled, Trigger
from insidescoop.domain.interactions import Direction, InteractionDraft, InteractionKind
from insidescoop.domain.interviews.interviews import Stage, moves_from
from insidescoop.domain.text import first_line
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Interview
from insidescoop.store.unit_of_work import UnitOfWork

_WRITTEN = frozenset({InteractionKind.EMAIL, InteractionKind.MESSAGE, InteractionKind.THANK_YOU})


@frozen
class DoFollowUp:
    """Marks a follow-up as done; thanking and closing a request move the talk on as well."""

    follow_up_id: int
    label: str = "Mark as done"

    def run(self, work: UnitOfWork) -> None:
        row = open_follow_up(work, self.follow_up_id)
        interview = None if row.interview_id is None else work.session.get_one(Interview, row.interview_id)
        stage = {THANKS_RULE: Stage.THANKED, CLOSING_RULE: Stage.NO_ANSWER}.get(row.rule or "")
        if interview is not None and stage in moves_from(interview.stage, has_time=interview.starts_at is not None):
            settle_as_done(work, row)
            move(work, interview, stage)
        else:
            settle_as_done(work, row)
        work.set_undo_label(f"Done: {first_line(row.what, at_most=60)}")


@frozen
class LogAndDoFollowUp:
    """Puts an entry on the timeline and marks the follow-up it answers as done; returns the entry's id."""

    follow_up_id: int
    draft: InteractionDraft
    label: str = "Log and mark as done"

    def run(self, work: UnitOfWork) -> int:
        row = open_follow_up(work, self.follow_up_id)
        draft = replace(self.draft, interview_id=row.interview_id)
        if letter_for(row.rule) is not None and draft.kind in _WRITTEN:
            # What the follow-up asked the user to write is no answer of the other side.
            draft = replace(draft, direction=Direction.FROM_ME, letter=letter_for(row.rule))
        entry_id = LogInteraction(draft).run(work)
        work.session.flush()
        work.session.refresh(row)
        if row.settled_on is None:
            settle_as_done(work, row)
        interview = None if row.interview_id is None else work.session.get_one(Interview, row.interview_id)
        if row.rule == THANKS_RULE and interview is not None and interview.stage is Stage.HELD:
            # The entry just made is the thank-you: moving the talk on would log a second one.
            interview.stage = Stage.THANKED
            settle_for_interview(work, interview.id, how=Settled.DROPPED, triggers=(Trigger.HELD,))
        return entry_id
