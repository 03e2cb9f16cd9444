"""What a tab holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QWidget

from insidescoop.domain.problems import Problem
from insidescoop.ui.theme.metrics import PAGE_MARGIN, SMALL_GAP
from insidescoop.ui.widgets.boxes import Column, stretched
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.scrolled_form import has_keys


class Page(QWidget):
    """The content of one tab: what an empty one says, or parts side by side.

    `first` is where work begins. No focus proxy says so: Qt would then lead the Tab key past what stands before it.
    """

    def __init__(self, empty: EmptyState, *, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = empty
        self._first = first
        self._body = QSplitter()
        self._body.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self._body)
        self._whole: QWidget | None = None
        Column(self._stack, on=self, margin=PAGE_MARGIN)

    def set_parts(self, parts: Sequence[tuple[QWidget, int, int]]) -> None:
        """Puts parts side by side: each with the pixels it begins with and its share of what a larger window gives."""
        for place, (part, _pixels, share) in enumerate(parts):
            self._body.addWidget(part)
            self._body.setStretchFactor(place, share)
        self._body.setSizes([pixels for _part, pixels, _share in parts])

    def show_parts(self, has_records: bool) -> None:
        """Shows the parts, or what is in their place, or what an empty page says."""
        self._stack.setCurrentWidget((self._whole or self._body) if has_records else self.empty)

    def put_in_place(self, whole: QWidget | None) -> None:
        """Shows one widget in place of the parts; None for the parts again."""
        if whole is not None and self._stack.indexOf(whole) < 0:
            self._stack.addWidget(whole)
        self._whole = whole
        if self._stack.currentWidget() is not self.empty:
            self._stack.setCurrentWidget(whole or self._body)

    def tell_chosen(self) -> None:
        """Lets the actions know what is chosen here: nothing is changed that is not in sight."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Puts the focus where work on the page begins."""
        first = self.empty.button if self._stack.currentWidget() is self.empty else self._first
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tell_chosen()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.tell_chosen()


def listed(button: QPushButton, records: QWidget) -> QWidget:
    """A list of records under the button that adds to them."""
    button.setProperty("emphasis", "primary")
    part = QWidget()
    Column(button, stretched(records), on=part, spacing=SMALL_GAP)
    return part


class OneOf(QStackedWidget):
    """One record at a time, or a hint while none is chosen.

    `left` is sent when the record goes and had the keys: on the hint they would be lost.
    """

    left = Signal()

    def __init__(self, record: QWidget, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = record
        self._usual = hint
        self._hint = wrapped(PlainLabel(hint, tone="muted"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._hint)
        self.addWidget(record)

    def show_record(self, is_chosen: bool) -> None:
        """Shows the record, or the hint."""
        self._hint.setText(self._usual)
        self._show(is_chosen)

    def show_problem(self, problem: Problem) -> None:
        """Shows why the chosen record cannot be displayed, instead of the record."""
        self._hint.setText(f"{problem.what_happened}\n{problem.your_data}\n{problem.next_step}")
        self._show(is_chosen=False)

    def _show(self, is_chosen: bool) -> None:
        had_keys = has_keys(self._record)
        self.setCurrentWidget(self._record if is_chosen else self._hint)
        if had_keys and not is_chosen:
            self.left.emit()
