"""Typing into a pitch: what was kept from it is not read again meanwhile, and what is remarked is seen in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from insidescoop.commands.pitches import AddPitch, WritePitch
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.queries.pitch_desk import pitch_draft
from insidescoop.ui.pitches.editor import PitchEditor
from insidescoop.ui.pitches.marked_edit import MarkedEdit
from windows import Opened, named


@pytest.fixture
def editor(opened: Opened) -> PitchEditor:
    """The editor of a short pitch in sections, in sight."""
    opened.runner.do(AddPitch(PitchDraft(name="P", who_i_am="I'm Dana.", what_i_ask="Why?")))
    opened.finish()
    opened.trigger("show_pitches")
    return opened.controller.pitches.editor


@contextmanager
def reads_counted(opened: Opened) -> Iterator[list[object]]:
    """Every query that the window's own thread asks meanwhile."""
    asked: list[object] = []
    read = opened.runner.read

    def counting(query: Callable[[Any], Any]) -> Any:
        asked.append(query)
        return read(query)

    opened.runner.read = counting  # type: ignore[method-assign]
    yield asked
    opened.runner.read = read  # type: ignore[method-assign]


def kept(opened: Opened) -> PitchDraft:
    draft = opened.runner.read(lambda session: pitch_draft(session, 1))
    assert draft is not None
    return draft


def test_what_is_kept_while_typing_goes_on_is_not_read_again_until_a_pause(
    opened: Opened, qtbot: QtBot, editor: PitchEditor
) -> None:
    field, page = editor.fields["who_i_am"], opened.controller.pitches
    before = page.rows[0].seconds

    with reads_counted(opened) as asked:
        qtbot.keyClicks(field.text_edit, "And I look after nine boxes of maps. ")
        field.commit()
        qtbot.keyClicks(field.text_edit, "So")
        opened.runner.finish()
        while_typing = len(asked)
    text = field.text()
    editor.settle()
    opened.finish()

    assert kept(opened).who_i_am == "And I look after nine boxes of maps. I'm Dana."
    assert text == "And I look after nine boxes of maps. SoI'm Dana."
    assert while_typing == 0
    assert page.rows[0].seconds > before


def test_the_meter_says_of_each_length_whether_fields_of_it_are_open(
    opened: Opened, qtbot: QtBot, editor: PitchEditor
) -> None:
    text = "I'm Dana, a library science student finishing in May, and I look for {goal} in a city with {size}."
    opened.runner.do(WritePitch(1, PitchDraft(name="P", target_seconds=10, who_i_am=text)))
    opened.finish()
    before = editor.verdict.text(), editor.bar.tone(), editor.meter.bars[60].words()

    for words in ("work", "a river"):
        editor.take_focus()
        qtbot.keyClicks(editor.fields["who_i_am"].text_edit, words)
    editor.settle()

    assert before == ("! 2 fields open", "due", "2 fields open")
    assert (editor.verdict.text(), editor.bar.tone()) == ("✓ fits", "good")


def test_fields_kept_one_right_after_the_other_are_all_kept(opened: Opened, qtbot: QtBot, editor: PitchEditor) -> None:
    for name in ("what_i_can_do", "what_i_want_to_do", "why_here"):
        qtbot.keyClicks(editor.fields[name].text_edit, f"{name}.")
        editor.fields[name].commit()
        QApplication.processEvents()
    opened.finish()

    draft = kept(opened)

    assert (draft.what_i_can_do, draft.what_i_want_to_do, draft.why_here) == (
        "what_i_can_do.", "what_i_want_to_do.", "why_here.",
    )  # fmt: skip


def test_what_somebody_else_writes_is_shown_at_once_and_so_is_what_undo_brings_back(
    opened: Opened, qtbot: QtBot, editor: PitchEditor
) -> None:
    field = editor.fields["who_i_am"]
    qtbot.keyClicks(field.text_edit, "So. ")
    field.commit()
    opened.runner.do(WritePitch(1, PitchDraft(name="P", who_i_am="I'm Ines.")))
    opened.runner.finish()
    other = field.text()

    for _step in range(2):
        opened.runner.undo()
    opened.runner.finish()

    assert other == "I'm Ines."
    assert field.text() == "I'm Dana."


