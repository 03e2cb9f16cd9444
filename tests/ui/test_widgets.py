"""The widgets on their own: when a field keeps its text, what a bar says, what stays plain."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from insidescoop.ui.contacts.table import BLOCK, ContactRows
from insidescoop.ui.theme.palette import Appearance, Theme
from insidescoop.ui.widgets.budget_bar import BudgetBar
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.typing_pause import PAUSE_MILLISECONDS
from insidescoop.ui.widgets.fields.word_completer import WordCompleter
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.record_table import RecordTable, RecordTableModel
from insidescoop.ui.widgets.status_line import StatusLine
from insidescoop.ui.widgets.wrapped_views import WrappedEntry, WrappedList
from windows import button, press


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    name: str = "Dana"


COLUMNS = (TableColumn("name", "Name", lambda row: row.name), TableColumn("id", "Number", lambda row: str(row.id)))


class TwoFields(QWidget):
    """A field, another to go to, and all that the first one sent."""

    def __init__(self, lines: int = 1) -> None:
        super().__init__()
        self.field, self.other = FormField("Title", lines=lines), FormField("Other")
        self.sent: list[str] = []
        self.field.committed.connect(self.sent.append)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)


@pytest.fixture
def fields(qtbot: QtBot) -> TwoFields:
    return _shown(qtbot, TwoFields())


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, Appearance.LIGHT)
    yield made
    made.deleteLater()


def _shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


# Form fields


def test_a_field_is_kept_when_the_cursor_leaves_it(qtbot: QtBot, fields: TwoFields) -> None:
    fields.field.setFocus()
    qtbot.keyClicks(fields.field.editor, "Archivist")

    press(qtbot, Qt.Key.Key_Tab)

    assert fields.sent == ["Archivist"]


def test_a_field_is_kept_once_on_enter_and_not_again_on_leaving(qtbot: QtBot, fields: TwoFields) -> None:
    fields.field.setFocus()
    qtbot.keyClicks(fields.field.editor, "Archivist")

    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Tab)

    assert fields.sent == ["Archivist"]


def test_a_field_is_kept_after_a_pause_and_not_with_every_key(qtbot: QtBot, fields: TwoFields) -> None:
    fields.field.setFocus()

    with qtbot.waitSignal(fields.field.committed, timeout=PAUSE_MILLISECONDS * 5):
        qtbot.keyClicks(fields.field.editor, "Archivist")

    assert fields.sent == ["Archivist"]


def test_a_field_that_stands_as_before_is_not_kept_again(qtbot: QtBot, fields: TwoFields) -> None:
    fields.field.replace_text("Archivist")
    fields.field.setFocus()
    qtbot.keyClicks(fields.field.editor, "s")
    press(qtbot, Qt.Key.Key_Backspace)

    press(qtbot, Qt.Key.Key_Tab)

    assert fields.sent == []


def test_several_lines_are_kept_with_their_breaks_when_the_cursor_leaves(qtbot: QtBot) -> None:
    shown = _shown(qtbot, TwoFields(lines=3))
    assert isinstance(shown, TwoFields)
    shown.field.setFocus()
    qtbot.keyClicks(shown.field.editor, "one")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(shown.field.editor, "two")

    press(qtbot, Qt.Key.Key_Tab)

    assert shown.sent == ["one\ntwo"]
    assert shown.other.editor.hasFocus()


def test_news_from_the_store_do_not_disturb_what_is_being_typed(qtbot: QtBot, fields: TwoFields) -> None:
    fields.field.setFocus()
    qtbot.keyClicks(fields.field.editor, "Arch")

    fields.field.show_text("Something older")
    qtbot.keyClicks(fields.field.editor, "ivist")
    press(qtbot, Qt.Key.Key_Tab)

    assert fields.sent == ["Archivist"]


def test_news_from_the_store_are_shown_in_a_field_at_rest(fields: TwoFields) -> None:
    fields.field.replace_text("Archivist")

    fields.field.show_text("Librarian")

    assert fields.field.text() == "Librarian"
    assert fields.sent == []


def test_a_problem_is_said_under_the_field_and_to_a_screen_reader(fields: TwoFields) -> None:
    fields.field.show_problem("This e-mail address has no @ in it.")

    assert "no @" in fields.field.editor.accessibleDescription()
    assert any(label.text().endswith("@ in it.") for label in fields.field.findChildren(QLabel) if label.isVisible())


# Bars, states, lines


@pytest.mark.parametrize(
    ("amount", "words", "tone"),
    [
        pytest.param(0, "nothing yet", "muted", id="empty"),
        pytest.param(5, "room for more", "due", id="thin"),
        pytest.param(30, "fits", "good", id="fits"),
        pytest.param(32, "a little over", "due", id="tight"),
        pytest.param(60, "too long", "error", id="over"),
    ],
)
def test_a_bar_says_in_words_and_colour_how_much_there_is(
    qtbot: QtBot, theme: Theme, amount: int, words: str, tone: str
) -> None:
    bar = BudgetBar(theme, name="Length")
    qtbot.addWidget(bar)
    bar.resize(120, 16)

    bar.show_amount(amount, target=30)

    picture = bar.grab().toImage()
    drawn = {picture.pixelColor(x, 8).name() for x in range(picture.width())}
    assert (bar.words(), bar.tone()) == (words, tone)
    assert bar.accessibleDescription() == words
    assert (theme.colour(tone).name() in drawn) == (amount > 0)


def test_an_empty_page_sends_what_its_two_buttons_are_for(qtbot: QtBot) -> None:
    empty = _shown(qtbot, EmptyState("Nothing here.", "Begin", second="Look around"))
    assert isinstance(empty, EmptyState)

    with qtbot.waitSignals([empty.chosen, empty.second_chosen]):
        qtbot.mouseClick(button(empty, "Begin"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(button(empty, "Look around"), Qt.MouseButton.LeftButton)


def _status_line(qtbot: QtBot) -> StatusLine:
    line = _shown(qtbot, StatusLine())
    assert isinstance(line, StatusLine)
    line.resize(900, line.height())
    line.show_happened("Added Dana", can_undo=True)
    return line


def test_the_status_line_offers_undo_until_the_next_step(qtbot: QtBot) -> None:
    line = _status_line(qtbot)
    undo = button(line, "Undo")
    offered = undo.isVisible(), undo.accessibleName()

    line.show_happened("Forgot one person for good", can_undo=False)

    assert offered == (True, "Undo: Added Dana")
    assert not undo.isVisible()
    assert line.happened() == "Forgot one person for good"


def test_a_message_leaves_undo_where_it_is_and_goes_after_a_while(qtbot: QtBot) -> None:
    line = _status_line(qtbot)

    line.show_message("Only .vcf files can be dropped here")
    meanwhile = line.happened(), [label.text() for label in line.findChildren(PlainLabel) if label.isVisible()]
    assert line.message_time.isActive()
    line.message_time.timeout.emit()

    assert meanwhile[0] == "Only .vcf files can be dropped here"
    assert meanwhile[1][-1] == "Added Dana"
    assert line.happened() == "Added Dana"
    assert button(line, "Undo").accessibleName() == "Undo: Added Dana"


def test_a_step_that_was_undone_leads_to_its_record_and_offers_no_undo(qtbot: QtBot) -> None:
    line = _status_line(qtbot)
    shown: list[str] = []

    line.show_replayed("Undid: edited Dana", lambda: shown.append("Dana"))
    qtbot.mouseClick(button(line, "Show"), Qt.MouseButton.LeftButton)

    assert (line.happened(), shown, line.undo.isVisible()) == ("Undid: edited Dana", ["Dana"], False)


@pytest.mark.parametrize("width", [1440, 1024, 640])
def test_all_that_the_status_line_says_is_cut_to_its_width(qtbot: QtBot, width: int) -> None:
    line = _status_line(qtbot)

    line.show_facts("1,204 contacts, 12 chosen · saved as you type")
    line.show_warning("The last backup was not copied to the second folder")
    line.show_happened("Added the contact Chimamanda Ngozi Okafor-Bartholomew of the Library Federation", can_undo=True)
    line.show_message("Nothing has changed since the last backup")
    line.resize(width, line.height())
    QApplication.processEvents()

    labels = [label for label in line.findChildren(PlainLabel) if label.isVisible() and label.text()]
    too_wide = [each.text() for each in labels if each.fontMetrics().horizontalAdvance(each.text()) > each.width()]
    assert (line.width(), too_wide) == (width, [])
    assert line.undo.geometry().right() < width
    assert line.warning.accessibleName() == "The last backup was not copied to the second folder"


def test_labels_and_tips_show_markup_as_it_was_typed(qtbot: QtBot) -> None:
    label = PlainLabel("<b>Dana</b>")
    qtbot.addWidget(label)

    tip = plain_tip("<img src=x> & co")

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert tip == "&lt;img src=x&gt; &amp; co"


# Tables


def test_the_table_model_keeps_to_qts_rules() -> None:
    model = RecordTableModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    for count in (3, 0, 40):
        model.set_rows(tuple(Row(number) for number in range(count)))

    assert tester.model() is model
    assert model.rowCount() == 40
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(model.index(3, 1)) == "3"


def test_a_cells_tip_shows_markup_as_it_was_typed() -> None:
    model = RecordTableModel(COLUMNS)
    model.set_rows((Row(1, "<b>Dana</b>"),))

    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)

    assert tip == "&lt;b&gt;Dana&lt;/b&gt;"


def test_a_hundred_thousand_rows_are_shown_with_a_few_blocks(qtbot: QtBot) -> None:
    fetched: list[int] = []

    def fetch(start: int, stop: int) -> list[Row]:
        fetched.append(stop - start)
        return [Row(number) for number in range(start, stop)]

    table = RecordTable(COLUMNS, name="Rows")
    table.resize(400, 600)
    table.set_rows(ContactRows(100_000, fetch))  # type: ignore[arg-type]
    _shown(qtbot, table)

    table.choose_place(99_999)
    QApplication.processEvents()

    assert table.row_count() == 100_000
    assert table.chosen_id() == 99_999
    assert len(fetched) <= 4
    assert max(fetched) == BLOCK


def test_a_row_that_has_gone_since_it_was_counted_says_nothing(qtbot: QtBot) -> None:
    table = RecordTable(COLUMNS, name="Rows")
    qtbot.addWidget(table)
    table.set_rows(ContactRows(2, lambda start, _stop: [Row(start)]))  # type: ignore[arg-type,list-item]

    said = table.text_at(1, 0)

    assert said == ""


def test_choosing_activating_and_sorting_are_told(qtbot: QtBot) -> None:
    table = RecordTable(COLUMNS, name="Rows")
    table.set_rows((Row(7), Row(8)))
    _shown(qtbot, table)
    table.choose_place(0)
    chosen, activated, orders = [], [], []
    table.row_chosen.connect(chosen.append)
    table.row_activated.connect(activated.append)
    table.sort_requested.connect(lambda key, descending: orders.append((key, descending)))

    table.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)

    assert chosen == [8]
    assert activated == [8]
    assert orders == [("id", True)]


def test_a_narrow_table_leaves_out_what_a_wide_one_shows(qtbot: QtBot) -> None:
    table = RecordTable((COLUMNS[0], TableColumn("id", "Number", lambda row: str(row.id), from_width=300)), name="Rows")
    table.resize(600, 200)
    _shown(qtbot, table)
    wide = table.isColumnHidden(1)

    table.resize(250, 200)
    QApplication.processEvents()

    assert (wide, table.isColumnHidden(1)) == (False, True)


# Completions


def test_enter_acts_at_once_while_completions_are_offered_and_takes_one_that_is_chosen(qtbot: QtBot) -> None:
    editor = QLineEdit()
    completer = WordCompleter(editor, ",")
    completer.set_words(("archives", "alumni"))
    entered: list[str] = []
    editor.returnPressed.connect(lambda: entered.append(editor.text()))
    _shown(qtbot, editor)
    editor.setFocus()
    popup = completer.popup()
    assert popup is not None

    qtbot.keyClicks(editor, "law, arch")
    was_offered = popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)

    assert was_offered
    assert entered == ["law, arch", "law, archives"]
    assert editor.text() == "law, archives"


def test_a_row_of_several_lines_is_measured_once_for_each_width_and_again_when_its_words_or_letters_change(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []
    measure = WrappedEntry._measure

    def noted(entry: WrappedEntry, *about: Any) -> Any:
        measured.append(1)
        return measure(entry, *about)

    monkeypatch.setattr(WrappedEntry, "_measure", noted)
    rows = WrappedList()
    rows.addItems([f"What did you learn in week {week} of your first year here?" for week in range(8)])
    rows.resize(120, 400)
    _shown(qtbot, rows)
    measured.clear()

    for _time in range(3):
        rows.doItemsLayout()
    again = len(measured)
    rows.item(0).setText("Why?")
    rows.doItemsLayout()
    other_words, short = len(measured), rows.sizeHintForRow(0)
    font = rows.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    rows.setFont(font)
    rows.doItemsLayout()

    assert (again, other_words) == (0, 1)
    assert len(measured) == 1 + 8
    assert short < rows.sizeHintForRow(0) < rows.sizeHintForRow(1)
