"""Ctrl+Z belongs to the text while it is being typed, and to the store once it is kept."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from insidescoop.commands.contacts import AddContact
from insidescoop.domain.contacts import ContactDraft
from insidescoop.ui.widgets.form_field import FormField
from windows import Opened, press

CTRL = Qt.KeyboardModifier.ControlModifier


def _title_of(opened: Opened) -> FormField:
    return opened.furnishing.contacts.card._form._fields["title"]


def _focus(qtbot: QtBot, opened: Opened, field: FormField) -> None:
    opened.window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.editor.hasFocus)


def test_keystrokes_are_taken_back_first_and_then_what_was_kept(qtbot: QtBot, opened: Opened) -> None:
    opened.runner.do(AddContact(ContactDraft(given_name="Dana")), then=opened.furnishing.contacts.go_to)
    opened.finish()
    title = _title_of(opened)
    _focus(qtbot, opened, title)
    qtbot.keyClicks(title.editor, "Archivist")
    press(qtbot, Qt.Key.Key_Z, CTRL)
    after_typing = title.text()
    qtbot.keyClicks(title.editor, "Librarian")
    title.commit()
    opened.finish()

    press(qtbot, Qt.Key.Key_Z, CTRL)
    opened.finish()

    assert (after_typing, title.text()) == ("", "")
    assert opened.said() == "Took back: Edit Dana"


def test_a_field_without_anything_typed_lets_the_store_have_the_key(qtbot: QtBot, opened: Opened) -> None:
    opened.runner.do(AddContact(ContactDraft(given_name="Dana")), then=opened.furnishing.contacts.go_to)
    opened.finish()
    _focus(qtbot, opened, _title_of(opened))

    press(qtbot, Qt.Key.Key_Z, CTRL)
    opened.finish()

    assert opened.said() == "Took back: Add Dana"
