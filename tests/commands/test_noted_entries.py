"""What is noted in an entry of the timeline is saved with it: one step, and nothing twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders import MONDAY, SetClock, add_contact, add_interview, at
from insidescoop.commands.contacts import DeleteContact
from insidescoop.commands.follow_ups import AddFollowUp, SettleFollowUp, SnoozeFollowUp
from insidescoop.commands.interactions import DeleteInteraction
from insidescoop.commands.interviews import MoveToStage
from insidescoop.commands.noted_entries import EditNoted, LogNoted
from insidescoop.commands.wrap_up import WrapUp
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import Direction, InteractionDraft, InteractionKind, OutcomeKind
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.wrap_ups import WrapUpDraft, with_found
from insidescoop.domain.noted import Noted, RenamedContact, newly_noted, noted_of, with_people
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.contact_list import contact_choices
from insidescoop.queries.namesakes import contacts_fitting
from insidescoop.queries.today import today
from insidescoop.store.store import Store
from test_any_order import rows_of

NOTES = "-> send article by Fri\n<- she sends the job list by Mon\n@Priya Raman runs digitization"
FRIDAY, NEXT_MONDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)


def entry(notes: str, contact_id: int = 1, *, day: date = MONDAY) -> InteractionDraft:
    return InteractionDraft((contact_id,), InteractionKind.CALL, at(day), Direction.BOTH, notes=notes)


def asked(notes: str, before: str = "") -> Noted:
    return noted_of(newly_noted(notes, before=before, day=MONDAY))


def log(store: Store, notes: str = NOTES) -> int:
    entry_id: int = store.do(LogNoted(entry(notes), asked(notes))).result
    return entry_id


def edit(store: Store, entry_id: int, notes: str, *, before: str) -> None:
    store.do(EditNoted(entry_id, entry(notes), asked(notes, before)))


def due(store: Store, clock: SetClock) -> dict[str, date]:
    with store.reading() as session:
        shown = today(session, now=clock.now() + timedelta(days=60), zone=clock.zone)
    return {each.what: each.due_on for each in shown.due if "touch" not in each.what}


def card(store: Store, contact_id: int = 1) -> ContactCard:
    with store.reading() as session:
        shown = contact_card(session, contact_id)
    assert shown is not None
    return shown


@pytest.fixture
def dana(store: Store) -> int:
    return add_contact(store)


@pytest.mark.usefixtures("dana")
def test_a_log_makes_what_its_notes_ask_for_in_one_step(store: Store, clock: SetClock) -> None:
    before = rows_of(store)

    log(store)

    after = rows_of(store)
    assert due(store, clock) == {
        "As promised: send article": FRIDAY,
        "A friendly reminder, once: she sends the job list": date(2026, 12, 7),
        "Write to Priya Raman": date(2026, 11, 26),
    }
    assert [(row.name, row.draft.words_used) for row in card(store).introductions.led_to] == [
        ("Priya Raman", "runs digitization")
    ]
    assert [(outcome.kind, outcome.came_on) for outcome in card(store).outcomes] == [(OutcomeKind.REFERRAL, MONDAY)]
    store.undo()
    assert rows_of(store) == before
    store.redo()
    assert rows_of(store) == after


def test_a_log_and_a_wrap_up_make_the_same_of_the_same_notes(store: Store, clock: SetClock, dana: int) -> None:
    log(store)
    logged = due(store, clock)
    store.undo()
    interview_id = add_interview(store, dana, starts=at(MONDAY - timedelta(days=1)))
    store.do(MoveToStage(interview_id, Stage.HELD))
    earlier = due(store, clock)
    lines = (each.line for each in newly_noted(NOTES, day=MONDAY))

    store.do(WrapUp(interview_id, with_found(WrapUpDraft(), lines)))

    added = {what: day for what, day in due(store, clock).items() if what not in earlier}
    assert added.keys() == logged.keys()
    assert added["As promised: send article"] == logged["As promised: send article"]


@pytest.mark.usefixtures("dana")
def test_editing_makes_nothing_twice(store: Store, clock: SetClock) -> None:
    entry_id = log(store)
    made, led_to = due(store, clock), card(store).introductions.led_to
    more = f"She was kind.\n{NOTES}"
    edit(store, entry_id, more, before=NOTES)
    edit(store, entry_id, "She was kind.", before=more)
    again = with_people(asked(more, "She was kind."), {"Priya Raman": led_to[0].draft.to_contact_id})

    store.do(EditNoted(entry_id, entry(more), again))

    assert due(store, clock) == made
    assert [row.name for row in card(store).introductions.led_to] == [row.name for row in led_to]
    assert len(card(store).outcomes) == 1


@pytest.mark.usefixtures("dana")
def test_what_is_added_by_editing_is_made_with_it_in_one_step(store: Store, clock: SetClock) -> None:
    entry_id = log(store)
    before = rows_of(store)

    edit(store, entry_id, f"{NOTES}\n-> call Bo by 4 Dec", before=NOTES)

    assert due(store, clock)["As promised: call Bo"] == date(2026, 12, 4)
    store.undo()
    assert rows_of(store) == before


@pytest.mark.usefixtures("dana")
def test_a_promise_put_right_changes_what_is_to_be_done(store: Store, clock: SetClock) -> None:
    entry_id = log(store, "-> sned article by Fri")

    edit(store, entry_id, "-> send article by Mon", before="-> sned article by Fri")

    assert due(store, clock) == {"As promised: send article": NEXT_MONDAY}


@pytest.mark.usefixtures("dana")
def test_a_promise_snoozed_keeps_its_day_when_only_its_words_are_put_right(store: Store, clock: SetClock) -> None:
    entry_id = log(store, "-> sned article by Fri")
    [step] = [step for step in card(store).next_steps if "sned" in step.what]
    store.do(SnoozeFollowUp(step.id, NEXT_MONDAY))

    edit(store, entry_id, "-> send article by Fri", before="-> sned article by Fri")

    assert due(store, clock) == {"As promised: send article": NEXT_MONDAY}


@pytest.mark.usefixtures("dana")
def test_a_promise_done_is_not_asked_for_again(store: Store, clock: SetClock) -> None:
    entry_id = log(store, "-> send article by Fri")
    [step] = [step for step in card(store).next_steps if "article" in step.what]
    store.do(SettleFollowUp(step.id))

    edit(store, entry_id, "-> send article by Mon", before="-> send article by Fri")

    assert due(store, clock) == {}


@pytest.mark.usefixtures("dana")
def test_a_promise_no_longer_noted_is_no_longer_to_be_done_in_the_same_step(store: Store, clock: SetClock) -> None:
    entry_id = log(store)
    before, made = rows_of(store), due(store, clock)

    edit(store, entry_id, "<- she sends the job list by Mon\n@Priya Raman runs digitization", before=NOTES)

    left = due(store, clock)
    assert made.keys() - left.keys() == {"As promised: send article"}
    store.undo()
    assert rows_of(store) == before


@pytest.mark.usefixtures("dana")
def test_a_promise_done_stays_done_when_it_is_no_longer_noted(store: Store) -> None:
    entry_id = log(store, "-> send article by Fri")
    [step] = [step for step in card(store).next_steps if "article" in step.what]
    store.do(SettleFollowUp(step.id))

    edit(store, entry_id, "We talked.", before="-> send article by Fri")

    with store.reading() as session:
        assert [each.id for each in today(session, now=at(MONDAY).instant, zone="UTC").settled] == [step.id]


@pytest.mark.usefixtures("dana")
def test_a_deleted_entry_takes_what_it_promised_with_it_and_undo_brings_it_back(store: Store, clock: SetClock) -> None:
    entry_id = log(store, "-> send article by Fri\n@Priya Raman")
    other_id = log(store, "-> call Bo")
    before = rows_of(store)

    store.do(DeleteInteraction(entry_id))

    assert due(store, clock).keys() == {"As promised: call Bo", "Write to Priya Raman"}
    assert other_id != entry_id
    store.undo()
    assert rows_of(store) == before


@pytest.mark.usefixtures("dana")
def test_a_contact_renamed_in_the_notes_stays_the_same_contact(store: Store, clock: SetClock) -> None:
    entry_id = log(store, "@Priya Ramn runs digitization")
    priya = card(store).introductions.led_to[0].draft.to_contact_id
    assert priya is not None
    notes = "@Priya Raman runs digitization"
    noted = with_people(asked(notes, "@Priya Ramn runs digitization"), {"Priya Raman": priya})

    store.do(EditNoted(entry_id, entry(notes), replace(noted, renamed=(RenamedContact(priya, "Priya Raman"),))))

    assert [(row.name, row.draft.to_contact_id) for row in card(store).introductions.led_to] == [("Priya Raman", priya)]
    assert "Write to Priya Raman" in due(store, clock)


@pytest.mark.usefixtures("dana")
def test_a_log_that_answers_a_follow_up_does_both_in_one_step(store: Store, clock: SetClock) -> None:
    follow_up_id = store.do(AddFollowUp(1, MONDAY, "Call Dana")).result
    before = rows_of(store)

    store.do(LogNoted(entry(NOTES), asked(NOTES), follow_up_id))

    assert "Call Dana" not in due(store, clock)
    assert "As promised: send article" in due(store, clock)
    store.undo()
    assert rows_of(store) == before


def test_someone_who_is_not_to_be_contacted_is_promised_nothing(store: Store, clock: SetClock) -> None:
    add_contact(store, do_not_contact=True)

    log(store, "-> send article by Fri")

    assert due(store, clock) == {}


def test_a_name_fits_every_contact_of_it_and_else_those_who_have_it_in_part(store: Store, dana: int) -> None:
    same = [add_contact(store, "José", "Díaz"), add_contact(store, "jose", "diaz", organization="Harbor")]
    gone = add_contact(store, "Jose", "Diaz")
    store.do(DeleteContact(gone))
    for number in range(60):
        add_contact(store, f"Jose{number}", "Diaz", closeness=Closeness.NOT_YET)

    with store.reading() as session:
        called = contacts_fitting(session, " Jose  DIAZ")
        whole = contacts_fitting(session, "Dana Okafor")
        part = contacts_fitting(session, "Okafor")
        own = contacts_fitting(session, "Dana Okafor", but_for=dana)
        none = contacts_fitting(session, "Dan")
        choices = contact_choices(session, "jose diaz")

    assert len(choices) == 50
    assert [choice.id for choice in called.called] == same
    assert [choice.words for choice in called.in_doubt] == ["José Díaz", "jose diaz · Harbor"]
    assert called.contact_id is None
    assert (whole.contact_id, whole.in_doubt) == (dana, ())
    assert (part.called, [choice.id for choice in part.in_doubt]) == ((), [dana])
    assert (own.is_left_out, own.in_doubt, own.contact_id) == (True, (), None)
    assert none.in_doubt == ()
