"""The lists on the screen: who is shown, in which order."""

from datetime import time, timedelta

from builders import MONDAY, SetClock, a_contact, add_contact, add_interview, at
from insidescoop.commands.contacts import DeleteContact, EditContact
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.commands.interviews import MoveToStage
from insidescoop.commands.organizations import EditOrganization
from insidescoop.commands.talks import StartTalk
from insidescoop.commands.wrap_up import WrapUp
from insidescoop.domain.contact_filters import ContactFilter, Showing, Wording
from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.wrap_ups import WrapUpDraft
from insidescoop.domain.organizations import OrganizationDraft, OrganizationKind
from insidescoop.queries.contact_list import contact_choices, contact_ids, contact_rows
from insidescoop.queries.contact_parts import contact_parts
from insidescoop.queries.interview_board import interview_page, interview_rows
from insidescoop.queries.today import today
from insidescoop.store.store import Store


def names(store: Store, wanted: ContactFilter, order: ContactOrder = ContactOrder.NAME, *, descending: bool = False):
    with store.reading() as session:
        return [
            row.name
            for row in contact_rows(
                session, contact_ids(session, wanted, today=MONDAY, order=order, descending=descending)
            )
        ]


def test_people_stand_in_order_of_the_family_name_whatever_its_marks(store: Store) -> None:
    for given, family in (("Zoë", "Ábel"), ("Ann", "zimmer"), ("Łukasz", "Łoś"), ("Cher", "")):
        add_contact(store, given, family)

    assert names(store, ContactFilter()) == ["Zoë Ábel", "Cher", "Łukasz Łoś", "Ann zimmer"]
    assert names(store, ContactFilter(), descending=True)[0] == "Ann zimmer"


def test_parts_of_the_network(store: Store) -> None:
    add_contact(store, "Due", "One", met_event="Fair", met_on=MONDAY - timedelta(days=5))
    add_contact(store, "Never", "Two", tags=("maps",))
    trashed = add_contact(store, "Gone", "Three")
    store.do(DeleteContact(trashed))

    assert names(store, ContactFilter(Showing.DUE)) == ["Due One"]
    assert names(store, ContactFilter(Showing.NEVER)) == ["Never Two"]
    assert names(store, ContactFilter(Showing.TRASH)) == ["Gone Three"]
    assert names(store, ContactFilter(tags=(Wording("MAPS", is_whole=True),))) == ["Never Two"]
    with store.reading() as session:
        parts = contact_parts(session, today=MONDAY)
    assert list(parts.showing.values()) == [2, 1, 1, 1]
    assert parts.tags == (("maps", 1),)


def test_what_people_carry_is_counted_in_the_part_that_is_shown(store: Store) -> None:
    add_contact(store, "Due", "One", met_event="Fair", met_on=MONDAY - timedelta(days=5), tags=("maps",))
    add_contact(store, "Never", "Two", organization="Harbor", tags=("maps", "archives"))
    store.do(EditOrganization(1, OrganizationDraft("Harbor", kind=OrganizationKind.ARCHIVE, place="Leith")))
    trashed = add_contact(store, "Gone", "Three", organization="Harbor", closeness=Closeness.WARM, tags=("fairs",))
    store.do(DeleteContact(trashed))

    with store.reading() as session:
        by_part = {showing: contact_parts(session, showing, today=MONDAY) for showing in Showing}

    assert {showing: parts.tags for showing, parts in by_part.items()} == {
        Showing.ALL: (("archives", 1), ("maps", 2)),
        Showing.DUE: (("maps", 1),),
        Showing.NEVER: (("archives", 1), ("maps", 1)),
        Showing.TRASH: (("fairs", 1),),
    }
    assert by_part[Showing.TRASH].closeness == {Closeness.WARM: 1}
    assert by_part[Showing.TRASH].places == (("Leith", 1),)
    assert by_part[Showing.DUE].places == ()
    assert by_part[Showing.TRASH].kinds == {OrganizationKind.ARCHIVE: 1}
    assert by_part[Showing.ALL].showing == by_part[Showing.TRASH].showing


def test_orders_put_people_without_a_value_last_both_ways(store: Store) -> None:
    add_contact(store, "A", "A")
    add_contact(store, "B", "B", organization="Zoo", title="keeper", met_event="Fair", met_on=MONDAY)
    add_contact(store, "C", "C", organization="Archive", title="Archivist", met_event="Fair")

    for order in (ContactOrder.ORGANIZATION, ContactOrder.TITLE, ContactOrder.LAST_CONTACT, ContactOrder.NEXT_DUE):
        for descending in (False, True):
            found = names(store, ContactFilter(), order, descending=descending)
            assert found[-1] == "A A"
            assert len(found) == 3


