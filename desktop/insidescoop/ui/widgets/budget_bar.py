"""A length against its target: colour, shape and word together, so that none has to be seen alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from insidescoop.domain.pitch.pitches import Fit, fit
from insidescoop.domain.text import counted
from insidescoop.ui.theme.palette import Theme

_WORDS = {
    Fit.EMPTY: "nothing yet",
    Fit.THIN: "room for more",
    Fit.FITS: "fits",
    Fit.TIGHT: "a little over",
    Fit.OVER: "too long",
}
_ROLES = {
    Fit.EMPTY: "muted", Fit.THIN: "due", Fit.FITS: "good", Fit.TIGHT: "due", Fit.OVER: "error", Fit.OPEN: "due",
}  # fmt: skip
_HEIGHT = 10


class BudgetBar(QWidget):
    """A bar that fills toward a target mark and goes past it when there is too much."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._amount, self._target, self._open_fields = 0.0, 1.0, 0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_amount(self, amount: float, *, target: float, open_fields: int = 0) -> None:
        """Shows an amount against a target over 0, in the same unit, and how many fields of it are still open."""
        shown = amount, target, open_fields
        if shown == (self._amount, self._target, self._open_fields) and self.accessibleDescription():
            return
        self._amount, self._target, self._open_fields = shown
        self.setAccessibleDescription(self.words())
        self.update()

    def fit(self) -> Fit:
        """The verdict."""
        return fit(self._amount, target=self._target, open_fields=self._open_fields)

    def words(self) -> str:
        """The verdict in words."""
        verdict = self.fit()
        return f"{counted(self._open_fields, 'field')} open" if verdict is Fit.OPEN else _WORDS[verdict]

    def tone(self) -> str:
        """The role of the colour that goes with the verdict."""
        return _ROLES[self.fit()]

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - _HEIGHT) / 2
        # The target stands at five sixths, so that there is room to see how far past it the text goes.
        target_x = self.width() * 5 / 6
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, top, self.width(), _HEIGHT), 5, 5)
        painter.setBrush(self._theme.colour(self.tone()))
        filled = min(self._amount / self._target * target_x, float(self.width()))
        if filled > 0:
            painter.drawRoundedRect(QRectF(0, top, max(filled, 10.0), _HEIGHT), 5, 5)
        painter.setBrush(self._theme.colour("text"))
        painter.drawRect(QRectF(target_x - 1, top - 3, 2, _HEIGHT + 6))
        painter.end()
