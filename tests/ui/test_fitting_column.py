"""A column of fields grows as far as its screen goes, then scrolls, and what has the focus is in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm


def settle() -> None:
    for _pass in range(6):
        QApplication.processEvents()


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


def test_what_gets_the_focus_comes_into_sight(qtbot: QtBot) -> None:
    box = Growing()
    qtbot.addWidget(box)
    fields = [QPushButton(f"Field {number}") for number in range(60)]
    for field in fields:
        box.column.addWidget(field)
    fields[-1].setFocus()
    box.show()
    qtbot.waitUntil(box.isActiveWindow)
    settle()
    at_first = not fields[-1].visibleRegion().isEmpty()

    fields[0].setFocus()

    assert at_first
    assert not fields[0].visibleRegion().isEmpty()


def test_what_is_clicked_does_not_move_from_under_the_mouse(qtbot: QtBot) -> None:
    box = Growing()
    qtbot.addWidget(box)
    fields = [QPushButton(f"Field {number}") for number in range(60)]
    for field in fields:
        box.column.addWidget(field)
    box.show()
    settle()
    (fitting,) = box.findChildren(FittingColumn)
    room = fitting.viewport()
    cut_off = next(each for each in fields if each.mapTo(room, each.rect().bottomLeft()).y() >= room.height())
    clicked: list[bool] = []
    cut_off.clicked.connect(lambda: clicked.append(True))
    place = cut_off.mapTo(room, cut_off.rect().topLeft())

    qtbot.mousePress(cut_off, Qt.MouseButton.LeftButton)
    after = cut_off.mapTo(room, cut_off.rect().topLeft())
    qtbot.mouseRelease(cut_off, Qt.MouseButton.LeftButton)

    assert after == place
    assert clicked


def test_a_scroll_bar_goes_once_there_is_room_for_all_without_it(qtbot: QtBot) -> None:
    column = FittingColumn()
    qtbot.addWidget(column)
    text = wrapped(PlainLabel("Words enough for some lines, of which there is one more beside a scroll bar. " * 4))
    column.column.addWidget(text)
    bar = column.verticalScrollBar()
    beside = bar.sizeHint().width()
    width = next(each for each in range(300, 500) if text.heightForWidth(each - beside) > text.heightForWidth(each))
    whole = text.heightForWidth(width)
    column.resize(width, whole - 10)
    column.show()
    settle()
    was_there = bar.isVisible()

    column.resize(width, whole)
    settle()

    assert was_there
    assert not bar.isVisible()
    assert text.height() == whole


def test_a_dialog_opens_tall_enough_for_what_would_scroll(qtbot: QtBot) -> None:
    dialog = FittedDialog()
    qtbot.addWidget(dialog)
    few, many = QListWidget(), QListWidget()
    few.addItems([f"Row {number}" for number in range(12)])
    many.addItems([f"Row {number}" for number in range(500)])
    layout = QHBoxLayout(dialog)
    layout.addWidget(few)
    layout.addWidget(many)
    dialog.resize(400, 100)

    dialog.show()
    settle()

    assert not few.verticalScrollBar().isVisible()
    assert many.verticalScrollBar().isVisible()
    assert dialog.height() < 500


def test_what_appears_in_an_open_dialog_is_given_room(qtbot: QtBot) -> None:
    dialog = FittedDialog()
    qtbot.addWidget(dialog)
    fitting, said = FittingColumn(), wrapped(PlainLabel("That is no e-mail address.\n" * 4))
    for number in range(5):
        fitting.column.addWidget(PlainLabel(f"Field {number}"))
    fitting.column.addWidget(said)
    said.hide()
    QVBoxLayout(dialog).addWidget(fitting)
    dialog.resize(300, 0)
    dialog.show()
    settle()

    said.show()
    settle()

    assert not fitting.verticalScrollBar().isVisible()
    assert fitting.viewport().rect().contains(said.mapTo(fitting.viewport(), said.rect().bottomLeft()))


def test_a_form_in_an_open_dialog_is_given_room_for_what_appears_in_it(qtbot: QtBot) -> None:
    dialog = FittedDialog()
    qtbot.addWidget(dialog)
    form, said = ScrolledForm(spacing=4), wrapped(PlainLabel("That is no e-mail address.\n" * 4))
    for number in range(5):
        form.column.addWidget(PlainLabel(f"Field {number}"))
    form.column.addWidget(said)
    said.hide()
    QVBoxLayout(dialog).addWidget(form)
    dialog.resize(300, 0)
    dialog.show()
    settle()
    at_first = form.verticalScrollBar().isVisible()

    said.show()
    settle()
    in_the_end = form.verticalScrollBar().isVisible()
    dialog.resize(300, 120)
    said.setText("That is no e-mail address.")
    settle()

    assert (at_first, in_the_end) == (False, False)
    assert dialog.height() == 120
