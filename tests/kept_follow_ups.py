"""The follow-ups a store holds, as the tests of their rules look at them."""

from datetime import date

from sqlalchemy import select

from builders import add_interview
from insidescoop.commands.interviews import MoveToStage
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.store.entities import FollowUp
from insidescoop.store.store import Store


def rows(store: Store) -> list[FollowUp]:
    with store.reading() as session:
        found = list(session.scalars(select(FollowUp).order_by(FollowUp.id)))
        session.expunge_all()
        return found


def open_days(store: Store) -> dict[tuple[str, int], date]:
    return {(row.rule or "", row.contact_id): row.due_on for row in rows(store) if row.settled_on is None}


def open_ids(store: Store) -> set[str]:
    return {rule for rule, _contact in open_days(store)}


def the(store: Store, rule_id: str) -> FollowUp:
    return next(row for row in reversed(rows(store)) if row.rule == rule_id)


def asked(store: Store, contact_id: int) -> int:
    interview_id = add_interview(store, contact_id)
    store.do(MoveToStage(interview_id, Stage.ASKED))
    return interview_id
