"""A field for a day: what is typed into it is read or stays as typed, and the keys and the calendar change it."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from insidescoop.domain.interviews.wrap_ups import Promise, PromiseBy
from insidescoop.domain.typed_days import DayOrder, Looking
from insidescoop.ui.meeting.wrap_up_rows import PromiseRow
from insidescoop.ui.theme.palette import Appearance, Theme
from insidescoop.ui.widgets.fields.day_field import DayField, first_unread_day, machine_day_order
from windows import Screen, type_day

FRIDAY = date(2026, 11, 27)


Show = Callable[[DayField], DayField]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a field with another one to go to."""
    holders: list[QWidget] = []

    def shown(field: DayField) -> DayField:
        holder = QWidget()
        holders.append(holder)
        layout = QVBoxLayout(holder)
        layout.addWidget(field)
        layout.addWidget(DayField("Other", FRIDAY))
        qtbot.addWidget(holder)
        holder.show()
        holder.activateWindow()
        return field

    return shown


@pytest.fixture
def field(show: Show) -> DayField:
    """A field that must have a day."""
    return show(DayField("Due", FRIDAY))


@pytest.mark.parametrize("typed", ["4 Dec", "Fri", "2026-12-04", "+1w", "fri 4 dec 2026"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_day_is_shown_with_its_weekday_and_year_and_sent_once(
    qtbot: QtBot, field: DayField, typed: str, key: Qt.Key
) -> None:
    sent: list[object] = []
    field.chosen.connect(sent.append)
    field.show_value(FRIDAY)
    type_day(qtbot, field, typed)

    qtbot.keyClick(field.editor, key)
    field.commit()

    assert (field.text(), field.value()) == ("Fri 4 Dec 2026", date(2026, 12, 4))
    assert sent == [date(2026, 12, 4)]


@pytest.mark.parametrize("typed", ["31 Feb", "Mon 4 Dec 2026", "soonish", "4 De"])
def test_what_is_no_day_stays_with_a_reason_and_changes_nothing(qtbot: QtBot, field: DayField, typed: str) -> None:
    sent: list[object] = []
    field.chosen.connect(sent.append)
    field.show_value(FRIDAY)
    type_day(qtbot, field, typed)

    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    field.show_value(FRIDAY, is_other=False)

    assert (field.text(), field.value(), sent) == (typed, FRIDAY, [])
    assert field.problem()
    assert field.editor.accessibleDescription() == field.problem()
    type_day(qtbot, field, "4 Dec")
    assert not field.has_problem


def test_only_an_optional_field_can_be_emptied(show: Show, field: DayField) -> None:
    optional = show(DayField("Met on", FRIDAY, looking=Looking.BACK, is_optional=True))
    sent: list[object] = []
    optional.chosen.connect(sent.append)

    for each in (field, optional):
        each.show_value(FRIDAY)
        each.editor.clear()
        each.commit()

    assert (field.problem(), field.value()) == ("Type a day or choose one from the calendar.", FRIDAY)
    assert (optional.problem(), optional.value(), sent) == ("", None, [None])


def test_a_saved_day_does_not_overwrite_one_being_typed(qtbot: QtBot, field: DayField) -> None:
    field.show_value(FRIDAY)
    type_day(qtbot, field, "4 D")

    field.show_value(date(2026, 11, 30), is_other=False)
    typed = field.text()
    field.show_value(date(2026, 11, 30))

    assert (typed, field.text()) == ("4 D", "Mon 30 Nov 2026")


def test_up_and_down_go_a_day_on_and_stay_within_what_is_allowed(qtbot: QtBot, field: DayField) -> None:
    field.allow(earliest=FRIDAY, why_not="choose today or a later day.")
    for key, shown in (
        (Qt.Key.Key_Up, "Fri 27 Nov 2026"),
        (Qt.Key.Key_Up, "Sat 28 Nov 2026"),
        (Qt.Key.Key_Down, "Fri 27 Nov 2026"),
        (Qt.Key.Key_Down, "Fri 27 Nov 2026"),
    ):
        qtbot.keyClick(field.editor, key)

        assert field.text() == shown


def test_a_day_out_of_bounds_is_refused_in_the_words_of_the_field(qtbot: QtBot, field: DayField) -> None:
    field.allow(earliest=FRIDAY, why_not="choose today or a later day.")
    type_day(qtbot, field, "yesterday")

    field.commit()

    assert field.problem() == "Thu 26 Nov 2026: choose today or a later day."


def test_alt_and_down_open_a_calendar_in_english_whose_week_begins_as_the_machine_has_it(
    show: Show, qtbot: QtBot
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    try:
        field = show(DayField("Due", FRIDAY))
        field.show_value(date(2026, 12, 4))

        qtbot.keyClick(field.editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

        calendar = field.findChild(QCalendarWidget)
        assert calendar is not None
        assert calendar.isVisible()
        assert calendar.selectedDate() == QDate(2026, 12, 4)
        assert calendar.firstDayOfWeek() == QLocale().firstDayOfWeek()
        assert calendar.locale().language() == QLocale.Language.English
        calendar.activated.emit(QDate(2026, 12, 7))
        assert not calendar.isVisible()
        assert field.text() == "Mon 7 Dec 2026"
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "country", "order"),
    [
        (QLocale.Language.English, QLocale.Country.UnitedStates, DayOrder.MONTH_FIRST),
        (QLocale.Language.English, QLocale.Country.UnitedKingdom, DayOrder.DAY_FIRST),
        (QLocale.Language.German, QLocale.Country.Germany, DayOrder.DAY_FIRST),
        (QLocale.Language.Japanese, QLocale.Country.Japan, DayOrder.YEAR_FIRST),
    ],
)
def test_the_order_of_numbers_is_the_machines(
    language: QLocale.Language, country: QLocale.Country, order: DayOrder
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language, country))
    try:
        assert machine_day_order() is order
    finally:
        QLocale.setDefault(before)


def test_a_reader_hears_its_name_and_its_label_leads_to_it(field: DayField) -> None:
    label = field.findChild(QLabel)

    assert label is not None
    assert (field.editor.accessibleName(), label.text(), label.buddy()) == ("Due", "Due", field.editor)
    assert field.editor.button.accessibleName() == "Due: choose from a calendar"


def test_a_field_that_is_disabled_opens_nothing_and_keeps_nothing_from_being_saved(
    qtbot: QtBot, field: DayField
) -> None:
    sent: list[object] = []
    field.chosen.connect(sent.append)
    type_day(qtbot, field, "31 Feb")
    field.setEnabled(False)

    qtbot.mouseClick(field.editor.button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field.editor, "4 Dec")

    assert not field.editor.hasFocus()
    assert field.findChild(QCalendarWidget) is None
    assert (field.text(), sent) == ("31 Feb", [])
    assert first_unread_day(field.window()) is not field


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_calendar_shows_every_week_whole(qtbot: QtBot, theme: Theme, times: int, scheme: str) -> None:
    theme.choose(Appearance(scheme))
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    large = window.font()
    large.setPointSizeF(large.pointSizeF() * times)
    window.setFont(large)
    field = DayField("Due", FRIDAY, parent=window)
    window.show()

    field.open_calendar()
    QApplication.processEvents()

    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    days = calendar.findChild(QTableView)
    assert days is not None
    assert days.verticalHeader().length() <= days.viewport().height()
    assert days.horizontalHeader().length() <= days.viewport().width()
    weekend = calendar.weekdayTextFormat(Qt.DayOfWeek.Saturday).foreground()
    assert weekend.style() is Qt.BrushStyle.NoBrush
    calendar.window().close()


@pytest.mark.parametrize(
    ("place", "screen"),
    [((100, 20), (800, 600)), ((100, 560), (800, 600)), ((700, 560), (800, 600)), ((100, 150), (800, 300))],
    ids=["with room under it", "at the bottom", "in the corner", "on a screen too low for either"],
)
def test_the_calendar_is_inside_the_screen(
    show: Show, monkeypatch: pytest.MonkeyPatch, place: tuple[int, int], screen: tuple[int, int]
) -> None:
    monkeypatch.setattr(QWidget, "screen", lambda _self: Screen(*screen))
    field = show(DayField("Due", FRIDAY))
    field.window().move(*place)

    field.open_calendar()

    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    # The platform of the tests puts two pixels of a frame around every window.
    opened = calendar.window().geometry().translated(-2, -2)
    line = QRect(field.editor.mapToGlobal(QPoint(0, 0)), field.editor.size())
    calendar.window().close()
    assert QRect(0, 0, *screen).contains(opened)
    assert screen[1] == 300 or not opened.intersects(line)


@pytest.mark.parametrize("typed", ["4 Dec", "31 Feb"])
def test_a_promises_tick_stands_in_line_with_its_fields_whatever_is_said_of_the_day(qtbot: QtBot, typed: str) -> None:
    row = PromiseRow(Promise(PromiseBy.ME, "send the article"), day=FRIDAY)
    qtbot.addWidget(row)
    row.show()

    row.due.editor.setText(typed)
    row.due.commit()
    row.resize(700, row.sizeHint().height())
    QApplication.processEvents()

    parts = (row.wanted, row.by, row.what, row.due.editor)
    assert len({part.mapTo(row, part.rect().center()).y() for part in parts}) == 1
