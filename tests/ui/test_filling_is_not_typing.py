"""A field that the program fills saves nothing, whatever it is given; what the user does to it is saved."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTime, QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.ui.contacts.form import ContactForm
from insidescoop.ui.widgets.fields.auto_save import AutoSave, NumberBox, TimeBox
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.labelled_field import LabelledField


def _let_pauses_pass(part: QWidget) -> None:
    for timer in part.findChildren(QTimer):
        if timer.isActive():
            timer.stop()
            timer.timeout.emit()  # type: ignore[attr-defined]


def _shown(qtbot: QtBot, *parts: QWidget) -> QWidget:
    """Fields beside one another in a window, the focus in the first."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    for part in parts:
        layout.addWidget(part)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    parts[0].setFocus()
    qtbot.waitUntil(lambda: any(each.hasFocus() for each in (parts[0], *parts[0].findChildren(QWidget))))
    return holder


def _number(value: int, *range_: int) -> tuple[NumberBox, AutoSave]:
    box = NumberBox()
    keeper = AutoSave(box, box.value)
    if range_:
        box.setRange(*range_)
    keeper.show(lambda: box.setValue(value))
    return box, keeper


def _narrow(box: NumberBox) -> None:
    box.setRange(90, 180)


def _set(box: NumberBox) -> None:
    box.setValue(120)


@pytest.mark.parametrize("change", [_narrow, _set])
def test_a_range_or_a_value_set_by_the_program_is_not_saved(qtbot: QtBot, change: Callable[[NumberBox], None]) -> None:
    box, keeper = _number(80, 0, 300)
    saved: list[Any] = []
    keeper.kept.connect(saved.append)
    holder = _shown(qtbot, box, FormField("Next"))

    change(box)
    _let_pauses_pass(holder)
    box.clearFocus()
    keeper.commit()

    assert saved == []


@pytest.mark.usefixtures("qapp")
def test_a_range_set_after_the_keeper_leaves_the_value_that_is_shown() -> None:
    box, _keeper = _number(140, 90, 180)

    assert box.value() == 140


@pytest.mark.parametrize("value", [0, 40, 260])
def test_a_number_outside_the_range_is_shown_as_it_is(qtbot: QtBot, value: int) -> None:
    box, keeper = _number(value, 90, 180)
    saved: list[Any] = []
    keeper.kept.connect(saved.append)
    holder = _shown(qtbot, box, FormField("Next"))

    _let_pauses_pass(holder)
    box.clearFocus()

    assert (box.value(), saved) == (value, [])


@pytest.mark.usefixtures("qapp")
def test_the_next_record_has_the_usual_range_again() -> None:
    box, keeper = _number(260, 90, 180)

    keeper.show(lambda: box.setValue(140), is_other=True)

    assert (box.minimum(), box.maximum()) == (90, 180)


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_PageDown])
def test_a_number_that_is_stepped_is_saved(qtbot: QtBot, key: Qt.Key) -> None:
    box, keeper = _number(140, 90, 180)
    saved: list[Any] = []
    keeper.kept.connect(saved.append)
    _holder = _shown(qtbot, box)

    qtbot.keyClick(box, key)
    box.clearFocus()

    assert saved == [box.value()]
    assert saved != [140]


def test_a_number_that_is_typed_is_saved(qtbot: QtBot) -> None:
    box, keeper = _number(140, 90, 180)
    saved: list[Any] = []
    keeper.kept.connect(saved.append)
    holder = _shown(qtbot, box)

    box.selectAll()
    qtbot.keyClicks(box, "155")
    _let_pauses_pass(holder)

    assert saved == [155]


def test_a_day_and_a_time_are_saved_by_hand_only(qtbot: QtBot) -> None:
    day, time = DayField("Day", date(2026, 11, 23)), TimeBox()
    saved: list[Any] = []
    keeper = AutoSave(time, time.time)
    for each in (keeper.kept, day.chosen):
        each.connect(saved.append)
    holder = _shown(qtbot, day, time)

    day.show_value(date(2026, 12, 4))
    time.setTime(QTime(9, 30))
    _let_pauses_pass(holder)
    time.setFocus()
    day.setFocus()
    by_program = list(saved)
    qtbot.keyClick(day.editor, Qt.Key.Key_Up)
    _let_pauses_pass(holder)

    assert (by_program, saved) == ([], [date(2026, 12, 5)])


@pytest.mark.parametrize("lines", [1, 3])
@pytest.mark.parametrize("text", ["one\r\ntwo", "one\ntwo", "one\u2028two", "a\u00a0b", " x ", "a\x00b"])
def test_a_text_that_the_editor_shows_otherwise_is_not_saved(qtbot: QtBot, text: str, lines: int) -> None:
    field = FormField("Notes", lines=lines)
    field.replace_text(text)
    saved: list[str] = []
    field.committed.connect(saved.append)
    holder = _shown(qtbot, field)

    _let_pauses_pass(holder)
    field.editor.clearFocus()
    field.commit()

    assert (field.text(), saved) == (text, [])


LINKS = (Labelled("https://harbor.example/?a=1,2;b=3", "home page"), Labelled("https://orcid.example/1", None))


def test_a_link_with_a_comma_is_not_taken_apart(qtbot: QtBot) -> None:
    field = LabelledField("Web", ("website",))
    field.replace_entries(LINKS)
    saved: list[Any] = []
    field.committed.connect(saved.append)
    holder = _shown(qtbot, field)

    _let_pauses_pass(holder)
    field.editor.clearFocus()
    field.commit()
    untouched = list(saved)
    field._lines[1].value.end(False)
    qtbot.keyClicks(field._lines[1].value, "2")
    field.commit()

    assert untouched == []
    assert saved == [(LINKS[0], Labelled("https://orcid.example/12", None))]


def test_one_fact_changed_leaves_the_others_as_they_are_stored(qtbot: QtBot) -> None:
    form = ContactForm()
    draft = ContactDraft(given_name="Dana", tags=("archives, digital", "alumni"), links=LINKS)
    form.replace_draft(draft)
    changed: list[ContactDraft] = []
    form.draft_changed.connect(changed.append)
    _holder = _shown(qtbot, form)

    qtbot.keyClicks(form.fields["title"].editor, "Archivist")
    form.commit()

    assert [(each.title, each.tags, each.links) for each in changed] == [("Archivist", draft.tags, LINKS)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("930", "09:30"), ("9.30", "09:30"), ("9:30", "09:30"), ("14h30", "14:30"), ("9", "09:45"),
        ("a", "05:45"), ("2pm", "14:00"),
        ("2 PM", "14:00"), ("2:30pm", "14:30"), ("9.15 am", "09:15"), ("12am", "00:00"), ("12pm", "12:00"),
        ("14pm", "14:00"), ("11am", "11:00"),
    ],
)  # fmt: skip
def test_a_time_is_typed_as_people_write_it_and_saved_once(qtbot: QtBot, typed: str, meant: str) -> None:
    box, other = TimeBox(), QLineEdit()
    box.setDisplayFormat("HH:mm")
    keeper = AutoSave(box, box.time)
    keeper.show(lambda: box.setTime(QTime(17, 45)), is_other=True)
    saved: list[QTime] = []
    keeper.kept.connect(saved.append)
    holder = _shown(qtbot, other, box)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(box, Qt.Key.Key_Home)

    qtbot.keyClicks(box, typed)
    other.setFocus()
    _let_pauses_pass(holder)

    assert box.time().toString("HH:mm") == meant
    assert [time.toString("HH:mm") for time in saved] == [meant]
