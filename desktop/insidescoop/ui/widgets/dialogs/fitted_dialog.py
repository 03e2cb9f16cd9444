"""A dialog that is never larger than its screen."""

from bisect import bisect_left

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QDialog, QWidget

from insidescoop.ui.widgets.dialogs.screen_room import bring_onto_screen, room_for
from insidescoop.ui.widgets.scrolled_column import ScrolledColumn

FREED_AFTER_MS = 60_000
"""A dialog that was closed is freed so much later: until then what it asked for may fail, and open it again."""


class FittedDialog(QDialog):
    """Every dialog and every window besides the main one.

    It opens as large as it was made, taller if what would scroll is whole then, and no larger than its screen allows;
    what appears in it later is given room in the same way. What is in it must be able to give way: lists and texts do,
    fields belong into a `FittingColumn`, and many buttons into a `WrappedRow`. A test opens them all with large text on
    a small screen.

    Qt keeps a closed dialog as long as the window under it. One that is made anew each time says so with
    `is_made_anew`, and is freed once nothing will open it again.
    """

    is_made_anew = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needed = 0
        self._freeing = QTimer(self, singleShot=True, interval=FREED_AFTER_MS)
        self._freeing.timeout.connect(self.deleteLater)
        if self.is_made_anew:
            self.finished.connect(lambda _code: self._freeing.start())
        self._scrolled: set[ScrolledColumn] = set()

    def showEvent(self, event: QShowEvent) -> None:
        self._freeing.stop()
        room, layout = room_for(self), self.layout()
        width = min(self.width(), room.width())
        # Broken lines need another height than Qt guesses before it knows the width.
        needed = layout.totalMinimumHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        self.resize(width, min(max(self.height(), needed), room.height()))
        self._grow_until_whole(room.height())
        self._needed, self._scrolled = self.needed_height(), self._scrolled_columns()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._give_room()
        elif event.type() == QEvent.Type.Resize:
            self._scrolled = self._scrolled_columns()
        return is_done

    def _give_room(self) -> None:
        """Makes room for what has appeared; a dialog that the user made smaller stays so until something does."""
        usual = self.height()
        before, self._needed = self._needed, self.needed_height()
        missing = min(self._needed - before, self._needed - usual)
        if missing > 0:
            self.resize(self.width(), usual + missing)
        if self._scrolled_columns() - self._scrolled:
            self._grow_until_whole(room_for(self).height())
        if self.height() > usual:
            bring_onto_screen(self)

    def _scrolled_columns(self) -> set[ScrolledColumn]:
        return {column for column in self.findChildren(ScrolledColumn) if column.isVisible() and _scrolls(column)}

    def needed_height(self) -> int:
        """The height that suits what is in it at its width, as far as its screen allows."""
        layout = self.layout()
        if layout is None:
            return self.height()
        is_broken = layout.hasHeightForWidth()
        needed = layout.totalHeightForWidth(self.width()) if is_broken else layout.totalSizeHint().height()
        return min(needed, room_for(self).height())

    def _grow_until_whole(self, most: int) -> None:
        """Takes the least height at which nothing scrolls that is whole at the greatest height."""
        usual, could_be_whole = self.height(), self._scrolling(most)
        if not could_be_whole or usual >= most:
            return
        self.resize(self.width(), most)
        could_be_whole = [area for area in could_be_whole if not _scrolls(area)]

        def is_whole(height: int) -> bool:
            self.resize(self.width(), height)
            return not any(_scrolls(area) for area in could_be_whole)

        heights = range(usual, most)
        fitting = bisect_left(heights, True, key=is_whole) if could_be_whole else 0
        self.resize(self.width(), usual + fitting)

    def _scrolling(self, most: int) -> list[QAbstractScrollArea]:
        """The parts in sight that scroll, without lists so long that no height up to `most` shows them whole."""
        shown = [area for area in self.findChildren(QAbstractScrollArea) if area.isVisible()]
        return [area for area in shown if _least_height(area) <= most and _scrolls(area)]


def _least_height(area: QAbstractScrollArea) -> int:
    rows = area.model().rowCount() if isinstance(area, QAbstractItemView) else 0
    return rows * area.fontMetrics().height()


def _scrolls(area: QAbstractScrollArea) -> bool:
    if isinstance(area, QAbstractItemView):
        # Left to itself, a list measures its rows only a while after it was given another size.
        area.doItemsLayout()
    bar = area.verticalScrollBar()
    return area.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff and bar.maximum() > bar.minimum()
