"""A person forgotten for good is nowhere any more: not in the file's bytes, not in the history, not in the search."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from builders import MONDAY, a_contact, add_contact, add_interview, at, open_test_store
from insidescoop.commands.contacts import DeleteContact, EditContact
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.commands.forgetting import ForgetContact
from insidescoop.commands.interactions import LogInteraction
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.photos import SetPhoto
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.interactions import InteractionDraft, InteractionKind, IntroductionDraft
from insidescoop.domain.problems import Problem
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.forgetting import forgetting
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.search import found
from insidescoop.store import engine, journal
from insidescoop.store import forgetting as forgetting_module
from insidescoop.store.indexes import search_index
from insidescoop.store.store import Store

SECRETS = ("Quetzalcoatl", "Zimmerfrau", "quetzal@secret.example", "Xylophonist", "whispered something", "mapsandmore")


def a_picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(kept, "PNG")
    return kept.getvalue()


def tell_secrets(store: Store) -> int:
    """A person with a past of every sort, edited, undone and redone."""
    person = add_contact(
        store, "Quetzalcoatl", "Zimmerfrau", title="Xylophonist", tags=("mapsandmore",), met_event="Fair",
        emails=(Labelled("quetzal@secret.example"),),
    )  # fmt: skip
    other = add_contact(store, "Bo", "Berg")
    talk = InteractionDraft(
        (person,), InteractionKind.CALL, at(MONDAY - timedelta(days=2)), notes="whispered something"
    )
    store.do(LogInteraction(talk))
    store.do(AddFollowUp(person, MONDAY, "Ask Quetzalcoatl again"))
    store.do(SetPhoto(person, a_picture()))
    store.do(RecordIntroduction(IntroductionDraft(other, person, words_used="Zimmerfrau knows everybody")))
    add_interview(store, person, purpose="What does Zimmerfrau do")
    store.do(EditContact(person, a_contact("Quetzalcoatl", "Zimmerfrau", notes="whispered something")))
    store.undo()
    store.redo()
    return person


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def left_of(folder: Path) -> list[str]:
    held = bytes_of(folder).lower()
    return [secret for secret in SECRETS if secret.lower().encode() in held]


def test_no_byte_is_left_in_the_file(store: Store, folder: Path) -> None:
    person = tell_secrets(store)
    before = left_of(folder)

    done = store.do(ForgetContact(person))

    assert sorted(before) == sorted(SECRETS)
    assert left_of(folder) == []
    assert not done.can_undo
    assert store.history().undo is None
    with store.reading() as session:
        assert found(session, "quetzalcoatl") == ()
        assert contact_card(session, person) is None
    assert store.undo() is None


@pytest.mark.parametrize("part", [(journal, "forget"), (search_index, "forget_what_was_deleted")])
def test_the_check_of_the_bytes_would_notice_what_stays(
    store: Store, folder: Path, part: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = tell_secrets(store)
    monkeypatch.setattr(part[0], part[1], lambda _connection: None)

    store.do(ForgetContact(person))

    assert left_of(folder) != []


@pytest.fixture
def careless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store whose deleted cells are not overwritten, as those are not that a page hands to its neighbour."""
    pragmas = tuple(pragma.replace("secure_delete=ON", "secure_delete=OFF") for pragma in engine._PRAGMAS)
    monkeypatch.setattr(engine, "_PRAGMAS", pragmas)
    store = open_test_store(tmp_path / "careless")
    yield store
    store.close()


def test_the_file_is_written_anew_so_that_no_page_keeps_a_byte(careless: Store, tmp_path: Path) -> None:
    person = tell_secrets(careless)

    done = careless.do(ForgetContact(person))

    assert left_of(tmp_path / "careless") == []
    assert done.problem is None


def test_bytes_that_a_page_keeps_would_be_noticed(
    careless: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = tell_secrets(careless)
    monkeypatch.setattr(forgetting_module, "write_anew", lambda _engine: None)

    careless.do(ForgetContact(person))

    assert left_of(tmp_path / "careless") != []


def test_what_may_be_left_is_told_and_the_person_is_gone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_engine: object) -> None:
        raise Problem("The disk is full.", your_data="Nothing is lost.", next_step="Free some space, then do it again.")

    person = tell_secrets(store)
    monkeypatch.setattr(forgetting_module, "write_anew", full)

    done = store.do(ForgetContact(person))

    assert done.problem is not None
    assert done.problem.next_step == "Free some space; the next start tries again."
    with store.reading() as session:
        assert contact_card(session, person) is None


def test_a_person_in_the_trash_can_be_forgotten(store: Store, folder: Path) -> None:
    person = tell_secrets(store)
    store.do(DeleteContact(person))

    store.do(ForgetContact(person))

    assert left_of(folder) == []


def test_what_was_shared_with_others_stays_without_the_person(store: Store) -> None:
    gone, stays = add_contact(store, "Ann", "Gone"), add_contact(store)
    shared = InteractionDraft((gone, stays), InteractionKind.MEETING, at(MONDAY), summary="Lunch for three")
    alone = InteractionDraft((gone,), InteractionKind.CALL, at(MONDAY), summary="Just us")
    for draft in (shared, alone):
        store.do(LogInteraction(draft))
    talk = add_interview(store, gone, purpose="Both at once")
    with store.reading() as session:
        page = interview_page(session, talk)
    assert page is not None

    store.do(ForgetContact(gone))

    with store.reading() as session:
        card = contact_card(session, stays)
        assert interview_page(session, talk) is None
    assert card is not None
    assert [entry.summary for entry in card.timeline] == ["Lunch for three"]


def test_the_preview_counts_what_goes_and_names_what_stays(store: Store) -> None:
    person = tell_secrets(store)
    add_contact(store, "Cher", "", notes="Knows Quetzalcoatl Zimmerfrau from school")

    with store.reading() as session:
        told = forgetting(session, person)

    assert told is not None
    assert told.name == "Quetzalcoatl Zimmerfrau"
    assert "1 photo" in told.goes
    assert "1 introduction" in told.goes
    assert [hit.title for hit in told.stays] == ["Cher"]
