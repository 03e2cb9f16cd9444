"""The report of a run: how long, how quick, where it was slow or silent, and how it stands to the runs before."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsals import is_even, script_of, sentence_paces, slowest_sentences
from insidescoop.domain.run_reports import Aligned, RecordingReport, compared, pause_words, sentence_at
from insidescoop.domain.text import counted
from insidescoop.queries.rehearsals import Run
from insidescoop.ui.pitches.rehearsal_pictures import pace_plot
from insidescoop.ui.pitches.rehearsal_player import OpenPlayer, Player
from insidescoop.ui.pitches.rehearsal_plot import RunPlot
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.choice_field import ChoiceField
from insidescoop.ui.widgets.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.record_column import Column
from insidescoop.ui.widgets.record_table import RecordTable

_MARKS = tuple((f"{mark} of 5", mark) for mark in range(1, 6))


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence as the report lists it; `id` is its place from 1 on."""

    id: int
    text: str
    seconds: str
    pace: str
    remark: str


_COLUMNS = (
    Column("number", "", lambda row: str(row.id), share=1, is_sortable=False),
    Column("seconds", "Seconds", lambda row: row.seconds, share=2, is_sortable=False),
    Column("pace", "Words/min", lambda row: row.pace, share=2, is_sortable=False),
    Column("remark", "", lambda row: row.remark, share=2, is_sortable=False),
    Column("text", "Sentence", lambda row: row.text, share=12, is_sortable=False),
)


@dataclass(frozen=True, slots=True)
class ReportShown:
    """All that a report shows: the run, what its recording told if one was heard, and the runs before it.

    `sound` is the recording to be played, None where there is none any more; `pace_told` says that the user's own pace
    changed by this run, "" where it did not.
    """

    title: str
    run: Run
    heard: RecordingReport | None
    before: tuple[Run, ...]
    sound: bytes | None
    pace_told: str = ""


