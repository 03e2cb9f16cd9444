"""Rehearsing in the real window by tapping: the report, the badge, what it teaches."""

from array import array
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from examples import one_in
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.queries.profile import profile
from insidescoop.queries.rehearsals import Subject
from insidescoop.ui.sound.microphone import SampleForm
from rehearsal_stage import FileInput, Stage, answer, record
from sounds import hum, music, noise, silence
from windows import ToldProblems, button, named

# Tapping


def test_a_tapped_run_is_kept_reported_and_teaches_the_pace(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)

    (run,) = stage.runs()
    assert (run.kind, run.milliseconds, run.words) == (RunKind.TAPPED, 15_000, 34)
    assert stage.report.head.text() == "15.0 s of 15 s"
    assert "136 words a minute" in stage.report.verdict.text()
    assert stage.report.sentences.row_count() == 4
    assert "first run" in stage.report.facts.text()
    assert stage.opened.runner.read(profile).pace == 136
    assert stage.report.plot.accessibleDescription().startswith("From ")


def test_a_pace_that_changed_is_told_with_what_it_was(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)
    told = stage.report.question.words.text()
    stage.close_report()
    stage.tap(4, 6, 2, 3)
    told_again = stage.report.question.words.text()
    stage.report.delete.click()
    stage.opened.finish()

    assert told == "Your pace is now 136 words a minute (was 140)."
    assert told_again == ""


def test_a_pace_that_was_taken_can_be_undone_in_the_report_and_the_run_stays(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)

    answer(stage, "Undo")

    assert stage.opened.runner.read(profile).pace == 140
    assert len(stage.runs()) == 1
    assert stage.report.question.buttons == []


@pytest.mark.parametrize(("verb", "pace"), [("Use 180", 180), ("Keep 140", 140)])
def test_a_pace_far_from_mine_is_only_proposed(stage: Stage, verb: str, pace: int) -> None:
    stage.tap(3, 4, 1.5, 2)
    before = stage.opened.runner.read(profile).pace
    asked = stage.report.question.words.text()

    answer(stage, verb)

    assert before == 140
    assert asked == "Your pace in this run was 194 words a minute; you use 140. Use 180?"
    assert stage.opened.runner.read(profile).pace == pace


@pytest.mark.parametrize("says_all", [True, False])
def test_a_run_ended_before_the_text_counts_only_if_its_speaker_says_so(stage: Stage, says_all: bool) -> None:
    stage.begin()
    stage.press(Qt.Key.Key_Space)
    stage.now.now += 12_000
    stage.press(Qt.Key.Key_Return)
    asked = stage.report.question.words.text()
    verdict = stage.report.verdict.text()

    if says_all:
        answer(stage, "I said all of it")

    (run,) = stage.runs()
    assert asked == "When you stopped, the text was at sentence 4 of 4. Did you say all of it?"
    assert verdict == "○ Not counted: stopped early · by the clock"
    assert (run.why_not_counted is None) is says_all
    assert (stage.report.verdict.text() == "✓ inside the limit · 170 words a minute · by the clock") is says_all
    assert stage.opened.runner.read(profile).pace == (170 if says_all else 140)


def test_a_space_too_many_does_not_touch_the_report_and_later_closes_it(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)
    stage.qtbot.waitUntil(stage.report.close_button.hasFocus)
    stage.qtbot.keyClick(stage.report.close_button, Qt.Key.Key_Space)
    stage.now.now += 900
    stage.qtbot.keyClick(stage.report.close_button, Qt.Key.Key_Space)
    open_still = stage.report.isVisible()
    stage.now.now += 200

    stage.qtbot.keyClick(stage.report.close_button, Qt.Key.Key_Space)
    stage.opened.finish()

    assert open_still
    assert stage.rehearsing.report is None
    assert (stage.rehearsing.window, len(stage.runs())) == (None, 1)