def test_a_search_narrows_the_table_and_the_choices(store: Store) -> None:
    add_contact(store, organization="Harbor", title="Archivist")
    add_contact(store, "Rafael", "Levi")

    with store.reading() as session:
        choices = contact_choices(session, "harb")

    assert names(store, ContactFilter(text="har")) == ["Dana Okafor"]
    assert [(choice.name, choice.detail) for choice in choices] == [("Dana Okafor", "Archivist · Harbor")]


def test_today_shows_talks_ahead_and_what_is_due_longest_first(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store)
    store.do(AddFollowUp(contact_id, MONDAY - timedelta(days=7), "Send the article"))
    add_interview(store, contact_id, starts=at(MONDAY + timedelta(days=1)))
    add_interview(store, contact_id, starts=at(MONDAY + timedelta(days=30)))

    with store.reading() as session:
        shown = today(session, now=clock.now(), zone=clock.zone)

    assert [meeting.contact_name for meeting in shown.meetings] == ["Dana Okafor"]
    assert [(each.what, each.days_late) for each in shown.due] == [
        ("Send the article", 7),
        ("Prepare for Dana Okafor: goal, questions, pitch, research", 0),
        ("Confirm time and place with Dana Okafor", 0),
    ]


def test_what_is_due_in_a_week_and_an_evening_then_are_among_the_next_seven_days(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store)
    for days in (1, 7, 8):
        add_interview(store, contact_id, starts=at(MONDAY + timedelta(days=days), time(23, 30)))
        store.do(AddFollowUp(contact_id, MONDAY + timedelta(days=days), f"Call in {days} days"))

    with store.reading() as session:
        shown = today(session, now=clock.now(), zone=clock.zone)

    days_ahead = [(meeting.starts.local.date() - MONDAY).days for meeting in shown.meetings]
    calls = [each.what for each in shown.this_week if each.rule is None]
    assert (days_ahead, calls) == ([1, 7], ["Call in 1 days", "Call in 7 days"])


def test_a_talk_far_ahead_is_shown_while_there_is_none_sooner(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store)
    for days in (40, 30):
        add_interview(store, contact_id, starts=at(MONDAY + timedelta(days=days)))

    with store.reading() as session:
        shown = today(session, now=clock.now(), zone=clock.zone)

    assert [meeting.starts.local.date() for meeting in shown.meetings] == [MONDAY + timedelta(days=30)]


def test_a_person_in_the_trash_is_not_due(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store, met_event="Fair", met_on=MONDAY - timedelta(days=9))
    store.do(DeleteContact(contact_id))

    with store.reading() as session:
        shown = today(session, now=clock.now(), zone=clock.zone)

    assert (shown.due, shown.meetings) == ((), ())


def test_interviews_stand_by_stage_then_by_time(store: Store) -> None:
    first, second = add_contact(store), add_contact(store, "Rafael", "Levi")
    late = add_interview(store, first, starts=at(MONDAY + timedelta(days=9)))
    soon = add_interview(store, second, starts=at(MONDAY + timedelta(days=2)))
    asked = add_interview(store, first)
    store.do(MoveToStage(asked, Stage.ASKED))
    to_ask = add_interview(store, second)

    with store.reading() as session:
        order = [row.id for row in interview_rows(session)]

    assert order == [to_ask, asked, soon, late]


def test_changing_one_fact_leaves_the_others_alone(store: Store) -> None:
    contact_id = add_contact(store, tags=("a", "b"), notes="kept")

    done = store.do(EditContact(contact_id, a_contact(tags=("a", "b"), notes="kept", title="Archivist")))

    with store.reading() as session:
        changed = session.connection().exec_driver_sql("SELECT DISTINCT table_name FROM undo_change WHERE step_id = 2")
        assert list(changed.scalars()) == ["contact"]
    assert done.label == "Edit Dana Okafor"


def test_a_talk_held_early_stands_in_the_list_on_the_day_it_was(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store), starts=at(MONDAY + timedelta(days=1)))
    store.do(StartTalk(interview_id))
    with store.reading() as session:
        [begun] = interview_rows(session)
    store.do(WrapUp(interview_id, WrapUpDraft()))

    with store.reading() as session:
        [held] = interview_rows(session)
        page = interview_page(session, interview_id)

    assert page is not None
    assert [row.local.date() for row in (begun.starts, held.starts, page.moment, page.draft.starts) if row] == [
        MONDAY, MONDAY, MONDAY, MONDAY + timedelta(days=1),
    ]  # fmt: skip