def test_the_space_a_kept_text_ends_in_goes_once_the_field_is_left(
    opened: Opened, qtbot: QtBot, editor: PitchEditor
) -> None:
    field = editor.fields["who_i_am"]
    field.text_edit.setFocus()
    field.select(9, 9)
    qtbot.keyClicks(field.text_edit, " So. ")

    editor.name.setFocus()
    editor.settle()
    opened.finish()

    assert field.text() == "I'm Dana. So."


def test_a_plan_out_of_sight_learns_a_pitch_s_new_name_when_it_is_shown(
    opened: Opened, qtbot: QtBot, editor: PitchEditor
) -> None:
    opened.visit_tabs()
    named(editor, "Name of this pitch").setFocus()
    qtbot.keyClicks(editor.name.editor, "Q, then ")
    with reads_counted(opened):
        editor.commit()
        opened.finish()
    is_behind = opened.controller.interviews._is_behind

    opened.trigger("show_interviews")

    assert is_behind
    assert not opened.controller.interviews._is_behind


# What is seen in the text


def test_marked_places_move_with_the_text_as_it_is_edited(qtbot: QtBot, editor: PitchEditor) -> None:
    field = editor.fields["who_i_am"]
    editor.settle()
    field.show_places("remarks", [(4, 8, QTextCharFormat())])

    qtbot.keyClicks(field.text_edit, "Hello. ")

    assert [words for words, _look in field.text_edit.places("remarks")] == ["Dana"]


def _picture(edit: MarkedEdit) -> QImage:
    return edit.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _darkest(picture: QImage) -> int:
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return min(QColor(picture.pixel(x, y)).lightness() for x, y in places)


def _colours(picture: QImage) -> set[str]:
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {QColor(picture.pixel(x, y)).name() for x, y in places}


def _is_red_in(picture: QImage) -> bool:
    return any(QColor(name).red() > QColor(name).green() + 60 for name in _colours(picture))


@pytest.fixture
def edit(qtbot: QtBot) -> MarkedEdit:
    """Black letters on white, in two lines of one paragraph."""
    edit = MarkedEdit()
    qtbot.addWidget(edit)
    edit.setStyleSheet("color: black; background: white")
    edit.setCursorWidth(0)
    edit.setPlainText("IIIIII IIIIII IIIIII IIIIII")
    edit.resize(150, 90)
    edit.show()
    qtbot.waitExposed(edit)
    return edit


def test_what_is_left_out_is_dimmed_to_the_colour_asked_for(edit: MarkedEdit) -> None:
    look = QTextCharFormat()
    look.setForeground(QColor(120, 120, 120))
    darkest = _darkest(_picture(edit))

    edit.show_places("cut", [(0, 27, look)])

    assert darkest < 40
    assert 110 <= _darkest(_picture(edit)) <= 130


@pytest.mark.parametrize(
    "style",
    [
        QTextCharFormat.UnderlineStyle.DotLine,
        QTextCharFormat.UnderlineStyle.DashUnderline,
        QTextCharFormat.UnderlineStyle.WaveUnderline,
    ],
    ids=lambda style: style.name,
)
def test_a_line_is_drawn_under_what_is_marked_and_goes_with_it(
    edit: MarkedEdit, style: QTextCharFormat.UnderlineStyle
) -> None:
    look = QTextCharFormat()
    look.setUnderlineStyle(style)
    look.setUnderlineColor(QColor("#ff0000"))
    edit.show_places("remarks", [(0, 6, look), (14, 20, look)])
    is_drawn = _is_red_in(_picture(edit))

    edit.show_places("remarks", [])

    assert is_drawn
    assert not _is_red_in(_picture(edit))


def test_a_field_to_be_filled_has_its_own_ground_under_the_letters(edit: MarkedEdit) -> None:
    look = QTextCharFormat()
    look.setBackground(QColor("#ffee00"))

    edit.show_places("remarks", [(7, 13, look)])

    picture = _picture(edit)
    assert "#ffee00" in _colours(picture)
    assert _darkest(picture) < 40
