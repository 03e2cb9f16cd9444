"""From an empty window to a printed sheet, and back to an empty window."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt, QTime
from PySide6.QtGui import QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import MONDAY, add_contact, add_interview, at
from insidescoop.domain.pitch.pitches import spoken_seconds
from insidescoop.queries.contact_parts import contact_count, has_anybody
from insidescoop.store.store import Store
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.interviews.sheet_preview import SheetPreview
from insidescoop.ui.main_window import Tab
from insidescoop.ui.widgets.tree_items import leaves_of
from window_fixtures import Opening
from windows import Opened, ToldProblems, begin_pitch, box_of, button, fill, named, press, type_day

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _add_dana(opened: Opened, qtbot: QtBot) -> None:
    _add(opened, qtbot, "Dana", "Okafor")


def _add_priya(opened: Opened, qtbot: QtBot) -> None:
    _add(opened, qtbot, "Priya", "Raman")


def _add(opened: Opened, qtbot: QtBot, given: str, family: str) -> None:
    press(qtbot, Qt.Key.Key_N, CONTROL)
    dialog = box_of(qtbot, opened, AddContactDialog)
    fill(qtbot, dialog, "Given name", given)
    fill(qtbot, dialog, "Family name", family)
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()


def _write_pitch(opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_N, CONTROL | SHIFT)
    begin_pitch(qtbot, opened)
    editor = opened.controller.pitches.editor
    fill(qtbot, editor, "Who I am", "I'm Maya, a library science student.")
    fill(qtbot, editor, "What I can do", "I clean up messy catalog data.")
    press(qtbot, Qt.Key.Key_Tab)
    opened.finish()


def _plan(opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_I, CONTROL)
    dialog = box_of(qtbot, opened, PlanDialog)
    qtbot.keyClicks(dialog.search, "dan")
    fill(qtbot, dialog, "What do you want to know after this talk?", "How archives hire")
    type_day(qtbot, dialog.when.day, "25 Nov")
    dialog.when.time.setTime(QTime(15, 30))
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    opened.finish()


def _sheet(opened: Opened, qtbot: QtBot) -> SheetPreview:
    press(qtbot, Qt.Key.Key_F6)
    opened.finish()
    preview = opened.controller.interviews_controller.preview
    assert isinstance(preview, SheetPreview)
    qtbot.waitUntil(lambda: preview.document.status() is QPdfDocument.Status.Ready)
    return preview


def one_talk(store: Store) -> None:
    add_interview(store, add_contact(store), starts=at(MONDAY))


@pytest.fixture
def planned(opening: Opening) -> Iterator[Opened]:
    """A window with one scheduled talk, shown."""
    with opening.on_store(one_talk) as window:
        window.trigger("show_interviews")
        yield window


def test_from_an_empty_window_to_a_saved_sheet(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    _add_dana(opened, qtbot)
    _write_pitch(opened, qtbot)
    _plan(opened, qtbot)
    preview = _sheet(opened, qtbot)
    target = tmp_path / "sheet.pdf"

    preview.save_to(target)

    pages = PdfReader(target).pages
    words = " ".join(pages[0].extract_text().split())
    questions = opened.controller.interviews.editor.questions.table
    assert (len(pages), preview.document.pageCount()) == (1, 1)
    assert "Dana Okafor" in words
    assert "15:30" in words
    assert "How archives hire" in words
    assert "I'm Maya, a library science student. I clean up messy catalog data." in words
    assert questions.rowCount() > 0
    for place in range(questions.rowCount()):
        assert questions.item(place, 0).text() in words
    assert str(target) in opened.said()


def test_a_sheet_of_one_page_is_seen_whole(planned: Opened, qtbot: QtBot) -> None:
    preview = _sheet(planned, qtbot)

    preview.resize(preview.width(), preview.height() + 30)
    QApplication.processEvents()

    assert preview.document.pageCount() == 1
    assert preview.view.verticalScrollBar().maximum() == 0


def test_the_whole_way_is_taken_back_step_by_step(opened: Opened, qtbot: QtBot) -> None:
    _add_dana(opened, qtbot)
    _write_pitch(opened, qtbot)
    _plan(opened, qtbot)

    for _step in range(20):
        opened.window.tabs.setFocus()
        press(qtbot, Qt.Key.Key_Z, CONTROL)
        opened.finish()

    pages = opened.controller
    assert not opened.registry.action("undo").isEnabled()
    for page, action_id in (
        (pages.contacts, "show_contacts"),
        (pages.pitches, "show_pitches"),
        (pages.interviews, "show_interviews"),
    ):
        opened.trigger(action_id)
        assert page.empty.isVisible()


def test_the_seconds_follow_every_keystroke_and_nothing_is_kept_yet(opened: Opened, qtbot: QtBot) -> None:
    opened.trigger("show_pitches")
    opened.trigger("add_pitch")
    begin_pitch(qtbot, opened)
    editor = opened.controller.pitches.editor
    field = named(editor, "What I can do")
    field.setFocus()
    label = opened.registry.action("undo").text()
    text, shown, expected = "clean up messy catalog data now", [], []

    for place, letter in enumerate(text, start=1):
        qtbot.keyClicks(field, letter)
        # The letter is painted first.
        QApplication.processEvents()
        shown.append(editor.seconds.text())
        expected.append(f"{spoken_seconds(text[:place], pace=140)} s of 30 s")

    assert shown == expected
    assert len(set(shown)) > 2
    assert not opened.runner.is_busy()
    assert opened.registry.action("undo").text() == label


def test_another_target_measures_the_pitch_anew_and_is_kept(opened: Opened, qtbot: QtBot) -> None:
    opened.trigger("show_pitches")
    opened.trigger("add_pitch")
    begin_pitch(qtbot, opened)
    editor = opened.controller.pitches.editor
    fill(qtbot, editor, "Who I am", "word " * 60)

    editor.target.setCurrentIndex(editor.target.findData(15))
    editor.target.activated.emit(editor.target.currentIndex())
    opened.finish()

    assert editor.seconds.text() == "26 s of 15 s"
    assert (editor.bar.words(), editor.bar.tone()) == ("too long", "error")
    assert editor.fields["who_i_am"].text().split() == ["word"] * 60


def test_a_saved_sheet_can_be_opened_and_shown_in_its_folder(
    planned: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[str, Path]] = []
    for does in ("open_file", "show_in_folder"):
        monkeypatch.setattr(planned.controller.outside, does, lambda path, does=does: taken.append((does, path)))
    target = tmp_path / "sheet.pdf"
    preview = _sheet(planned, qtbot)
    preview.save_to(target)
    preview.done(0)
    status = planned.window.status

    for text in ("Open", "Show in folder"):
        button(status, text).click()
    planned.runner.show_status("Something else")

    assert taken == [("open_file", target), ("show_in_folder", target)]
    assert not any(each.isVisible() for each in (status._open, status._folder))


def test_a_way_to_talk_that_nobody_chose_is_not_printed_but_missed(opened: Opened, qtbot: QtBot) -> None:
    _add_dana(opened, qtbot)
    _plan(opened, qtbot)
    editor = opened.controller.interviews.editor

    words = " ".join(PdfReader(BytesIO(_sheet(opened, qtbot).made.pdf)).pages[0].extract_text().split())

    assert "In person" not in words
    assert "No place or way to talk agreed yet" in words
    assert editor.missing_place.isVisible()
    assert editor.missing_place.text() == "! No place or way to talk agreed yet."


def test_a_way_to_talk_chosen_with_the_plan_is_kept_and_its_place_missed_until_it_is_typed(
    opened: Opened, qtbot: QtBot
) -> None:
    _add_dana(opened, qtbot)
    press(qtbot, Qt.Key.Key_I, CONTROL)
    dialog = box_of(qtbot, opened, PlanDialog)
    qtbot.keyClicks(dialog.search, "dan")
    type_day(qtbot, dialog.when.day, "25 Nov")
    dialog.format.setCurrentText("Video")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    opened.finish()
    editor = opened.controller.interviews.editor
    before = editor.format.currentText(), editor.missing_place.isVisible(), editor.missing_place.text()

    fill(qtbot, editor, "Place, link or number", "https://meet.example/dana")
    editor.commit()
    opened.finish()

    assert before == ("Video", True, "! No link noted yet.")
    assert not editor.missing_place.isVisible()


def test_a_plan_without_anyone_to_talk_to_asks_for_a_name(opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_I, CONTROL)
    dialog = box_of(qtbot, opened, PlanDialog)

    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    opened.finish()

    assert dialog.isVisible()
    assert dialog.problem.text() == "Choose a contact, or type the name of a new one."
    assert opened.controller.interviews.editor.isHidden()


def test_a_plan_with_a_new_name_adds_the_contact_and_the_questions_in_one_step(opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_I, CONTROL)
    dialog = box_of(qtbot, opened, PlanDialog)
    qtbot.keyClicks(dialog.search, "Ines Ferro")
    offered = [dialog.people.item(row).text() for row in range(dialog.people.count())]
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    page = opened.controller.interviews
    planned = page.editor.name.text(), page.editor.questions.table.rowCount() > 0, opened.said()

    opened.runner.undo()
    opened.finish()

    assert offered == ["Add “Ines Ferro” as a new contact"]
    assert planned == ("Ines Ferro", True, "Planned interview with Ines Ferro")
    assert not opened.runner.read(has_anybody)
    assert opened.runner.history().undo is None


def test_a_plan_takes_a_saved_contact_before_a_new_one_of_the_same_name(planned: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_I, CONTROL)
    dialog = box_of(qtbot, planned, PlanDialog)
    qtbot.keyClicks(dialog.search, "dana okafor")
    offered = [dialog.people.item(row).text() for row in range(dialog.people.count())]

    press(qtbot, Qt.Key.Key_Return)
    planned.finish()

    assert offered[0].startswith("Dana Okafor")
    assert offered[-1] == "Add “dana okafor” as a new contact"
    assert planned.runner.read(contact_count) == 1


def test_a_question_of_the_bank_is_planned_once_and_then_shown_in_the_plan(planned: Opened) -> None:
    page = planned.controller.interviews
    bank, questions = page.bank, page.editor.questions
    bank.tree.setCurrentItem(leaves_of(bank.tree)[0])
    before = bank.add_button.text()
    bank.add_button.click()
    planned.finish()
    after = bank.add_button.text(), questions.table.rowCount()

    bank.tree.itemActivated.emit(bank.tree.currentItem(), 0)
    planned.finish()

    assert before == "Add to plan"
    assert after == ("Go to plan", 1)
    assert (questions.table.rowCount(), questions.table.currentRow()) == (1, 0)


def test_own_questions_are_added_moved_and_removed_with_keys(planned: Opened, qtbot: QtBot) -> None:
    questions = planned.controller.interviews.editor.questions
    for text in ("First?", "Second?"):
        press(qtbot, Qt.Key.Key_O, CONTROL | SHIFT)
        qtbot.keyClicks(questions.own.editor, text)
        press(qtbot, Qt.Key.Key_Return)
        planned.finish()
    questions.table.setCurrentCell(1, 0)
    questions.table.setFocus()

    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    planned.finish()
    moved = [questions.table.item(place, 0).text() for place in range(2)]
    press(qtbot, Qt.Key.Key_R, CONTROL | SHIFT)
    planned.finish()

    assert moved == ["Second?", "First?"]
    assert questions.table.rowCount() == 1
    assert questions.table.item(0, 0).text() == "First?"


def test_the_bank_puts_a_question_into_the_plan(planned: Opened, qtbot: QtBot) -> None:
    page = planned.controller.interviews
    qtbot.keyClicks(page.bank.search, "day")
    chosen = page.bank.tree.currentItem().text(0).removeprefix("★ ")

    qtbot.mouseClick(page.bank.add_button, Qt.MouseButton.LeftButton)
    planned.finish()

    assert page.editor.questions.table.item(0, 0).text() == chosen


def test_the_sheet_is_painted_on_one_page_of_the_printer(planned: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    preview = _sheet(planned, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))

    preview.paint_on(printer)

    pages = PdfReader(tmp_path / "printed.pdf").pages
    assert len(pages) == 1
    assert len(pages[0].images) > 0
    assert round(float(pages[0].mediabox.height)) == 842


def test_a_sheet_that_cannot_be_written_is_told(
    planned: Opened, qtbot: QtBot, tmp_path: Path, messages: ToldProblems
) -> None:
    preview = _sheet(planned, qtbot)
    (tmp_path / "taken.pdf").mkdir()

    preview.save_to(tmp_path / "taken.pdf")

    assert len(messages.problems) == 1
    assert "Saved" not in planned.said()
    messages.problems.clear()


def test_the_sheet_can_be_made_twice(planned: Opened, qtbot: QtBot) -> None:
    first = _sheet(planned, qtbot)
    qtbot.mouseClick(button(first, "Close"), Qt.MouseButton.LeftButton)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    was_forgotten = planned.controller.interviews_controller.preview is None

    second = _sheet(planned, qtbot)

    assert was_forgotten
    assert second.document.pageCount() == 1


def test_what_is_added_from_another_tab_is_shown(opened: Opened, qtbot: QtBot) -> None:
    shown = []

    for add in (_add_dana, _write_pitch, _plan, _add_priya):
        add(opened, qtbot)
        shown.append(opened.window.tabs.currentIndex())

    assert shown == [Tab.CONTACTS, Tab.PITCHES, Tab.INTERVIEWS, Tab.CONTACTS]
