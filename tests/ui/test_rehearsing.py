"""Rehearsing in the real window: by tapping, by recording, from a file; the report, the runs, the badge."""

import sys
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from builders import SetClock
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.counting_runs import NotCounted
from insidescoop.domain.rehearsal.rehearsals import RunKind
from insidescoop.domain.rehearsal.reports import Unaligned
from insidescoop.queries.profile import profile
from insidescoop.queries.rehearsals import Run, Subject, rehearsal_log
from insidescoop.speech.wav import wav_of
from insidescoop.ui.rehearsal.controller import RehearsalController
from insidescoop.ui.rehearsal.listening import ListeningDialog
from insidescoop.ui.rehearsal.report import ReportDialog
from insidescoop.ui.sound.microphone import Microphone, SampleForm
from sounds import a_run, file_of, hum, music, noise, silence
from windows import Opened, ToldProblems, button, named, open_window, press

TEXT = (
    "I'm Dana Reyes, a library science student finishing in May. I clean up messy catalog data so that researchers "
    "find what they need. I'm moving toward metadata work. How did you get into it?"
)


# In a language that is not looked for, so that a tone is listened to quickly.
OTHER_TEXT = "Guten Tag, ich bin Dana. Ich ordne Kataloge, damit Forscher finden, was sie brauchen."


class HandClock:
    def __init__(self) -> None:
        self.now = 5_000.0

    def __call__(self) -> float:
        return self.now


class FileInput:
    """A device that plays a sound file into the recorder, a bit at each `deliver`."""

    def __init__(self, body: bytes, form: SampleForm) -> None:
        self._body = body
        self.form = form
        self._place = 0
        self._is_held = True
        self.is_ended = False

    def begin(self, receive: Callable[[bytes], None]) -> None:
        self._receive = receive
        self._is_held = False

    def deliver(self, milliseconds: int) -> None:
        count = self.form.rate * milliseconds // 1000 * self.form.channels * self.form.bits // 8
        if not self._is_held:
            self._receive(self._body[self._place : self._place + count])
        self._place += count

    def hold(self) -> None:
        self._is_held = True

    def go_on(self) -> None:
        self._is_held = False

    def end(self) -> None:
        self.is_ended = True


class Stage:
    """A window with one pitch, on the Pitches tab."""

    def __init__(self, opened: Opened, qtbot: QtBot) -> None:
        self.opened = opened
        self.qtbot = qtbot
        self.now = HandClock()
        self.rehearsing: RehearsalController = opened.controller.pitches_controller.rehearsing
        self.rehearsing.now = self.now
        opened.trigger("show_pitches")

    def begin(self) -> None:
        self.opened.trigger("rehearse")
        assert self.rehearsing.window is not None
        self.qtbot.waitUntil(self.rehearsing.window.isActiveWindow)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            if self.rehearsing.window is not None:
                self.qtbot.keyClick(self.rehearsing.window, key)
        self.opened.finish()

    def tap(self, *seconds: float) -> None:
        """Begins a run by tapping and ends its sentences after so many seconds each."""
        self.begin()
        self.press(Qt.Key.Key_T, Qt.Key.Key_Space)
        for long in seconds:
            self.now.now += long * 1000
            self.press(Qt.Key.Key_Space)

    @property
    def report(self) -> ReportDialog:
        assert self.rehearsing.report is not None
        return self.rehearsing.report

    def close_report(self) -> None:
        self.report.close_button.click()
        self.opened.finish()

    def runs(self) -> tuple[Run, ...]:
        log = self.opened.runner.read(lambda session: rehearsal_log(session, 1))
        assert log is not None
        return log.runs

    def subject(self) -> Subject:
        subject = self.rehearsing.subject()
        assert subject is not None
        return subject


@pytest.fixture
def stage(
    qapp: QApplication, folder: Path, empty_folder: Path, clock: SetClock, messages: ToldProblems, qtbot: QtBot
) -> Iterator[Stage]:
    opened = staged(qapp, folder, empty_folder, clock, messages, TEXT)
    yield Stage(opened, qtbot)
    opened.close_for_good()


