"""Any merges in any order, among people who have much to do with each other, lose nothing and can be undone."""

import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from builders import MONDAY, add_contact, list_index_is_true, open_test_store, talked
from examples import many
from insidescoop.commands.interactions import RecordOutcome
from insidescoop.commands.interviews import MoveToStage, PlanInterview
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.merging import MarkDistinct, MergeContacts
from insidescoop.domain.contacts import Closeness, Labelled
from insidescoop.domain.interactions import (
    InteractionKind,
    IntroductionDraft,
    OutcomeDraft,
    OutcomeKind,
)
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.queries.soundness import soundness
from insidescoop.store.base import Base
from insidescoop.store.entities import FollowUp
from insidescoop.store.store import Store
from rows_of_stores import every_row_of


def ids_of(store: Store) -> dict[str, set[int]]:
    with store.reading() as session:
        return {
            table.name: set(session.scalars(text(f"SELECT id FROM {table.name}")))  # noqa: S608
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture(scope="module")
def crowded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six people who have much to do with each other."""
    folder = tmp_path_factory.mktemp("crowded") / "data"
    store, choice = open_test_store(folder), random.Random(7)  # noqa: S311 - made-up people are no secret
    people = [
        add_contact(
            store,
            given,
            do_not_contact=given == "Ann",
            closeness=choice.choice(list(Closeness)),
            emails=(Labelled(f"{choice.choice('ab')}@x.example"),),
            tags=tuple(choice.sample(["a", "B", "b", "c"], 2)),
            notes=choice.choice([None, "Long ago", "Lately"]),
        )
        for given in ("Dana", "D.", "Bo", "Ann", "Bob", "Iris")
    ]
    for _ in range(25):
        one, other = choice.sample(people, 2)
        day = MONDAY - timedelta(days=choice.randrange(400))
        match choice.randrange(6):
            case 0:
                store.do(RecordIntroduction(IntroductionDraft(one, other, made_on=day)))
            case 1:
                talked(store, one, other, day=day)
            case 2:
                talked(store, one, day=day, kind=choice.choice(list(InteractionKind)))
            case 3:
                kind = choice.choice(list(OutcomeKind))
                store.do(RecordOutcome(OutcomeDraft(one, kind, day, interaction_id=talked(store, one, day=day))))
            case 4:
                interview = store.do(PlanInterview(InterviewDraft((one, other)))).result
                store.do(MoveToStage(interview, Stage.ASKED))
            case 5:
                store.do(MarkDistinct(one, other))
    store.close()
    return folder


@given(st.permutations(range(1, 7)), st.integers(1, 4))
@settings(max_examples=many(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_merges_in_any_order_lose_nothing_and_are_taken_back_whole(
    crowded_folder: Path, order: list[int], merges: int
) -> None:
    folder = crowded_folder.with_name("copy")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(crowded_folder, folder)
    store = open_test_store(folder)
    states, first = [every_row_of(store)], ids_of(store)
    kept = order[0]

    for gone in order[1 : merges + 1]:
        store.do(MergeContacts(kept, gone))
        states.append(every_row_of(store))

    with store.reading() as session:
        assert soundness(session).faults == ()
        open_reasons = session.scalars(
            select(FollowUp.reason).where(FollowUp.settled_on.is_(None), FollowUp.reason.is_not(None))
        ).all()
    assert len(open_reasons) == len(set(open_reasons))
    last = ids_of(store)
    assert {table for table in first if first[table] != last[table]} <= {
        "contact", "contact_email", "contact_tag", "distinct_pair", "follow_up", "interaction_contact",
        "interview_contact", "introduction",
    }  # fmt: skip
    assert first["contact"] - last["contact"] == set(order[1 : merges + 1])
    assert list_index_is_true(folder)
    for state in reversed(states[:-1]):
        store.undo()
        assert every_row_of(store) == state
    for state in states[1:]:
        store.redo()
        assert every_row_of(store) == state
    store.close()
