"""Plots: walked over with keys, pointed at, told in words, and drawn in both schemes at any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from insidescoop.domain.plot_axis import MOST_STEPS, axis_steps, named_places
from insidescoop.ui.theme.palette import Appearance, Theme
from insidescoop.ui.widgets.plots.bar_plot import BarPlot
from insidescoop.ui.widgets.plots.number_table import NumberTable
from insidescoop.ui.widgets.plots.plot import Bar, Plot
from insidescoop.ui.widgets.plots.row_plot import RowPlot

BARS = [Bar(f"{n} Nov", n, f"Week {n}: {n} talks", str(n), out_of=12) for n in range(12)]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


def _bar_plot(theme: Theme, goal: float | None = 5.0) -> BarPlot:
    plot = BarPlot(theme, name="Talks")
    plot.show_weeks(BARS, goal=goal)
    return plot


def _row_plot(theme: Theme) -> RowPlot:
    plot = RowPlot(theme, name="Steps")
    plot.show_bars(BARS)
    return plot


@given(st.floats(0, 1e9))
def test_an_axis_has_few_whole_steps_and_reaches_the_highest(highest: float) -> None:
    steps = axis_steps(highest)

    assert steps[0] == 0
    assert steps[-1] >= highest
    assert 2 <= len(steps) <= MOST_STEPS + 1
    assert len({later - first for first, later in zip(steps, steps[1:], strict=False)}) == 1  # noqa: RUF007


@given(st.integers(0, 60), st.floats(0, 60), st.floats(1, 90))
def test_names_on_an_axis_never_touch_and_the_last_is_among_them(count: int, room: float, widest: float) -> None:
    places = named_places(count, room=room, widest=widest, gap=6)

    assert (places[-1] if places else count - 1) == count - 1
    assert all((later - first) * room >= widest for first, later in zip(places, places[1:], strict=False))  # noqa: RUF007


@pytest.mark.parametrize("make", [_bar_plot, _row_plot])
def test_the_keys_go_from_bar_to_bar_and_stop_at_the_ends(make: object, theme: Theme, qtbot: QtBot) -> None:
    plot: Plot = make(theme)  # type: ignore[operator]
    qtbot.addWidget(plot)
    plot.go_to(0)
    chosen = QSignalSpy(plot.bar_chosen)

    for key, place in (
        (Qt.Key.Key_Left, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_End, 11),
        (Qt.Key.Key_Right, 11), (Qt.Key.Key_Home, 0),
    ):  # fmt: skip
        qtbot.keyClick(plot, key)
        assert plot.current == place
        assert plot.accessibleDescription() == BARS[place].words
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(plot, key)

    assert [chosen.at(n)[0] for n in range(chosen.count())] == [0, 0, 0]


@pytest.mark.parametrize("make", [_bar_plot, _row_plot])
def test_a_click_on_a_bar_or_over_a_short_one_chooses_it(make: object, theme: Theme, qtbot: QtBot) -> None:
    plot: Plot = make(theme)  # type: ignore[operator]
    qtbot.addWidget(plot)
    plot.resize(plot.sizeHint())
    chosen = QSignalSpy(plot.bar_chosen)

    for place in (0, 7, 11):
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.room_of(place).center().toPoint())
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(-1, -1))

    assert [chosen.at(n)[0] for n in range(chosen.count())] == [0, 7, 11]


def test_the_newest_week_has_the_keys_first_and_a_refresh_leaves_them(theme: Theme, qtbot: QtBot) -> None:
    plot = _bar_plot(theme)
    qtbot.addWidget(plot)
    assert plot.current == 11

    plot.go_to(3)
    plot.show_weeks(BARS, goal=None)
    assert plot.current == 3

    plot.show_weeks(BARS[:4], goal=None)
    assert plot.current == 3
    plot.show_weeks([], goal=None)
    assert plot.current_words() == ""
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Return)


def _colours(picture: QImage) -> set[str]:
    return {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    }


@pytest.mark.parametrize("scheme", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("size", [(160, 60), (420, 160), (1400, 300)])
@pytest.mark.parametrize("points", [10, 24])
def test_plots_are_drawn_in_the_schemes_colours_at_any_size(
    theme: Theme, qtbot: QtBot, scheme: Appearance, size: tuple[int, int], points: int
) -> None:
    theme.choose(scheme)
    for plot in (_bar_plot(theme, goal=0.25), _row_plot(theme)):
        qtbot.addWidget(plot)
        plot.setFont(QFont("Noto Sans", points))
        plot.resize(*size)

        picture = plot.grab().toImage()

        if size != (160, 60):
            assert theme.colour("accent").name() in _colours(picture)
    theme.choose(Appearance.LIGHT)


def test_the_line_of_the_goal_is_drawn_only_with_a_goal(theme: Theme, qtbot: QtBot) -> None:
    pictures = []

    for goal in (5.0, None, 0.0):
        plot = _bar_plot(theme, goal=goal)
        qtbot.addWidget(plot)
        plot.resize(400, 160)
        pictures.append(plot.grab().toImage())

    with_line, without, none_meant = pictures
    assert with_line != without
    assert none_meant == without


def test_a_number_in_the_table_is_chosen_with_enter_and_said_in_words(qtbot: QtBot) -> None:
    table = NumberTable(name="Weeks")
    qtbot.addWidget(table)
    table.show_numbers(("Week of", "Talks", "Notes"), [("9 Nov", [("1", "one talk"), ("2", "two notes")])])
    chosen = QSignalSpy(table.number_chosen)
    table.show()

    table.setCurrentCell(0, 2)
    qtbot.keyClick(table, Qt.Key.Key_Return)

    assert chosen.at(0) == [0, 1]
    assert table.item(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "two notes"


def test_the_names_of_a_narrow_table_are_whole_and_the_longest_title_gives_way(qtbot: QtBot) -> None:
    table = NumberTable(name="Weeks")
    qtbot.addWidget(table)
    titles = ("Week of", "Interviews", "Requests", "Keep-in-touch notes", "All messages")
    table.show_numbers(titles, [("21 Sep", [("12 of 20", "")] * 4)])
    table.show()
    header = table.horizontalHeader()
    whole = [max(table.sizeHintForColumn(column), header.sectionSizeHint(column)) for column in range(5)]
    frame = 2 * table.frameWidth()

    widths = []
    for width in (sum(whole) + 100, sum(whole) - 20):
        table.resize(width + frame, 200)
        widths.append([table.columnWidth(column) for column in range(5)])

    assert widths == [[whole[0] + 100, *whole[1:]], [*whole[:3], whole[3] - 20, whole[4]]]
