"""Introductions as records: each move makes or settles what is due, and each is one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MONDAY, a_contact, add_contact
from insidescoop.commands.introductions import DeleteIntroduction, EditIntroduction, RecordIntroduction
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.interactions import IntroductionDraft, IntroductionStatus, first_introducers
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.network import introduction, introductions_of, not_reported_back
from insidescoop.store.store import Store


def due(store: Store, contact_id: int) -> list[str]:
    with store.reading() as session:
        card = contact_card(session, contact_id)
    assert card is not None
    return [step.what for step in card.next_steps]


def record(store: Store, giver: int, named: int | None, **facts: object) -> int:
    kept: int = store.do(RecordIntroduction(IntroductionDraft(giver, named, **facts))).result  # type: ignore[arg-type]
    return kept


def test_the_person_named_is_written_to_then_the_giver_is_told_then_it_is_done(store: Store) -> None:
    giver, named = add_contact(store, "Aiko", "Ito"), add_contact(store)

    kept = record(store, giver, named, status=IntroductionStatus.MADE, made_on=MONDAY)
    asked = due(store, named), due(store, giver)
    store.do(EditIntroduction(kept, IntroductionDraft(giver, named, status=IntroductionStatus.WRITTEN_TO)))
    tried = due(store, named), due(store, giver)
    with store.reading() as session:
        owed = [row.name for row in not_reported_back(session)]
    store.do(EditIntroduction(kept, IntroductionDraft(giver, named, status=IntroductionStatus.THANKED)))

    assert asked == (["Write to Dana Okafor"], [])
    assert tried == ([], ["Tell Aiko Ito what came of the introduction"])
    assert owed == ["Aiko Ito"]
    assert (due(store, named), due(store, giver)) == ([], [])
    with store.reading() as session:
        assert not_reported_back(session) == ()


def test_a_person_not_kept_yet_comes_with_the_introduction_and_goes_with_its_undo(store: Store) -> None:
    giver = add_contact(store, "Aiko", "Ito")

    store.do(RecordIntroduction(IntroductionDraft(giver), a_contact("Rafael", "Levi")))
    with store.reading() as session:
        (row,) = introductions_of(session, giver).led_to
    store.undo()

    assert row.name == "Rafael Levi"
    with store.reading() as session:
        assert contact_card(session, row.other_id or 0) is None
        assert introductions_of(session, giver).led_to == ()


def test_an_organization_can_be_where_it_leads_to(store: Store) -> None:
    giver = add_contact(store, "Aiko", "Ito")

    store.do(RecordIntroduction(IntroductionDraft(giver), new_organization="Harbor Library"))

    with store.reading() as session:
        assert [row.name for row in introductions_of(session, giver).led_to] == ["Harbor Library"]


@pytest.mark.parametrize("undone", [0, 1])
def test_a_deleted_introduction_is_gone_until_undo(store: Store, undone: int) -> None:
    giver, named = add_contact(store, "Aiko", "Ito"), add_contact(store)
    kept = record(store, giver, named, words_used="Ask her about first jobs")

    store.do(DeleteIntroduction(kept))
    for _ in range(undone):
        store.undo()

    with store.reading() as session:
        found = introduction(session, kept)
    assert (found is not None and found.words_used == "Ask her about first jobs") == bool(undone)


def test_nobody_introduces_themselves_and_nobody_unknown_is_named(store: Store) -> None:
    giver = add_contact(store)

    with pytest.raises(Invalid, match="Nobody introduces themselves"):
        record(store, giver, giver)
    with pytest.raises(Missing):
        record(store, giver, 4711)
    with pytest.raises(Invalid, match="at least one name"):
        store.do(RecordIntroduction(IntroductionDraft(giver), ContactDraft()))


def test_the_chain_tells_the_way_from_me_and_nobody_stands_behind_themselves(store: Store) -> None:
    first, second, third = (add_contact(store, name, "") for name in ("Ann", "Bo", "Cher"))
    record(store, first, second, made_on=MONDAY)
    record(store, second, third, made_on=MONDAY)
    record(store, third, first, made_on=MONDAY)

    with store.reading() as session:
        ann, cher = introductions_of(session, first), introductions_of(session, third)
    assert cher.chain == ("Ann", "Bo", "Cher")
    assert ann.chain == ("Ann",)
    assert (ann.introduced_by, [row.name for row in ann.named_again]) == ((), ["Cher"])


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=25))
def test_whatever_is_recorded_nobody_leads_to_themselves(pairs: list[tuple[int, int]]) -> None:
    introducers = first_introducers(pairs)

    assert all((giver, named) in pairs for named, giver in introducers.items())
    for person in introducers:
        seen, above = {person}, introducers.get(person)
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = introducers.get(above)
