"""What a large step leaves in the indexes is what doing everything row by row would leave."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import MONDAY, a_contact, add_contact, list_index_is_true
from insidescoop.commands.contacts import AddContacts, EditContact
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.queries.search import found
from insidescoop.store.indexes import list_index
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE
from rows_of_stores import rows_of


def orders(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'contact_standing' AND type = 'index' ORDER BY name"
        )
        return [sql for (sql,) in rows]


def titles(store: Store, typed: str) -> set[str]:
    with store.reading() as session:
        return {hit.title for hit in found(session, typed)}


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> AddContacts:
    """So many people that the orders of the list are made anew."""
    monkeypatch.setattr(list_index, "MANY", 3)
    people = ("Ann", "Bo", "Łukasz", "Jürgen")
    return AddContacts(tuple(a_contact(name, "Groß", organization="Ørsted") for name in people))


def test_orders_made_anew_are_the_ones_there_were(store: Store, folder: Path, many: AddContacts) -> None:
    add_contact(store)
    before = orders(folder)

    for step in (lambda: store.do(many), store.undo, store.redo):
        step()

        assert orders(folder) == before
        assert len(before) == len(list_index.ListKey)
        assert list_index_is_true(folder)


def test_a_large_step_that_fails_leaves_every_order_and_can_be_done_again(
    store: Store, folder: Path, many: AddContacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = orders(folder)
    monkeypatch.setattr(list_index, "_STANDING", "INSERT INTO no_such_table SELECT 1 FROM contact AS person")
    with pytest.raises(Exception, match="no_such_table"):
        store.do(many)
    monkeypatch.undo()

    assert orders(folder) == before
    assert titles(store, "lukasz") == set()
    store.do(many)
    assert titles(store, "lukasz") == {"Łukasz Groß"}


def test_people_of_a_large_step_are_found_without_marks_by_name_and_organization(
    store: Store, many: AddContacts
) -> None:
    store.do(many)

    assert titles(store, "jurgen gross orsted") == {"Jürgen Groß"}
    store.undo()
    assert titles(store, "gross") == set()
    store.redo()
    assert titles(store, "lukasz orsted") == {"Łukasz Groß"}


def test_done_again_a_large_step_writes_the_very_rows_it_wrote(store: Store, many: AddContacts) -> None:
    store.do(many)
    some = a_contact(
        "Cher", "", emails=(Labelled("c@x.example"), Labelled("d@x.example", "work")), tags=("maps",), notes="a note",
        phones=(Labelled("1-2-3"),), met_on=MONDAY, do_not_contact=True, terms=(Term(Vocabulary.EVENT, "Aunt"),),
    )  # fmt: skip
    store.do(AddContacts((some, a_contact())))
    before = rows_of(store)

    store.undo()
    store.undo()
    store.redo()
    store.redo()

    assert rows_of(store) == before


def test_an_edit_after_a_large_step_is_taken_back_to_what_the_step_wrote(store: Store, many: AddContacts) -> None:
    first = store.do(many).result[0]
    before = rows_of(store)
    store.do(EditContact(first, a_contact("Anne", title="Director", notes="New")))

    store.undo()

    assert rows_of(store) == before


def test_a_large_step_tells_everything_it_touched(store: Store, many: AddContacts) -> None:
    done = store.do(many)
    undone = store.undo()

    assert undone is not None
    assert done.changes == undone.changes
    assert {kind.value: len(ids) for kind, ids in done.changes.ids_by_kind.items()} == {"contact": 4, "organization": 1}