def test_three_silent_recordings_earn_nothing_and_ask_about_the_microphone(stage: Stage) -> None:
    for _run in range(3):
        record(stage, FileInput(silence(8).tobytes(), SampleForm(16_000, 1, 16)))
        told = stage.report.facts.text()
        verdict = stage.report.verdict.text()
        stage.close_report()
    stage.opened.trigger("show_runs")
    dialog = stage.rehearsing.runs
    assert dialog is not None

    assert told.startswith("Nothing was heard. Is the microphone on and chosen?")
    assert verdict == "○ Not counted: nothing heard · recorded"
    assert dialog.standing.text().startswith("3 more runs")
    assert [dialog.table.columns[2].text(run) for run in stage.runs()] == ["○ nothing heard"] * 3
    assert stage.opened.runner.read(profile).pace == 140
    dialog.close_button.click()


@pytest.mark.parametrize("sound", one_in(3, [(hum,), (noise,), (music,)]))
def test_a_recording_without_the_text_is_stored_and_does_not_count(
    stage: Stage, sound: Callable[[float], "array[int]"]
) -> None:
    record(stage, FileInput(sound(8).tobytes(), SampleForm(16_000, 1, 16)))

    (run,) = stage.runs()
    assert run.recording is not None
    assert run.why_not_counted is not None
    assert run.pace == 0
    assert "words a minute" not in stage.report.verdict.text()
    assert stage.opened.runner.read(profile).pace == 140


def test_a_run_in_which_one_sentence_hung_says_that_it_teaches_no_pace(stage: Stage) -> None:
    stage.tap(3, 4, 1.5, 20)

    assert "this run says nothing of your pace" in stage.report.facts.text()
    assert stage.opened.runner.read(profile).pace == 140


def test_the_report_names_the_slow_sentence_and_compares_with_the_runs_before(stage: Stage) -> None:
    stage.tap(4, 4, 2, 2)
    stage.close_report()

    stage.tap(4, 10, 2, 3)

    told = stage.report.facts.text()
    assert "Slowest: sentence 2" in told
    assert "7.0 s longer" in told
    assert "too long" in stage.report.verdict.text()


def test_one_undo_takes_a_run_back_and_redo_brings_it_again(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)
    stage.close_report()

    stage.opened.trigger("undo")
    after_undo = stage.runs()
    stage.opened.trigger("redo")

    assert after_undo == ()
    assert len(stage.runs()) == 1


def test_a_mark_and_a_note_are_kept_as_they_are_written(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)
    stage.report.mark.box.setCurrentIndex(4)
    stage.report.mark.box.activated.emit(4)
    stage.qtbot.keyClicks(stage.report.note.editor, "Breathe before the question")

    stage.close_report()

    (run,) = stage.runs()
    assert (run.self_rating, run.note) == (4, "Breathe before the question")


def test_a_note_being_written_is_kept_when_the_program_ends(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)
    stage.qtbot.keyClicks(stage.report.note.editor, "Half a")

    stage.opened.controller.commit()
    stage.opened.finish()

    assert stage.runs()[0].note == "Half a"


def test_three_runs_inside_the_limit_show_the_badge_and_an_edit_takes_it(stage: Stage) -> None:
    page = stage.opened.controller.pitches
    badge = page.list.columns[-1]
    for _run in range(3):
        stage.tap(4, 5, 2, 3)
        stage.close_report()
    shown = badge.text(page.rows[0])

    stage.qtbot.keyClicks(named(page.editor, "Who I am"), "So. ")
    stage.opened.controller.commit()
    page.editor.settle()
    stage.opened.finish()

    assert shown == "✓"
    assert badge.text(page.rows[0]) == ""


def test_what_is_being_typed_is_part_of_what_is_rehearsed(stage: Stage) -> None:
    page = stage.opened.controller.pitches
    stage.qtbot.keyClicks(named(page.editor, "What I ask of you"), "May I write to you?")

    stage.begin()

    assert "May I write to you?" in stage.rehearsing.window.prompter.accessibleDescription()  # type: ignore[union-attr]
    stage.press(Qt.Key.Key_Escape)


