"""The figures as plots or as tables, whichever the user wants."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from insidescoop.domain.effort.counts import Deed
from insidescoop.domain.effort.figures import FEWEST_OF_A_BAR, Figure, WeekFigures
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, TypeSize, in_proportion
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, heading, wrapped
from insidescoop.ui.widgets.plots.bar_plot import BarPlot
from insidescoop.ui.widgets.plots.number_table import NumberTable
from insidescoop.ui.widgets.plots.plot import Bar
from insidescoop.ui.widgets.plots.row_plot import RowPlot

_TWO_COLUMNS = 560
_WIDE, _NARROW = 380, 180
DEEDS = (Deed.TALK, Deed.REQUEST, Deed.NOTE, Deed.MESSAGE)


class FigureView(QWidget):
    """Figures under a heading. `figure_chosen(Figure)` is sent when the user wants to know who is behind one."""

    figure_chosen = Signal(object)

    def __init__(self, title: str, explanation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.table: NumberTable | None = None
        self.column = Column(heading(title), on=self, spacing=TIGHT)
        if explanation:
            self.column.addWidget(wide(PlainLabel(explanation, tone="muted"), _WIDE))

    def show_as_table(self, is_table: bool) -> None:
        """Shows the table, or the plot. The table is made when it is first wanted: the page opens the sooner."""
        if is_table and self.table is None:
            self.table = NumberTable(name=f"{self._title}, as a table", parent=self)
            self.table.number_chosen.connect(self.tell_number)
            self.column.insertWidget(self.column.indexOf(self.drawing) + 1, self.table)
            self.fill_table(self.table)
        if self.table is not None:
            self.table.setVisible(is_table)
        self.drawing.setVisible(not is_table)

    @property
    def drawing(self) -> QWidget:
        """What gives way to the table."""
        raise NotImplementedError

    def fill_table(self, table: NumberTable) -> None:
        """Writes the figures into the table."""
        raise NotImplementedError

    def tell_number(self, row: int, column: int) -> None:
        """Tells which figure a number of the table is."""
        raise NotImplementedError


class RowsView(FigureView):
    """Figures that lie under each other."""

    def __init__(
        self, theme: Theme, title: str, explanation: str = "", *, numbers: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, explanation, parent)
        self._numbers = numbers
        self._figures: tuple[Figure, ...] = ()
        self.plot = RowPlot(theme, name=title, least=FEWEST_OF_A_BAR)
        self.note = wide(PlainLabel(tone="muted"), _WIDE)
        self.note.hide()
        self.column.add(self.plot, self.note)
        self.plot.bar_chosen.connect(lambda place: self.tell_number(place, 0))

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Shows other figures."""
        self._figures = tuple(figures)
        self.plot.show_bars(
            [Bar(each.label, each.tally.count, each.words, each.shown, each.out_of) for each in figures]
        )
        if self.table is not None:
            self.fill_table(self.table)

    def say(self, sentence: str) -> None:
        """Says something under the figures; nothing for ""."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    @property
    def drawing(self) -> QWidget:
        return self.plot

    def fill_table(self, table: NumberTable) -> None:
        table.show_numbers(("", self._numbers), [(each.label, [(each.shown, each.words)]) for each in self._figures])

    def tell_number(self, row: int, column: int) -> None:  # noqa: ARG002
        self.figure_chosen.emit(self._figures[row])


class WeeksView(FigureView):
    """The four deeds week by week, two plots beside each other where there is room; as one table."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, "", parent)
        self._figures: tuple[WeekFigures, ...] = ()
        self._plots = QWidget()
        self._grid = QGridLayout(self._plots)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(SMALL_GAP)
        self._cells: list[QWidget] = []
        self.plots: dict[Deed, BarPlot] = {}
        self._goals: dict[Deed, PlainLabel] = {}
        for deed in DEEDS:
            self._cells.append(self._cell(theme, deed))
        self._lay_out(2)
        self.column.addWidget(self._plots)

    def show_weeks(self, figures: Sequence[WeekFigures]) -> None:
        """Shows other weeks."""
        self._figures = tuple(figures)
        for each in figures:
            bars = [Bar(week.label, week.tally.count, _with_goal(week, each)) for week in each.weeks]
            self.plots[each.deed].show_weeks(bars, goal=each.goal)
            self._goals[each.deed].setText(f"- -  {each.goal_words}" if each.goal_words else "")
        if self.table is not None:
            self.fill_table(self.table)

    @property
    def drawing(self) -> QWidget:
        return self._plots

    def fill_table(self, table: NumberTable) -> None:
        weeks = self._figures[0].weeks if self._figures else ()
        table.show_numbers(
            ("Week of", *(deed.words for deed in DEEDS)),
            [
                (week.label, [(each.weeks[place].shown, _with_goal(each.weeks[place], each)) for each in self._figures])
                for place, week in enumerate(weeks)
            ],
        )

    def tell_number(self, row: int, column: int) -> None:
        self._tell(DEEDS[min(column, len(DEEDS) - 1)], row)

    def _cell(self, theme: Theme, deed: Deed) -> QWidget:
        cell = QWidget()
        head = QWidget()
        row = QGridLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PlainLabel(deed.words, is_bold=True), 0, 0)
        goal = PlainLabel(size=TypeSize.SMALL, tone="due")
        row.addWidget(goal, 0, 1)
        row.setColumnStretch(2, 1)
        plot = BarPlot(theme, name=f"{deed.words} week by week")
        plot.bar_chosen.connect(lambda place, deed=deed: self._tell(deed, place))
        note = wide(caption(deed.explanation), _NARROW)
        Column(head, note, plot, on=cell, spacing=0, margin=(0, TIGHT, 0, 0))
        self.plots[deed], self._goals[deed] = plot, goal
        return cell

    def _lay_out(self, columns: int) -> None:
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // columns, place % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    def _tell(self, deed: Deed, place: int) -> None:
        figures = next(each for each in self._figures if each.deed is deed)
        self.figure_chosen.emit(figures.weeks[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(2 if self.width() >= in_proportion(_TWO_COLUMNS, self.font()) else 1)


def wide(label: PlainLabel, pixels: int) -> PlainLabel:
    """The label, broken into lines that are at least so long: the page is made as high as they need at that width."""
    broken = wrapped(label)
    # Not in proportion to the font: with large letters the page would be wider than the window.
    broken.setMinimumWidth(pixels)
    return broken


def _with_goal(week: Figure, figures: WeekFigures) -> str:
    return f"{week.words}; {figures.goal_words}" if figures.goal_words else week.words
