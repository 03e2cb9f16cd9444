"""The box that looks for people who are kept twice: found, decided, taken back, with the keys alone."""

import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QTableView
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.bulk import KeepInTouchWith
from insidescoop.commands.contacts import AddContact, DeleteContact
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.duplicates.search import LARGEST_BLOCK
from insidescoop.domain.progress import Progress, Report
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.known_people import distinct_pairs
from insidescoop.ui.duplicates.controller import DuplicateController
from insidescoop.ui.duplicates.dialog import DuplicatesDialog
from windows import Opened, box_of, button, named, open_window, press

DANA, D, BOB, ROBERT, IRIS = range(1, 6)


@pytest.fixture
def twins(qapp: QApplication, folder: Path, empty_folder: Path, clock: SetClock) -> Iterator[Opened]:
    """A window on five people of whom two are kept twice."""
    copytree(empty_folder, folder)
    store = open_test_store(folder, clock)
    add_contact(store, title="Archivist", emails=(Labelled("dana@harbor.example"),))
    add_contact(store, "D.", title="<b>Head</b> & more", emails=(Labelled("DANA@harbor.example"),), tags=("alumni",))
    add_contact(store, "Bob", "Estevez", organization="Mill Press")
    add_contact(store, "Robert", "Estevez", organization="Mill Press")
    add_contact(store, "Iris", "Chang")
    store.close()
    opened = open_window(qapp, folder, clock)
    yield opened
    opened.close_for_good()


def found(qtbot: QtBot, opened: Opened) -> DuplicatesDialog:
    """The box once it has looked."""
    opened.trigger("find_duplicates")
    return box_of(qtbot, opened, DuplicatesDialog)


def ids(dialog: DuplicatesDialog) -> list[tuple[int, int]]:
    return [(pair.first_id, pair.second_id) for pair in dialog.pairs()]


def card(opened: Opened, contact_id: int) -> ContactCard | None:
    return opened.runner.read(lambda session: contact_card(session, contact_id))


def test_two_are_merged_with_the_keys_alone_and_come_back(qtbot: QtBot, twins: Opened) -> None:
    dialog = found(qtbot, twins)
    assert ids(dialog) == [(DANA, D), (BOB, ROBERT)]
    assert QApplication.focusWidget() is dialog.list

    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "Name: Dana Okafor"
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Right)
    assert QApplication.focusWidget().accessibleName() == "Title: <b>Head</b> & more"
    assert "<b>Head</b> & more" in dialog.pane.view.preview()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    twins.finish()

    merged = card(twins, DANA)
    assert (merged.draft.title, merged.draft.tags) == ("<b>Head</b> & more", ("alumni",))
    assert card(twins, D) is None
    assert ids(dialog) == [(BOB, ROBERT)]
    assert dialog.happened.text() == "Merged Dana Okafor and D. Okafor"
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    twins.finish()
    assert ids(dialog) == [(DANA, D), (BOB, ROBERT)]
    assert card(twins, DANA).draft.title == "Archivist"


def test_tab_goes_through_everything_and_back_to_the_list(qtbot: QtBot, twins: Opened) -> None:
    dialog = found(qtbot, twins)

    stops = []
    for _ in range(12):
        widget = QApplication.focusWidget()
        stops.append(widget.accessibleName() or widget.text())
        press(qtbot, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is dialog.list:
            break

    assert stops == [
        "People who may be kept twice", "Name: Dana Okafor", "Title: Archivist", "Skip", "Not the same", "Merge",
        "Close",
    ]  # fmt: skip


def test_two_who_are_not_the_same_are_never_shown_again(qtbot: QtBot, twins: Opened) -> None:
    dialog = found(qtbot, twins)

    press(qtbot, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    twins.finish()

    assert ids(dialog) == [(BOB, ROBERT)]
    assert twins.runner.read(distinct_pairs) == {(DANA, D)}
    button(dialog, "Close").click()
    assert ids(found(qtbot, twins)) == [(BOB, ROBERT)]


def test_after_the_last_pair_a_calm_sentence_says_so(qtbot: QtBot, twins: Opened) -> None:
    dialog = found(qtbot, twins)

    button(dialog, "Merge").click()
    twins.finish()
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)

    assert dialog.sentence.isVisible()
    assert dialog.sentence.text() == "You have seen every pair. 1 pair was skipped and will be shown the next time."
    button(dialog, "Close").click()
    again = found(qtbot, twins)
    button(again, "Merge").click()
    twins.finish()
    assert again.sentence.text() == "That was the last pair. Everybody is kept once."
    button(again, "Undo").click()
    twins.finish()
    assert ids(again) == [(BOB, ROBERT)]


def test_nobody_is_kept_twice_in_an_empty_store(qtbot: QtBot, opened: Opened) -> None:
    dialog = found(qtbot, opened)

    assert dialog.sentence.text() == "No duplicates found."
    assert QApplication.focusWidget() is button(dialog, "Close")


def test_who_looked_like_the_one_who_goes_is_compared_with_the_one_who_stays(qtbot: QtBot, twins: Opened) -> None:
    third = ContactDraft(given_name="Okafor", emails=(Labelled("dana@harbor.example"),))
    twins.runner.do(AddContact(third))
    twins.finish()
    dialog = found(qtbot, twins)
    assert len(ids(dialog)) == 4

    button(dialog, "Merge").click()
    twins.finish()
    button(dialog, "Merge").click()
    twins.finish()

    assert ids(dialog) == [(BOB, ROBERT)]


def test_names_and_facts_are_shown_as_typed(qtbot: QtBot, twins: Opened) -> None:
    dialog = found(qtbot, twins)

    assert dialog.pane.view.choices["title"].cells[1].button.accessibleName() == "Title: <b>Head</b> & more"
    assert dialog.pane.view.likeness_words() == (
        "Almost surely the same",
        "Same e-mail address dana@harbor.example. Same family name, and the initials fit.",
        "",
    )
    assert named(dialog, "People who may be kept twice", QTableView).model().index(0, 0).data() == (
        "Dana Okafor – D. Okafor"
    )


def test_a_click_on_the_words_takes_them(qtbot: QtBot, twins: Opened) -> None:
    dialog = found(qtbot, twins)
    cell = dialog.pane.view.choices["title"].cells[1]

    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)

    assert cell.findChild(QRadioButton).isChecked()
    assert dialog.pane.view.draft().title == "<b>Head</b> & more"


