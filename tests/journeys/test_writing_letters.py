"""Letters by keyboard alone: begun, filled field by field, handed on, and logged."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import a_contact, add_contact, add_interview
from examples import one_in
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.letters import HideTemplate
from insidescoop.commands.profile import EditProfile
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.interactions import IntroductionDraft
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.profile import ProfileDraft
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.interview_board import interview_rows
from insidescoop.queries.message_templates import template_rows
from insidescoop.store.store import Store
from insidescoop.ui.external_links import ExternalLinks
from insidescoop.ui.letters.controller import LetterController
from insidescoop.ui.letters.dialog import LetterDialog
from insidescoop.ui.letters.templates_dialog import TemplatesDialog
from insidescoop.ui.widgets.plain_text import PlainLabel
from window_fixtures import Opening
from windows import Opened, box_of, button, fill, press

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


def dana_to_be_asked(store: Store) -> None:
    """Dana, whom a talk is planned with, and Prof. Ito, who led to her and gave no leave."""
    store.do(EditProfile(ProfileDraft(name="Maya", headline="library school student")))
    emails = (Labelled("dana@harbor.example"),)
    dana = add_contact(store, emails=emails, met_event="ALA Annual", title="Digital archivist")
    store.do(RecordIntroduction(IntroductionDraft(add_contact(store, "Aiko", "Ito"), dana)))
    add_interview(store, dana, purpose="How archives choose what to process")


@pytest.fixture
def asking(opening: Opening) -> Iterator[Opened]:
    """A window that shows the plan of the talk with Dana."""
    with opening.on_store(dana_to_be_asked) as window:
        window.trigger("show_interviews")
        yield window


def _dialog(opened: Opened, qtbot: QtBot) -> LetterDialog:
    press(qtbot, Qt.Key.Key_W, CONTROL | SHIFT)
    return box_of(qtbot, opened, LetterDialog)


def _type_over_fields(qtbot: QtBot, dialog: LetterDialog, words: list[str]) -> None:
    for word in words:
        qtbot.keyClicks(QApplication.focusWidget(), word)
        press(qtbot, Qt.Key.Key_Tab)
        if not dialog.body.textCursor().hasSelection() and dialog.subject.hasFocus():
            press(qtbot, Qt.Key.Key_Tab)


def _stage(opened: Opened) -> Stage:
    return opened.runner.read(interview_rows)[0].stage


def test_a_request_is_filled_with_tab_and_logged_by_keys_alone(asking: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(asking, qtbot)
    begun = dialog.body.toPlainText()
    chosen = []

    for word in ("archives", "Tuesday at ten", "Friday noon"):
        chosen.append(dialog.body.textCursor().selectedText())
        qtbot.keyClicks(QApplication.focusWidget(), word)
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    asking.finish()

    card = asking.runner.read(lambda session: contact_card(session, 1))
    assert begun.startswith("Dear Dana,\n\nWe met before (ALA Annual). I am a library school student")
    assert chosen == ["{field_or_setting}", "{window_1}", "{window_2}"]
    assert not dialog.isVisible()
    assert _stage(asking) is Stage.ASKED
    assert card is not None
    assert "I am free Tuesday at ten or Friday noon" in (card.timeline[0].notes or "")
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    asking.finish()
    assert _stage(asking) is Stage.TO_ASK


def _said(dialog: LetterDialog, words: str) -> int:
    """How many labels of the dialog say something: what is wrong is said once."""
    return sum(words in label.text() for label in dialog.findChildren(PlainLabel) if label.isVisible())


def test_an_open_field_keeps_the_letter_from_being_logged_copied_and_opened(asking: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(asking, qtbot)
    QGuiApplication.clipboard().setText("before")

    for key, modifier in ((Qt.Key.Key_Return, CONTROL), (Qt.Key.Key_C, ALT), (Qt.Key.Key_O, ALT)):
        dialog.say("")
        press(qtbot, key, modifier)
        qtbot.waitUntil(lambda: dialog.problem.text() == "Fix the marked points above first.")

    assert _said(dialog, "Still open") == 1
    assert dialog.isVisible()
    assert QGuiApplication.clipboard().text() == "before"
    assert _stage(asking) is Stage.TO_ASK
    dialog.reject()


def test_a_referrer_without_leave_stops_the_letter_and_says_why(asking: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(asking, qtbot)
    dialog.body.setPlainText("Dear Dana, Aiko thought of you. Could we talk for 20 minutes?")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    asking.finish()

    assert _said(dialog, "Aiko Ito, who has not said you may") == 1
    assert dialog.problem.text() == "Fix the marked points above first."
    assert _stage(asking) is Stage.TO_ASK
    dialog.done(0)


def test_what_was_written_is_not_thrown_away_unasked_nor_by_another_template(asking: Opened, qtbot: QtBot) -> None:
    dialog = _dialog(asking, qtbot)
    first = dialog.template.value()
    dialog.body.setPlainText("Dear Dana, my own words")
    dialog.template.box.setCurrentIndex(dialog.template.box.count() - 1)
    dialog.template.chosen.emit(dialog.template.value())

    dialog.template.show_value(first)
    dialog.template.chosen.emit(first)
    press(qtbot, Qt.Key.Key_Escape)

    assert dialog.body.toPlainText() == "Dear Dana, my own words"
    assert dialog.isVisible()
    assert dialog.question is not None
    dialog.question.close()
    dialog.done(0)


@pytest.fixture
def desk(asking: Opened) -> tuple[LetterController, list[str]]:
    """A desk whose mail program writes down what it is handed."""
    taken: list[str] = []

    def take(url: QUrl) -> bool:
        taken.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    links = ExternalLinks(asking.window, take)
    return LetterController(asking.context, asking.runner, asking.window, links), taken


def test_the_mail_program_gets_address_subject_and_words(
    desk: tuple[LetterController, list[str]], asking: Opened, qtbot: QtBot
) -> None:
    dialog = desk[0].write(TemplateKind.OUTREACH, 1)
    assert dialog is not None
    dialog.subject.setPlainText("ALA & a question")
    dialog.body.setPlainText("Dear Dana,\n20 minutes?")

    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)

    subject, body = "ALA%20%26%20a%20question", "Dear%20Dana%2C%0D%0A20%20minutes%3F"
    assert desk[1] == [f"mailto:dana@harbor.example?subject={subject}&body={body}"]
    assert _stage(asking) is Stage.TO_ASK
    dialog.done(0)


@pytest.mark.parametrize("is_long", [True, False], ids=["too long for a link", "no address"])
def test_what_the_mail_program_cannot_take_is_on_the_clipboard(
    desk: tuple[LetterController, list[str]], qtbot: QtBot, is_long: bool
) -> None:
    body = "Dear reader, " + ("李" * 300 if is_long else "20 minutes?")
    dialog = desk[0].write(TemplateKind.KEEP_IN_TOUCH, 1 if is_long else 2)
    assert dialog is not None
    dialog.subject.setPlainText("News")
    dialog.body.setPlainText(body)

    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == body
    assert "clipboard" in dialog.problem.text()
    assert desk[1] == (["mailto:dana@harbor.example?subject=News"] if is_long else [])
    dialog.done(0)


def test_a_letter_to_the_contact_chosen_on_the_contacts_page(asking: Opened, qtbot: QtBot) -> None:
    asking.trigger("show_contacts")
    asking.controller.contacts.go_to(2)
    asking.finish()

    press(qtbot, Qt.Key.Key_Y, CONTROL | SHIFT)
    dialog = box_of(qtbot, asking, LetterDialog)

    assert dialog.kind is TemplateKind.THANK_YOU
    assert dialog.body.toPlainText().startswith("Dear Aiko,")
    dialog.done(0)


def test_with_nobody_chosen_there_is_nothing_to_write(opened: Opened) -> None:
    opened.trigger("show_interviews")

    assert not opened.registry.action("write_letter").isEnabled()


def test_a_template_is_changed_copied_hidden_and_restored(asking: Opened, qtbot: QtBot) -> None:
    asking.trigger("edit_templates")
    dialog = box_of(qtbot, asking, TemplatesDialog)
    before = dialog.body.toPlainText()

    def click(press_it: Callable[[], None]) -> None:
        press_it()
        asking.finish()

    dialog.body.setPlainText("Dear {contakt_name}")
    click(dialog.save.click)
    refused = dialog.findChildren(type(dialog._told))
    assert any("contakt_name" in label.text() for label in refused)
    dialog.body.setPlainText("Dear {contact_name}")
    click(dialog.save.click)
    can_restore = dialog.restore.isEnabled()
    click(dialog.restore.click)
    restored = dialog.body.toPlainText()
    count = dialog.list.count()
    click(dialog.copy.click)
    click(dialog.hide_button.click)

    assert can_restore
    assert restored == before
    assert dialog.list.count() == count + 1
    assert dialog.list.currentItem().text().endswith("(mine) (hidden)")
    dialog.reject()


@pytest.mark.parametrize(("answer", "is_saved", "is_there_still", "way"), one_in(2, [
    ("Save", True, False, "another template"), ("Save", True, False, "closing"),
    ("Discard", False, False, "closing"), ("Discard", False, False, "another template"),
    ("Keep editing", False, True, "another template"), ("Keep editing", False, True, "closing"),
]))  # fmt: skip
def test_changes_of_a_template_are_saved_discarded_or_kept_in_the_fields_whichever_way_it_is_left(
    asking: Opened, qtbot: QtBot, way: str, answer: str, is_saved: bool, is_there_still: bool
) -> None:
    asking.trigger("edit_templates")
    dialog = box_of(qtbot, asking, TemplatesDialog)
    first = asking.runner.read(template_rows)[0].id
    fill(qtbot, dialog, "Name", "Short and plain")

    if way == "closing":
        press(qtbot, Qt.Key.Key_Escape)
    else:
        dialog.list.setCurrentRow(1)
    assert dialog.question is not None
    button(dialog.question, answer).click()
    asking.finish()

    kept = next(row for row in asking.runner.read(template_rows) if row.id == first)
    assert (kept.draft.name == "Short and plain") == is_saved
    assert (dialog.name.text() == "Short and plain") == is_there_still or way == "closing"
    assert dialog.list.currentRow() == (0 if is_there_still or way == "closing" else 1)
    assert dialog.isVisible() == (is_there_still or way == "another template")
    dialog.done(0)


def test_a_kind_whose_templates_are_all_hidden_is_still_written_as_what_it_is(asking: Opened) -> None:
    for row in asking.runner.read(template_rows):
        asking.runner.do(HideTemplate(row.id, is_hidden=row.draft.kind is TemplateKind.OUTREACH))
    asking.finish()

    dialog = asking.controller.letters.write(TemplateKind.OUTREACH, 1)

    assert dialog is not None
    assert dialog.kind is TemplateKind.OUTREACH
    dialog.done(0)


def test_a_name_asked_for_in_a_letter_signs_it_and_is_kept_with_it(opened: Opened, qtbot: QtBot) -> None:
    opened.runner.do(AddContact(a_contact()))
    opened.finish()
    dialog = opened.controller.letters.write(TemplateKind.GOOD_NEWS, 1)
    assert dialog is not None
    was_asked_for = "{my_name}" in dialog.body.toPlainText()

    fill(qtbot, dialog, "Your name, kept in your profile with this letter", "Maya Lindqvist")
    dialog.my_name.commit()
    dialog.body.setPlainText(dialog.body.toPlainText().replace("{", "").replace("}", ""))
    dialog.subject.setPlainText("News")
    dialog.verb.click()
    opened.finish()
    again = opened.controller.letters.write(TemplateKind.GOOD_NEWS, 1)
    assert again is not None

    card = opened.runner.read(lambda session: contact_card(session, 1))
    assert card is not None
    assert was_asked_for
    assert "Maya Lindqvist" in (card.timeline[0].notes or "")
    assert not again.my_name.isVisible()
    assert "Maya Lindqvist" in again.body.toPlainText()
    again.close()


def test_long_names_of_templates_stand_whole_in_the_list(opened: Opened) -> None:
    dialog = opened.controller.letters.edit_templates()
    opened.finish()
    names, metrics = dialog.list, dialog.list.fontMetrics()

    lines = [names.visualItemRect(names.item(row)).height() // metrics.height() for row in range(names.count())]

    assert max(lines) >= 2
    for row, lines_seen in enumerate(lines):
        room = names.viewport().width() - 12
        assert metrics.horizontalAdvance(names.item(row).text()) <= lines_seen * room
    dialog.close()
