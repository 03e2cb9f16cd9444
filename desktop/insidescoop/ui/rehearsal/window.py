"""The full window of a run out loud: the text moves at my pace, or I tap along; the clock says early, now, over."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QWidget

from insidescoop.domain.rehearsal.clock import PACE_STEP, RunClock, Scroll
from insidescoop.domain.rehearsal.counting_runs import least_milliseconds, words_passed
from insidescoop.domain.rehearsal.rehearsals import Phase, Span, milliseconds_behind, script_of
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.queries.rehearsals import Subject
from insidescoop.ui.rehearsal.clock_face import ClockFace
from insidescoop.ui.rehearsal.finished import FinishedRun
from insidescoop.ui.rehearsal.level import LevelMeter
from insidescoop.ui.rehearsal.limits import LimitsDialog
from insidescoop.ui.rehearsal.look import RehearsalLook
from insidescoop.ui.rehearsal.prompter import LETTER_STEP, Prompter
from insidescoop.ui.rehearsal.words import RunState, key_hints, standing_words, state_words
from insidescoop.ui.sound.recorder import OpenRecorder, PlayTone
from insidescoop.ui.sound.recording import RunRecording
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize
from insidescoop.ui.theme.palette import palette_of
from insidescoop.ui.widgets.boxes import Column, Row, aligned, stretched
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped

FRAME_MILLISECONDS = 16
_SHORTEST_RUN_ASKED_ABOUT = 2_000
"""Milliseconds on the clock from which Esc asks once before it throws the run away."""


class RehearsalWindow(QWidget):
    """One run. `finished(FinishedRun)` is sent when it was said to its end, `left()` when it was given up.

    `now` gives milliseconds of a monotonic clock; `tick` is called with each frame.
    """

    finished = Signal(object)
    left = Signal()
    look_changed = Signal()

    def __init__(
        self,
        subject: Subject,
        look: RehearsalLook,
        *,
        now: Callable[[], float],
        open_recorder: OpenRecorder,
        play_tone: PlayTone,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._subject = subject
        self._look = look
        self._now = now
        self._play_tone = play_tone
        self._recording = RunRecording(open_recorder, self._show_state)
        self._is_tapping = False
        self._is_asked = False
        self._is_done = False
        self._script = script_of(subject.text, own_name=subject.own_name)
        self.clock = RunClock()
        self._scroll = Scroll(subject.pace, self._script.words)
        self._phase = Phase.EARLY
        self.prompter = Prompter(self._script)
        self.clock_face = ClockFace(look.limits_of(subject.target_seconds), target_seconds=subject.target_seconds)
        self.level = LevelMeter()
        self.told = wrapped(PlainLabel(size=TypeSize.SECTION))
        self.standing = heading()
        self.keys = wrapped(PlainLabel())
        self._frames = QTimer(self, interval=FRAME_MILLISECONDS)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.tick)
        self._deeds = self._deeds_by_key()
        self._build()
        self._show_look()
        self._show_state()

    def _build(self) -> None:
        self.setWindowTitle(f"Rehearse: {self._subject.title}")
        self.setPalette(palette_of("dark"))
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Rehearsal")
        self.setMinimumSize(640, 420)
        self.resize(1024, 640)
        title = wrapped(heading(self._subject.title))
        Column(
            Row(
                self.clock_face,
                stretched(Column(title, self.told, spacing=SMALL_GAP)),
                Column(
                    aligned(self.standing, Qt.AlignmentFlag.AlignRight),
                    aligned(self.level, Qt.AlignmentFlag.AlignRight),
                ),
                spacing=WIDE_GAP,
            ),
            stretched(self.prompter),
            self.keys,
            on=self,
            spacing=SMALL_GAP,
            margin=(WIDE_GAP, GAP),
        )
        for label, role in ((title, "text"), (self.told, "text"), (self.standing, "text"), (self.keys, "muted")):
            self._paint_light(label, role)

    def _paint_light(self, label: PlainLabel, role: str) -> None:
        # The style sheet of the application would write in the colours of its own scheme.
        palette = palette_of("dark")
        colour = QPalette.ColorRole.PlaceholderText if role == "muted" else QPalette.ColorRole.WindowText
        palette.setColor(QPalette.ColorRole.WindowText, palette.color(colour))
        label.setPalette(palette)

    # What the keys do

    def _deeds_by_key(self) -> dict[int, Callable[[], None]]:
        key = Qt.Key
        return {
            key.Key_Space: self._space, key.Key_Return: self.finish, key.Key_Enter: self.finish,
            key.Key_P: self.toggle, key.Key_Backspace: self._untap, key.Key_T: self._switch_tapping,
            key.Key_R: self._switch_recording, key.Key_K: self._switch_key_words, key.Key_M: self._switch_mirror,
            key.Key_S: self._switch_sound, key.Key_L: self._ask_limits, key.Key_Plus: self._larger,
            key.Key_Equal: self._larger, key.Key_Minus: self._smaller, key.Key_Right: self._quicker,
            key.Key_Left: self._slower, key.Key_Down: self._next_sentence, key.Key_Up: self._sentence_before,
            key.Key_Escape: self._leave,
        }  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deeds.get(event.key())
        if deed is None or (event.isAutoRepeat() and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape)):
            super().keyPressEvent(event)
            return
        if event.key() != Qt.Key.Key_Escape:
            self._is_asked = False
        deed()

    def event(self, event: QEvent) -> bool:
        # A shortcut of the main window (Ctrl+Z, F5) is not meant while a run is on.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _space(self) -> None:
        if self._is_tapping and self.clock.is_running:
            self._tap()
        else:
            self.toggle()

    def toggle(self) -> None:
        """Starts the clock, or pauses it."""
        now = self._now()
        if self.clock.is_running:
            self._pause(now)
        elif self._recording.start():
            self.clock.begin(now)
            self._scroll.begin(now)
            self._frames.start()
        else:
            return
        self._show_state()

    def _pause(self, now: float) -> None:
        self.clock.pause(now)
        self._scroll.pause(now)
        self._frames.stop()
        self._recording.hold()
        self.tick()

    def _tap(self) -> None:
        now = self._now()
        done = len(self.clock.taps)
        since = self.clock.elapsed(now) - (self.clock.taps[-1] if done else 0)
        if since < least_milliseconds(self._script.sentences[done].words):
            # A key that bounced, or a tap too many.
            return
        self.clock.tap(now)
        done = len(self.clock.taps)
        if done >= len(self._script.sentences):
            self.finish()
            return
        self._go_to_sentence(done, now)
        self._show_state()

    def _untap(self) -> None:
        if self._is_tapping and self.clock.taps:
            self.clock.untap()
            self._go_to_sentence(len(self.clock.taps), self._now())
            self._show_state()

    def _go_to_sentence(self, place: int, now: float) -> None:
        most = self._script.words_before(place + 1) - 0.01 if self._is_tapping else float(self._script.words)
        self._scroll.jump(now, self._script.words_before(place), most=most)
        self._frames.start()

    def _next_sentence(self) -> None:
        self._step(1)

    def _sentence_before(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self._is_tapping:
            place = min(max(self.prompter.sentence() + by, 0), max(len(self._script.sentences) - 1, 0))
            self._go_to_sentence(place, self._now())

    def _switch_tapping(self) -> None:
        if self.clock.elapsed(self._now()):
            self._show_state("Tapping along is chosen before a run begins.")
            return
        self._is_tapping = not self._is_tapping
        self.prompter.set_waiting(self._is_tapping)
        self._go_to_sentence(0, self._now())
        self._show_state()

    def _switch_recording(self) -> None:
        if self.clock.elapsed(self._now()):
            self._show_state("Recording is chosen before a run begins.")
            return
        self._recording.switch()

    def _switch_key_words(self) -> None:
        self._look.has_key_words_only = not self._look.has_key_words_only
        self._show_look()

    def _switch_mirror(self) -> None:
        self._look.is_mirrored = not self._look.is_mirrored
        self._show_look()

    def _switch_sound(self) -> None:
        self._look.has_sound = not self._look.has_sound
        self._show_look()
        self._show_state("A soft tone at each limit." if self._look.has_sound else "No tone at the limits.")

    def _larger(self) -> None:
        self._resize_letters(LETTER_STEP)

    def _smaller(self) -> None:
        self._resize_letters(-LETTER_STEP)

    def _resize_letters(self, by: int) -> None:
        self._look.letters = self.prompter.letters + by
        self._show_look()
        self._look.letters = self.prompter.letters

    def _quicker(self) -> None:
        self._change_pace(PACE_STEP)

    def _slower(self) -> None:
        self._change_pace(-PACE_STEP)

    def _change_pace(self, by: int) -> None:
        self._scroll.change_pace(self._now(), self._scroll.pace + by)
        self._show_state(f"The text moves at {self._scroll.pace:.0f} words a minute.")

    def _ask_limits(self) -> None:
        if self.clock.is_running:
            self.toggle()
        dialog = LimitsDialog(self._look.limits_of(self._subject.target_seconds), parent=self)
        dialog.chosen.connect(self.set_limits)
        dialog.open()

    def set_limits(self, limits: object) -> None:
        """Takes up other limits, and keeps them for this target."""
        self._look.set_limits(self._subject.target_seconds, limits)  # type: ignore[arg-type]
        self.clock_face.set_limits(self._look.limits_of(self._subject.target_seconds))
        self.look_changed.emit()

    # Frames

    def tick(self) -> None:
        """Paints what the clock says now."""
        now = self._now()
        elapsed = self.clock.elapsed(now)
        self.prompter.show_words(self._scroll.at(now))
        self.clock_face.show_time(elapsed)
        if self._recording.is_on:
            self.level.show_level(self._recording.level() if self.clock.is_running else 0.0)
        if self.clock_face.phase is not self._phase:
            self._phase = self.clock_face.phase
            if self._look.has_sound and not self._recording.is_on and self.clock.is_running:
                self._play_tone(self._phase is Phase.OVER)
        if not (self.clock.is_running or self._scroll.is_gliding(now)):
            self._frames.stop()

    # The end

    def finish(self) -> None:
        """Ends the run and sends it; nothing before it began, or before a single sentence could have been said."""
        now = self._now()
        milliseconds = round(self.clock.elapsed(now))
        if self._is_done or not milliseconds:
            return
        if milliseconds < least_milliseconds(min(sentence.words for sentence in self._script.sentences)):
            self._show_state("That was too short to be a run. Say the text, then press Enter.")
            return
        if self._is_tapping and len(self.clock.taps) == len(self._script.sentences) - 1:
            # Enter at the end of the last sentence is its tap.
            self.clock.tap(now)
        self.clock.pause(now)
        self._frames.stop()
        spans: tuple[Span | None, ...] = self.clock.spans()
        kind, words = RunKind.TIMED, words_passed(self._script, self._scroll.at(now))
        if self._is_tapping and spans:
            words = None
            kind = RunKind.TAPPED
            milliseconds = self.clock.taps[-1] if len(spans) == len(self._script.sentences) else milliseconds
            # What was not reached was not said.
            spans += (None,) * (len(self._script.sentences) - len(spans))
        sound = self._recording.finish()
        if sound is not None:
            kind = RunKind.RECORDED
        self._is_done = True
        self.finished.emit(FinishedRun(self._subject, kind, milliseconds, spans, sound, words))
        self.close()

    def _leave(self) -> None:
        now = self._now()
        if self.clock.elapsed(now) >= _SHORTEST_RUN_ASKED_ABOUT and not self._is_asked:
            if self.clock.is_running:
                self._pause(now)
            self._is_asked = True
            self._show_state("Esc again leaves without keeping this run; Enter keeps it.")
            return
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._frames.stop()
        self._recording.drop()
        if not self._is_done:
            self._is_done = True
            self.left.emit()
        super().closeEvent(event)

    # What is shown

    def _show_look(self) -> None:
        self.prompter.set_look(
            letters=self._look.letters,
            is_mirrored=self._look.is_mirrored,
            has_key_words_only=self._look.has_key_words_only,
        )
        self.look_changed.emit()

    def _show_state(self, told: str = "") -> None:
        state = self._state()
        self.level.setVisible(state.is_recording)
        self.told.setText(told or state_words(state))
        self.standing.setText(standing_words(state.behind))
        self.keys.setText(key_hints(state))

    def _state(self) -> RunState:
        taps = self.clock.taps if self._is_tapping else []
        behind = milliseconds_behind(
            self._script,
            sentences_done=len(taps),
            milliseconds=taps[-1] if taps else 0,
            target_seconds=self._subject.target_seconds,
        )
        is_running = self.clock.is_running
        return RunState(
            is_running=is_running,
            has_begun=is_running or bool(self.clock.elapsed(self._now())),
            is_tapping=self._is_tapping,
            is_recording=self._recording.is_on,
            sentence=len(taps) + 1,
            sentences=len(self._script.sentences),
            pace=round(self._scroll.pace),
            behind=behind if taps else None,
        )
