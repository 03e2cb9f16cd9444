"""How long each cut takes to say, against its time: word, sign and colour together."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QGridLayout, QRadioButton, QWidget

from insidescoop.domain.pitch.cuts import CutMeasure, length_name
from insidescoop.domain.pitch.pitches import Fit, seconds_of, words_allowed
from insidescoop.domain.text import counted
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.budget_bar import BudgetBar
from insidescoop.ui.widgets.cleared_layout import emptied
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.choice_name import name_choice
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip, wrapped

_SIGNS = {Fit.EMPTY: "○", Fit.THIN: "−", Fit.FITS: "✓", Fit.TIGHT: "!", Fit.OVER: "✕", Fit.OPEN: "!"}


class CutMeter(QFrame):
    """The seconds of the cut worked on, and a bar for each cut. `length_chosen(seconds)` is sent for another one."""

    length_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._lengths: tuple[int, ...] = ()
        self._target = 0
        self.seconds = PlainLabel(size=TypeSize.TITLE, is_bold=True)
        self.verdict = PlainLabel()
        self.words = PlainLabel(tone="muted")
        self.target = QComboBox()
        self.bars: dict[int, BudgetBar] = {}
        self.buttons: dict[int, QRadioButton] = {}
        self._figures: dict[int, PlainLabel] = {}
        self._rows = QGridLayout()
        self._group = QButtonGroup(self)
        self._build()

    def _build(self) -> None:
        name_choice(self.target, "Length")
        self.target.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.target.setMinimumContentsLength(17)
        as_field(self.target)
        self._rows.setHorizontalSpacing(SMALL_GAP)
        self._rows.setVerticalSpacing(TIGHT)
        self._rows.setColumnStretch(1, 1)
        Column(
            Row(self.seconds, self.verdict, stretched(wrapped(self.words)), self.target, spacing=SMALL_GAP),
            self._rows,
            on=self,
            spacing=TIGHT,
            margin=(GAP, SMALL_GAP),
        )

    def show_lengths(self, lengths: Sequence[int], *, target: int) -> None:
        """Shows a bar for each length, shortest first, and which of them is worked on."""
        if tuple(lengths) != self._lengths:
            self._lengths = tuple(lengths)
            self._make_rows()
        self._target = target
        self.buttons[target].setChecked(True)

    def show_cuts(self, cuts: Sequence[CutMeasure], *, pace: int) -> None:
        """Shows how long the cuts take, and whether fields of them are open; they come in the order of the lengths."""
        for length, cut in zip(self._lengths, cuts, strict=True):
            seconds = seconds_of(cut.words, pace=pace)
            bar, figure = self.bars[length], self._figures[length]
            bar.show_amount(seconds, target=length, open_fields=len(cut.open_fields))
            sign = _SIGNS[bar.fit()]
            figure.set_tone(bar.tone())
            _say(figure, f"{seconds} s  {sign} {bar.words()}")
            if length == self._target:
                _say(self.seconds, f"{seconds} s of {length} s")
                self.verdict.set_tone(bar.tone())
                _say(self.verdict, f"{sign} {bar.words()}")

    def show_words(self, words: int, *, pace: int) -> None:
        """Shows how many words the cut worked on has, and how many fit."""
        allowed = words_allowed(self._target, pace=pace)
        self.words.setText(f"{words} of about {counted(allowed, 'word')}")
        self.words.setToolTip(plain_tip(f"At your pace of {pace} words a minute"))

    def _make_rows(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        emptied(self._rows)
        self.bars, self.buttons, self._figures = {}, {}, {}
        for row, length in enumerate(self._lengths):
            button = QRadioButton(f"{length} s")
            button.setAccessibleName(f"Work on the {length} second cut")
            button.setToolTip(length_name(length))
            button.clicked.connect(lambda _checked=False, length=length: self.length_chosen.emit(length))
            bar = BudgetBar(self._theme, name=f"Length of the {length} second cut")
            figure = PlainLabel(size=TypeSize.SMALL)
            figure.setFixedSize(
                figure.fontMetrics().horizontalAdvance("6,000 s  ! 10 fields open  "), figure.sizeHint().height()
            )
            self._group.addButton(button)
            self._rows.addWidget(button, row, 0)
            self._rows.addWidget(bar, row, 1, Qt.AlignmentFlag.AlignVCenter)
            self._rows.addWidget(figure, row, 2)
            self.bars[length], self.buttons[length], self._figures[length] = bar, button, figure


def _say(label: PlainLabel, text: str) -> None:
    """Changes a label with every key: one whose size is fixed asks nobody to lay anything out.

    Any other asks its parent, which asks the next, up to the tabs, which have the whole window painted anew: 5 ms a key
    (measured, 6.11.3).
    """
    label.setText(text)
    needed = label.sizeHint()
    if needed.width() > label.maximumWidth() or label.minimumSize() != label.maximumSize():
        label.setFixedSize(needed)
