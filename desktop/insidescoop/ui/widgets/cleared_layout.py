"""A layout whose lines are made anew each time."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget

from insidescoop.ui.widgets.scrolled_form import page_of_keys


def emptied(layout: QLayout) -> None:
    """Takes everything out of a layout and lets go of it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if inner is not None:
            emptied(inner)
            inner.deleteLater()


@contextmanager
def keys_kept(layout: QLayout) -> Iterator[None]:
    """Keeps the focus while a layout is rebuilt: on the button of the same name, if there still is one.

    Otherwise it stays on the page: Qt would move it to the next field.
    """
    page = next(filter(None, map(page_of_keys, _widgets_in(layout))), None)
    if page is None:
        yield
        return
    name = _name(page.window().focusWidget())
    page.take_reading_focus()
    yield
    for each in _widgets_in(layout):
        for button in (each, *each.findChildren(QAbstractButton)):
            if isinstance(button, QAbstractButton) and _name(button) == name and not _is_hidden(button):
                # A layout shows what is new in it only after all else that is to be done now.
                each.show()
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _is_hidden(widget: QWidget) -> bool:
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def _widgets_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield widget
        if inner is not None:
            yield from _widgets_in(inner)


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
