"""Ctrl+Z belongs to the text while the cursor is in a field, word by word, and to the last step everywhere else."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from insidescoop.commands.contacts import AddContact
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.ui.main_window import Tab
from insidescoop.ui.meeting.note_box import NoteBox
from insidescoop.ui.pitches.marked_edit import MarkedEdit
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainEdit
from windows import Opened, button, press

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _dana(opened: Opened) -> None:
    opened.runner.do(AddContact(ContactDraft(given_name="Dana")), then=opened.controller.contacts.go_to)
    opened.finish()


def _field(opened: Opened, name: str) -> FormField:
    field = opened.controller.contacts.card.form.fields[name]
    assert isinstance(field, FormField)
    return field


def _focus(qtbot: QtBot, opened: Opened, editor: QWidget) -> None:
    opened.window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)


def _undo(qtbot: QtBot, opened: Opened) -> None:
    press(qtbot, Qt.Key.Key_Z, CTRL)
    opened.finish()


EDITORS: dict[str, Callable[[], QWidget]] = {
    "line": QLineEdit,
    "lines": PlainEdit,
    "pitch": MarkedEdit,
    "notes": NoteBox,
    "choice": lambda: _editable(QComboBox()),
}


def _editable(box: QComboBox) -> QComboBox:
    box.setEditable(True)
    return box


def _text(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


@pytest.fixture(params=EDITORS)
def editor(request: pytest.FixtureRequest, qtbot: QtBot, opened: Opened) -> QWidget:
    """A field of each kind in the window, with the cursor in it."""
    made = EDITORS[request.param]()
    made.setParent(opened.window.centralWidget())
    made.resize(200, 40)
    made.show()
    _focus(qtbot, opened, made)
    return made


def test_words_pastes_and_deletions_are_undone_one_by_one_and_redone(
    qtbot: QtBot, opened: Opened, editor: QWidget
) -> None:
    QGuiApplication.clipboard().setText(" or so")
    qtbot.keyClicks(editor, "she said  ten")
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_V, CTRL)
    qtbot.keyClicks(editor, "on")

    back = [_text(editor)]
    for _press in range(6):
        _undo(qtbot, opened)
        back.append(_text(editor))
    forth = [_text(editor)]
    for place in range(6):
        press(qtbot, *((Qt.Key.Key_Y, CTRL) if place % 2 else (Qt.Key.Key_Z, CTRL | SHIFT)))
        opened.finish()
        forth.append(_text(editor))

    words = ["", "she ", "she said  ", "she said  ten", "she said  t", "she said  t or so", "she said  t or soon"]
    assert back == words[::-1]
    assert forth == words


def test_what_was_typed_over_is_back_with_one_key(qtbot: QtBot, opened: Opened, editor: QWidget) -> None:
    qtbot.keyClicks(editor, "Maria Delgado")
    press(qtbot, Qt.Key.Key_Left, CTRL | SHIFT)
    qtbot.keyClicks(editor, "Diaz Soto")
    press(qtbot, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(editor, "Mariana")

    back = []
    for _press in range(4):
        _undo(qtbot, opened)
        back.append(_text(editor))
    press(qtbot, Qt.Key.Key_Y, CTRL)

    assert back == ["Maria Diaz Soto", "Maria Diaz ", "Maria Delgado", "Maria "]
    assert _text(editor) == "Maria Delgado"


def test_a_used_up_field_never_reaches_another_page(qtbot: QtBot, opened: Opened, editor: QWidget) -> None:
    _dana(opened)
    _focus(qtbot, opened, editor)
    qtbot.keyClicks(editor, "a b")

    for key in (Qt.Key.Key_Z,) * 5 + (Qt.Key.Key_Y,) * 5:
        press(qtbot, key, CTRL)
        opened.finish()

    assert opened.runner.history().undo == "Add Dana"
    assert opened.runner.history().redo is None
    assert _text(editor) == "a b"


def test_a_number_keeps_the_key_too(qtbot: QtBot, opened: Opened) -> None:
    _dana(opened)
    box = QSpinBox(opened.window.centralWidget())
    box.show()
    _focus(qtbot, opened, box)
    box.selectAll()
    qtbot.keyClicks(box, "12")

    for _press in range(4):
        _undo(qtbot, opened)

    assert box.value() == 0
    assert opened.runner.history().undo == "Add Dana"


def test_what_was_saved_meanwhile_is_undone_as_text_and_saved_like_typing(qtbot: QtBot, opened: Opened) -> None:
    _dana(opened)
    title = _field(opened, "title")
    _focus(qtbot, opened, title.editor)
    qtbot.keyClicks(title.editor, "Head of archives")
    title.commit()
    opened.finish()

    _undo(qtbot, opened)
    shown = title.text()
    title.commit()
    opened.finish()
    card = opened.controller.contacts.card.shown_card
    assert card is not None

    assert (shown, card.draft.title) == ("Head of ", "Head of")
    assert opened.runner.history().redo is None


def test_the_next_person_s_field_does_not_undo_what_was_typed_for_the_last(qtbot: QtBot, opened: Opened) -> None:
    _dana(opened)
    title = _field(opened, "title")
    _focus(qtbot, opened, title.editor)
    qtbot.keyClicks(title.editor, "Archivist")
    title.commit()
    opened.finish()
    bo = ContactDraft(given_name="Bo", title="Archivist")
    opened.runner.do(AddContact(bo), then=opened.controller.contacts.go_to)
    opened.finish()
    _focus(qtbot, opened, title.editor)

    _undo(qtbot, opened)

    assert title.text() == "Archivist"


def test_outside_fields_the_key_undoes_the_last_step(qtbot: QtBot, opened: Opened) -> None:
    _dana(opened)
    _focus(qtbot, opened, opened.controller.contacts.people.table)

    _undo(qtbot, opened)

    assert opened.said() == "Undid: added Dana"


def test_a_pitch_undoes_its_own_words_and_no_other_pitch(qtbot: QtBot, opened: Opened) -> None:
    for name in ("Hallway", "Panel"):
        opened.runner.do(AddPitch(PitchDraft(name=name, who_i_am="I mend catalogs.")))
    opened.window.show_tab(Tab.PITCHES)
    opened.finish()
    field = next(iter(opened.controller.pitches.editor.fields.values()))
    _focus(qtbot, opened, field.editor)
    field.text_edit.moveCursor(field.text_edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(field.editor, " One more.")
    field.commit()
    opened.finish()
    before = opened.runner.history().undo

    texts = []
    for _press in range(5):
        _undo(qtbot, opened)
        texts.append(field.text())

    start = texts[-1]
    assert texts == [f"{start} One ", f"{start} ", start, start, start] or texts[:2] == [f"{start} One ", start]
    assert opened.runner.history().undo == before
    assert opened.runner.history().redo is None


def test_a_composed_word_is_a_step_and_is_not_torn(qtbot: QtBot, opened: Opened, editor: QWidget) -> None:
    qtbot.keyClicks(editor, "one ")
    for preedit, commit in (("k", ""), ("ka", ""), ("", "ka")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(editor, event)
    whole = _text(editor)

    _undo(qtbot, opened)

    assert (whole, _text(editor)) == ("one ka", "one ")


def _menu_words(opened: Opened) -> str:
    opened.controller.undo_controller.refresh()
    return opened.registry.action("undo").text()


def test_the_menu_says_what_it_would_undo(qtbot: QtBot, opened: Opened) -> None:
    _dana(opened)
    table, title = opened.controller.contacts.people.table, _field(opened, "title")
    _focus(qtbot, opened, table)
    outside = _menu_words(opened)
    _focus(qtbot, opened, title.editor)
    unused = _menu_words(opened)
    qtbot.keyClicks(title.editor, "Head of")
    typed = _menu_words(opened)

    opened.registry.action("undo").trigger()
    opened.finish()

    assert (outside, unused, typed) == ("Undo add Dana", "Undo add Dana", "Undo typing")
    assert title.text() == "Head "
    assert opened.runner.history().undo == "Add Dana"


def test_what_was_undone_is_shown_where_it_is(qtbot: QtBot, sample: Opened) -> None:
    people = sample.controller.contacts.people
    people.table.choose_place(1)
    sample.finish()
    chosen = sample.controller.contacts.card.contact_id
    title = _field(sample, "title")
    _focus(qtbot, sample, title.editor)
    qtbot.keyClicks(title.editor, "Head of everything")
    title.commit()
    sample.finish()
    sample.window.show_tab(Tab.PITCHES)
    people.table.choose_place(3)

    sample.trigger("undo")
    said = sample.said()
    qtbot.mouseClick(button(sample.window.status, "Show"), Qt.MouseButton.LeftButton)
    sample.finish()

    assert said.startswith("Undid: edited ")
    assert sample.window.tabs.currentIndex() == Tab.CONTACTS
    assert sample.controller.contacts.card.contact_id == chosen


def test_what_is_gone_is_not_offered_to_be_shown(qtbot: QtBot, opened: Opened) -> None:
    _dana(opened)
    _focus(qtbot, opened, opened.controller.contacts.people.table)

    _undo(qtbot, opened)
    after_undo = opened.window.status.show_button.isVisible()
    opened.trigger("redo")

    assert not after_undo
    assert opened.said() == "Redid: added Dana"
    assert opened.window.status.show_button.isVisible()
