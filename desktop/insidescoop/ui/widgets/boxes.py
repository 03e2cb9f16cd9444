"""Rows and columns: layouts that are said in one go, part by part."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from insidescoop.domain.values import frozen

_FILLING = Qt.AlignmentFlag(0)


@frozen
class Stretch:
    """Empty space that takes room to spare, as many shares of it as `factor` says."""

    factor: int = 1


@frozen
class Placed:
    """A part with its share of the room to spare, and where it stands in its place if it does not fill it."""

    part: QWidget | QLayout
    stretch: int = 0
    alignment: Qt.AlignmentFlag = _FILLING


Part = QWidget | QLayout | Placed | Stretch | int
"""What can stand in a row or column; a number is that many pixels of empty space."""


def stretched(part: QWidget | QLayout, factor: int = 1, alignment: Qt.AlignmentFlag = _FILLING) -> Placed:
    """A part that takes room to spare, as many shares of it as `factor` says."""
    return Placed(part, factor, alignment)


def aligned(part: QWidget, alignment: Qt.AlignmentFlag) -> Placed:
    """A part no larger than it needs to be, at one side of its place."""
    return Placed(part, alignment=alignment)


class _Box(QBoxLayout):
    """Parts one after the other, on a widget (`on`) or in another layout.

    `margin` is the room on all sides, that beside and that over and under the parts, or that on the left, over them, on
    the right and under them. Without a `spacing` it is that of the layout around.
    """

    direction_of_parts: ClassVar[QBoxLayout.Direction]

    def __init__(
        self,
        *parts: Part,
        on: QWidget | None = None,
        spacing: int | None = None,
        margin: int | tuple[int, int] | tuple[int, int, int, int] = 0,
    ) -> None:
        super().__init__(self.direction_of_parts, on)
        sides = (margin,) if isinstance(margin, int) else margin
        self.setContentsMargins(*sides * (4 // len(sides)))
        if spacing is not None:
            self.setSpacing(spacing)
        self.add(*parts)

    def add(self, *parts: Part) -> None:
        """Puts parts behind those that are there."""
        for part in parts:
            placed = part if isinstance(part, Placed | Stretch | int) else Placed(part)
            if isinstance(placed, Stretch):
                self.addStretch(placed.factor)
            elif isinstance(placed, int):
                self.addSpacing(placed)
            elif isinstance(placed.part, QWidget):
                self.addWidget(placed.part, placed.stretch, placed.alignment)
            else:
                self.addLayout(placed.part, placed.stretch)


class Row(_Box):
    """Parts from left to right."""

    direction_of_parts = QBoxLayout.Direction.LeftToRight


class Column(_Box):
    """Parts from top to bottom."""

    direction_of_parts = QBoxLayout.Direction.TopToBottom