@pytest.fixture
def other_stage(
    qapp: QApplication, folder: Path, empty_folder: Path, clock: SetClock, messages: ToldProblems, qtbot: QtBot
) -> Iterator[Stage]:
    opened = staged(qapp, folder, empty_folder, clock, messages, OTHER_TEXT)
    yield Stage(opened, qtbot)
    opened.close_for_good()


def answer(stage: Stage, verb: str) -> None:
    (button,) = [button for button in stage.report.question.buttons if button.text() == verb]
    button.click()
    stage.opened.finish()


def staged(
    qapp: QApplication, folder: Path, empty_folder: Path, clock: SetClock, messages: ToldProblems, text: str
) -> Opened:
    copytree(empty_folder, folder)
    opened = open_window(qapp, folder, clock, messages)
    opened.runner.do(AddPitch(PitchDraft(name="Hallway", target_seconds=15, who_i_am=text)))
    opened.finish()
    return opened


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


@pytest.mark.parametrize("sound", [noise(8), hum(8), music(8)], ids=["noise", "hum", "music"])
def test_a_recording_without_the_text_is_stored_and_does_not_count(stage: Stage, sound: "array[int]") -> None:
    record(stage, FileInput(sound.tobytes(), SampleForm(16_000, 1, 16)))

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


# Recording


def record(other_stage: Stage, source: FileInput, *, pause_at: int | None = None) -> None:
    other_stage.rehearsing.open_recorder = lambda: Microphone(source)
    other_stage.begin()
    other_stage.press(Qt.Key.Key_R, Qt.Key.Key_Space)
    for second in range(8):
        source.deliver(1_000)
        other_stage.now.now += 1_000
        other_stage.rehearsing.window.tick()  # type: ignore[union-attr]
        if second == pause_at:
            other_stage.press(Qt.Key.Key_Space)
            source.deliver(0)
            other_stage.press(Qt.Key.Key_Space)
    other_stage.press(Qt.Key.Key_Return)


def test_a_recorded_run_is_heard_kept_and_reported(stage: Stage, folder: Path) -> None:
    source = FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16))

    record(stage, source)

    (run,) = stage.runs()
    (sound,) = (folder / "recordings").glob("*.wav")
    assert run.kind is RunKind.RECORDED
    assert run.milliseconds == pytest.approx(6_800, abs=100)
    assert run.pauses == 2
    assert sound.read_bytes() == wav_of(a_run())
    assert source.is_ended
    assert "Longest pauses: 1." in stage.report.facts.text()
    assert stage.report.play.isVisible()


def test_a_run_that_differs_from_the_text_claims_neither_a_pace_nor_what_was_left_out(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("insidescoop.speech.analysis.align", lambda *_given: Unaligned.UNPLACED)

    record(stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))

    (run,) = stage.runs()
    assert (run.why_not_counted, run.pace) == (NotCounted.UNPLACED, 0)
    told = stage.report.facts.text()
    assert told.startswith("What you said differs from your text in too many places")
    assert told.count("differs") == 1
    assert stage.report.verdict.text() == "○ Not counted: text differs · recorded"
    assert not any(words in told for words in ("Left out", "stopped", "words a minute", "Slowest"))
    assert not stage.report.sentences.isVisible()
    stage.close_report()
    stage.rehearsing.open_report(run.id)
    stage.opened.finish()
    assert stage.report.verdict.text() == "○ Not counted: text differs · recorded"


def test_a_device_with_a_form_of_its_own_is_turned_into_ours(other_stage: Stage, folder: Path) -> None:
    samples = a_run(48_000)
    both = array("f", [sample / 32_768 for sample in samples for _channel in range(2)])

    record(other_stage, FileInput(both.tobytes(), SampleForm(48_000, 2, 32, tag=3)))

    (sound,) = (folder / "recordings").glob("*.wav")
    assert sound.stat().st_size == pytest.approx(44 + 2 * 16_000 * 8, abs=64)
    assert other_stage.runs()[0].pauses == 2


