"""How close a contact is before and after the first exchange with them."""

from datetime import time

import pytest

from builders import MONDAY, add_contact, at
from insidescoop.commands.bulk import KeepInTouchWith
from insidescoop.commands.interactions import EditInteraction, LogInteraction
from insidescoop.commands.interviews import MoveToStage, PlanInterview
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.merging import MergeContacts
from insidescoop.commands.talks import StartTalkNow
from insidescoop.domain.calendars import Guest
from insidescoop.domain.contact_filters import typed_filter
from insidescoop.domain.contacts import Closeness, ContactDraft, person_called
from insidescoop.domain.interactions import Direction, InteractionDraft, InteractionKind, IntroductionDraft
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.queries.organization_page import target_rows
from insidescoop.store.entities import Contact
from insidescoop.store.store import Store
from kept_follow_ups import open_ids


def _closeness(store: Store, contact_id: int) -> Closeness:
    with store.reading() as session:
        return session.get_one(Contact, contact_id).closeness


def _logged(contact_id: int, kind: InteractionKind, direction: Direction) -> LogInteraction:
    return LogInteraction(InteractionDraft((contact_id,), kind, at(MONDAY), direction))


def test_everyone_begins_as_not_in_touch_yet_however_they_came_in(store: Store) -> None:
    giver = add_contact(store)
    named = person_called("Noor Haddadi")
    store.do(RecordIntroduction(IntroductionDraft(giver), named))
    store.do(StartTalkNow(None, person_called("Priya Raman")))

    with store.reading() as session:
        found = set(session.scalars(session.query(Contact.closeness).statement))

    assert found == {Closeness.NOT_YET}
    assert ContactDraft().closeness is Closeness.NOT_YET


def test_imported_people_and_guests_are_not_in_touch_yet_either() -> None:
    from insidescoop.commands.meeting_imports import guest_draft

    assert guest_draft(Guest("Dana Okafor", "dana@example.org")).closeness is Closeness.NOT_YET
    assert guest_draft(Guest(None, "dana@example.org")).closeness is Closeness.NOT_YET


@pytest.mark.parametrize(
    ("kind", "direction", "expected"),
    [
        (InteractionKind.CALL, Direction.BOTH, Closeness.WARM),
        (InteractionKind.MEETING, Direction.BOTH, Closeness.WARM),
        (InteractionKind.EMAIL, Direction.TO_ME, Closeness.WARM),
        (InteractionKind.EMAIL, Direction.FROM_ME, Closeness.NOT_YET),
        (InteractionKind.CALL, Direction.FROM_ME, Closeness.NOT_YET),
        (InteractionKind.MET, Direction.BOTH, Closeness.NOT_YET),
        (InteractionKind.NOTE, Direction.BOTH, Closeness.NOT_YET),
    ],
)
def test_the_first_exchange_makes_a_contact_warm_and_one_step_undoes_both(
    store: Store, kind: InteractionKind, direction: Direction, expected: Closeness
) -> None:
    contact_id = add_contact(store)

    store.do(_logged(contact_id, kind, direction))

    assert _closeness(store, contact_id) is expected
    assert ("F16" in open_ids(store)) is (expected is Closeness.WARM)
    store.undo()
    assert _closeness(store, contact_id) is Closeness.NOT_YET
    assert open_ids(store) == set()


def test_a_held_interview_is_an_exchange_and_a_planned_one_is_none(store: Store) -> None:
    contact_id = add_contact(store)
    interview_id = store.do(PlanInterview(InterviewDraft((contact_id,), starts=at(MONDAY, time(8))))).result
    before = _closeness(store, contact_id)

    store.do(MoveToStage(interview_id, Stage.HELD))

    assert (before, _closeness(store, contact_id)) == (Closeness.NOT_YET, Closeness.WARM)


def test_what_the_user_chose_stays(store: Store) -> None:
    contact_id = add_contact(store, closeness=Closeness.WIDE)

    store.do(_logged(contact_id, InteractionKind.CALL, Direction.BOTH))

    assert _closeness(store, contact_id) is Closeness.WIDE


def test_an_entry_corrected_to_an_answer_is_the_first_exchange(store: Store) -> None:
    contact_id = add_contact(store)
    entry_id = store.do(_logged(contact_id, InteractionKind.EMAIL, Direction.FROM_ME)).result
    answer = InteractionDraft((contact_id,), InteractionKind.EMAIL, at(MONDAY), Direction.TO_ME)

    store.do(EditInteraction(entry_id, answer))

    assert _closeness(store, contact_id) is Closeness.WARM


def test_someone_met_at_an_event_is_not_put_down_to_be_kept_in_touch_with(store: Store) -> None:
    add_contact(store, met_event="Fair")

    assert open_ids(store) == {"F14"}


def test_no_advocate_is_counted_where_nobody_was_in_touch(store: Store) -> None:
    add_contact(store, organization="Harbor")

    with store.reading() as session:
        row = target_rows(session, is_target=False)[0]

    assert row.friends == 0


def test_of_two_entries_the_one_that_was_in_touch_says_how_close(store: Store) -> None:
    kept, gone = add_contact(store), add_contact(store, closeness=Closeness.WIDE)

    store.do(MergeContacts(kept, gone))

    assert _closeness(store, kept) is Closeness.WIDE


def test_it_is_set_for_many_at_once_and_found_by_its_word(store: Store) -> None:
    contact_id = add_contact(store, closeness=Closeness.WARM)
    store.do(_logged(contact_id, InteractionKind.CALL, Direction.BOTH))

    store.do(KeepInTouchWith((contact_id,), Closeness.NOT_YET))

    assert open_ids(store) == set()
    assert typed_filter("close:not").closeness == typed_filter("tier:not_yet").closeness == (Closeness.NOT_YET,)