class ReportDialog(QDialog):
    """The report. `marked(self_rating, note)` is sent as the user writes; the other signals are wishes."""

    marked = Signal(object, object)
    again_requested = Signal()
    delete_requested = Signal()
    delete_recording_requested = Signal()

    def __init__(
        self, shown: ReportShown, theme: Theme, *, open_player: OpenPlayer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._open_player = open_player
        self._player: Player | None = None
        self._script = script_of(shown.run.text)
        self.head = PlainLabel(size=TypeSize.TITLE, is_bold=True)
        self.verdict = PlainLabel(size=TypeSize.SECTION)
        self.facts = wrapped(PlainLabel())
        self.plot = RunPlot(theme, name="Pace over time")
        self.sentences = RecordTable(_COLUMNS, name="Sentences of this run")
        self.mark = ChoiceField("My own mark", _MARKS, none="No mark")
        self.note = FormField("Note", hint="What to do better next time")
        self.play = QPushButton("Play")
        self.delete_recording = QPushButton("Delete recording")
        self.delete = QPushButton("Delete run")
        self.again = QPushButton("Rehearse again")
        self.close_button = QPushButton("Close")
        self._build()
        self._connect()
        self._fill()

    def _build(self) -> None:
        self.setWindowTitle("Report of a run")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE_GAP, GAP, WIDE_GAP, GAP)
        layout.setSpacing(SMALL_GAP)
        layout.addWidget(wrapped(PlainLabel(self._shown.title, tone="muted")))
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.head)
        top.addWidget(self.verdict, 1)
        layout.addLayout(top)
        # Broken lines need less height than Qt guesses before it knows the width.
        self.facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(self.facts)
        layout.addWidget(self.plot, 2)
        self.sentences.horizontalHeader().setSortIndicatorShown(False)
        self.sentences.setMinimumHeight(120)
        layout.addWidget(self.sentences, 3)
        layout.addStretch(0)
        fields = QHBoxLayout()
        fields.setSpacing(GAP)
        fields.addWidget(self.mark, 1)
        fields.addWidget(self.note, 4)
        layout.addLayout(fields)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_GAP)
        for button in (self.play, self.delete_recording, self.delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.again)
        layout.addLayout(buttons)
        for button in (self.play, self.delete_recording, self.delete, self.close_button, self.again):
            button.setAutoDefault(False)
        self.again.setProperty("emphasis", "primary")
        self.resize(860, 600)

    def _connect(self) -> None:
        self.mark.chosen.connect(lambda _mark: self._tell_marked())
        self.note.committed.connect(lambda _text: self._tell_marked())
        self.play.clicked.connect(self._play_or_stop)
        self.delete_recording.clicked.connect(self._delete_recording)
        self.delete.clicked.connect(self._delete)
        self.again.clicked.connect(self._again)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(lambda _result: self._end())

    # What it shows

    def _fill(self) -> None:
        run = self._shown.run
        self.head.setText(f"{run.milliseconds / 1000:.1f} s of {run.target_seconds} s")
        over = run.milliseconds / 1000 - run.target_seconds
        words = "✓ inside the limit" if run.is_inside else f"▲ {over:.1f} s too long" if over > 0 else "○ not all said"
        self.verdict.setText(f"{words} · {run.pace} words a minute · {run.kind.words}")
        self.verdict.set_tone("good" if run.is_inside else "due")
        self.facts.setText("\n".join(self._sentences_told()))
        starts: Sequence[int] = ()
        if self._shown.heard is not None and isinstance(self._shown.heard.script, Aligned):
            starts = self._shown.heard.script.word_starts
        self.plot.show_plot(pace_plot(self._script, run.spans, starts, target_seconds=run.target_seconds))
        rows = self._rows()
        self.sentences.set_rows(rows)
        self.sentences.setVisible(bool(rows))
        self.mark.show_value(run.self_rating)
        self.note.replace_text(run.note)
        has_sound = self._shown.sound is not None
        self.play.setVisible(has_sound)
        self.delete_recording.setVisible(has_sound)

    def _sentences_told(self) -> list[str]:
        run, heard = self._shown.run, self._shown.heard
        told = []
        if heard is not None:
            sound = heard.sound
            told.append(
                f"Speaking {sound.speaking_milliseconds / 1000:.1f} s, pauses {sound.pause_milliseconds / 1000:.1f} s "
                f"({len(sound.pauses)}). Loudness −{-sound.loudness / 10:.0f} dB: {sound.level.words}."
            )
            if sound.pauses:
                longest = "; ".join(pause_words(pause, run.spans) for pause in sound.longest_pauses())
                told.append(f"Longest pauses: {longest}.")
            if not isinstance(heard.script, Aligned):
                told.append(heard.script.words)
            elif heard.script.repeated:
                told.append(f"Begun more than once: {_numbers(heard.script.repeated)}.")
        elif run.speaking_milliseconds is not None:
            pauses = run.milliseconds - run.speaking_milliseconds
            told.append(
                f"Speaking {run.speaking_milliseconds / 1000:.1f} s, pauses {pauses / 1000:.1f} s ({run.pauses or 0})."
            )
        left_out = [place for place, span in enumerate(run.spans) if span is None]
        if left_out:
            told.append(f"Left out: {_numbers(left_out)}.")
        slow = slowest_sentences(self._script, run.spans, target_seconds=run.target_seconds)
        if slow:
            is_long = run.milliseconds > run.target_seconds * 1000
            advice = "; fewer or shorter words there save the most time" if is_long else ""
            told.append(f"Slowest: {_numbers(slow)}{advice}.")
        told.append(compared(run.milliseconds, [(each.milliseconds, each.pace) for each in self._shown.before]))
        if not is_even(self._script, run.spans):
            told.append("One sentence took so long that this run says nothing of your pace.")
        if self._shown.pace_told:
            told.append(self._shown.pace_told)
        return told

    def _rows(self) -> tuple[SentenceRow, ...]:
        spans = self._shown.run.spans
        if len(spans) != len(self._script.sentences):
            return ()
        slow = slowest_sentences(self._script, spans, target_seconds=self._shown.run.target_seconds)
        paces = sentence_paces(self._script, spans)
        return tuple(
            SentenceRow(
                place + 1,
                sentence.text,
                f"{span.seconds:.1f}" if span is not None else "–",
                str(pace) if pace is not None else "–",
                "left out" if span is None else "slow" if place in slow else "",
            )
            for place, (sentence, span, pace) in enumerate(zip(self._script.sentences, spans, paces, strict=True))
        )

    # What can be done

    def commit(self) -> None:
        """Keeps a note that is being typed."""
        self.note.commit()

    def _tell_marked(self) -> None:
        self.marked.emit(self.mark.value(), self.note.text())

    def _play_or_stop(self) -> None:
        if self._player is not None:
            self._stop()
            return
        assert self._shown.sound is not None  # noqa: S101 - the button is not shown without it
        try:
            self._player = self._open_player(self._shown.sound, self)
        except Problem as problem:
            self.facts.setText(f"{problem.what_happened} {problem.next_step}")
            return
        self._player.moved.connect(self._show_place)
        self._player.ended.connect(self._stop)
        self._player.begin()
        self.play.setText("Stop")

    def _show_place(self, millisecond: int) -> None:
        place = sentence_at(self._shown.run.spans, millisecond)
        if place is not None and self.sentences.row_count() and self.sentences.chosen_id() != place + 1:
            self.sentences.choose_place(place)

    def _stop(self) -> None:
        if self._player is not None:
            self._player.stop()
            self._player = None
        self.play.setText("Play")

    def _delete_recording(self) -> None:
        self._stop()
        self.play.hide()
        self.delete_recording.hide()
        self.delete_recording_requested.emit()

    def _delete(self) -> None:
        self.reject()
        self.delete_requested.emit()

    def _again(self) -> None:
        self.accept()
        self.again_requested.emit()

    def _end(self) -> None:
        self._stop()
        self.commit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)


def _numbers(places: Sequence[int]) -> str:
    listed = [str(place + 1) for place in places]
    if len(listed) == 1:
        return f"sentence {listed[0]}"
    return f"{counted(len(listed), 'sentence')} ({', '.join(listed)})"
