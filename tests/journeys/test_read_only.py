"""A window on data that may not be written to: nobody types in vain, and all there is can be read."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, add_contact, add_interview, at, open_test_store
from every_window import others_than, walk
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import StoreReadOnly
from insidescoop.start import open_store
from insidescoop.store import health
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui.application import ALL_ACTIONS
from insidescoop.ui.main_window import Tab
from insidescoop.ui.repair.dialogs import CannotOpenDialog, WayOut
from insidescoop.ui.widgets.scrolled_form import ScrolledForm
from windows import Opened, ToldProblems


@pytest.fixture
def read_only(qapp: QApplication, folder: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """The window as it opens on a write-protected file, after "Open read-only"."""
    store = open_test_store(folder, clock)
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY + timedelta(days=1)), purpose="How archives hire")
    store.do(AddPitch(PitchDraft(name="Hallway", who_i_am="I mend catalogs.")))
    store.close()
    may = health.os.access
    monkeypatch.setattr(health.os, "access", lambda path, mode: path != folder / STORE_FILE and may(path, mode))
    opened = Opened(
        qapp,
        folder,
        open_store=lambda key: open_store(folder, clock=clock, is_sample=False, key=key),
        open_read_only=lambda key: Store.open_read_only(folder, clock=clock, key=key),
        clock=clock,
        is_sample=False,
        messages=ToldProblems(),
    )
    opened.window.show()
    opened.load_in_stages()
    assert opened.opening is not None
    assert isinstance(opened.opening.dialog, CannotOpenDialog)
    opened.opening.dialog.buttons[WayOut.LOOK].click()
    opened.finish()
    opened.controller.contacts.people.table.choose_place(0)
    opened.finish()
    yield opened
    opened.close_for_good()


def open_fields(form: QWidget) -> list[str]:
    """The names of the fields in sight that take what is typed or chosen."""
    texts = [each for kind in (QLineEdit, QPlainTextEdit, QAbstractSpinBox) for each in form.findChildren(kind)]
    chosen = [each for kind in (QComboBox, QCheckBox) for each in form.findChildren(kind)]
    open_ones = [each for each in texts if not each.isReadOnly() and each.isEnabled()]
    open_ones += [each for each in chosen if each.isEnabled()]
    return [each.accessibleName() or type(each).__name__ for each in open_ones if each.isVisible()]


@pytest.mark.parametrize("page", ["show_contacts", "show_pitches", "show_interviews"])
def test_no_field_of_a_form_can_be_changed(read_only: Opened, page: str, qtbot: QtBot) -> None:
    read_only.trigger(page)
    shown = {
        "show_contacts": lambda: read_only.controller.contacts.card,
        "show_pitches": lambda: read_only.controller.pitches.editor,
        "show_interviews": lambda: read_only.controller.interviews.editor,
    }[page]()
    qtbot.waitUntil(shown.isVisible)
    if page == "show_contacts":
        read_only.controller.contacts.card.form.more.click()
    QApplication.processEvents()
    forms = [each for each in read_only.window.findChildren(ScrolledForm) if each.isVisible()]

    assert forms
    assert [name for form in forms for name in open_fields(form)] == []


def test_keys_change_nothing_and_what_is_there_can_be_copied_and_searched(read_only: Opened, qtbot: QtBot) -> None:
    card = read_only.controller.contacts.card
    name, met_on = card.form.fields["given_name"].editor, card.form.met_on.editor
    card.form.more.click()
    name.setFocus()
    qtbot.keyClicks(name, "Xavier")
    qtbot.keyClick(met_on, Qt.Key.Key_Up)
    assert (name.text(), met_on.text(), name.placeholderText()) == ("Dana", "", "")

    qtbot.keyClick(name, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(name, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    search = read_only.controller.contacts.people.search
    qtbot.keyClicks(search, "nobody of this name")

    assert QApplication.clipboard().text() == "Dana"
    assert search.text() == "nobody of this name"


def test_a_pitch_is_selected_with_the_keyboard_and_an_hour_stays(read_only: Opened, qtbot: QtBot) -> None:
    read_only.trigger("show_pitches")
    text = next(
        each
        for each in read_only.controller.pitches.editor.findChildren(QPlainTextEdit)
        if each.toPlainText() == "I mend catalogs."
    )
    qtbot.keyClicks(text, "never")
    qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "I mend catalogs."

    read_only.trigger("show_interviews")
    times = [each for each in read_only.controller.interviews.editor.findChildren(QAbstractSpinBox) if each.isVisible()]
    before = [each.text() for each in times]
    for each in times:
        qtbot.keyClicks(each, "7a")
        qtbot.keyClick(each, Qt.Key.Key_Up)

    assert before
    assert [each.text() for each in times] == before


@pytest.mark.parametrize("tab", list(Tab))
def test_an_action_that_would_change_something_says_so_at_once_and_opens_nothing(read_only: Opened, tab: Tab) -> None:
    read_only.window.show_tab(tab)
    read_only.finish()
    told = read_only.context.messages.problems  # type: ignore[attr-defined]
    refused = []

    for spec in ALL_ACTIONS:
        action = read_only.registry.action(spec.id)
        if spec.changes and action.isEnabled():
            told.clear()
            action.trigger()
            read_only.finish()
            refused.append(spec.id)
            assert [type(problem) for problem in told] == [StoreReadOnly], spec.id
            assert others_than(read_only.window) == [], spec.id

    assert "add_contact" in refused


def test_what_changes_nothing_can_be_done(read_only: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    told = read_only.context.messages.problems  # type: ignore[attr-defined]
    changing = {spec.id for spec in ALL_ACTIONS if spec.changes}
    done, refused = [], []

    def look(what: str) -> None:
        action_id = what.partition(": ")[2]
        (done if action_id not in changing else []).append(action_id)
        if told and action_id not in changing:
            refused.append(what)
        told.clear()

    walk(read_only, look)

    assert {"show_network_map", "make_prep_sheet", "print_pitch_card", "export_files", "write_letter"} <= set(done)
    assert refused == []
