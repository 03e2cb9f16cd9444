"""Many people at once, and the lists that name them: one step each, taken back in one."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders import MONDAY, add_contact, at, list_index_is_true
from insidescoop.commands.bulk import DeleteContacts, KeepInTouchWith, RestoreContacts, TagContacts
from insidescoop.commands.interactions import LogInteraction
from insidescoop.commands.saved_lists import DeleteList, KeepList, RenameList
from insidescoop.domain.contact_filters import ContactFilter, Showing, Wording, typed_filter
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_list import contact_ids
from insidescoop.queries.contact_parts import named_lists
from insidescoop.store.store import Store


def tags(store: Store, contact_id: int) -> tuple[str, ...]:
    with store.reading() as session:
        card = contact_card(session, contact_id)
    assert card is not None
    return card.draft.tags


@pytest.fixture
def three(store: Store) -> tuple[int, ...]:
    return (
        add_contact(store, "Ann", "A", tags=("Maps", "law")),
        add_contact(store, "Bo", "B", tags=("maps",)),
        add_contact(store, "Cher", ""),
    )


def test_tags_are_added_once_and_taken_away_whatever_their_case(store: Store, three: tuple[int, ...]) -> None:
    before = [tags(store, each) for each in three]

    store.do(TagContacts(three, add=("maps", " Archives "), remove=("LAW",)))
    after = [tags(store, each) for each in three]
    store.undo()

    assert after == [("Maps", "Archives"), ("maps", "Archives"), ("maps", "Archives")]
    assert [tags(store, each) for each in three] == before


def test_tagged_people_are_found_by_their_new_tag_and_no_longer_after_undo(
    store: Store, folder: Path, three: tuple[int, ...]
) -> None:
    store.do(TagContacts(three, add=("cataloguers",)))
    with store.reading() as session:
        found = contact_ids(session, ContactFilter(text="catalog"), today=MONDAY)
    store.undo()

    assert set(found) == set(three)
    assert list_index_is_true(folder)
    with store.reading() as session:
        assert contact_ids(session, ContactFilter(text="catalog"), today=MONDAY) == ()


def test_a_rhythm_renews_what_is_due(store: Store, folder: Path, three: tuple[int, ...]) -> None:
    store.do(LogInteraction(InteractionDraft(three, InteractionKind.CALL, at(MONDAY - timedelta(days=3)))))

    store.do(KeepInTouchWith(three, Closeness.ACTIVE, 10))

    with store.reading() as session:
        cards = [contact_card(session, each) for each in three]
    assert [[step.due_on for step in card.next_steps] for card in cards if card] == [[MONDAY + timedelta(days=7)]] * 3
    assert list_index_is_true(folder)


def test_deleted_people_are_in_the_trash_and_back_with_one_undo(store: Store, three: tuple[int, ...]) -> None:
    def shown(showing: Showing) -> set[int]:
        with store.reading() as session:
            return set(contact_ids(session, ContactFilter(showing), today=MONDAY))

    done = store.do(DeleteContacts(three[:2]))
    trashed = shown(Showing.TRASH)
    store.do(RestoreContacts(three[:1]))
    restored = shown(Showing.TRASH)
    store.undo()
    store.undo()

    assert done.label == "Delete 2 people"
    assert trashed == set(three[:2])
    assert restored == {three[1]}
    assert shown(Showing.ALL) == set(three)


@pytest.mark.parametrize("command", [TagContacts((1,)), KeepInTouchWith((1,), Closeness.WARM, 0)])
@pytest.mark.usefixtures("three")
def test_nothing_to_do_is_said(store: Store, command: object) -> None:
    with pytest.raises(Invalid):
        store.do(command)  # type: ignore[arg-type]


def test_a_list_is_kept_renamed_and_forgotten(store: Store) -> None:
    wanted = ContactFilter(Showing.DUE, tags=(Wording("oral history", is_whole=True),), text="maps")

    kept = store.do(KeepList(" Oral  historians ", wanted)).result
    with store.reading() as session:
        (first,) = named_lists(session)
    store.do(RenameList(kept, "Historians"))
    store.do(DeleteList(kept))
    store.undo()

    assert first.name == "Oral historians"
    assert typed_filter(first.filter_text) == wanted
    with store.reading() as session:
        assert [each.name for each in named_lists(session)] == ["Historians"]
    with pytest.raises(Missing):
        store.do(DeleteList(4711))
    with pytest.raises(Invalid):
        store.do(KeepList("  ", wanted))
