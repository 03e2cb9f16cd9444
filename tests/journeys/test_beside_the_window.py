"""Other processes on the same data while the window is open: the command line, a sync program, a file put back."""

import shutil
from pathlib import Path

import pytest

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import AddContact
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.problems import ChangedOutside, StoreMoved
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.contact_parts import contact_count
from insidescoop.start import main
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE
from windows import Opened, ToldProblems


def beside(opened: Opened, clock: SetClock) -> Store:
    """The same data as another process opens it."""
    return open_test_store(opened.folder, clock)


def add_beside(opened: Opened, clock: SetClock, name: str) -> None:
    other = beside(opened, clock)
    add_contact(other, name, "Berg")
    other.close()


def add_here(opened: Opened, name: str) -> None:
    opened.runner.do(AddContact(ContactDraft(given_name=name)))
    opened.finish()


def everything(opened: Opened) -> tuple[ContactCard | None, int]:
    with opened.store.reading() as session:
        return contact_card(session, 1), contact_count(session)


def shown(opened: Opened) -> int:
    return opened.controller.contacts.people.listed().count


def test_what_the_command_line_adds_is_shown_and_said(opened: Opened, clock: SetClock) -> None:
    add_here(opened, "Dana")
    add_beside(opened, clock, "Bo")

    opened.runner.look_outside()
    opened.finish()

    assert shown(opened) == 2
    assert "changes made by another program" in opened.window.status.happened()
    assert opened.registry.action("undo").text() == "Undo add Bo Berg"


def test_undo_takes_back_only_what_the_menu_said(opened: Opened, clock: SetClock, messages: ToldProblems) -> None:
    add_here(opened, "Dana")
    add_beside(opened, clock, "Bo")

    opened.registry.action("undo").trigger()
    opened.finish()
    told = [type(problem) for problem in messages.problems]
    messages.problems.clear()

    assert told == [ChangedOutside]
    assert shown(opened) == 2
    opened.trigger("undo")
    opened.trigger("undo")
    assert shown(opened) == 0


def test_own_changes_are_not_taken_for_those_of_others(opened: Opened) -> None:
    add_here(opened, "Dana")
    opened.trigger("undo")
    before = opened.window.status.happened()

    opened.runner.look_outside()

    assert opened.window.status.happened() == before


def test_a_change_beside_an_own_one_is_shown_too(opened: Opened, clock: SetClock) -> None:
    add_beside(opened, clock, "Bo")
    add_here(opened, "Dana")

    opened.runner.look_outside()
    opened.finish()

    assert shown(opened) == 2


@pytest.mark.parametrize("how", ["replaced", "deleted"])
def test_a_file_that_is_replaced_is_told_once(opened: Opened, messages: ToldProblems, tmp_path: Path, how: str) -> None:
    opened.finish()
    path = opened.folder / STORE_FILE
    if how == "replaced":
        shutil.copyfile(path, tmp_path / "other")
        (tmp_path / "other").replace(path)
    else:
        path.rename(tmp_path / "moved")

    opened.runner.look_outside()
    opened.runner.look_outside()
    add_here(opened, "Dana")
    told = [type(problem) for problem in messages.problems]
    messages.problems.clear()
    if how == "deleted":
        (tmp_path / "moved").rename(path)

    assert told == [StoreMoved, StoreMoved]


def test_two_windows_worth_of_changes_lose_nothing(opened: Opened, clock: SetClock) -> None:
    for number in range(3):
        add_here(opened, f"Here{number}")
        add_beside(opened, clock, f"There{number}")

    opened.runner.look_outside()
    opened.finish()

    with opened.store.reading() as session:
        assert contact_count(session) == 6
    assert shown(opened) == 6


@pytest.mark.parametrize(
    "words", [["add", "Ana Ruiz, City Library"], ["log", "Dana", "called"], ["note", "Dana", "likes tea"]]
)
def test_what_is_captured_on_the_command_line_is_shown_and_taken_back_in_one_step(
    opened: Opened, words: list[str]
) -> None:
    add_here(opened, "Dana")
    before = everything(opened)

    code = main(["--data-dir", str(opened.folder), *words])

    opened.runner.look_outside()
    opened.finish()
    changed = everything(opened)
    opened.trigger("undo")
    assert code == 0
    assert changed != before
    assert everything(opened) == before
