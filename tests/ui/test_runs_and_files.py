"""Runs that a disk does not take, runs from a file, and the log of runs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from insidescoop.domain.problems import Problem
from insidescoop.speech.wav import wav_of
from insidescoop.ui.sound.microphone import SampleForm
from rehearsal_stage import FileInput, Stage, record
from sounds import a_run, file_of
from windows import ToldProblems, press

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
