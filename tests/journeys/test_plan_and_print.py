"""The main job: from an empty window to a printed sheet, and all of it taken back."""

from datetime import date, time
from pathlib import Path

from insidescoop.domain.moments import Moment
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.furnishing import Furnishing
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.interviews.sheet_preview import SheetPreview
from insidescoop.ui.main_window import Tab
from insidescoop.ui.opening import OpenedWindow
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from window_fixtures import Desk, Settle


def pages(opened: OpenedWindow) -> Furnishing:
    assert opened.furnishing is not None
    return opened.furnishing


def preview_of(qtbot: QtBot, opened: OpenedWindow) -> SheetPreview:
    opened.registry.action("make_prep_sheet").trigger()
    qtbot.waitUntil(lambda: pages(opened).interviews.preview is not None, timeout=5000)
    preview = pages(opened).interviews.preview
    assert isinstance(preview, SheetPreview)
    return preview


def test_from_nothing_to_a_printed_sheet_and_back(
    qtbot: QtBot, opened: OpenedWindow, settle: Settle, tmp_path: Path
) -> None:
    # Whom
    opened.registry.action("add_contact").trigger()
    add = opened.window.findChildren(AddContactDialog)[-1]
    for name, text in (("given_name", "Dana"), ("family_name", "Okafor"), ("organization", "Harbor University")):
        qtbot.keyClicks(add.form._fields[name].editor, text)
    qtbot.mouseClick(add.add_button, Qt.MouseButton.LeftButton)
    settle(opened)

    # What I say
    opened.registry.action("show_pitches").trigger()
    opened.registry.action("add_pitch").trigger()
    settle(opened)
    editor = pages(opened).pitches.editor
    seconds = []
    for word in ("I'm Maya and ", "I turn unlabeled boxes ", "into collections people can search. "):
        qtbot.keyClicks(editor.fields["who_i_am"].editor, word)
        seconds.append(editor.seconds.text())
    editor.commit()
    settle(opened)
    assert seconds == ["1 s of 30 s", "3 s of 30 s", "5 s of 30 s"]

    # What I ask
    opened.registry.action("plan_interview").trigger()
    plan = opened.window.findChildren(PlanDialog)[-1]
    qtbot.keyClicks(plan.purpose.editor, "How a digital archive hires")
    plan.when.show_moment(Moment.at(date(2026, 11, 26), time(9, 30), zone=desk_zone(opened)))
    qtbot.mouseClick(plan.plan_button, Qt.MouseButton.LeftButton)
    settle(opened)
    assert opened.window.tabs.currentIndex() in list(Tab)
    assert pages(opened).interviews.editor.questions.table.rowCount() == 10

    # The sheet
    preview = preview_of(qtbot, opened)
    qtbot.waitUntil(lambda: preview.document.pageCount() == 1)
    target = tmp_path / "sheet"
    with qtbot.waitSignal(preview.saved):
        preview.save_to(target)
    text = " ".join(PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text().split())
    for fact in ("Dana Okafor", "Harbor University", "Thu 26 Nov 2026 · 09:30–09:50", "How a digital archive hires",
                 "unlabeled boxes into collections", "What brought you from where you started"):  # fmt: skip
        assert fact in text

    # On paper
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.paint_on(printer)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1
    preview.close()

    # And back
    undo = opened.registry.action("undo")
    for _ in range(20):
        if undo.isEnabled():
            undo.trigger()
            settle(opened)
    assert pages(opened).contacts._stack.currentWidget() is pages(opened).contacts.empty
    assert opened.registry.action("redo").isEnabled()


def desk_zone(opened: OpenedWindow) -> str:
    return opened._clock.zone


def test_a_question_of_the_bank_is_put_into_the_plan_and_moved(
    qtbot: QtBot, sample: OpenedWindow, settle: Settle
) -> None:
    interviews = pages(sample).interviews
    sample.registry.action("show_interviews").trigger()
    interviews.bank.search.setText("bookshelf or branch outreach")
    interviews.bank.search.setText("debate")
    before = interviews.editor.questions.table.rowCount()

    qtbot.mouseClick(interviews.bank.add_button, Qt.MouseButton.LeftButton)
    settle(sample)
    table = interviews.editor.questions.table
    table.setCurrentCell(before, 0)
    sample.registry.action("question_up").trigger()
    settle(sample)

    assert table.rowCount() == before + 1
    assert "debate" in table.item(before - 1, 0).text()
    assert table.currentRow() == before - 1


def test_an_own_question_and_its_minutes(qtbot: QtBot, sample: OpenedWindow, settle: Settle) -> None:
    questions = pages(sample).interviews.editor.questions
    before = questions.table.rowCount()

    qtbot.keyClicks(questions.own.editor, "What do you weed first?")
    qtbot.keyClick(questions.own.editor, Qt.Key.Key_Return)
    settle(sample)
    box = questions.table.cellWidget(before, 1)
    box.setValue(4)
    box.editingFinished.emit()
    settle(sample)

    assert questions.table.item(before, 0).text() == "What do you weed first?"
    assert questions._rows[before].minutes == 4


def test_the_stage_is_moved_by_its_button(qtbot: QtBot, sample: OpenedWindow, settle: Settle) -> None:
    interviews = pages(sample).interviews
    moves = interviews.editor._moves

    qtbot.mouseClick(moves.itemAt(0).widget(), Qt.MouseButton.LeftButton)
    settle(sample)

    assert sample.window.status.happened() == "Held: Dana Okafor"
    assert "Held" in interviews.editor._detail.text()


def test_open_fields_are_told_instead_of_printed(desk: Desk, qtbot: QtBot, settle: Settle) -> None:
    opened = desk.open(is_sample=True)
    pitches = pages(opened).pitches
    pitches.go_to(2)
    pitches.editor.fields["who_i_am"].replace_text("")
    qtbot.keyClicks(pitches.editor.fields["who_i_am"].editor, "I'm {name}.")
    pitches.commit()
    settle(opened)

    opened.registry.action("make_prep_sheet").trigger()
    qtbot.waitUntil(lambda: len(desk.messages.problems) == 1, timeout=5000)

    assert "{name}" in desk.messages.problems[0].what_happened


def test_the_sheet_is_one_press_away_from_today(qtbot: QtBot, sample: OpenedWindow) -> None:
    pages(sample).today.sheet_requested.emit(1)

    qtbot.waitUntil(lambda: pages(sample).interviews.preview is not None, timeout=5000)
    preview = pages(sample).interviews.preview
    assert preview is not None
    preview.close()


def test_a_target_that_cannot_be_written_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    opened = desk.open(is_sample=True)
    preview = preview_of(qtbot, opened)

    preview.save_to(tmp_path / "no folder" / "sheet.pdf")

    assert "could not be written" in desk.messages.problems[0].what_happened
    preview.close()
