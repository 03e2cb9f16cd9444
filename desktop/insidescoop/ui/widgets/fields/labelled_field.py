"""Several values of one sort, each with a label: e-mail addresses, phone numbers, links."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from insidescoop.domain.contacts import Labelled
from insidescoop.ui.theme.metrics import TIGHT, TypeSize, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.choice_name import name_choice
from insidescoop.ui.widgets.fields.text_undo import TextUndo
from insidescoop.ui.widgets.fields.typing_pause import TypingPause
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped

_LABEL_WIDTH = 96


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    holder: QWidget
    value: QLineEdit
    label: QComboBox


class LabelledField(QWidget):
    """Lines of a value and its label, with a way to add one.

    `committed(entries)` is sent with a tuple of `Labelled` once for every change the user makes and pauses after.
    `edited()` is sent with every keystroke. Several values typed into one line, parted by commas, become several lines.
    """

    committed = Signal(object)
    edited = Signal(str)

    def __init__(self, title: str, labels: Sequence[str], *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._labels, self._hint = title, tuple(labels), hint
        self._shown: tuple[Labelled, ...] = ()
        self._as_shown: tuple[Labelled, ...] = ()
        self._lines: list[_Line] = []
        self.typing = TypingPause(self)
        self._rows = Column(spacing=TIGHT)
        self._add = push_button("+", emphasis="quiet")
        self._heading = caption(title)
        self._problem = wrapped(PlainLabel(size=TypeSize.SMALL, tone="error"))
        self._build()

    def _build(self) -> None:
        self.typing.due.connect(self.commit)
        Column(self._heading, self._rows, self._problem, on=self, spacing=TIGHT)
        self._problem.hide()
        self._add.setAccessibleName(f"Add another {self._title}")
        self._add.setToolTip(f"Add another {self._title}")
        self._add.clicked.connect(self._add_line)
        self._put(())

    @property
    def editor(self) -> QLineEdit:
        """The first value's editor."""
        return self._lines[0].value

    @property
    def has_problem(self) -> bool:
        """True while something is said to be wrong with a value."""
        return not self._problem.isHidden()

    def entries(self) -> tuple[Labelled, ...]:
        """The values as they are in the editors, without empty ones; unchanged ones are as they were given."""
        in_lines = self._in_lines()
        return self._shown if in_lines == self._as_shown else in_lines

    def _in_lines(self) -> tuple[Labelled, ...]:
        found = []
        for line in self._lines:
            label = line.label.currentText().strip() or None
            value = line.value.text()
            # A comma inside a stored value, such as one of a link, parts nothing.
            is_whole = any(value == entry.value for entry in self._shown)
            parts = [value] if is_whole else value.replace(";", ",").split(",")
            found += [Labelled(part.strip(), label) for part in parts if part.strip()]
        return tuple(found)

    def text(self) -> str:
        """The values, parted by commas."""
        return ", ".join(entry.value for entry in self.entries())

    def show_entries(self, entries: tuple[Labelled, ...]) -> None:
        """Shows kept values; what is being typed at this moment, or could not be kept, stays as it is."""
        if self.has_problem or self.typing.is_typing:
            return
        if self._in_lines() == entries:
            self._shown = self._as_shown = entries
        else:
            self.replace_entries(entries)

    def replace_entries(self, entries: tuple[Labelled, ...]) -> None:
        """Puts another record's values in, whatever stood there."""
        self.typing.rest()
        self._shown = entries
        if self._in_lines() != entries or any(not line.value.text() for line in self._lines[1:]):
            self._put(entries)
        self._as_shown = self._in_lines()
        for line in self._lines:
            # What was typed into another record is not to be undone in this one.
            TextUndo(line.value).forget()

    def show_problem(self, sentence: str | None) -> None:
        """Says what is wrong under the values; None for nothing."""
        self._problem.setText(sentence or "")
        self._problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence or "")

    def commit(self) -> None:
        """Sends the values if they are not the ones last shown or sent."""
        self.typing.rest()
        entries = self.entries()
        if entries != self._shown:
            self._shown = self._as_shown = entries
            self.committed.emit(entries)

    def _put(self, entries: tuple[Labelled, ...]) -> None:
        wanted = entries or (Labelled(""),)
        while len(self._lines) > len(wanted):
            line = self._lines.pop()
            line.holder.hide()
            line.holder.deleteLater()
        while len(self._lines) < len(wanted):
            self._new_line()
        for line, entry in zip(self._lines, wanted, strict=True):
            with QSignalBlocker(line.value), QSignalBlocker(line.label):
                if line.value.text() != entry.value:
                    line.value.setText(entry.value)
                    line.value.setCursorPosition(0)
                line.label.setCurrentText(entry.label or "")
        self._rows_changed()

    def _new_line(self) -> _Line:
        number = len(self._lines) + 1
        name = self._title if number == 1 else f"{self._title} {number}"
        holder, value, label = QWidget(), QLineEdit(), QComboBox()
        value.setAccessibleName(name)
        value.setPlaceholderText(self._hint)
        label.setEditable(True)
        name_choice(label, f"{name}: label")
        label.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        label.addItems(["", *self._labels])
        label.setFixedWidth(in_proportion(_LABEL_WIDTH, self.font()))
        as_field(label)
        row = Row(stretched(value), label, on=holder, spacing=TIGHT)
        if number == 1:
            self._heading.setBuddy(value)
            self.setFocusProxy(value)
            row.addWidget(self._add)
        self._rows.addWidget(holder)
        line = _Line(holder, value, label)
        self._lines.append(line)
        value.textEdited.connect(self._typed)
        value.textChanged.connect(self._typed)
        value.returnPressed.connect(self.commit)
        label.editTextChanged.connect(self._typed)
        label.activated.connect(lambda _place: self.commit())
        for watched in (value, label, label.lineEdit()):
            if watched is not None:
                self.typing.watch(watched)
        return line

    def _add_line(self) -> None:
        empty = next((line for line in self._lines if not line.value.text().strip()), None)
        line = empty or self._new_line()
        self._rows_changed()
        line.value.setFocus(Qt.FocusReason.TabFocusReason)

    def _rows_changed(self) -> None:
        self._add.setVisible(any(line.value.text().strip() for line in self._lines))
        self.updateGeometry()

    def _typed(self, _text: str) -> None:
        self.typing.typed()
        self._rows_changed()
        self.edited.emit(self.text())
