"""The list of keyboard shortcuts, what the program is, and what has changed in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from insidescoop.domain.about import About
from insidescoop.domain.news import releases, since
from insidescoop.system.resources import changelog_path
from insidescoop.ui.theme.metrics import GAP, in_proportion
from insidescoop.ui.widgets.boxes import Row, Stretch
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, heading, wrapped_low


class ShortcutsDialog(FittedDialog):
    """A table of menu, action and keys, one row for each of `rows`."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        table = _table("Keyboard shortcuts", ("Menu", "What it does", "Keys"), rows)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        close = push_button("Close", self.close)
        close.setDefault(True)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(max(460, _width_of(table, layout)), 520)


class AboutDialog(FittedDialog):
    """Says the version, those of what the program is made of, where the data is, and every library with its licence."""

    def __init__(self, about: About, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = about
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Inside Scoop")
        rows = [(part.name, part.version or "", part.license or "") for part in about.libraries]
        table = _table("Libraries", ("Library", "Version", "Licence"), rows)
        layout = QVBoxLayout(self)
        name, *others = about.lines()
        layout.addWidget(heading(name))
        for line in others:
            layout.addWidget(_selectable(wrapped_low(PlainLabel(line))))
        layout.addWidget(
            wrapped_low(PlainLabel("Your data stays on this computer. The program opens no network connection."))
        )
        layout.addSpacing(GAP)
        layout.addWidget(caption("Made with these libraries:"))
        layout.addWidget(table, 1)
        close = push_button("Close", self.close)
        close.setDefault(True)
        layout.addLayout(Row(Stretch(), push_button("Copy all", self._copy), close))
        self.resize(max(460, _width_of(table, layout)), in_proportion(520, self.font()))
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join([*self._about.lines(), "", *self._about.library_lines()]))


class NewsDialog(FittedDialog):
    """What has changed for users: since version `last`, or in all versions for None."""

    def __init__(self, last: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What's new")
        known = releases(changelog_path().read_text(encoding="utf-8"))
        shown = known if last is None else since(known, last)
        text = QPlainTextEdit("\n\n\n".join(f"{one.version}, {one.day}\n\n{one.text}" for one in shown))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName("What's new")
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        close = push_button("Close", self.close)
        close.setDefault(True)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(in_proportion(560, self.font()), in_proportion(480, self.font()))


def _selectable(label: PlainLabel) -> PlainLabel:
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _table(name: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> QTableWidget:
    table = QTableWidget(len(rows), len(headers))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headers))
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    for place, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.setItem(place, column, QTableWidgetItem(text))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setStretchLastSection(True)
    return table


def _width_of(table: QTableWidget, layout: QVBoxLayout) -> int:
    """The width of a window in which no column of its table is cut off."""
    # The style sheet, which has margins of its own, is that of the window above.
    table.ensurePolished()
    table.resizeColumnsToContents()
    beside = table.verticalScrollBar().sizeHint().width() + 2 * (table.frameWidth() + layout.contentsMargins().left())
    last = table.columnCount() - 1
    return table.horizontalHeader().sectionPosition(last) + table.sizeHintForColumn(last) + beside