def test_the_level_is_shown_while_it_is_recorded(other_stage: Stage) -> None:
    source = FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16))
    other_stage.rehearsing.open_recorder = lambda: Microphone(source)
    other_stage.begin()
    window = other_stage.rehearsing.window
    assert window is not None
    other_stage.press(Qt.Key.Key_R, Qt.Key.Key_Space)
    source.deliver(400)
    window.tick()
    quiet = window.level.words()
    source.deliver(1_000)
    window.tick()

    assert window.level.isVisible()
    assert (quiet, window.level.words()) == ("quiet", "good")
    other_stage.press(Qt.Key.Key_Escape)
    assert source.is_ended


def test_leaving_a_recorded_run_keeps_no_sound(other_stage: Stage, folder: Path) -> None:
    source = FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16))
    other_stage.rehearsing.open_recorder = lambda: Microphone(source)
    other_stage.begin()
    other_stage.press(Qt.Key.Key_R, Qt.Key.Key_Space)
    source.deliver(3_000)
    other_stage.now.now += 3_000

    other_stage.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)

    assert other_stage.runs() == ()
    assert not (folder / "recordings").exists()


def stop_listening(stage: Stage) -> Callable[[], None]:
    """Has every listening stopped; returns what ends that."""
    runner = stage.opened.runner
    original = runner._report

    def stop(progress: object) -> None:
        runner._is_cancelled = True
        original(progress)  # type: ignore[arg-type]

    runner._report = stop  # type: ignore[method-assign, assignment]

    def end() -> None:
        runner._report = original  # type: ignore[method-assign]

    return end


def test_a_run_whose_listening_was_stopped_is_heard_when_its_report_is_opened(other_stage: Stage) -> None:
    listen_again = stop_listening(other_stage)
    record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))
    verdict = other_stage.report.verdict.text()
    other_stage.close_report()
    listen_again()
    (unheard,) = other_stage.runs()

    other_stage.rehearsing.open_report(unheard.id)
    other_stage.opened.finish()

    (run,) = other_stage.runs()
    assert verdict == "○ Not counted: not listened to · recorded"
    assert (unheard.why_not_counted, run.why_not_counted) == (NotCounted.UNHEARD, None)
    assert run.milliseconds == pytest.approx(6_800, abs=100)
    assert run.pauses == 2
    assert other_stage.report.verdict.text().startswith("✓ inside the limit")
    other_stage.close_report()
    other_stage.opened.trigger("undo")
    assert other_stage.runs() == (unheard,)


def test_a_report_that_tells_nothing_new_is_no_step(other_stage: Stage) -> None:
    record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))
    other_stage.close_report()
    step = other_stage.opened.runner.history()

    other_stage.rehearsing.open_report(other_stage.runs()[0].id)
    other_stage.opened.finish()

    assert other_stage.opened.runner.history() == step


def test_a_recording_in_english_without_the_recognizer_was_not_listened_to(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)

    record(stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))

    (run,) = stage.runs()
    assert run.why_not_counted is NotCounted.UNHEARD
    assert stage.report.facts.text().startswith("Speech recognition is not installed here")
    stage.close_report()
    monkeypatch.undo()
    stage.rehearsing.open_report(run.id)
    stage.opened.finish()
    assert stage.runs()[0].why_not_counted is NotCounted.UNMATCHED


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_too_many_at_the_end_of_a_run_does_not_stop_the_listening(qtbot: QtBot, key: Qt.Key) -> None:
    dialog = ListeningDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    stopped: list[bool] = []
    dialog.cancel_requested.connect(lambda: stopped.append(True))

    qtbot.keyClick(QApplication.focusWidget() or dialog, key)
    by_accident = list(stopped)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert (by_accident, stopped) == ([], [True])


def test_listening_that_is_called_off_keeps_the_run_all_the_same(other_stage: Stage) -> None:
    source = FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16))
    runner = other_stage.opened.runner
    original = runner._report

    def call_off(progress: object) -> None:
        for box in other_stage.opened.window.findChildren(ListeningDialog):
            assert box is not None
        runner._is_cancelled = True
        original(progress)  # type: ignore[arg-type]

    runner._report = call_off  # type: ignore[method-assign, assignment]

    record(other_stage, source)

    (run,) = other_stage.runs()
    assert (run.kind, run.milliseconds, run.recording is not None) == (RunKind.RECORDED, 8_000, True)
    assert run.pauses is None


