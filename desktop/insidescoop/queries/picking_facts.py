"""What the question picker must know: what has been heard so far, and who will be talked to."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from insidescoop.domain.acquaintance import Tie
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.organizations import OrganizationKind
from insidescoop.domain.pitch.slots import open_slots
from insidescoop.domain.questions.picking import CLOSING_CATEGORY, Candidate, Situation
from insidescoop.domain.questions.recent_news import with_news
from insidescoop.domain.questions.settings import question_settings
from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import Vocabulary
from insidescoop.queries.interview_board import plan_of
from insidescoop.store.entities import (
    Contact,
    ContactTerm,
    Interview,
    InterviewContact,
    Organization,
    PlannedQuestion,
    Question,
)


@frozen
class PickingFacts:
    """All of one talk for the picker.

    `planned` are the ids of the bank's questions that are in its plan already; `ends_with` is the last of them if it is
    one that a talk can end with.
    """

    interview_id: int
    contact_name: str
    situation: Situation
    candidates: tuple[Candidate, ...]
    text_by_id: dict[int, str]
    planned: frozenset[int]
    ends_with: int | None


def picking_facts(session: Session, interview_id: int) -> PickingFacts | None:
    """What is known for picking the questions of an interview; None if it is unknown."""
    row = session.get(Interview, interview_id)
    if row is None:
        return None
    contact = session.get_one(Contact, row.people[0].contact_id)
    organization_id = row.organization_id or contact.organization_id
    organization = session.get(Organization, organization_id) if organization_id is not None else None
    news = organization.research_notes if organization is not None else None
    people = [person.contact_id for person in row.people]
    heard = _answered_by(session)
    theirs = _asked_of(session, people, besides=row.id)
    questions = list(session.scalars(select(Question).where(Question.is_retired.is_(False)).order_by(Question.id)))
    text_by_id = {question.id: with_news(question.text, news) for question in questions}
    planned = [question.question_id for question in row.questions]
    closing = {question.id for question in questions if question.category == CLOSING_CATEGORY}
    return PickingFacts(
        interview_id=row.id,
        contact_name=contact.display_name,
        situation=Situation(
            minutes=row.minutes,
            question_minutes=plan_of(session, row).questions,
            settings=_settings(session, contact.id, organization),
            role=contact.role,
            is_first=not _anything_asked(session),
            has_rapport=_has_rapport(session, contact, row.id),
            others_planned=sum(question_id not in text_by_id for question_id in planned),
        ),
        candidates=tuple(
            Candidate(
                id=question.id,
                category=question.category,
                rank=question.rank,
                built_in_id=question.built_in_id,
                core_order=question.core_order,
                settings=tuple(question.settings.split(",")) if question.settings else (),
                answered_by=heard.get(question.id, 0),
                was_asked_of_them=question.id in theirs,
                is_sensitive=question.is_sensitive,
                is_only_if_offered=question.only_if_offered,
                is_to_be_looked_up_first=question.check_website_first,
                is_starred=question.is_starred,
                has_open_field=bool(open_slots(text_by_id[question.id])),
            )
            for question in questions
        ),
        text_by_id=text_by_id,
        planned=frozenset(question_id for question_id in planned if question_id in text_by_id),
        ends_with=planned[-1] if planned and planned[-1] in closing else None,
    )


def settings_of_interview(session: Session, interview_id: int) -> frozenset[str]:
    """The bank's settings that fit whom an interview is with; empty if it is unknown."""
    row = session.get(Interview, interview_id)
    if row is None:
        return frozenset()
    contact = session.get_one(Contact, row.people[0].contact_id)
    organization_id = row.organization_id or contact.organization_id
    organization = session.get(Organization, organization_id) if organization_id is not None else None
    return _settings(session, contact.id, organization)


def _was_put() -> ColumnElement[bool]:
    return PlannedQuestion.was_asked.is_(True) | PlannedQuestion.answer.is_not(None)


def _answered_by(session: Session) -> dict[int | None, int]:
    rows = session.execute(
        select(PlannedQuestion.question_id, func.count(func.distinct(InterviewContact.contact_id)))
        .join(InterviewContact, InterviewContact.interview_id == PlannedQuestion.interview_id)
        .where(
            PlannedQuestion.answer.is_not(None),
            PlannedQuestion.question_id.is_not(None),
            InterviewContact.position == 0,
        )
        .group_by(PlannedQuestion.question_id)
    )
    return {row[0]: row[1] for row in rows}


def _asked_of(session: Session, contact_ids: list[int], *, besides: int) -> frozenset[int | None]:
    rows = session.scalars(
        select(PlannedQuestion.question_id)
        .join(InterviewContact, InterviewContact.interview_id == PlannedQuestion.interview_id)
        .where(_was_put(), InterviewContact.contact_id.in_(contact_ids), PlannedQuestion.interview_id != besides)
    )
    return frozenset(rows)


def _anything_asked(session: Session) -> bool:
    return session.scalar(select(PlannedQuestion.id).where(_was_put()).limit(1)) is not None


def _has_rapport(session: Session, contact: Contact, interview_id: int) -> bool:
    """True for somebody close, or talked with before."""
    if contact.tie is Tie.STRONG or contact.closeness is Closeness.ACTIVE:
        return True
    before = (
        select(Interview.id)
        .join(InterviewContact)
        .where(
            InterviewContact.contact_id == contact.id,
            Interview.id != interview_id,
            Interview.stage.in_((Stage.HELD, Stage.THANKED)),
        )
    )
    return session.scalar(before.limit(1)) is not None


def _settings(session: Session, contact_id: int, organization: Organization | None) -> frozenset[str]:
    words = list(
        session.scalars(
            select(ContactTerm.value).where(
                ContactTerm.contact_id == contact_id,
                ContactTerm.vocabulary.in_((Vocabulary.SETTING, Vocabulary.FUNCTION)),
            )
        )
    )
    if organization is not None:
        words += [word for word in (organization.setting,) if word]
        if organization.kind is not None:
            is_special = organization.kind is OrganizationKind.SPECIAL
            words.append("special library" if is_special else organization.kind.value)
    return question_settings(words)
