"""The way of the Tab key through fields that were made in another order than they stand in."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLayout, QWidget


def tab_in_order_of(layout: QLayout) -> None:
    """Has the Tab key go through what stands in a layout as it stands there, from the first to the last."""
    for one, next_one in pairwise(_fields(layout)):
        QWidget.setTabOrder(one, next_one)


def _fields(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if inner is not None:
            yield from _fields(inner)
        if widget is None:
            continue
        own = widget.layout()
        if own is not None and not isinstance(widget, QComboBox | QAbstractSpinBox):
            yield from _fields(own)
        elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
