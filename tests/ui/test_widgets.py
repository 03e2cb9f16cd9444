"""The window's own controls: they keep what is typed, once, and never read it as anything but text."""

from dataclasses import dataclass

import pytest
from insidescoop.ui.contacts.table import BLOCK, ContactRows
from insidescoop.ui.theme.palette import Appearance, Theme
from insidescoop.ui.widgets.budget_bar import BudgetBar
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip
from insidescoop.ui.widgets.record_table import Column, RecordTable, RecordTableModel
from insidescoop.ui.widgets.status_line import StatusLine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot


@dataclass(frozen=True)
class Row:
    id: int
    name: str


COLUMNS = (Column("name", "Name", lambda row: row.name, share=2), Column("id", "Number", lambda row: str(row.id)))


@pytest.fixture
def field(qtbot: QtBot) -> FormField:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    field = FormField("Title")
    layout.addWidget(field)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(holder)
    with qtbot.waitExposed(holder):
        holder.show()
    holder.activateWindow()
    field._holder = holder  # keeps it alive
    return field


def test_a_field_sends_its_text_once_for_a_change(qtbot: QtBot, field: FormField) -> None:
    sent: list[str] = []
    field.committed.connect(sent.append)
    qtbot.keyClicks(field.editor, "Archivist")

    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    field.commit()
    field.editor.clearFocus()

    assert sent == ["Archivist"]


def test_a_field_left_sends_its_text(qtbot: QtBot, field: FormField) -> None:
    field.editor.setFocus()
    qtbot.waitUntil(field.editor.hasFocus)
    qtbot.keyClicks(field.editor, "A")

    with qtbot.waitSignal(field.committed, timeout=300):
        qtbot.keyClick(field.editor, Qt.Key.Key_Tab)


def test_a_pause_sends_the_text(qtbot: QtBot, field: FormField) -> None:
    with qtbot.waitSignal(field.committed, timeout=3000) as sent:
        qtbot.keyClicks(field.editor, "B")

    assert sent.args == ["B"]


def test_a_refresh_does_not_disturb_who_is_typing(qtbot: QtBot, field: FormField) -> None:
    field.replace_text("old")
    field.editor.end(False)
    qtbot.keyClicks(field.editor, "er")

    field.show_text("from the store")

    assert field.text() == "older"


def test_another_record_s_text_replaces_whatever_stood_there(qtbot: QtBot, field: FormField) -> None:
    sent: list[str] = []
    field.committed.connect(sent.append)
    qtbot.keyClicks(field.editor, "typed")

    field.replace_text("other")
    field.commit()

    assert (field.text(), sent) == ("other", [])


def test_a_problem_is_told_to_eyes_and_screen_readers(field: FormField) -> None:
    field.show_problem("No @ sign.")

    assert field._problem.text() == field.editor.accessibleDescription() == "No @ sign."


@pytest.mark.parametrize("count", [0, 1, 50])
def test_the_table_model_is_a_sound_model(qtmodeltester: ModelTester, count: int) -> None:
    model = RecordTableModel(COLUMNS)
    model.set_rows([Row(number, f"n{number}") for number in range(count)])

    qtmodeltester.check(model)


def test_a_hundred_thousand_people_are_shown_by_fetching_what_is_seen(qtbot: QtBot) -> None:
    fetched: list[int] = []

    def fetch(ids: object) -> list[Row]:
        fetched.append(len(ids))  # type: ignore[arg-type]
        return [Row(number, f"n{number}") for number in ids]  # type: ignore[attr-defined]

    table = RecordTable(COLUMNS, name="People")
    qtbot.addWidget(table)
    table.resize(600, 500)
    table.set_rows(ContactRows(range(100_000), fetch))  # type: ignore[arg-type]
    with qtbot.waitExposed(table):
        table.show()
    table.grab()
    table.choose_place(99_999)
    table.grab()

    assert table.row_count() == 100_000
    assert table.chosen_id() == 99_999
    assert sum(fetched) <= 4 * BLOCK


def test_the_table_tells_who_was_chosen_and_how_to_sort(qtbot: QtBot) -> None:
    table = RecordTable(COLUMNS, name="People")
    qtbot.addWidget(table)
    table.set_rows([Row(7, "Ann"), Row(9, "Bea")])

    with qtbot.waitSignal(table.row_chosen) as chosen:
        table.choose_place(1)
    with qtbot.waitSignal(table.sort_requested) as sort:
        table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)

    assert (chosen.args, sort.args) == ([9], ["id", True])


@pytest.mark.parametrize(
    ("amount", "words", "tone"),
    [(0, "nothing yet", "muted"), (10, "room for more", "due"), (29, "fits", "good"), (33, "a little over", "due"),
     (40, "too long", "error")],
)  # fmt: skip
def test_a_length_is_told_in_words_and_colour(
    qtbot: QtBot, application: QApplication, amount: int, words: str, tone: str
) -> None:
    theme = Theme(application, Appearance.LIGHT)
    bar = BudgetBar(theme, name="Length")
    qtbot.addWidget(bar)

    bar.show_amount(amount, target=30)

    assert (bar.words(), bar.tone(), bar.accessibleDescription()) == (words, tone, words)
    assert not bar.grab().isNull()


def test_labels_and_tips_never_read_markup(qtbot: QtBot) -> None:
    label = PlainLabel("<b>Ann</b><img src='x'>")
    qtbot.addWidget(label)

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert plain_tip("<b>&") == "&lt;b&gt;&amp;"


def test_an_empty_page_has_one_button_and_a_quieter_way(qtbot: QtBot) -> None:
    empty = EmptyState("Nobody yet.", "Add", second="Look around")
    qtbot.addWidget(empty)

    with qtbot.waitSignal(empty.chosen):
        empty.button.click()


def test_the_status_line_offers_undo_only_where_there_is_one(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_happened("Saved", can_undo=False)
    assert line._undo.isHidden()

    line.show_happened("Deleted Jane Roe", can_undo=True)

    assert not line._undo.isHidden()
    with qtbot.waitSignal(line.undo_asked):
        line._undo.click()