def test_a_search_can_be_stopped_and_what_follows_is_not(opened: Opened) -> None:
    is_on = threading.Event()
    told: list[object] = []

    def work_for_ever(_facts: object, report: Report) -> None:
        while True:
            report(Progress(1, 2, "Comparing people"))
            is_on.set()

    add_two = (AddContact(ContactDraft(given_name=given)) for given in ("Dana", "Bo"))
    for command in add_two:
        opened.runner.do(command)
    opened.runner.ask_reporting(work_for_ever, told.append, on_cancelled=lambda: told.append("off"))
    opened.runner.do(KeepInTouchWith((1,), Closeness.ACTIVE))
    assert is_on.wait(10)
    opened.runner.cancel()
    opened.finish()
    opened.runner.cancel()
    opened.runner.do(KeepInTouchWith((2,), Closeness.WIDE))
    opened.finish()

    assert told == ["off"]
    assert [card(opened, number).draft.closeness for number in (1, 2)] == [Closeness.ACTIVE, Closeness.WIDE]


def test_the_box_can_be_closed_while_it_looks(qtbot: QtBot, twins: Opened) -> None:
    twins.registry.action("find_duplicates").trigger()
    dialog = box_of(qtbot, twins, DuplicatesDialog)

    press(qtbot, Qt.Key.Key_Escape)
    twins.finish()

    assert not twins.window.findChildren(DuplicatesDialog) or not dialog.isVisible()
    assert card(twins, D) is not None


def controller(opened: Opened) -> DuplicateController:
    return opened.controller.contacts_controller.chosen.duplicates


def test_two_chosen_people_are_merged_in_a_box_of_their_own(twins: Opened) -> None:
    merge = controller(twins).merge
    twins.runner.do(DeleteContact(IRIS))
    twins.finish()

    assert merge(DANA, DANA) is None
    assert merge(DANA, IRIS) is None
    dialog = merge(ROBERT, DANA)
    assert dialog is not None
    button(dialog, "Merge").click()
    twins.finish()

    assert card(twins, ROBERT) is None
    assert card(twins, DANA).draft.organization == "Mill Press"
    assert twins.said() == "Merged Dana Okafor and Robert Estevez"


def test_enter_merges_two_chosen_people_but_not_on_the_button_that_keeps_them_apart(
    qtbot: QtBot, twins: Opened
) -> None:
    merge = controller(twins).merge
    kept_apart = merge(ROBERT, DANA)
    assert kept_apart is not None
    kept_apart.pane.distinct.setFocus()
    qtbot.keyClick(kept_apart.pane.distinct, Qt.Key.Key_Return)
    twins.finish()
    both = card(twins, ROBERT), card(twins, DANA)

    merging = merge(ROBERT, DANA)
    assert merging is not None
    qtbot.keyClick(QApplication.focusWidget() or merging, Qt.Key.Key_Return)
    twins.finish()

    assert None not in both
    assert (card(twins, ROBERT) is None) != (card(twins, DANA) is None)


def test_a_larger_store_is_looked_through_off_the_window(qtbot: QtBot, twins: Opened) -> None:
    for number in range(LARGEST_BLOCK + 5):
        twins.runner.do(AddContact(ContactDraft(given_name=f"Kim{number}", family_name="Smith")))
    twins.finish()
    heard: list[Progress] = []
    twins.runner.progressed.connect(heard.append)

    found(qtbot, twins)

    assert heard
    assert heard[-1].done == heard[-1].total
