"""The window around the map of the network: the legend, what the keys do, and the way to paper."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPixmap, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted
from insidescoop.outputs.network_maps import make_network_map, save_network_map
from insidescoop.queries.network import map_of_network
from insidescoop.ui.context import UiContext
from insidescoop.ui.file_dialogs import ask_where_to_write
from insidescoop.ui.network.map import NetworkMapView, shape_of
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped_low
from insidescoop.ui.widgets.wrapped_row import WrappedRow

_KEYS = "Arrows and Tab: from person to person · Enter: open · + and −: zoom · 0: everything · drag: move"


class NetworkWindow(FittedDialog):
    """The map in a window of its own. `saved(path)` is sent when it was written as a PDF."""

    saved = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Map of my network")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._context = context
        self.view = NetworkMapView(context.theme)
        self.told = wrapped_low(PlainLabel())
        self._left_out = wrapped_low(PlainLabel(tone="muted"))
        self._legend = [PlainLabel() for _closeness in Closeness]
        self.save = QPushButton("Save as PDF…")
        self._build()
        self.view.person_activated.connect(self._open)
        self.view.person_focused.connect(self.told.setText)
        self.save.clicked.connect(self._choose_file)
        context.reader.store_changed.connect(self._store_changed)
        context.theme.changed.connect(self._show_legend)
        self.refresh()
        self._show_legend()

    def _build(self) -> None:
        legend = WrappedRow(spacing=GAP)
        for closeness, picture in zip(Closeness, self._legend, strict=True):
            part = QWidget()
            Row(picture, PlainLabel(closeness.words, size=TypeSize.SMALL), on=part)
            legend.addWidget(part)
        legend.addWidget(caption("line: introduction, dashed: not made yet"))
        row = Row(stretched(Column(self.told, wrapped_low(caption(_KEYS)))), spacing=SMALL_GAP)
        close = push_button("Close", self.reject)
        for button in (self.save, close):
            button.setAutoDefault(False)
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                QShortcut(QKeySequence(key), button, button.click).setContext(Qt.ShortcutContext.WidgetShortcut)
            row.addWidget(button)
        Column(legend, stretched(self.view), self._left_out, row, on=self, spacing=SMALL_GAP, margin=(WIDE_GAP, GAP))
        self.resize(980, 760)

    def refresh(self) -> None:
        """Reads the network again, on the store's thread."""
        self._context.reader.ask(map_of_network, self._show)

    def save_to(self, target: Path) -> None:
        """Writes the map as a PDF; what keeps it from being written is told."""
        try:
            save_network_map(self._context.reader.read(make_network_map), target)
        except Problem as problem:
            self._context.messages.tell(problem)
            return
        self.told.setText(f"Saved as {target}")
        self.saved.emit(str(target))

    def _show(self, drawn: object) -> None:
        self.view.show_map(drawn)  # type: ignore[arg-type]
        left_out: int = drawn.left_out  # type: ignore[attr-defined]
        self._left_out.setVisible(bool(left_out))
        self._left_out.setText(
            f"{counted(left_out, 'person', 'people')} more are kept; shown are those in introductions and the closest."
        )
        if not drawn.places:  # type: ignore[attr-defined]
            self.told.setText("Nobody yet. Add the people you know, and who introduced whom.")
        self.view.fit()

    def _show_legend(self) -> None:
        colour = self._context.theme.colour
        grounds = {Closeness.ACTIVE: "accent", Closeness.WARM: "selection"}
        for closeness, label in zip(Closeness, self._legend, strict=True):
            picture = QPixmap(QSize(22, 22))
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(11, 11)
            painter.setPen(colour("muted"))
            painter.setBrush(colour(grounds.get(closeness, "raised")))
            painter.drawPath(shape_of(closeness, 7))
            painter.end()
            label.setPixmap(picture)

    def _open(self, contact_id: int) -> None:
        self.accept()
        self._context.navigator.go_to(Kind.CONTACT, contact_id)

    def _choose_file(self) -> None:
        target = ask_where_to_write(self, "Save the map", "my-network.pdf", ending=".pdf", kind="PDF")
        if target is not None:
            self.save_to(target)

    def _store_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touch(Kind.CONTACT, Kind.INTRODUCTION):
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
