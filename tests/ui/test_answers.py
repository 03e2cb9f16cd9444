"""The window of answers: with keys, from the filter to the talk and to paper."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from insidescoop.ui.interviews.answers_window import AnswersWindow
from insidescoop.ui.main_window import Tab
from windows import Opened, box_of, press

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def answers(sample: Opened, qtbot: QtBot) -> AnswersWindow:
    sample.trigger("show_answers")
    window = box_of(qtbot, sample, AnswersWindow)
    window.table.setFocus()
    return window


def shown(window: AnswersWindow) -> list[str]:
    model = window.model
    return [
        str(model.data(model.index(row, column)))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.cell(model.index(row, column))
    ]


def test_arrows_show_the_whole_answer_and_enter_opens_the_talk(
    sample: Opened, answers: AnswersWindow, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Right)
    whole = answers.whole.toPlainText()
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()

    assert whole == "Mostly training associates."
    assert sample.window.tabs.currentIndex() == Tab.INTERVIEWS
    assert sample.controller.interviews.editor.name.text() == "Hassan Karimi"


def test_n_marks_an_answer_and_takes_the_mark_away(sample: Opened, answers: AnswersWindow, qtbot: QtBot) -> None:
    before = answers.whole.toPlainText()

    press(qtbot, Qt.Key.Key_N)
    sample.finish()
    marked = answers.whole.toPlainText(), answers.nothing_new.text()
    press(qtbot, Qt.Key.Key_N)
    sample.finish()

    assert marked == (f"≈ nothing new\n{before}", "Something new after all")
    assert answers.whole.toPlainText() == before


def test_typing_and_a_category_narrow_the_table(answers: AnswersWindow, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(answers.search, "vendor")
    answers._searching.timeout.emit()
    typed = shown(answers)
    answers.search.clear()
    answers.category.box.setCurrentIndex(answers.category.box.findText("The person's own path"))
    answers.category.box.activated.emit(answers.category.box.currentIndex())

    assert typed == [
        "Half of the week is vendor records and invoices.",
        "Patience with vendor systems, and writing short e-mails.",
    ]
    assert len(shown(answers)) == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_search_leads_to_the_answers_it_found(
    sample: Opened, answers: AnswersWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    press(qtbot, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(answers.search, "vendor")

    press(qtbot, key)
    whole = answers.whole.toPlainText()
    has_keys = answers.table.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()

    assert whole == "Half of the week is vendor records and invoices."
    assert has_keys
    assert sample.window.tabs.currentIndex() == Tab.INTERVIEWS


def test_the_pages_are_saved_and_painted_on_a_printer(
    sample: Opened, answers: AnswersWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    press(qtbot, Qt.Key.Key_P, CONTROL)
    sample.finish()
    preview = answers.preview
    assert preview is not None
    qtbot.waitUntil(lambda: preview.document.status() is QPdfDocument.Status.Ready)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    preview.save_to(tmp_path / "answers.pdf")
    preview.paint_on(printer)

    text = PdfReader(tmp_path / "answers.pdf").pages[0].extract_text()
    assert "Rafael Levi" in text
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == preview.document.pageCount() > 1
    preview.close()


def test_an_empty_store_says_what_will_stand_here(opened: Opened, qtbot: QtBot) -> None:
    opened.trigger("show_answers")
    window = box_of(qtbot, opened, AnswersWindow)

    assert "Nothing noted yet" in window.facts.text()
    assert not window.pages.isEnabled()
