"""Where a file is to be written: what is asked, and of which file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from insidescoop.ui import file_dialogs
from insidescoop.ui.file_dialogs import ask_where_to_write

YES, NO = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No


@pytest.fixture
def parent(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    monkeypatch.setattr(file_dialogs, "documents_folder", lambda: tmp_path)
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def type_and_accept(name: str, answer: QMessageBox.StandardButton | None = None) -> Callable[[], None]:
    """Types a name into the box that opens, and answers what it asks then; told "no", the box is given up."""

    def drive() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.findChild(QLineEdit, "fileNameEdit").setText(name)
        if answer is not None:
            QTimer.singleShot(0, lambda: reply(dialog, answer))
        dialog.accept()

    return drive


def reply(dialog: QFileDialog, answer: QMessageBox.StandardButton) -> None:
    question = QApplication.activeModalWidget()
    assert isinstance(question, QMessageBox)
    if answer is NO:
        QTimer.singleShot(0, dialog.reject)
    question.button(answer).click()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("people", "people.csv"),
        ("people.csv", "people.csv"),
        ("people.txt", "people.txt"),
        ("Zoë, Łódź", "Zoë, Łódź.csv"),
    ],
)
def test_a_name_without_an_ending_gets_one(parent: QWidget, tmp_path: Path, typed: str, written: str) -> None:
    QTimer.singleShot(0, type_and_accept(typed))

    assert ask_where_to_write(parent, "Export", "contacts.csv", ending=".csv") == tmp_path / written


@pytest.mark.parametrize(("answer", "chosen"), [(YES, True), (NO, False)])
def test_a_file_that_is_there_is_asked_about_under_the_name_it_will_have(
    parent: QWidget, tmp_path: Path, answer: QMessageBox.StandardButton, chosen: bool
) -> None:
    (tmp_path / "people.csv").write_text("mine", "utf-8")
    QTimer.singleShot(0, type_and_accept("people", answer))

    target = ask_where_to_write(parent, "Export", "contacts.csv", ending=".csv")

    assert target == (tmp_path / "people.csv" if chosen else None)


def test_the_name_proposed_is_there_to_be_taken(parent: QWidget, tmp_path: Path) -> None:
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().accept())  # type: ignore[attr-defined]

    target = ask_where_to_write(parent, "Share", "Mine.questions.json", ending=".questions.json")

    assert target == tmp_path / "Mine.questions.json"
