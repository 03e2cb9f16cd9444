"""A person is added, corrected in place, and everything can be taken back, tomorrow too."""

from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.furnishing import Furnishing
from insidescoop.ui.opening import OpenedWindow
from insidescoop.ui.widgets.form_field import FormField
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_fixtures import Desk, Settle


def pages(opened: OpenedWindow) -> Furnishing:
    assert opened.furnishing is not None
    return opened.furnishing


def field(opened: OpenedWindow, name: str) -> FormField:
    return pages(opened).contacts.card._form._fields[name]


def add(qtbot: QtBot, opened: OpenedWindow, settle: Settle, **typed: str) -> AddContactDialog:
    """Ctrl+N, the names typed key by key, Enter."""
    opened.registry.action("add_contact").trigger()
    dialog = opened.window.findChildren(AddContactDialog)[-1]
    for name, text in typed.items():
        qtbot.keyClicks(dialog.form._fields[name].editor, text)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(opened)
    return dialog


def names(opened: OpenedWindow) -> list[str]:
    return [row.name for row in pages(opened).contacts._rows]


def test_ctrl_n_names_enter_and_the_person_is_there(qtbot: QtBot, opened: OpenedWindow, settle: Settle) -> None:
    add(qtbot, opened, settle, given_name="Dana", family_name="Okafor", emails="dana@harbor.example", tags="maps, law")

    contacts = pages(opened).contacts
    assert names(opened) == ["Dana Okafor"]
    assert contacts.table.chosen_id() == contacts.card.contact_id == 1
    assert opened.window.status.happened() == "Add Dana Okafor"
    assert opened.registry.action("undo").text() == "Undo add Dana Okafor"


def test_a_person_without_a_name_keeps_the_box_open_with_what_was_typed(
    qtbot: QtBot, opened: OpenedWindow, settle: Settle
) -> None:
    dialog = add(qtbot, opened, settle, title="Archivist", emails="no-sign")

    assert dialog.isVisible()
    assert dialog.form._fields["title"].text() == "Archivist"
    assert "at least one name" in dialog.problem.text()
    dialog.reject()


def test_undo_in_the_status_line_takes_the_person_back(qtbot: QtBot, opened: OpenedWindow, settle: Settle) -> None:
    add(qtbot, opened, settle, given_name="Dana")

    qtbot.mouseClick(opened.window.status._undo, Qt.MouseButton.LeftButton)
    settle(opened)

    assert names(opened) == []
    assert pages(opened).contacts._stack.currentWidget() is pages(opened).contacts.empty
    assert opened.registry.action("redo").isEnabled()


def test_a_fact_is_kept_when_its_field_is_left(qtbot: QtBot, opened: OpenedWindow, settle: Settle) -> None:
    add(qtbot, opened, settle, given_name="Dana")
    title = field(opened, "title").editor
    opened.window.activateWindow()
    title.setFocus()
    qtbot.waitUntil(title.hasFocus)
    qtbot.keyClicks(title, "Digital archivist")

    qtbot.keyClick(title, Qt.Key.Key_Tab)
    settle(opened)

    assert next(iter(pages(opened).contacts._rows)).title == "Digital archivist"
    assert opened.window.status.happened() == "Edit Dana"


def test_a_fact_is_kept_after_a_pause(qtbot: QtBot, opened: OpenedWindow, settle: Settle) -> None:
    add(qtbot, opened, settle, given_name="Dana")
    qtbot.keyClicks(field(opened, "title").editor, "Archivist")

    qtbot.waitUntil(lambda: [row.title for row in pages(opened).contacts._rows] == ["Archivist"], timeout=3000)


def test_what_is_typed_survives_closing_at_once_and_can_be_undone_tomorrow(
    qtbot: QtBot, desk: Desk, settle: Settle
) -> None:
    first = desk.open()
    add(qtbot, first, settle, given_name="Dana")
    qtbot.keyClicks(field(first, "notes").editor, "likes maps")
    first.window.close()
    desk.clock.pass_days(1)

    second = desk.open()
    pages(second).contacts.go_to(1)
    kept = field(second, "notes").text()
    second.registry.action("undo").trigger()
    settle(second)

    assert kept == "likes maps"
    assert field(second, "notes").text() == ""
    second.registry.action("undo").trigger()
    settle(second)
    assert names(second) == []


def test_what_is_typed_is_kept_when_another_person_is_chosen(
    qtbot: QtBot, opened: OpenedWindow, settle: Settle
) -> None:
    add(qtbot, opened, settle, given_name="Ann")
    add(qtbot, opened, settle, given_name="Bea")
    pages(opened).contacts.go_to(1)
    qtbot.keyClicks(field(opened, "title").editor, "Librarian")

    pages(opened).contacts.go_to(2)
    settle(opened)
    pages(opened).contacts.go_to(1)

    assert field(opened, "title").text() == "Librarian"


def test_a_wrong_address_is_told_under_its_field_and_not_kept(
    qtbot: QtBot, opened: OpenedWindow, settle: Settle
) -> None:
    add(qtbot, opened, settle, given_name="Dana")
    emails = field(opened, "emails")
    qtbot.keyClicks(emails.editor, "dana.harbor")

    emails.commit()
    settle(opened)

    assert "no @ sign" in emails._problem.text()
    assert emails.text() == "dana.harbor"
    assert opened.window.status.happened() == "Add Dana"


def test_a_deleted_person_goes_to_the_trash_and_comes_back(qtbot: QtBot, opened: OpenedWindow, settle: Settle) -> None:
    add(qtbot, opened, settle, given_name="Dana")
    opened.registry.action("delete_contact").trigger()
    settle(opened)
    assert names(opened) == []

    pages(opened).contacts.go_to(1)
    assert opened.registry.action("restore_contact").isEnabled()
    opened.registry.action("restore_contact").trigger()
    settle(opened)

    pages(opened).contacts.go_to(1)
    assert names(opened) == ["Dana"]


def test_typing_in_the_search_narrows_the_table(sample: OpenedWindow) -> None:
    contacts = pages(sample).contacts

    contacts.search.setText("harbor arch")

    assert sorted(names(sample)) == ["Dana Okafor", "Grace Thornton"]


def test_markup_in_a_name_is_shown_as_typed(
    qtbot: QtBot, opened: OpenedWindow, settle: Settle, application: QApplication
) -> None:
    hostile = '<b>Ann</b> <img src="x.png">'

    add(qtbot, opened, settle, given_name=hostile)
    application.processEvents()

    card = pages(opened).contacts.card
    assert card._name.text() == hostile
    assert card._name.textFormat() == Qt.TextFormat.PlainText
    assert "<" not in pages(opened).contacts.table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_ctrl_z_takes_back_keystrokes_first_and_then_what_was_kept(
    qtbot: QtBot, opened: OpenedWindow, settle: Settle
) -> None:
    add(qtbot, opened, settle, given_name="Dana")
    title = field(opened, "title")
    opened.window.activateWindow()
    title.setFocus()
    qtbot.waitUntil(title.editor.hasFocus)
    qtbot.keyClicks(title.editor, "Archivist")
    qtbot.keyClick(title.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    after_typing = title.text()
    qtbot.keyClicks(title.editor, "Librarian")
    title.commit()
    settle(opened)

    qtbot.keyClick(title.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(opened)

    assert after_typing == ""
    assert title.text() == ""
    assert next(iter(pages(opened).contacts._rows)).title is None
    assert opened.window.status.happened() == "Took back: Edit Dana"
