"""From an empty store to a pitch on a card, by keys alone; and what the editor does with cuts, remarks and versions."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from insidescoop.commands.pitches import AddPitch
from insidescoop.commands.profile import EditProfile
from insidescoop.domain.pitch.checks import Check
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.profile import ProfileDraft
from insidescoop.queries.pitch_desk import pitch_draft
from insidescoop.ui.paper_preview import PaperPreview
from insidescoop.ui.pitches.checks_panel import ChecksPanel
from insidescoop.ui.pitches.editor import PitchEditor
from insidescoop.ui.pitches.new_dialog import LengthDialog, NewPitchDialog, VariantDialog
from insidescoop.ui.pitches.versions_dialog import VersionsDialog
from windows import Opened, ToldProblems, box_of, fill, panel_of, press

CONTROL = Qt.KeyboardModifier.ControlModifier


SHIFT = Qt.KeyboardModifier.ShiftModifier


FRAME_MARGIN = QStyle.PixelMetric.PM_FocusFrameHMargin


SLOTS = (
    "Millbrook Public Library", "keeping a busy desk running", "winter", "rewrote our hold-shelf routine",
    "waiting time fell from three days to one", "calm", "clear instructions", "access services", "a college library",
    "I like to teach while helping", "What does that job look like here",
)  # fmt: skip


def kept(opened: Opened, pitch_id: int = 1) -> PitchDraft:
    draft = opened.runner.read(lambda session: pitch_draft(session, pitch_id))
    assert draft is not None
    return draft


def editor_with(opened: Opened, **facts: object) -> PitchEditor:
    opened.runner.do(AddPitch(PitchDraft(**{"name": "P", **facts})))  # type: ignore[arg-type]
    opened.finish()
    opened.trigger("show_pitches")
    return opened.controller.pitches.editor


def test_a_first_pitch_is_begun_filled_cut_and_printed_by_keys_alone(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.runner.do(EditProfile(ProfileDraft(name="Dana Reyes", headline="Circulation lead")))
    opened.finish()
    press(qtbot, Qt.Key.Key_2, CONTROL)
    press(qtbot, Qt.Key.Key_Return)
    box_of(qtbot, opened, NewPitchDialog)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.window.activateWindow()
    opened.finish()

    for words in SLOTS:
        qtbot.keyClicks(QApplication.focusWidget(), words)
        press(qtbot, Qt.Key.Key_Tab)
    opened.controller.commit()
    opened.finish()
    editor = opened.controller.pitches.editor
    thirty = kept(opened).cut(30)
    fifteen = kept(opened).cut(15)
    press(qtbot, Qt.Key.Key_P, CONTROL)
    opened.finish()
    preview = box_of(qtbot, opened, PaperPreview)
    preview.save_to(tmp_path / "card.pdf")

    assert thirty == (
        "Hello, I'm Dana Reyes, a circulation lead at Millbrook Public Library. My work there is keeping a busy desk "
        "running. Last winter I rewrote our hold-shelf routine, and waiting time fell from three days to one. People "
        "come to me for calm and clear instructions. Next I want to do access services in a college library, because "
        "I like to teach while helping. What does that job look like here?"
    )
    assert fifteen.startswith("Hello, I'm Dana Reyes")
    assert "rewrote" not in fifteen
    assert editor.bar.words() == "fits"
    assert "Dana Reyes" in PdfReader(tmp_path / "card.pdf").pages[0].extract_text()
    preview.close()


def test_tab_leaves_the_field_once_nothing_is_left_to_fill(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm {name}.", what_i_ask="{question}?")
    first, last = editor.fields["who_i_am"], editor.fields["what_i_ask"]
    editor.take_focus()
    was_selected = first.text_edit.textCursor().selectedText()

    press(qtbot, Qt.Key.Key_Tab)
    is_last = QApplication.focusWidget() is last.text_edit
    press(qtbot, Qt.Key.Key_Backtab, SHIFT)
    is_first = QApplication.focusWidget() is first.text_edit
    qtbot.keyClicks(first.text_edit, "Dana")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(last.text_edit, "Why")
    press(qtbot, Qt.Key.Key_Tab)

    assert (was_selected, is_last, is_first) == ("{name}", True, True)
    assert (first.text(), last.text()) == ("I'm Dana.", "Why?")
    assert QApplication.focusWidget() is not last.text_edit


def test_a_card_with_open_fields_is_not_made_and_says_which(opened: Opened, messages: ToldProblems) -> None:
    editor_with(opened, who_i_am="I'm {name}, {role now}.")

    opened.trigger("print_pitch_card")

    assert "{name}, {role now}" in messages.problems[0].what_happened
    assert not [box for box in opened.window.findChildren(PaperPreview) if box.isVisible()]
    messages.problems.clear()


@pytest.mark.parametrize("action_id", ["print_index_card", "print_pitch_page"])
def test_the_other_papers_are_shown_and_printed(opened: Opened, qtbot: QtBot, tmp_path: Path, action_id: str) -> None:
    editor_with(opened, who_i_am="I'm Dana.")
    opened.trigger(action_id)
    preview = box_of(qtbot, opened, PaperPreview)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))

    preview.paint_on(printer)

    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1
    preview.close()


def test_a_sentence_is_kept_for_longer_cuts_and_worded_for_shorter_ones(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana. I care about boxes.", what_i_ask="Why?", target_seconds=60)
    field = editor.fields["who_i_am"]
    field.text_edit.setFocus()
    field.select(12, 12)

    press(qtbot, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    opened.finish()
    fill(qtbot, editor.sentence, "In 30 seconds, say instead", "Boxes!")
    editor.commit()
    opened.finish()
    draft = kept(opened)
    cuts = [draft.cut(seconds) for seconds in (15, 30, 60)]
    opened.window.tabs.setFocus()
    for _step in range(2):
        press(qtbot, Qt.Key.Key_Z, CONTROL)
        opened.finish()

    assert cuts == ["I'm Dana. Why?", "I'm Dana. Boxes! Why?", "I'm Dana. I care about boxes. Why?"]
    assert kept(opened).marks == ()
    assert field.marked.carried()[1].from_seconds == 0


def test_typing_in_another_sentence_keeps_the_marks_through_every_keystroke(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana. I care. I sort.")
    field = editor.fields["who_i_am"]
    field.text_edit.setFocus()
    field.select(12, 12)
    editor.say_in_longer()
    opened.finish()
    field.select(0, 0)

    qtbot.keyClicks(field.text_edit, "Hello ")
    field.text_edit.insertPlainText("😀")
    qtbot.keyClicks(field.text_edit, ". ")
    press(qtbot, Qt.Key.Key_Backspace)
    editor.commit()
    opened.finish()
    field.select(8, 16)

    assert field.text_edit.textCursor().selectedText() == "I'm Dana"
    assert kept(opened).who_i_am == "Hello 😀.I'm Dana. I care. I sort."
    assert [each.from_seconds for each in kept(opened).carried("who_i_am")] == [0, 30]


def test_a_remark_is_chosen_and_marks_its_place_and_its_check_is_switched_off(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana, a passionate team player.", what_i_ask="Why?")
    editor.settle()
    remarks = editor.remarks.remarks()
    place = next(number for number, remark in enumerate(remarks) if remark.check is Check.WORN)
    editor.remarks.list.setFocus()
    editor.remarks.list.setCurrentRow(place)

    press(qtbot, Qt.Key.Key_Return)
    selected = editor.fields["who_i_am"].text_edit.textCursor().selectedText()
    editor.remarks.silence_button.click()
    opened.finish()

    assert selected == "passionate"
    assert Check.WORN not in {remark.check for remark in editor.remarks.remarks()}
    opened.runner.undo()
    opened.finish()
    assert Check.WORN in {remark.check for remark in editor.remarks.remarks()}


def test_a_remark_is_shown_whole_whatever_the_width_and_the_bar_at_the_side(opened: Opened) -> None:
    editor = editor_with(opened, target_seconds=15, who_i_am=f"I'm Dana. {'I had a zzyx of it. ' * 30}")
    remarks = editor.remarks.list

    for width in (120, 230, 400):
        remarks.resize(width, 90)
        QApplication.processEvents()

        assert remarks.count() > 3
        for place in range(remarks.count()):
            room = QRect(0, 0, remarks.viewport().width() - 2 * remarks.style().pixelMetric(FRAME_MARGIN), 0)
            needed = remarks.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, remarks.item(place).text())
            assert remarks.visualItemRect(remarks.item(place)).height() >= needed.height(), (width, place)


def test_the_words_are_counted_in_few_words_and_the_pace_is_told_in_the_tip(opened: Opened) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana.")

    assert editor.meter.words.text() == "2 of about 70 words"
    assert "140 words a minute" in editor.meter.words.toolTip()


def test_pitches_whose_names_begin_alike_are_told_apart_in_the_list(opened: Opened) -> None:
    editor_with(opened, name="Elevator speech for the academic libraries", who_i_am="I'm Dana.")
    opened.window.resize(1240, 760)
    opened.finish()
    table = opened.controller.pitches.list
    name, length, badge = (table.columnWidth(place) for place in range(3))

    assert table.wordWrap()
    assert table.rowHeight(0) >= 2 * table.fontMetrics().height()
    assert table.columns[1].text(opened.controller.pitches.rows[0]) == "1/30 s"
    assert name > length > badge


def test_the_remarks_that_are_open_are_told_before_a_card_is_printed(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana.")
    opened.trigger("print_pitch_card")
    preview = box_of(qtbot, opened, PaperPreview)

    assert f"{len(editor.remarks.remarks())} remarks are still open." in preview._told
    preview.close()


def test_all_checks_are_listed_and_switched(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana.")
    editor.remarks.checks_button.click()
    box = panel_of(qtbot, opened, ChecksPanel)

    box.boxes[Check.EVIDENCE].click()
    opened.finish()
    box.window().close()

    assert Check.EVIDENCE not in {remark.check for remark in editor.remarks.remarks()}
    assert all(each.isChecked() for check, each in box.boxes.items() if check is not Check.EVIDENCE)


def test_plain_words_are_kept_for_a_word_of_the_trade_and_put_in_by_one_key(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, audience="outside LIS", what_i_can_do="I mend MARC. MARC is old.")
    editor.settle()
    place = next(n for n, remark in enumerate(editor.remarks.remarks()) if remark.check is Check.JARGON)
    editor.remarks.list.setCurrentRow(place)

    fill(qtbot, editor.remarks, "In plain words", "catalog records")
    editor.remarks.commit()
    opened.finish()
    for _word in range(2):
        opened.trigger("say_plainly")
        opened.finish()

    assert kept(opened).what_i_can_do == "I mend catalog records. catalog records is old."


def test_as_one_text_and_back(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana.", what_i_ask="Why?")

    opened.trigger("pitch_as_one_text")
    one = (editor.free.isVisible(), editor.free.text(), editor.fields["who_i_am"].isVisible())
    editor.free.select(9, 9)
    qtbot.keyClicks(editor.free.text_edit, " I sort.")
    editor.commit()
    opened.finish()
    opened.trigger("pitch_in_sections")

    assert one == (True, "I'm Dana. Why?", False)
    assert (editor.fields["who_i_am"].text(), editor.fields["what_i_ask"].text()) == ("I'm Dana. I sort.", "Why?")
    assert not opened.registry.action("pitch_in_sections").isEnabled()


def test_a_length_without_a_name_is_a_cut_of_its_own(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana.")
    editor.target.setCurrentIndex(editor.target.count() - 1)
    editor.target.activated.emit(editor.target.currentIndex())
    box = box_of(qtbot, opened, LengthDialog)

    box.seconds.setValue(45)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    assert kept(opened).target_seconds == 45
    assert list(editor.meter.bars) == [15, 30, 45, 60]
    assert editor.seconds.text() == "1 s of 45 s"


def test_a_variant_for_a_career_fair_does_not_say_that_no_position_is_asked_for(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I'm Dana.", why_here="I am not here to ask you for a position.")
    opened.trigger("add_variant")
    box = box_of(qtbot, opened, VariantDialog)
    box.audience.show_value("career fair")
    box.audience.chosen.emit("career fair")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    assert kept(opened, 2).spoken_text == "I'm Dana."
    assert kept(opened, 2).name == "P, career fair"
    assert editor.fields["why_here"].text() == "I am not here to ask you for a position."
    assert kept(opened).spoken_text == "I'm Dana. I am not here to ask you for a position."


def test_enter_in_the_list_of_versions_records_nobody_who_heard_one(opened: Opened, qtbot: QtBot) -> None:
    editor_with(opened, who_i_am="I like old maps.")
    opened.trigger("pitch_versions")
    box = box_of(qtbot, opened, VersionsDialog)
    fill(qtbot, box, "Said to whom, and what followed", "To Tom, who")
    box.list.setFocus()

    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert box.tellings.count() == 0


def test_versions_are_compared_noted_and_restored(opened: Opened, qtbot: QtBot) -> None:
    editor = editor_with(opened, who_i_am="I like old maps.")
    fill(qtbot, editor, "Who I am", "I like maps a lot.")
    editor.commit()
    opened.finish()
    opened.trigger("pitch_versions")
    box = box_of(qtbot, opened, VersionsDialog)
    box.everything.setChecked(True)

    shown = box.text.toPlainText()
    fill(qtbot, box, "Said to whom, and what followed", "To Tom, who laughed.")
    box.note_button.click()
    opened.finish()
    counts = box._counts.text()
    box.list.setCurrentRow(1)
    box.restore_button.click()
    opened.finish()
    restored = editor.fields["who_i_am"].text()
    box.close()
    opened.runner.undo()
    opened.finish()

    assert shown == "I like old maps. maps a lot."
    assert counts.startswith("Said 1 time")
    assert restored == "I like old maps."
    assert editor.fields["who_i_am"].text() == "I like maps a lot."


def test_an_empty_tab_teaches_and_escape_from_the_box_leaves_nothing(opened: Opened, qtbot: QtBot) -> None:
    opened.trigger("show_pitches")
    page = opened.controller.pitches
    page.empty.button.click()
    box = box_of(qtbot, opened, NewPitchDialog)

    press(qtbot, Qt.Key.Key_Escape)
    opened.finish()

    assert not box.isVisible()
    assert page.empty.isVisible()
    assert opened.runner.history().undo is None


def test_the_length_worked_on_is_named_whole(opened: Opened) -> None:
    length = editor_with(opened, target_seconds=60, who_i_am="I'm Dana Reyes.").target

    words = length.fontMetrics().horizontalAdvance(length.currentText())

    option = QStyleOptionComboBox()
    length.initStyleOption(option)
    field = length.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, length
    )
    assert length.currentText() == "One-minute commercial"
    assert words <= field.width() - 2
