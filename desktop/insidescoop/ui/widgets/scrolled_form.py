"""A page of fields that scrolls as one."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from insidescoop.ui.theme.metrics import PAGE_MARGIN


class ScrolledForm(QScrollArea):
    """A framed scroll area at least `least_width` pixels wide; what is added to `column` stands one under the other.

    `left` is sent for Escape, pressed on the page or in a field that has no use for it.
    """

    left = Signal()

    def __init__(self, *, spacing: int, least_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least_width = least_width
        self.setObjectName("page")
        self.setWidgetResizable(True)
        # The Tab key goes through the fields, past the page itself.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = _Body()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        self.column.setSpacing(spacing)
        self.setWidget(self.body)

    def take_reading_focus(self) -> None:
        """Puts the keys on the page as a whole: arrows scroll it, Tab goes to its parts, and no letter changes any."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            self.left.emit()

    def minimumSizeHint(self) -> QSize:
        # As wide as its fields, which grow with the font: nothing has to be moved sideways.
        beside = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        wide = self.body.minimumSizeHint().width() + beside
        return QSize(max(self.least_width, wide), super().minimumSizeHint().height())


class _Body(QWidget):
    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        # The least height of broken lines is that at their least width; the scroll area asks for the one at the real
        # width besides, and would leave the difference empty under the last field. Without broken lines it does not.
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least