def test_rehearse_again_opens_the_window_again(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)

    stage.report.again.click()
    stage.opened.finish()

    assert stage.rehearsing.window is not None
    stage.press(Qt.Key.Key_Escape)
    assert stage.rehearsing.window is None


def test_a_deleted_run_comes_back_with_undo(stage: Stage) -> None:
    stage.tap(4, 6, 2, 3)
    stage.report.delete.click()
    stage.opened.finish()
    gone = stage.runs()

    stage.opened.trigger("undo")

    assert gone == ()
    assert len(stage.runs()) == 1


def test_without_a_text_there_is_nothing_to_rehearse(stage: Stage, messages: ToldProblems) -> None:
    stage.opened.runner.do(AddPitch(PitchDraft(name="Empty", target_seconds=10)))
    stage.opened.finish()
    stage.opened.controller.pitches.list.choose_place(0)

    stage.opened.trigger("rehearse")

    assert stage.rehearsing.window is None
    assert messages.problems[0].what_happened == "There is nothing to say yet."


def _asked_about_fields(stage: Stage) -> QMessageBox:
    """The question about the open fields of a pitch that F5 has led to."""
    draft = PitchDraft(name="Unfinished", target_seconds=10, who_i_am="I'm {name}.", what_i_ask="I look for {goal}.")
    stage.opened.runner.do(AddPitch(draft))
    stage.opened.finish()
    stage.opened.controller.pitches.list.choose_place(0)
    stage.opened.trigger("rehearse")
    assert stage.rehearsing.window is None
    (box,) = (box for box in stage.opened.window.findChildren(QMessageBox) if box.isVisible())
    return box


def test_open_fields_are_named_before_a_rehearsal_and_led_to(stage: Stage) -> None:
    box = _asked_about_fields(stage)

    button(box, "Fill them in").click()
    stage.opened.finish()

    assert box.text() == "2 fields still to fill in: {name}, {goal}."
    assert stage.rehearsing.window is None
    assert stage.opened.controller.pitches.editor.fields["who_i_am"].text_edit.textCursor().selectedText() == "{name}"


def test_a_pitch_with_open_fields_can_be_rehearsed_all_the_same(stage: Stage) -> None:
    box = _asked_about_fields(stage)

    button(box, "Rehearse anyway").click()

    assert stage.rehearsing.window is not None
    stage.press(Qt.Key.Key_Escape)


def test_open_fields_are_named_before_the_voice_reads_them(stage: Stage) -> None:
    _asked_about_fields(stage).close()

    stage.opened.trigger("hear_pitch")

    (box,) = (box for box in stage.opened.window.findChildren(QMessageBox) if box.isVisible())
    assert {each.text() for each in box.buttons()} == {"Fill them in", "Hear it anyway", "Cancel"}
    assert not stage.rehearsing._hearing.is_asking
    box.close()


def test_the_look_of_the_window_is_kept(stage: Stage) -> None:
    stage.begin()
    stage.press(Qt.Key.Key_Plus, Qt.Key.Key_K, Qt.Key.Key_Escape)

    stage.begin()

    assert stage.rehearsing.window is not None
    assert stage.rehearsing.window.prompter.letters == 44
    stage.press(Qt.Key.Key_Escape)


def test_a_cut_can_be_rehearsed_with_its_own_target(other_stage: Stage) -> None:
    other_stage.rehearsing.rehearse(Subject(1, "Hallway, 5 seconds", "I mend catalogs. May I ask how?", 5, 140, ""))
    other_stage.press(Qt.Key.Key_T, Qt.Key.Key_Space)
    for _sentence in range(2):
        other_stage.now.now += 2_000
        other_stage.press(Qt.Key.Key_Space)

    (run,) = other_stage.runs()
    assert (run.text, run.target_seconds, run.is_inside) == ("I mend catalogs. May I ask how?", 5, True)
