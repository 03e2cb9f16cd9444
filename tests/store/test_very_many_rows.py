"""Very many people added at once, past the triggers: what those watch over holds all the same, then and later."""

from pathlib import Path

import pytest

from builders import a_contact, add_contact, list_index_is_true, search_index_is_true
from insidescoop.commands.contacts import AddContacts
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.queries.contact_parts import contact_count
from insidescoop.store import many_rows
from insidescoop.store import store as store_module
from insidescoop.store.base import Base
from insidescoop.store.store import Store
from insidescoop.store.upgrade import triggers_are_ours

PEOPLE = tuple(a_contact(f"Given{number}", f"Family{number}") for number in range(12))


@pytest.fixture(autouse=True)
def twelve_are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_rows, "VERY_MANY", len(PEOPLE))
    monkeypatch.setattr(store_module, "ROWS_REPLAYED_ONE_BY_ONE", 0)


def count(store: Store) -> int:
    with store.reading() as session:
        return contact_count(session)


def watches(store: Store) -> bool:
    with store.reading() as session:
        return triggers_are_ours(session.connection(), Base.metadata)


def test_they_are_found_listed_taken_back_and_done_again(store: Store, folder: Path) -> None:
    add_contact(store, "Ann", "First")
    drafts = tuple(
        ContactDraft(given_name=each.given_name, family_name=each.family_name, tags=("maps", "law"), emails=each.emails)
        for each in PEOPLE
    )

    store.do(AddContacts(drafts))

    assert (count(store), list_index_is_true(folder), search_index_is_true(folder)) == (13, True, True)
    store.undo()
    assert (count(store), list_index_is_true(folder), search_index_is_true(folder)) == (1, True, True)
    store.redo()
    assert (count(store), list_index_is_true(folder), search_index_is_true(folder)) == (13, True, True)


def test_who_is_added_later_is_watched_over_again(store: Store, folder: Path) -> None:
    store.do(AddContacts(PEOPLE))

    add_contact(store, "Zoe", "Last", tags=("maps",))

    assert watches(store)
    assert list_index_is_true(folder)
    assert search_index_is_true(folder)
    store.undo()
    assert count(store) == len(PEOPLE)


def test_so_it_is_when_they_were_called_off_halfway(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("insidescoop.commands.contacts._PEOPLE_A_REPORT", 5)

    def call_off(progress: Progress) -> None:
        if progress.done:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.do(AddContacts(PEOPLE), call_off)

    assert count(store) == 0
    assert watches(store)
