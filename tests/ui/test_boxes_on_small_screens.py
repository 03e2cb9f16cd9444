"""Boxes with twice the font on a screen of 1024x640: every field is reached, and the verb is in sight."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from builders import SetClock
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from windows import Opened, open_window

ROOM = 600
"""Pixels of the height that a title and a bar of tasks leave of such a screen."""

INVITATION = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:abc@calendar.example\r\nSUMMARY:A talk\r\n"
    "DTSTART:20261126T190000Z\r\nORGANIZER;CN=Dana Okafor:mailto:dana@harbor.example\r\n"
    "ATTENDEE;CN=Rafael Levi:mailto:rafael@museum.example\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:d\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
FILES = {
    "people.csv": "First Name,Last Name,Company\nDana,Okafor,Elsewhere Press\nBo,Berg,\n",
    "odd.csv": "Wer;Wo;Erreichbar;Farbe\nDana Okafor;Harbor;dana@harbor.example;teal\n",
    "invite.ics": INVITATION,
}


@pytest.fixture
def large(qapp: QApplication, folder: Path, sample_folder: Path) -> Iterator[Opened]:
    usual = QFont(qapp.font())
    twice = QFont(usual)
    twice.setPointSizeF(usual.pointSizeF() * 2)
    qapp.setFont(twice)
    copytree(sample_folder, folder)
    opened = open_window(qapp, folder, SetClock(), is_sample=True)
    opened.window.resize(1024, 640)
    opened.controller.contacts.people.table.choose_place(0)
    yield opened
    opened.close_for_good()
    qapp.setFont(usual)


def settle() -> None:
    for _pass in range(6):
        QApplication.processEvents()


def squeezed(opened: Opened) -> QDialog:
    """The box in front, as a small screen has it (the screen of the tests is 800 pixels high)."""
    settle()
    box = next(box for box in reversed(opened.window.findChildren(QDialog)) if box.isVisible())
    box.resize(min(box.width(), 1000), ROOM)
    settle()
    return box


def look_over(box: QDialog) -> None:
    assert box.height() <= ROOM, box
    assert box.width() <= 1000, box
    (fitting,) = box.findChildren(FittingColumn)
    assert not fitting.horizontalScrollBar().isVisible(), box
    verb = next(pressed for pressed in box.findChildren(QPushButton) if pressed.property("emphasis") == "primary")
    assert box.rect().contains(verb.geometry()), box


def test_every_box_fits_a_small_screen_with_twice_the_font(large: Opened, tmp_path: Path) -> None:
    pages = {
        "contacts": ("add_contact", "log_interaction", "add_next_step", "record_outcome", "record_introduction"),
        "interviews": ("plan_interview", "interview_people", "pick_questions", "write_request", "add_bank_question"),
        "pitches": ("add_pitch",),
    }
    looked_at = 0

    for page, action_ids in pages.items():
        large.trigger(f"show_{page}")
        for action_id in action_ids:
            large.trigger(action_id)
            box = squeezed(large)
            look_over(box)
            looked_at += 1
            box.done(0)
            box.deleteLater()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
        large.controller.exchange.import_files((tmp_path / name,))
        large.finish()
        box = squeezed(large)
        look_over(box)
        looked_at += 1
        box.reject()
        large.finish()

    assert looked_at == 14


class Growing(AskingDialog):
    """A box whose fields come one after the other."""

    def __init__(self) -> None:
        super().__init__("Growing", "Grow")
        self.resize(300, 0)

    def typed(self) -> object:
        return None


def test_an_open_box_grows_with_its_fields_as_far_as_the_screen_goes_and_then_scrolls(qtbot: QtBot) -> None:
    box = Growing()
    qtbot.addWidget(box)
    box.show()
    settle()
    (fitting,) = box.findChildren(FittingColumn)
    bar = fitting.verticalScrollBar()
    room = box.screen().availableSize().height()
    before = box.height()

    heights = []
    for number in range(60):
        last = wrapped(PlainLabel(f"Field {number} with words enough for a second line of them"))
        box.column.addWidget(last)
        settle()
        heights.append(box.height())
        if number == 3:
            few_are_whole = not bar.isVisible()

    fitting.ensureWidgetVisible(last)
    settle()
    assert before < heights[0] < heights[3]
    assert few_are_whole
    assert heights[-1] <= room
    assert bar.isVisible()
    assert fitting.viewport().rect().contains(last.mapTo(fitting.viewport(), last.rect().center()))
