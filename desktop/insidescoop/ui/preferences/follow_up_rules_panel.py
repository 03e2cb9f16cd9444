"""The follow-up rules as a table: which are on, how long each waits, and in which words it asks."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QCheckBox, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contacts import LONGEST_CADENCE_DAYS
from insidescoop.domain.follow_ups.rules import FollowUpRule, Unit
from insidescoop.queries.follow_up_rules import RuleRow, rule_rows
from insidescoop.ui.preferences.recount_row import RecountRow
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.theme.metrics import GAP, in_proportion, row_height
from insidescoop.ui.widgets.boxes import Row, aligned, stretched
from insidescoop.ui.widgets.fields.auto_save import AutoSave, NumberBox
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.titled import titled
from insidescoop.ui.widgets.manage_panel import ManagePanel
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_ON, _WHEN, _WAIT, _WHAT = range(4)
_LEAST_ROWS = 5
_DIFFER = "on your list would fall differently by these rules."
_AGREE = "What is on your list agrees with these rules."
_NOTICES = "Before an interview, and when something falls due."
_NO_NOTICES = "This system has no place for notices; Today and its button show what is due."


class FollowUpRulesPanel(ManagePanel):
    """Every rule with its tick; the chosen one is changed below.

    `switched(rule_id, is_on)`, `count_chosen(rule_id, count)`, `unit_chosen(rule_id, Unit)` and `words_written(rule_id,
    what)` change one rule; `reset_requested(rule_id)` puts it back, or with None all of them. What is on the list
    already is only counted again when the user asks: `recount_requested()`. `days_off_requested()` is sent for the
    user's holidays, `notices_chosen(is_on)` once `offer_notices` has shown that switch.
    """

    switched = Signal(str, bool)
    count_chosen = Signal(str, int)
    unit_chosen = Signal(str, object)
    words_written = Signal(str, str)
    reset_requested = Signal(object)
    recount_requested = Signal()
    days_off_requested = Signal()
    notices_chosen = Signal(bool)

    def __init__(self, reader: StoreReader, parent: QWidget | None = None) -> None:
        super().__init__("Follow-up rules", QSize(in_proportion(880, QApplication.font()), 600), parent)
        self._reader = reader
        self._rows: tuple[RuleRow, ...] = ()
        self._chosen_id: str | None = None
        self.table = QTableWidget(0, 4)
        self.words = FormField("What to do ({name} stands for the person)")
        self.wait = NumberBox()
        self._wait = AutoSave(self.wait, self.wait.value)
        self.unit = ChoiceField("Counted in", choices_of(Unit))
        self.back = QPushButton("Back to the default")
        self.all_back = QPushButton("Put all back")
        self.days_off = QPushButton("Days off…")
        self.recount = RecountRow(reader, differ=_DIFFER, agree=_AGREE)
        self.notices = QCheckBox("Notices while Inside Scoop is open")
        self.about_notices = wrapped(PlainLabel(tone="muted"))
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self._build_table()
        self.column.add(stretched(self.table), self.words)
        self.wait.setRange(0, LONGEST_CADENCE_DAYS)
        row = Row(
            stretched(titled("How long it waits", self.wait)),
            stretched(self.unit),
            aligned(self.back, Qt.AlignmentFlag.AlignBottom),
            spacing=GAP,
        )
        self.column.add(row, self.recount, self.problem, self.notices, self.about_notices)
        self.notices.hide()
        self.about_notices.hide()
        self.footer = (self.days_off, self.all_back)

    def _build_table(self) -> None:
        self.table.setAccessibleName("Follow-up rules")
        self.table.setHorizontalHeaderLabels(["On", "When", "Then, after", "What to do"])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(row_height(self.font()))
        # Lists give way first: not so far that no rule can be compared with the next.
        self.table.setMinimumHeight(_LEAST_ROWS * row_height(self.font()))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self.table.currentCellChanged.connect(lambda row, *_rest: self._choose(row))
        self.table.itemChanged.connect(self._tick)
        self.words.committed.connect(lambda typed: self._change(self.words_written, typed))
        self._wait.kept.connect(self._change_wait)
        self.unit.chosen.connect(lambda unit: self._change(self.unit_chosen, unit))
        self.back.clicked.connect(self._put_back)
        self.all_back.clicked.connect(lambda: self.reset_requested.emit(None))
        self.notices.clicked.connect(self.notices_chosen)
        self.days_off.clicked.connect(self.days_off_requested)
        self.recount.recount_requested.connect(self.recount_requested)
        self._reader.store_changed.connect(self._store_changed)

    def offer_notices(self, *, is_on: bool, is_possible: bool) -> None:
        """Shows the switch for notices, or says that this system has none."""
        self.notices.setChecked(is_on)
        self.notices.setVisible(is_possible)
        self.about_notices.setText(_NOTICES if is_possible else _NO_NOTICES)
        self.about_notices.show()

    def refresh(self) -> None:
        """Reads the rules again; the chosen one stays chosen."""
        self._rows = self._reader.read(rule_rows)
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(self._rows))
            for place, row in enumerate(self._rows):
                self._show_row(place, row)
            ids = [row.rule.rule_id for row in self._rows]
            place = ids.index(self._chosen_id) if self._chosen_id in ids else 0
            self.table.setCurrentCell(place, _WHEN)
        self._choose(place)
        self.recount.refresh()

    def _show_row(self, place: int, row: RuleRow) -> None:
        rule = row.rule
        changed = " · changed" if row.is_edited else ""
        for column, text in ((_ON, ""), (_WHEN, rule.trigger.words), (_WAIT, _waits(rule)), (_WHAT, rule.what)):
            item = QTableWidgetItem(text + (changed if column == _WAIT else ""))
            item.setToolTip(rule.rule_id)
            self.table.setItem(place, column, item)
        tick = self.table.item(place, _ON)
        if tick is not None:
            tick.setFlags(tick.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            tick.setCheckState(Qt.CheckState.Checked if rule.is_on else Qt.CheckState.Unchecked)
            tick.setData(Qt.ItemDataRole.AccessibleTextRole, f"{rule.what}: {'on' if rule.is_on else 'off'}")

    def _choose(self, place: int) -> None:
        if not 0 <= place < len(self._rows):
            return
        row = self._rows[place]
        rule, is_other = row.rule, row.rule.rule_id != self._chosen_id
        if is_other:
            self.words.commit()
            self._wait.commit()
        self._chosen_id = rule.rule_id
        (self.words.replace_text if is_other else self.words.show_text)(rule.what)
        self._wait.show(lambda: self._put_wait(rule), is_other=is_other)
        self.unit.show_value(rule.unit)
        for control in (self.wait, self.unit):
            control.setEnabled(not rule.cancels)
        self.back.setEnabled(row.is_edited)

    def _put_wait(self, rule: FollowUpRule) -> None:
        self.wait.setSuffix(" before" if rule.trigger.counts_back else " after")
        self.wait.setValue(abs(rule.count))

    def _chosen(self) -> FollowUpRule | None:
        return next((row.rule for row in self._rows if row.rule.rule_id == self._chosen_id), None)

    def _tick(self, item: QTableWidgetItem) -> None:
        if item.column() == _ON:
            rule_id = self._rows[item.row()].rule.rule_id
            self.switched.emit(rule_id, item.checkState() is Qt.CheckState.Checked)

    def _change_wait(self, wait: int) -> None:
        rule = self._chosen()
        if rule is not None:
            self.count_chosen.emit(rule.rule_id, rule.trigger.count_of(wait))

    def _change(self, changed: SignalInstance, value: object) -> None:
        # Only what was changed is sent: another change may still be on its way.
        if self._chosen_id is not None:
            changed.emit(self._chosen_id, value)

    def _put_back(self) -> None:
        if self._chosen_id is not None:
            self.words.commit()
            self._wait.commit()
            self.reset_requested.emit(self._chosen_id)

    def _store_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touch(Kind.FOLLOW_UP_RULE, Kind.FOLLOW_UP, Kind.HOLIDAY, Kind.PROFILE):
            self.refresh()


def _waits(rule: FollowUpRule) -> str:
    if rule.cancels:
        return "at once"
    if not rule.count:
        return "the same day"
    number = abs(rule.count)
    unit = rule.unit.words if number > 1 else rule.unit.words.removesuffix("s")
    return f"{number:,} {unit} {'before' if rule.trigger.counts_back else ''}".rstrip()
