"""Who has helped along the way, from what came of talks and from who led to whom; and who else could be asked."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.follow_ups.actions import REST_DAYS, Candidate
from insidescoop.domain.interactions import IntroductionStatus, OutcomeKind
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact, Interaction, Interview, InterviewContact, Introduction, Outcome

_NO_HELP = frozenset({OutcomeKind.NOTHING_YET, OutcomeKind.I_HELPED, OutcomeKind.NOT_FOR_ME})
_LED_ON = frozenset(
    {IntroductionStatus.MADE, IntroductionStatus.WRITTEN_TO, IntroductionStatus.MET, IntroductionStatus.THANKED}
)
_UNDER_WAY = (Stage.ASKED, Stage.SCHEDULED)


@frozen
class Helper:
    """Somebody who helped, and in a few words how."""

    contact_id: int
    name: str
    how: str


def who_helped(session: Session) -> tuple[Helper, ...]:
    """Everybody who helped, by name; who is in the trash or not to be contacted is left out."""
    kinds: dict[int, dict[OutcomeKind, None]] = {}
    for contact_id, kind in session.execute(
        select(Outcome.contact_id, Outcome.kind).where(Outcome.kind.not_in(_NO_HELP)).order_by(Outcome.id)
    ):
        kinds.setdefault(contact_id, {})[kind] = None
    counts = session.execute(
        select(Introduction.from_contact_id, func.count())
        .where(Introduction.status.in_(_LED_ON))
        .group_by(Introduction.from_contact_id)
    )
    led = {row[0]: int(row[1]) for row in counts}
    people = session.execute(
        select(Contact.id, Contact.display_name)
        .where(
            Contact.id.in_(kinds.keys() | led.keys()), Contact.trashed_at.is_(None), Contact.do_not_contact.is_(False)
        )
        .order_by(Contact.sort_name, Contact.id)
    )
    return tuple(Helper(row.id, row.display_name, _how(kinds.get(row.id, {}), led.get(row.id, 0))) for row in people)


def others_there(session: Session, contact_id: int, *, now: datetime, at_most: int = 3) -> tuple[Candidate, ...]:
    """Others where a person works who could be asked, by name: none who is asked already, rests, or must be left alone.

    Whoever did not answer rests for half a year.
    """
    organization_id = session.scalar(select(Contact.organization_id).where(Contact.id == contact_id))
    if organization_id is None:
        return ()
    asked = (
        select(InterviewContact.contact_id)
        .join(Interview, Interview.id == InterviewContact.interview_id)
        .where(Interview.stage.in_(_UNDER_WAY))
    )
    resting = (
        select(InterviewContact.contact_id)
        .join(Interview, Interview.id == InterviewContact.interview_id)
        .join(Interaction, Interaction.interview_id == Interview.id)
        .where(Interview.stage == Stage.NO_ANSWER, Interaction.happened_at > now - timedelta(days=REST_DAYS))
    )
    rows = session.execute(
        select(Contact.id, Contact.display_name, Contact.title)
        .where(
            Contact.organization_id == organization_id,
            Contact.id != contact_id,
            Contact.trashed_at.is_(None),
            Contact.do_not_contact.is_(False),
            Contact.id.not_in(asked),
            Contact.id.not_in(resting),
        )
        .order_by(Contact.sort_name, Contact.id)
        .limit(at_most)
    )
    return tuple(Candidate(*row) for row in rows)


def _how(kinds: dict[OutcomeKind, None], led_on: int) -> str:
    parts = [kind.words for kind in kinds][:3]
    if led_on:
        parts.insert(0, f"Led you to {counted(led_on, 'person', 'people')}")
    return ", ".join(parts)