def test_without_any_device_it_is_said_in_a_sentence(stage: Stage) -> None:
    stage.begin()
    stage.press(Qt.Key.Key_R)
    window = stage.rehearsing.window
    assert window is not None
    at_once = window.told.text()
    stage.press(Qt.Key.Key_Space)
    began = window.clock.is_running

    stage.qtbot.waitUntil(lambda: "Waiting" not in window.told.text(), timeout=20_000)

    assert (at_once, began) == ("Waiting for the microphone…", False)
    assert window.told.text().endswith(("try again, or tap along instead.", "“Use a recording…”."))
    stage.press(Qt.Key.Key_Escape)


def test_a_microphone_that_stops_in_a_run_is_told_and_what_it_heard_is_stored(other_stage: Stage) -> None:
    source = FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16))

    class Unplugged(Microphone):
        def watch(self, changed: Callable[[Problem | None], object]) -> None:
            self.unplug = lambda: changed(Problem("It stopped.", your_data="", next_step=""))

    microphone = Unplugged(source)
    other_stage.rehearsing.open_recorder = lambda: microphone
    other_stage.begin()
    other_stage.press(Qt.Key.Key_R, Qt.Key.Key_Space)
    source.deliver(8_000)
    other_stage.now.now += 8_000
    microphone.unplug()
    told = other_stage.rehearsing.window.told.text()  # type: ignore[union-attr]
    other_stage.press(Qt.Key.Key_Return)

    assert told == "It stopped. The run goes on; what was recorded so far will be saved."
    assert other_stage.runs()[0].recording is not None


def test_a_missing_loudspeaker_is_told_in_the_report(other_stage: Stage) -> None:
    record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))
    facts = other_stage.report.facts

    other_stage.report.play.click()

    other_stage.qtbot.waitUntil(lambda: "oudspeaker" in facts.text() or "Sound" in facts.text(), timeout=20_000)
    assert other_stage.report.play.text() == "Play"


def test_a_recording_can_be_deleted_and_brought_back(other_stage: Stage) -> None:
    record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))
    other_stage.report.delete_recording.click()
    other_stage.opened.finish()
    other_stage.close_report()
    gone = other_stage.runs()[0].recording

    other_stage.opened.trigger("undo")

    assert gone is None
    assert other_stage.opened.runner.recordings().path_of(other_stage.runs()[0].recording) is not None


def test_all_recordings_are_deleted_for_good_after_a_question(other_stage: Stage, folder: Path) -> None:
    record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))
    other_stage.close_report()
    other_stage.opened.trigger("delete_recordings")
    (box,) = [box for box in other_stage.opened.window.findChildren(QMessageBox) if box.isVisible()]
    words = box.text()

    next(each for each in box.findChildren(QPushButton) if each.text() == "Delete for good").click()
    other_stage.opened.finish()

    assert "1 recording" in words
    assert list((folder / "recordings").iterdir()) == []
    assert len(other_stage.runs()) == 1


# A disk that does not take it


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_target: Path, _content: bytes) -> None:
        raise Problem("“x.wav” could not be written.", your_data="", next_step="") from OSError(28, "No space left")

    monkeypatch.setattr("insidescoop.system.recordings.write_whole", refuse)


def test_a_recorded_run_that_could_not_be_saved_is_saved_with_another_try(
    other_stage: Stage, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    with monkeypatch.context() as full:
        full_disk(full)
        record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))
        dialog = other_stage.rehearsing.unsaved
        assert dialog is not None
        words = dialog.words.text()
        other_stage.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        dialog.again.click()
        other_stage.opened.finish()
        again = other_stage.rehearsing.unsaved
        assert again is not None
        assert other_stage.runs() == ()

    again.again.click()
    other_stage.opened.finish()

    assert words.startswith("The recording could not be saved (No space left).")
    assert "still here" in words
    (sound,) = (folder / "recordings").glob("*.wav")
    assert sound.read_bytes() == wav_of(a_run())
    assert len(other_stage.runs()) == 1
    assert other_stage.report.isVisible()
    assert other_stage.rehearsing.unsaved is None


