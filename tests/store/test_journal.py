"""One action is one step that can be taken back and done again, also after a restart."""

from pathlib import Path

import pytest
from sqlalchemy import text

from builders import SetClock, a_contact, add_contact, add_interview, at, open_test_store
from insidescoop.commands.contacts import AddContact, AddContacts, DeleteContact, EditContact
from insidescoop.commands.interviews import DeleteInterview, PlanCoreQuestions
from insidescoop.domain.changes import Kind
from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_list import contact_ids
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.search import found
from insidescoop.store.entities import Contact
from insidescoop.store.store import Store
from insidescoop.store.unit_of_work import UnitOfWork

pytestmark = pytest.mark.encrypted_too


def names(store: Store) -> list[str]:
    with store.reading() as session:
        cards = [contact_card(session, each) for each in contact_ids(session, today=SetClock().today())]
        return [card.name for card in cards if card is not None]


def test_a_change_is_taken_back_after_a_restart(store: Store, folder: Path) -> None:
    contact_id = add_contact(store, tags=("archives",), emails=())
    store.do(EditContact(contact_id, a_contact("Diana", tags=("law", "maps"))))
    store.close()

    reopened = open_test_store(folder)
    undone = reopened.undo()

    assert undone is not None
    assert undone.label == "Edit Diana Okafor"
    assert undone.changes.ids(Kind.CONTACT) == {contact_id}
    with reopened.reading() as session:
        card = contact_card(session, contact_id)
    reopened.close()
    assert card is not None
    assert (card.name, card.draft.tags) == ("Dana Okafor", ("archives",))


def test_one_action_is_one_step_whatever_it_touched(store: Store) -> None:
    add_contact(store, met_event="Fair", organization="Harbor", tags=("a", "b"))

    store.undo()

    assert names(store) == []
    assert store.history().undo is None
    with store.reading() as session:
        assert found(session, "harbor") == ()


def test_a_deleted_interview_comes_back_with_its_questions(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store), starts=at(SetClock().today()))
    store.do(PlanCoreQuestions(interview_id))
    store.do(DeleteInterview(interview_id))

    store.undo()

    with store.reading() as session:
        page = interview_page(session, interview_id)
    assert page is not None
    assert len(page.questions) == 10


def test_a_new_change_ends_what_could_be_redone(store: Store) -> None:
    add_contact(store, "Dana")
    store.undo()
    assert store.history().redo == "Add Dana Okafor"

    add_contact(store, "Rafael", "Levi")

    assert store.history().redo is None
    assert store.redo() is None
    assert names(store) == ["Rafael Levi"]


def test_a_step_that_changes_nothing_is_no_step(store: Store) -> None:
    contact_id = add_contact(store)

    done = store.do(EditContact(contact_id, a_contact()))

    assert not done.changes
    assert store.history().undo == "Add Dana Okafor"


def test_a_refused_command_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(Invalid):
        store.do(AddContact(a_contact("", "")))

    assert store.history().undo is None


def test_what_was_undone_can_be_redone_after_a_step_that_changes_nothing(store: Store) -> None:
    contact_id = add_contact(store)
    store.do(EditContact(contact_id, a_contact("Diana")))
    store.undo()

    store.do(EditContact(contact_id, a_contact()))

    assert store.redo() is not None
    assert names(store) == ["Diana Okafor"]


class _Halfway:
    label = "Fail halfway"

    def run(self, work: object) -> None:
        AddContact(a_contact()).run(work)
        work.report(Progress(1, 2, "Adding"))


def test_a_cancelled_command_leaves_nothing_behind(store: Store) -> None:
    def cancel(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        store.do(_Halfway(), cancel)

    assert names(store) == []
    assert store.history().undo is None


def test_many_contacts_are_one_step_and_are_indexed_like_one(store: Store) -> None:
    drafts = tuple(a_contact(f"G{n}", f"F{n}", organization="Harbor", tags=("bulk",)) for n in range(300))
    store.do(AddContacts(drafts))
    with store.reading() as session:
        assert len(found(session, "harbor bulk", at_most=400)) == 300
        rows = session.execute(text("SELECT count(*) FROM search_index WHERE search_index MATCH 'bulk'")).scalar_one()
    assert rows == 300

    store.undo()

    with store.reading() as session:
        rows = session.execute(text("SELECT count(*) FROM search_index WHERE search_index MATCH 'bulk'")).scalar_one()
    assert (rows, names(store)) == (0, [])


def test_undo_of_an_edit_keeps_what_an_upgrade_of_the_bank_changed_meanwhile(store: Store) -> None:
    from insidescoop.commands.questions import StarQuestion

    store.do(StarQuestion(1, is_starred=True))
    with store._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE question SET text = 'A newer wording?' WHERE id = 1")

    store.undo()

    with store.reading() as session:
        row = session.execute(text("SELECT text, is_starred FROM question WHERE id = 1")).one()
    assert tuple(row) == ("A newer wording?", 0)


def test_only_the_newest_steps_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("insidescoop.store.journal.STEPS_KEPT", 3)
    contact_id = add_contact(store)
    for number in range(5):
        store.do(EditContact(contact_id, a_contact(f"Dana {number}")))

    undone = [store.undo() for _ in range(4)]

    assert [step is not None for step in undone] == [True, True, True, False]
    assert names(store) == ["Dana 1 Okafor"]


def _bytes_of_history(store: Store) -> int:
    with store.reading() as session:
        images = session.execute(text("SELECT before, after FROM undo_change")).all()
    return sum(len(image.encode()) for row in images for image in row if image)


def test_many_changes_of_a_long_note_do_not_make_the_file_grow_for_ever(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("insidescoop.store.journal.BYTES_KEPT", 4 << 20)
    contact_id = add_contact(store)
    for number in range(150):
        store.do(EditContact(contact_id, a_contact(f"Dana {number}", notes=f"{number} " + "é" * 20_000)))

    kept = _bytes_of_history(store)
    undone = store.undo(), store.undo()

    assert kept < 8 << 20
    assert all(undone)
    assert names(store) == ["Dana 147 Okafor"]


def test_the_newest_step_can_be_undone_however_large_it_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("insidescoop.store.journal.BYTES_KEPT", 1_000)
    add_contact(store, "First")
    store.do(AddContacts(tuple(a_contact(f"G{n}", f"F{n}") for n in range(300))))

    store.undo()

    assert names(store) == ["First Okafor"]
    assert store.history().undo is None


def test_deleting_to_the_trash_keeps_everything_findable_after_restoring(store: Store) -> None:
    contact_id = add_contact(store, notes="likes maps")
    store.do(DeleteContact(contact_id))
    with store.reading() as session:
        assert found(session, "maps") == ()

    store.undo()

    with store.reading() as session:
        assert [hit.id for hit in found(session, "maps")] == [contact_id]


class _Twice:
    """Writes one column twice in one step."""

    label = "Write twice"

    def run(self, work: UnitOfWork) -> None:
        row = work.session.get_one(Contact, 1)
        for notes in ("second", "third"):
            row.notes = notes
            work.session.flush()


def test_a_row_changed_twice_in_a_step_goes_back_to_where_it_was_before_both(store: Store) -> None:
    add_contact(store, notes="first")
    store.do(_Twice())

    store.undo()

    with store.reading() as session:
        assert session.execute(text("SELECT notes FROM contact")).scalar_one() == "first"
    store.redo()
    with store.reading() as session:
        assert session.execute(text("SELECT notes FROM contact")).scalar_one() == "third"
