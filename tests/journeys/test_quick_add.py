"""A person from a pasted signature, with keys alone."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from builders import SetClock, add_contact, open_test_store
from examples import one_in
from insidescoop.domain.contacts import ContactDraft
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.last_event import lasting_event
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.widgets.plain_text import PlainLabel
from windows import Opened, box_of, fill, named, open_window, press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

SIGNATURE = """Best regards,
Dana Okafor, MLIS (she/her)
Head of Technical Services, Harbor University Library
T: 617-555-0134
dana.okafor@harbor.example
Likes old maps, and cats"""


def _dialog(opened: Opened, qtbot: QtBot) -> AddContactDialog:
    press(qtbot, Qt.Key.Key_N, CONTROL)
    dialog = box_of(qtbot, opened, AddContactDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.box)
    return dialog


def _paste(qtbot: QtBot, text: str) -> None:
    QApplication.clipboard().setText(text)
    press(qtbot, Qt.Key.Key_V, CONTROL)


def _added(opened: Opened) -> ContactDraft:
    contact_id = opened.controller.contacts.card.contact_id
    assert contact_id is not None
    card = opened.runner.read(lambda session: contact_card(session, contact_id))
    assert card is not None
    return card.draft


def _typed_in(dialog: AddContactDialog, name: str) -> str:
    return named(dialog, name, QLineEdit).text()


def test_a_pasted_signature_an_event_and_enter_add_a_person(opened: Opened, qtbot: QtBot) -> None:
    _dialog(opened, qtbot)

    _paste(qtbot, SIGNATURE)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "SAA 2026")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    draft = _added(opened)
    assert (draft.given_name, draft.family_name, draft.pronouns) == ("Dana", "Okafor", "she/her")
    assert (draft.title, draft.organization) == ("Head of Technical Services", "Harbor University Library")
    assert [email.value for email in draft.emails] == ["dana.okafor@harbor.example"]
    assert [phone.value for phone in draft.phones] == ["617-555-0134"]
    assert draft.met_event == "SAA 2026"
    assert draft.notes == "Dana Okafor, MLIS\nLikes old maps, and cats"


def test_the_fields_fill_by_themselves_and_the_box_says_what_it_found(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)

    _paste(qtbot, SIGNATURE)

    qtbot.waitUntil(lambda: _typed_in(dialog, "Title") == "Head of Technical Services")
    assert dialog.recognised.text().startswith("Found: name, title, organization, e-mail, phone, pronouns.")
    assert "In the notes: 2 lines." in dialog.recognised.text()


def test_a_field_corrected_by_hand_is_not_written_over(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    qtbot.keyClicks(dialog.box, "Dana Okafor, Librarian")
    qtbot.waitUntil(lambda: _typed_in(dialog, "Title") == "Librarian")
    fill(qtbot, dialog, "Given name", "Danielle")

    qtbot.keyClicks(dialog.box, ", Harbor Library")

    qtbot.waitUntil(lambda: _typed_in(dialog, "Organization") == "Harbor Library")
    assert (_typed_in(dialog, "Given name"), _typed_in(dialog, "Family name")) == ("Danielle", "Okafor")


def test_a_field_follows_the_box_until_it_is_corrected(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    qtbot.keyClicks(dialog.box, "Dana Okafor, Librarian")
    qtbot.waitUntil(lambda: _typed_in(dialog, "Title") == "Librarian")

    dialog.box.selectAll()
    qtbot.keyClicks(dialog.box, "Rafael")

    qtbot.waitUntil(lambda: _typed_in(dialog, "Given name") == "Rafael")
    assert (_typed_in(dialog, "Family name"), _typed_in(dialog, "Title")) == ("", "")


def test_enter_in_a_text_of_several_lines_makes_another_and_ctrl_enter_adds(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    qtbot.keyClicks(dialog.box, "Dana Okafor")
    press(qtbot, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(dialog.box, "Archivist")
    press(qtbot, Qt.Key.Key_Return)
    was_open = dialog.isVisible()

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    assert was_open
    assert (_added(opened).shown_name, _added(opened).title) == ("Dana Okafor", "Archivist")


def test_what_stands_in_the_box_is_not_thrown_away_unasked(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    qtbot.keyClicks(dialog.box, "Dana")

    press(qtbot, Qt.Key.Key_Escape)

    assert dialog.question is not None
    dialog.question.defaultButton().click()


@pytest.mark.parametrize(("days", "filled"), one_in(2, [(1, "SAA 2026"), (0, "SAA 2026"), (2, "")]))
def test_the_last_event_is_filled_in_for_a_day_and_typed_over(
    qapp: QApplication, qtbot: QtBot, folder: Path, clock: SetClock, days: int, filled: str
) -> None:
    store = open_test_store(folder, clock)
    add_contact(store, "Bo", "Berg", met_event="SAA 2026")
    store.close()
    clock.pass_days(days)
    opened = open_window(qapp, folder, clock)
    dialog = _dialog(opened, qtbot)
    shown = _typed_in(dialog, "Met at")
    dialog.box.setPlainText("Priya Sharma, Stripe")
    dialog.filler.finish()
    said = dialog.as_before.isVisible()
    dialog.met_at.editor.setText("Elsewhere")  # type: ignore[attr-defined]
    dialog.form.edited.emit()
    said_after = dialog.as_before.isVisible()
    dialog.met_at.replace_text(shown)
    dialog.box.setPlainText("")
    dialog.filler.finish()
    assert (said, said_after) == (bool(filled), False)
    qtbot.keyClicks(dialog.box, "Dana Okafor")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "ALA")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    added = _added(opened)
    opened.close_for_good()

    assert shown == filled
    assert (added.shown_name, added.met_event) == ("Dana Okafor", "ALA")


def test_escape_leaves_a_box_with_nothing_but_the_suggested_event(
    qapp: QApplication, qtbot: QtBot, folder: Path, clock: SetClock
) -> None:
    store = open_test_store(folder, clock)
    add_contact(store, "Bo", "Berg", met_event="SAA 2026")
    store.close()
    opened = open_window(qapp, folder, clock)
    dialog = _dialog(opened, qtbot)

    press(qtbot, Qt.Key.Key_Escape)
    is_left = not dialog.isVisible()
    opened.close_for_good()

    assert is_left


def test_the_last_event_is_that_of_the_person_added_last(folder: Path, clock: SetClock) -> None:
    store = open_test_store(folder, clock)

    def event(days_later: int = 0) -> str | None:
        today = clock.today() + timedelta(days=days_later)
        with store.reading() as session:
            return lasting_event(session, today=today, zone=clock.zone)

    before = event()
    add_contact(store, "Ana", "Abel", met_event="SAA 2026")
    first = [event(days_later) for days_later in range(3)]
    add_contact(store, "Bo", "Berg")
    second = event()
    store.close()

    assert (before, first, second) == (None, ["SAA 2026", "SAA 2026", None], None)


@pytest.mark.parametrize("line", one_in(2, [("<img src=x>",), ("<b>",), ("<p>  <br>",)]))
def test_a_pasted_line_that_means_nothing_is_taken_for_the_name_as_it_stands(
    opened: Opened, qtbot: QtBot, line: str
) -> None:
    _dialog(opened, qtbot)

    _paste(qtbot, line)
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert _added(opened) == ContactDraft(given_name=line)


def test_what_is_wrong_is_said_once_under_its_field_until_it_is_put_right(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)

    press(qtbot, Qt.Key.Key_Return)
    told = [label.text() for label in dialog.findChildren(PlainLabel) if label.isVisible()]
    qtbot.keyClicks(QApplication.focusWidget(), "Dana")
    told_then = [label.text() for label in dialog.findChildren(PlainLabel) if label.isVisible()]

    assert sum("at least one name" in words for words in told) == 1
    assert not any("at least one name" in words for words in told_then)


def test_a_fault_that_is_scrolled_out_of_sight_is_brought_into_it(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)
    dialog.resize(640, 420)
    _paste(qtbot, "Senior Metadata Librarian\nHarbor University Library")
    notes, name = named(dialog, "Notes"), named(dialog, "Given name")
    notes.setFocus(Qt.FocusReason.MouseFocusReason)
    area = _area_of(notes)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    was_out_of_sight = _in_sight(name) == 0

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    assert was_out_of_sight
    assert _in_sight(name) == 1
    assert QApplication.focusWidget() is name
    (said,) = (label for label in dialog.findChildren(PlainLabel) if "at least one name" in label.text())
    assert _in_sight(said) == 1


def _area_of(field: QWidget) -> QScrollArea:
    area = field.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    return area


def _in_sight(field: QWidget) -> float:
    """How much of a field can be seen, from 0 to 1."""
    seen = field.visibleRegion().boundingRect()
    return seen.width() * seen.height() / (field.width() * field.height())


@pytest.mark.parametrize(
    ("typed", "field", "key"),
    one_in(
        2,
        [
            ("Dana Okafor", None, "Enter"),
            ("", None, "Enter"),
            ("Dana Okafor\nArchivist", "Title", "Enter"),
            ("Dana Okafor\nArchivist", None, "Ctrl+Enter"),
            ("Dana Okafor", "Notes", "Ctrl+Enter"),
            ("Dana Okafor", "Closeness", "Ctrl+Enter"),
        ],
    ),
)
def test_the_hint_names_the_key_that_adds(
    opened: Opened, qtbot: QtBot, typed: str, field: str | None, key: str
) -> None:
    dialog = _dialog(opened, qtbot)
    dialog.box.setPlainText(typed)
    dialog.filler.finish()
    if field is not None:
        named(dialog, field).setFocus()

    assert dialog.hint.isVisible()
    assert dialog.hint.text() == f"Press {key} to add."
    assert "Ctrl+Enter" in dialog.verb.toolTip()
    if typed:
        press(qtbot, Qt.Key.Key_Return, CONTROL if key.startswith("Ctrl") else Qt.KeyboardModifier.NoModifier)
        opened.finish()
        assert _added(opened).shown_name == "Dana Okafor"


def test_where_somebody_was_met_goes_to_its_field(opened: Opened, qtbot: QtBot) -> None:
    _dialog(opened, qtbot)

    qtbot.keyClicks(QApplication.focusWidget(), "Bob Tester, bob@nowhere, met at ALA Midwinter")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    added = _added(opened)
    assert (added.shown_name, added.met_event, added.notes) == ("Bob Tester", "ALA Midwinter", None)
    assert [email.value for email in added.emails] == ["bob@nowhere"]


def test_an_address_without_an_end_is_said_to_look_incomplete(opened: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(opened, qtbot)

    dialog.box.setPlainText("Bob Tester, bob@nowhere")
    dialog.filler.finish()

    assert "looks incomplete" in dialog.recognised.text()
    assert (_typed_in(dialog, "Given name"), _typed_in(dialog, "E-mail")) == ("Bob", "bob@nowhere")


def test_a_name_written_family_name_first_is_shown_so(opened: Opened, qtbot: QtBot) -> None:
    _dialog(opened, qtbot)

    _paste(qtbot, "NGUYEN Thi Minh Khai\nSenior Metadata Librarian\nkhai@lotus.example.vn")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    assert _added(opened).shown_name == "Nguyen Thi Minh Khai"
