"""A dialog that cannot do what its button says takes the user to the field that is missing."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import MONDAY
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainEdit, PlainLabel


class _Question(AskingDialog):
    def __init__(self) -> None:
        super().__init__("A question", "Answer")
        self.fields = [FormField(f"Field {number}") for number in range(30)]
        for field in self.fields:
            self.column.addWidget(field)
        self.remember_untouched()

    def typed(self) -> object:
        return [field.text() for field in self.fields]

    def answer(self) -> str | None:
        return None if self.fields[0].text() else self.at(self.fields[0], "Fill in the first field.")


class _Day(AskingDialog):
    def __init__(self) -> None:
        super().__init__("A day", "Take it")
        self.day = DayField("Day", MONDAY)
        self.column.addWidget(self.day)
        self.last = PlainEdit(least_lines=30, most_lines=30)
        self.column.addWidget(self.last)
        self.remember_untouched()

    def typed(self) -> object:
        return self.day.text()


def test_what_a_field_says_itself_is_brought_into_sight_and_not_said_again(qtbot: QtBot) -> None:
    dialog = _Day()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(400, 300)
    dialog.day.editor.setText("some day soon")
    dialog.last.setFocus(Qt.FocusReason.OtherFocusReason)
    QCoreApplication.processEvents()
    was_in_sight = not dialog.day.visibleRegion().isEmpty()

    dialog.verb.click()
    QCoreApplication.processEvents()

    said = [label for label in dialog.findChildren(PlainLabel) if "some day soon" in label.text()]
    assert not was_in_sight
    assert [label.visibleRegion().boundingRect() == label.rect() for label in said] == [True]
    assert dialog.problem.isHidden()
    assert QApplication.focusWidget() is dialog.day.editor


def test_the_missing_field_is_scrolled_to_and_has_the_cursor(qtbot: QtBot) -> None:
    dialog = _Question()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(400, 300)
    dialog.fields[-1].setFocus(Qt.FocusReason.OtherFocusReason)
    dialog._fitting.ensureWidgetVisible(dialog.fields[-1])
    was_in_sight = not dialog.fields[0].editor.visibleRegion().isEmpty()

    dialog.verb.click()
    QCoreApplication.processEvents()

    assert not was_in_sight
    assert QApplication.focusWidget() is dialog.fields[0].editor
    assert dialog.fields[0].editor.visibleRegion().boundingRect() == dialog.fields[0].editor.rect()
    assert dialog.problem.isVisible()
