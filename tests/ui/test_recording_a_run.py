"""Rehearsing in the real window with a recording: heard, kept, called off, deleted."""

import sys
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.counting_runs import NotCounted
from insidescoop.domain.rehearsal.reports import Unaligned
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.speech.wav import wav_of
from insidescoop.ui.rehearsal.listening import ListeningDialog
from insidescoop.ui.sound.microphone import Microphone, SampleForm
from rehearsal_stage import FileInput, Stage, record
from sounds import a_run

# Recording


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
    # On the thread that reports: its next report finds the step called off.
    calling_off = runner.progressed.connect(lambda _progress: runner.cancel(), Qt.ConnectionType.DirectConnection)
    return lambda: runner.progressed.disconnect(calling_off)


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
    stop_listening(other_stage)

    record(other_stage, FileInput(a_run().tobytes(), SampleForm(16_000, 1, 16)))

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