@pytest.mark.parametrize("name", ["mine.wav", "no/such/folder.wav"])
def test_the_sound_of_a_run_that_could_not_be_saved_can_be_saved_elsewhere(
    other_stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, messages: ToldProblems, name: str
) -> None:
    full_disk(monkeypatch)
    monkeypatch.setattr(
        "insidescoop.ui.rehearsal.unsaved_run_dialog.ask_where_to_write", lambda *_a, **_k: tmp_path / name
    )
    record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))
    dialog = other_stage.rehearsing.unsaved
    assert dialog is not None

    dialog.save_sound.click()
    outcome = dialog.outcome.text()
    dialog.discard.click()

    is_saved = (tmp_path / name).is_file()
    assert is_saved is (name == "mine.wav")
    assert not is_saved or (tmp_path / name).read_bytes() == wav_of(a_run())
    assert ("was saved as “mine.wav”" in outcome) is is_saved
    assert other_stage.runs() == ()
    assert messages.problems == []


def test_a_tapped_run_that_could_not_be_saved_stays_in_hand_too(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_command: object, _work: object) -> int:
        raise Problem("The disk is full.", your_data="", next_step="Free some space.")

    with monkeypatch.context() as full:
        full.setattr("insidescoop.commands.rehearsals.KeepRehearsal.run", refuse)
        stage.tap(4, 6, 2, 3)
    dialog = stage.rehearsing.unsaved
    assert dialog is not None
    offers_sound = dialog.save_sound.isVisible()

    dialog.again.click()
    stage.opened.finish()

    assert not offers_sound
    assert len(stage.runs()) == 1


# A file


def test_a_file_from_elsewhere_is_heard_and_kept(other_stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "run.wav"
    path.write_bytes(file_of(a_run(44_100).tobytes(), rate=44_100))

    other_stage.rehearsing.use_recording(path, other_stage.subject())
    other_stage.opened.finish()

    (run,) = other_stage.runs()
    assert run.milliseconds == pytest.approx(6_800, abs=100)
    assert "Speaking 5." in other_stage.report.facts.text() or "Speaking 4." in other_stage.report.facts.text()


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"ID3 mp3", "not a WAV file"), (wav_of(a_run()[:0]), "Nothing was heard"), (None, "could not be read")],
)
def test_a_file_that_tells_nothing_is_refused_in_words(
    other_stage: Stage, tmp_path: Path, messages: ToldProblems, data: bytes | None, words: str
) -> None:
    path = tmp_path / "run.wav"
    if data is not None:
        path.write_bytes(data)

    other_stage.rehearsing.use_recording(path, other_stage.subject())
    other_stage.opened.finish()

    (problem,) = messages.problems
    assert isinstance(problem, Problem)
    assert words in problem.what_happened
    assert other_stage.runs() == ()


# The runs


def test_the_log_shows_the_runs_and_how_many_are_missing(stage: Stage) -> None:
    stage.tap(4, 5, 2, 3)
    stage.close_report()
    stage.tap(4, 9, 2, 3)
    stage.close_report()

    stage.opened.trigger("show_runs")

    dialog = stage.rehearsing.runs
    assert dialog is not None
    assert dialog.standing.text() == "2 more runs inside the limit, and the present text is rehearsed."
    assert dialog.table.row_count() == 2
    assert dialog.plot.accessibleDescription() == "2 runs of the present text, 1 inside the target."
    dialog.delete.click()
    stage.opened.finish()
    assert dialog.table.row_count() == 1
    dialog.report.click()
    stage.opened.finish()
    assert stage.report.head.text() == "14.0 s of 15 s"
    stage.close_report()
    dialog.close_button.click()


def test_the_report_of_a_recorded_run_is_heard_again_from_the_log(other_stage: Stage) -> None:
    record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))
    other_stage.close_report()
    (run,) = other_stage.runs()

    other_stage.rehearsing.open_report(run.id)
    other_stage.opened.finish()

    assert "Longest pauses" in other_stage.report.facts.text()


def test_f5_rehearses(stage: Stage) -> None:
    stage.opened.controller.pitches.take_focus()

    press(stage.qtbot, Qt.Key.Key_F5)
    stage.opened.finish()

    assert stage.rehearsing.window is not None
    stage.press(Qt.Key.Key_Escape)
