"""A page of fields that scrolls as one."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from insidescoop.ui.theme.metrics import PAGE_MARGIN
from insidescoop.ui.widgets.scrolled_column import ScrolledColumn


class ScrolledForm(ScrolledColumn):
    """A framed column at least `least_width` pixels wide.

    `left` is sent for Escape, pressed on the page or in a field that has no use for it.
    """

    left = Signal()

    def __init__(self, *, spacing: int, least_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(spacing=spacing, margin=PAGE_MARGIN, parent=parent)
        self.least_width = least_width
        self.setObjectName("page")

    def take_reading_focus(self) -> None:
        """Puts the keys on the page as a whole: arrows scroll it, Tab goes to its parts, and no letter changes any."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_fields(self) -> None:
        """Puts keys that are in a field on the page as a whole: what is typed next is not meant for another record."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.take_reading_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            self.left.emit()

    def minimumSizeHint(self) -> QSize:
        # As wide as its fields, which grow with the font: nothing has to be moved sideways.
        beside = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        wide = self.column.totalMinimumSize().width() + beside
        return QSize(max(self.least_width, wide), super().minimumSizeHint().height())


def has_keys(part: QWidget) -> bool:
    """True if the keys are on a part of a window, or on something in it, once the window is the active one."""
    focused = part.window().focusWidget()
    return focused is not None and (focused is part or part.isAncestorOf(focused))


def page_of_keys(part: QWidget) -> ScrolledForm | None:
    """The page that contains a part with the focus; None if the part has no focus, or is on no page."""
    if not has_keys(part):
        return None
    around = part.parentWidget()
    while around is not None and not isinstance(around, ScrolledForm):
        around = around.parentWidget()
    return around


def show_or_hide(part: QWidget, is_shown: bool) -> None:
    """Shows or hides a part of a page; keys that it had go to the page, where Qt would give them to the next field."""
    page = None if is_shown else page_of_keys(part)
    if page is not None:
        page.take_reading_focus()
    part.setVisible(is_shown)
