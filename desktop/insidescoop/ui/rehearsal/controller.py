"""Everything that is done with a pitch out loud: run it, hear about it, look at its runs, have it read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from insidescoop.commands.rehearsals import (
    CountWholeText,
    DeleteAllRecordings,
    DeleteRecording,
    DeleteRehearsal,
    KeepRehearsal,
    MarkRehearsal,
    TakeReport,
    UsePace,
)
from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.pitch.slots import open_slots
from insidescoop.domain.problems import Invalid, Problem
from insidescoop.domain.rehearsal.counting_runs import NotCounted
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft, script_of
from insidescoop.domain.rehearsal.reports import RecordingReport, Unaligned, with_report
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.queries.profile import profile
from insidescoop.queries.rehearsals import Run, Subject, last_runs, rehearsal_log, rehearsal_subject
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.rehearsal.hearing import Hearing
from insidescoop.ui.rehearsal.open_fields import ask_about_open_fields
from insidescoop.ui.rehearsal.recordings_dialog import ask_delete_recordings
from insidescoop.ui.rehearsal.unsaved_run_dialog import UnsavedRunDialog

if TYPE_CHECKING:
    from insidescoop.speech.analysis import Listened
    from insidescoop.ui.rehearsal.finished import FinishedRun
    from insidescoop.ui.rehearsal.log import RunsDialog
    from insidescoop.ui.rehearsal.report import ReportDialog, ReportShown
    from insidescoop.ui.rehearsal.window import RehearsalWindow
    from insidescoop.ui.sound.recorder import OpenRecorder

_LARGEST_FILE = 400 * 2**20


class RehearsalController(QObject):
    """The doings of the Pitches tab that are out loud. `chosen_pitch` tells which pitch is meant.

    `fields_requested()` is sent when the fields of that pitch that are still open are to be filled in first.
    `open_recorder` gets the microphone, or whatever stands for it; `now` are milliseconds of a monotonic clock.
    """

    fields_requested = Signal()

    def __init__(
        self,
        context: UiContext,
        runner: CommandRunner,
        page: QWidget,
        chosen_pitch: Callable[[], int | None],
        *,
        open_recorder: OpenRecorder | None = None,
    ) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._page = page
        self._chosen_pitch = chosen_pitch
        self.open_recorder = open_recorder
        self.now: Callable[[], float] = lambda: monotonic() * 1000
        self.window: RehearsalWindow | None = None
        self.report: ReportDialog | None = None
        self.runs: RunsDialog | None = None
        self.unsaved: UnsavedRunDialog | None = None
        self._hearing = Hearing(context, page)
        context.reader.store_changed.connect(self._store_changed)
        context.registry.bind("rehearse", self.rehearse_chosen)
        context.registry.bind("show_runs", self.show_runs)
        context.registry.bind("use_recording", self.choose_recording)
        context.registry.bind("hear_pitch", self.hear)
        context.registry.bind("delete_recordings", self.delete_recordings)

    # A run

    def rehearse_chosen(self) -> None:
        """Opens the window for the present text of the chosen pitch."""
        subject = self.subject()
        if subject is not None:
            self.rehearse(subject)

    def rehearse(self, subject: Subject) -> None:
        """Opens the window for any text of a pitch, the whole of it or a cut; asks first if a field of it is open."""
        self._once_filled(subject.text, "Rehearse anyway", partial(self._open_window, subject))

    def _once_filled(self, text: str, verb: str, go_on: Callable[[], object]) -> None:
        slots = open_slots(text)
        if not slots:
            go_on()
            return
        ask_about_open_fields(
            slots, verb=verb, go_on=go_on, fill_in=self.fields_requested.emit, parent=self._page.window()
        )

    def _open_window(self, subject: Subject) -> None:
        from insidescoop.ui.rehearsal.look import LOOK_FILE, load_look, save_look
        from insidescoop.ui.rehearsal.window import RehearsalWindow
        from insidescoop.ui.sound.microphone import open_microphone
        from insidescoop.ui.sound.player import Tones

        if not script_of(subject.text).sentences:
            self._context.messages.tell(
                Invalid("There is nothing to say yet.", next_step="Write the pitch first, then rehearse it.")
            )
            return
        path = self._runner.data_folder() / LOOK_FILE
        look = load_look(path)
        tones = Tones()
        if look.has_sound:
            tones.get_ready()
        window = RehearsalWindow(
            subject,
            look,
            now=self.now,
            open_recorder=self.open_recorder or open_microphone,
            play_tone=tones,
            parent=self._page.window(),
        )
        tones.setParent(window)
        window.destroyed.connect(tones.end)
        window.look_changed.connect(lambda: save_look(path, look))
        window.finished.connect(self._run_finished)
        window.left.connect(self._forget_window)
        self.window = window
        window.showFullScreen()
        window.activateWindow()
        window.setFocus()

    def _forget_window(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None

    def _run_finished(self, run: FinishedRun) -> None:
        self._forget_window()
        draft = RehearsalDraft(
            run.subject.pitch_id, run.subject.text, run.subject.target_seconds, run.milliseconds, run.kind, run.spans,
            words=run.words,
        )  # fmt: skip
        if run.sound is None:
            self._keep(draft, None, None, run.subject)
        else:
            self._listen(
                run.sound,
                draft.text,
                lambda listened: self._keep_heard(listened, draft, run.subject, is_own=True),
                # One's own run is kept whatever comes of the listening.
                lambda: self._keep(draft, run.sound, None, run.subject),
            )

    def _keep(
        self, draft: RehearsalDraft, sound: bytes | None, heard: RecordingReport | None, subject: Subject
    ) -> None:
        was = self._pace()

        def kept(run_id: int) -> None:
            self._show_report(run_id, subject, heard, pace_before=was, asks_pace=True)

        self._save(KeepRehearsal(draft, sound), kept)

    def _save(self, command: KeepRehearsal, then: Callable[[int], object]) -> None:
        self._runner.do(command, then=then, failed=partial(self._ask_about_unsaved, command, then))

    def _ask_about_unsaved(self, command: KeepRehearsal, then: Callable[[int], object], problem: Problem) -> None:
        dialog = UnsavedRunDialog(problem, command.sound, self._context.clock.now(), parent=self._page.window())
        dialog.again_requested.connect(lambda: self._save(command, then))
        dialog.finished.connect(self._forget_unsaved)
        self.unsaved = dialog
        dialog.open()

    def _forget_unsaved(self) -> None:
        if self.unsaved is not None:
            self.unsaved.deleteLater()
            self.unsaved = None

    def _count_whole_text(self, run_id: int, subject: Subject, heard: RecordingReport | None) -> None:
        was = self._pace()

        def counted_in(_none: None) -> None:
            shown = self._shown(run_id, subject, heard, pace_before=was, asks_pace=True)
            if shown is not None and self.report is not None:
                self.report.show_again(shown)

        self._runner.do(CountWholeText(run_id), then=counted_in)

    def _pace(self) -> int:
        return self._context.reader.read(profile).pace

    # A recording

    def choose_recording(self) -> None:
        """Asks for a WAV file in which the chosen pitch is said."""
        subject = self.subject()
        if subject is None:
            return
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page, "Use a recording of this pitch", str(Path.home()), "WAV sound (*.wav *.WAV)"
        )
        if chosen:
            self.use_recording(Path(chosen), subject)

    def use_recording(self, path: Path, subject: Subject) -> None:
        """Listens to a WAV file in which a text is said, and keeps it as a run."""
        try:
            if path.stat().st_size > _LARGEST_FILE:
                raise Invalid(
                    "This sound file is too large.", next_step="Cut it to the one run you want to hear about."
                )
            data = path.read_bytes()
        except OSError as error:
            self._context.messages.tell(
                Invalid(f"“{path.name}” could not be read ({error.strerror}).", next_step="Choose another file.")
            )
            return
        except Invalid as problem:
            self._context.messages.tell(problem)
            return
        draft = RehearsalDraft(subject.pitch_id, subject.text, subject.target_seconds, 0, RunKind.RECORDED)
        self._listen(data, draft.text, lambda listened: self._keep_heard(listened, draft, subject, is_own=False))

    def _listen(
        self, data: bytes, text: str, then: Callable[[Listened], object], otherwise: Callable[[], object] | None = None
    ) -> None:
        from insidescoop.ui.rehearsal.listening import listen

        listen(self._context, self._page.window(), data, text, then, otherwise)

    def _keep_heard(self, listened: Listened, draft: RehearsalDraft, subject: Subject, *, is_own: bool) -> None:
        report = listened.report
        if report.script in (Unaligned.NO_SPEECH, Unaligned.NOISE) and not is_own:
            assert isinstance(report.script, Unaligned)  # noqa: S101 - one of the two
            self._context.messages.tell(
                Invalid(report.script.words, next_step="Check the microphone it was made with, or choose another file.")
            )
            return
        self._keep(with_report(draft, report), listened.wav, report, subject)

    # The report

    def open_report(self, run_id: int) -> None:
        """Shows the report of a kept run; its recording, if it still has one, is listened to again."""
        subject = self.subject()
        run = self._run(subject, run_id)
        if subject is None or run is None:
            return
        sound = self._sound_of(run)
        if sound is None:
            self._show_report(run_id, subject, None)
            return
        self._listen(
            sound,
            run.text,
            lambda listened: self._show_heard(run, subject, listened.report),
            lambda: self._show_report(run_id, subject, None),
        )

    def _show_heard(self, run: Run, subject: Subject, report: RecordingReport) -> None:
        was = self._pace()

        def show(_none: None = None) -> None:
            self._show_report(run.id, subject, report, pace_before=was, asks_pace=True)

        if run.why_not_counted is NotCounted.UNHEARD and report.script is not Unaligned.NO_LIBRARY:
            self._runner.do(TakeReport(run.id, report), then=show)
        else:
            self._show_report(run.id, subject, report)

    def _run(self, subject: Subject | None, run_id: int) -> Run | None:
        if subject is None:
            return None
        log = self._context.reader.read(lambda session: rehearsal_log(session, subject.pitch_id))
        return next((each for each in log.runs if each.id == run_id), None) if log is not None else None

    def _sound_of(self, run: Run) -> bytes | None:
        path = self._runner.recordings().path_of(run.recording)
        return path.read_bytes() if path is not None else None

    def _shown(
        self,
        run_id: int,
        subject: Subject,
        heard: RecordingReport | None,
        *,
        pace_before: int | None = None,
        asks_pace: bool = False,
    ) -> ReportShown | None:
        from insidescoop.ui.rehearsal.report import ReportShown

        run = self._run(subject, run_id)
        if run is None:
            return None
        before = self._context.reader.read(lambda session: last_runs(session, subject.pitch_id, before=run_id))
        return ReportShown(subject.title, run, heard, before, self._sound_of(run), self._pace(), pace_before, asks_pace)

    def _show_report(
        self,
        run_id: int,
        subject: Subject,
        heard: RecordingReport | None,
        *,
        pace_before: int | None = None,
        asks_pace: bool = False,
    ) -> None:
        from insidescoop.ui.rehearsal.report import ReportDialog
        from insidescoop.ui.sound.player import open_player

        runner = self._runner
        shown = self._shown(run_id, subject, heard, pace_before=pace_before, asks_pace=asks_pace)
        if shown is None:
            return
        dialog = ReportDialog(
            shown, self._context.theme, open_player=open_player, now=self.now, parent=self._page.window()
        )
        dialog.marked.connect(lambda rating, note: runner.do(MarkRehearsal(run_id, rating, note)))
        dialog.pace_chosen.connect(lambda pace: runner.do(UsePace(pace)))
        dialog.whole_text_said.connect(lambda: self._count_whole_text(run_id, subject, heard))
        dialog.delete_requested.connect(lambda: runner.do(DeleteRehearsal(run_id)))
        dialog.delete_recording_requested.connect(lambda: runner.do(DeleteRecording(run_id)))
        dialog.again_requested.connect(partial(self._open_window, subject))
        dialog.finished.connect(self._forget_report)
        self.report = dialog
        dialog.open()

    def _forget_report(self) -> None:
        if self.report is not None:
            self.report.deleteLater()
            self.report = None

    # The runs

    def show_runs(self) -> None:
        """Shows the runs of the chosen pitch."""
        from insidescoop.ui.rehearsal.log import RunsDialog

        pitch_id = self._chosen_pitch()
        log = self._context.reader.read(lambda session: rehearsal_log(session, pitch_id)) if pitch_id else None
        if log is None:
            return
        dialog = RunsDialog(log, self._context.theme, self._context.clock, parent=self._page.window())
        dialog.report_requested.connect(self.open_report)
        dialog.delete_requested.connect(lambda run_id: self._runner.do(DeleteRehearsal(run_id)))
        dialog.rehearse_requested.connect(self.rehearse_chosen)
        dialog.finished.connect(self._forget_runs)
        self.runs = dialog
        dialog.open()

    def _forget_runs(self) -> None:
        if self.runs is not None:
            self.runs.deleteLater()
            self.runs = None

    def delete_recordings(self) -> None:
        """Asks whether all recordings are to be deleted for good."""
        ask_delete_recordings(
            self._runner.recordings().kept(), lambda: self._runner.do(DeleteAllRecordings()), self._page.window()
        )

    def hear(self) -> None:
        """Has the system's voice read the chosen pitch."""
        subject = self.subject()
        if subject is not None and subject.text:
            hear = partial(self._hearing.hear, subject.title, subject.text)
            self._once_filled(subject.text, "Hear it anyway", hear)

    # Around it

    def commit(self) -> None:
        """Keeps a note that is being typed."""
        if self.report is not None:
            self.report.commit()

    def subject(self) -> Subject | None:
        """What is said of the chosen pitch; None if no pitch is chosen."""
        pitch_id = self._chosen_pitch()
        if pitch_id is None:
            return None
        return self._context.reader.read(lambda session: rehearsal_subject(session, pitch_id))

    def _store_changed(self, changes: Changes) -> None:
        if self.runs is not None and changes.touch(Kind.PITCH):
            pitch_id = self._chosen_pitch()
            log = self._context.reader.read(lambda session: rehearsal_log(session, pitch_id)) if pitch_id else None
            if log is not None:
                self.runs.show_log(log)
