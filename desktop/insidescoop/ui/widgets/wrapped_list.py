"""Lists whose rows hold several lines."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QListWidget

from insidescoop.ui.theme.metrics import SMALL_GAP


def fit_rows(records: QListWidget) -> None:
    """Makes each row as high as its text needs at the list's present width."""
    # As if the bar at the side were there: it comes once the rows are high, and takes its room from them.
    bar = records.verticalScrollBar().sizeHint().width()
    room = records.width() - 2 * records.frameWidth() - bar - 3 * SMALL_GAP
    for place in range(records.count()):
        item = records.item(place)
        bounds = records.fontMetrics().boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, item.text())
        item.setSizeHint(QSize(room, bounds.height() + SMALL_GAP))
