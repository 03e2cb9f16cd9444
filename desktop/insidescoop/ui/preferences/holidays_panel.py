"""The days on which the user does not work: added by hand, or filled in from a country's public holidays."""

from datetime import date

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.follow_ups.holidays import Country, HolidayDraft, known_countries, years_to_fill_in
from insidescoop.domain.moments import exact_day
from insidescoop.queries.follow_up_rules import HolidayRow, holiday_rows, holiday_source
from insidescoop.ui.preferences.recount_row import RecountRow
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, aligned, stretched
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.manage_panel import ManagePanel
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.record_list import ListedRecord, RecordList

_NOTE = "Working days skip these days and weekends."
_DIFFER, _AGREE = "on your list would fall on another day.", "What is on your list agrees with these days."


class HolidaysPanel(ManagePanel):
    """The list of days off over two ways to add to it.

    `added(HolidayDraft)` and `removed(holiday_id)` are sent for one day, `fill_requested(country, part, name)` for the
    public holidays of a country, with its name, or unless `part` is None of a part of it; `recount_requested()` brings
    what is on the list in line.
    """

    added = Signal(object)
    removed = Signal(int)
    fill_requested = Signal(str, object, str)
    recount_requested = Signal()

    def __init__(self, reader: StoreReader, today: date, parent: QWidget | None = None) -> None:
        super().__init__("Days off", QSize(560, 560), parent)
        self._reader = reader
        self._today = today
        self._left_at = today
        self._countries: tuple[Country, ...] = ()
        self.days = RecordList("Days off")
        self.day = DayField("Day", today)
        self.name = FormField("Name", hint="Family day")
        self.add = QPushButton("Add")
        self.remove = QPushButton("Remove")
        self.country = ChoiceField("Country", [("Looking…", None)])
        self.part = ChoiceField("State or region", [("The whole country", None)])
        self.fill = QPushButton("Fill in {} and {}".format(*years_to_fill_in(today)))
        self.recount = RecountRow(reader, differ=_DIFFER, agree=_AGREE)
        self._build()
        self._connect()
        self.refresh()
        # Slow to load: 0.2 s.
        self._reader.ask(lambda _session: known_countries(), self._show_countries)

    def _build(self) -> None:
        self.column.add(wrapped(PlainLabel(_NOTE, tone="muted")), stretched(self.days))
        self.day.show_value(self._today)
        # At the top: what is wrong with the day must not push the name and the buttons out of line.
        fields = (stretched(field, 1, Qt.AlignmentFlag.AlignTop) for field in (self.day, self.name))
        buttons = (
            Column(PlainLabel(" ", size=TypeSize.SMALL), button, Stretch(), spacing=TIGHT)
            for button in (self.add, self.remove)
        )
        fill = aligned(self.fill, Qt.AlignmentFlag.AlignBottom)
        self.column.add(
            Row(*fields, *buttons, spacing=SMALL_GAP),
            Row(stretched(self.country, 2), stretched(self.part, 2), fill, spacing=SMALL_GAP),
            self.recount,
            self.problem,
        )

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.name.editor.returnPressed.connect(self._add)  # type: ignore[union-attr]
        self.remove.clicked.connect(lambda: self.removed.emit(self.days.chosen()))
        self.days.record_chosen.connect(lambda holiday_id: self.remove.setEnabled(holiday_id is not None))
        self.days.delete_requested.connect(lambda holiday_id: self.removed.emit(holiday_id))
        self.country.chosen.connect(self._show_parts)
        self.fill.clicked.connect(self._fill)
        self.recount.recount_requested.connect(self.recount_requested)
        self._reader.store_changed.connect(self._store_changed)

    def unread(self) -> QWidget | None:
        self.day.commit()
        is_begun = bool(self.day.text().strip() or self.name.text())
        return self.day if self.day.has_problem and is_begun else None

    def commit(self) -> None:
        super().commit()
        is_begun = self.day.value() != self._left_at or bool(self.name.text())
        if is_begun and not self.day.has_problem:
            self._add()

    def refresh(self) -> None:
        """Reads the days again."""
        self.days.show_records(ListedRecord(row.id, _words(row)) for row in self._reader.read(holiday_rows))
        self.recount.refresh()

    def _show_countries(self, countries: tuple[Country, ...]) -> None:
        self._countries = countries
        choices = sorted((_country_name(country.code), country.code) for country in countries)
        self.country.show_choices(choices)
        code, _dash, part = self._reader.read(holiday_source).partition("-")
        self.country.show_value(code)
        self._show_parts(self.country.value())
        self.part.show_value(part or None)

    def _show_parts(self, code: str | None) -> None:
        parts = next((country.parts for country in self._countries if country.code == code), ())
        self.part.show_choices([("The whole country", None), *((part, part) for part in parts)])
        self.part.setEnabled(bool(parts))

    def _add(self) -> None:
        self.day.commit()
        day = self.day.value()
        if self.day.has_problem or day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._left_at = day
        self.added.emit(HolidayDraft(day, self.name.text()))
        self.name.replace_text("")

    def _fill(self) -> None:
        code = self.country.value()
        if code is not None:
            self.fill_requested.emit(code, self.part.value(), _country_name(code))

    def _store_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touch(Kind.HOLIDAY, Kind.FOLLOW_UP, Kind.FOLLOW_UP_RULE):
            self.refresh()


def _words(row: HolidayRow) -> str:
    return "   ".join(part for part in (exact_day(row.draft.day), row.draft.name) if part)


def _country_name(code: str) -> str:
    territory = QLocale.codeToTerritory(code)
    return QLocale.territoryToString(territory) if territory != QLocale.Country.AnyTerritory else code
