"""A column of widgets that scrolls as one where there is no room for all of it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from insidescoop.ui.widgets.boxes import Column


class ScrolledColumn(QScrollArea):
    """What is added to `column` stands one under the other; a scroll bar is there only if it does not fit without."""

    def __init__(self, *, spacing: int, margin: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        # The Tab key goes through the fields, past the area itself.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = _Body(self)
        self.column = Column(on=self.body, spacing=spacing, margin=margin)
        self.setWidget(self.body)

    def least_height(self, width: int) -> int:
        """The height that the column cannot do without where it is so wide."""
        return self.column.totalHeightForWidth(width)

    def take_other_needs(self) -> None:
        """Called whenever what is in the column asks for another size."""
        before = self.verticalScrollBarPolicy()
        self._show_bar_if_needed()
        if self.verticalScrollBarPolicy() != before:
            # An area that scrolls tells nobody that what is in it has grown.
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_bar_if_needed()
        super().resizeEvent(event)

    def _show_bar_if_needed(self) -> None:
        whole, policy = self.maximumViewportSize(), Qt.ScrollBarPolicy
        is_broken = self.column.hasHeightForWidth()
        needed = self.least_height(whole.width()) if is_broken else self.body.minimumSizeHint().height()
        # Left to itself, a bar would stay if the lines that are broken to make room for it need it (Qt 6.11.3).
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if needed <= whole.height() else policy.ScrollBarAsNeeded
        )


class _Body(QWidget):
    def __init__(self, area: ScrolledColumn) -> None:
        super().__init__()
        self._area = area

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._area.take_other_needs()
        return is_done

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        # The least height of broken lines is that at their least width; the scroll area asks for the one at the real
        # width besides, and would leave the difference empty under the last field. Without broken lines it does not.
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least

    def heightForWidth(self, width: int) -> int:
        return self._area.least_height(width)
