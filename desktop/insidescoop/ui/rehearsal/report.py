"""The report of a run: how long, how quick, where it was slow or silent, and how it stands to the runs before."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.counting_runs import NotCounted
from insidescoop.domain.rehearsal.rehearsals import Script, Span, is_even, script_of, sentence_paces, slowest_sentences
from insidescoop.domain.rehearsal.reports import Aligned, RecordingReport, compared, pause_words, sentence_at
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.queries.rehearsals import Run
from insidescoop.ui.rehearsal.pictures import pace_plot
from insidescoop.ui.rehearsal.plot import RunPlot
from insidescoop.ui.rehearsal.question import QuestionRow
from insidescoop.ui.sound.player import OpenPlayer, Player
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped_low
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.record_table import RecordTable

_DEAF_MILLISECONDS = 1_000
"""How long the report does not hear the keys of a run: the last tap is often one too many."""
_RUN_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)

_MARKS = tuple((f"{mark} of 5", mark) for mark in range(1, 6))


@frozen
class SentenceRow:
    """One sentence as the report lists it; `id` is its place from 1 on."""

    id: int
    text: str
    seconds: str
    pace: str
    remark: str


_COLUMNS = (
    TableColumn("number", "", lambda row: str(row.id), share=1, is_sortable=False),
    TableColumn("seconds", "Seconds", lambda row: row.seconds, share=2, is_sortable=False),
    TableColumn("pace", "Words/min", lambda row: row.pace, share=3, is_sortable=False),
    TableColumn("remark", "", lambda row: row.remark, share=2, is_sortable=False),
    TableColumn("text", "Sentence", lambda row: row.text, share=11, is_sortable=False),
)


@frozen
class ReportShown:
    """All that a report shows: the run, what its recording told if one was heard, and the runs before it.

    `sound` is the recording to be played, None where there is none any more. `pace` is the user's own; `pace_before`
    is what it was where this run has just changed it, and `asks_pace` says that it may be asked about.
    """

    title: str
    run: Run
    heard: RecordingReport | None
    before: tuple[Run, ...]
    sound: bytes | None
    pace: int
    pace_before: int | None = None
    asks_pace: bool = False


class ReportDialog(FittedDialog):
    """The report. `marked(self_rating, note)` is sent as the user writes; the other signals are wishes."""

    marked = Signal(object, object)
    again_requested = Signal()
    delete_requested = Signal()
    delete_recording_requested = Signal()
    pace_chosen = Signal(int)
    whole_text_said = Signal()

    def __init__(
        self,
        shown: ReportShown,
        theme: Theme,
        *,
        open_player: OpenPlayer,
        now: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._deaf_until = 0.0
        self._shown = shown
        self._open_player = open_player
        self._player: Player | None = None
        self._script = script_of(shown.run.text)
        self.head = PlainLabel(size=TypeSize.TITLE, is_bold=True)
        self.verdict = wrapped_low(PlainLabel(size=TypeSize.SECTION))
        self.facts = wrapped_low(PlainLabel())
        self.question = QuestionRow()
        self.plot = RunPlot(theme, name="Pace over time")
        self.sentences = RecordTable(_COLUMNS, name="Sentences of this run")
        self.mark = ChoiceField("My own mark", _MARKS, none="No mark")
        self.note = FormField("Note", hint="What to do better next time")
        self.play = push_button("Play")
        self.delete_recording = push_button("Delete recording")
        self.delete = push_button("Delete run")
        self.again = push_button("Rehearse again", emphasis="primary")
        self.close_button = push_button("Close")
        self._build()
        self._connect()
        self._fill()

    def _build(self) -> None:
        self.setWindowTitle("Report of a run")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.sentences.horizontalHeader().setSortIndicatorShown(False)
        self.sentences.setMinimumHeight(120)
        buttons = (self.play, self.delete_recording, self.delete, Stretch(), self.close_button, self.again)
        Column(
            wrapped_low(PlainLabel(self._shown.title, tone="muted")),
            Row(self.head, stretched(self.verdict), spacing=GAP),
            self.facts,
            self.question,
            stretched(self.plot, 2),
            stretched(self.sentences, 3),
            Stretch(0),
            Row(stretched(self.mark), stretched(self.note, 4), spacing=GAP),
            Row(*buttons, spacing=SMALL_GAP),
            on=self,
            spacing=SMALL_GAP,
            margin=(WIDE_GAP, GAP),
        )
        for button in (self.play, self.delete_recording, self.delete, self.close_button, self.again):
            button.installEventFilter(self)
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

    def show_again(self, shown: ReportShown) -> None:
        """Shows the same run after something about it has changed."""
        self._shown = shown
        self._fill()

    def _fill(self) -> None:
        run = self._shown.run
        self.head.setText(f"{run.milliseconds / 1000:.1f} s of {run.target_seconds} s")
        self.verdict.setText(f"{verdict_words(run)} · {run.kind.words}")
        self.verdict.set_tone("good" if run.is_inside else "due")
        self._ask()
        self.facts.setText("\n".join(self._sentences_told()))
        self.facts.setVisible(bool(self.facts.text()))
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

    def _ask(self) -> None:
        run, pace, before = self._shown.run, self._shown.pace, self._shown.pace_before
        proposed = run.proposed_pace(pace) if self._shown.asks_pace else None
        if run.is_open_question:
            self.question.ask(
                f"When you stopped, the text was at {_place_words(self._script, run.words)}. Did you say all of it?",
                [("I said all of it", self.whole_text_said.emit)],
            )
        elif proposed is not None:
            self.question.ask(
                f"Your pace in this run was {run.pace} words a minute; you use {pace}. Use {proposed}?",
                [(f"Use {proposed}", partial(self._choose_pace, proposed)), (f"Keep {pace}", self._keep_pace)],
            )
        elif before is not None and before != pace:
            self.question.ask(
                f"Your pace is now {pace} words a minute (was {before}).",
                [("Undo", partial(self._choose_pace, before))],
            )
        else:
            self.question.say("")

    def _choose_pace(self, pace: int) -> None:
        self.question.say(f"Your pace is now {pace} words a minute.")
        self.pace_chosen.emit(pace)

    def _keep_pace(self) -> None:
        self.question.say("")

    def _sentences_told(self) -> list[str]:
        run, heard = self._shown.run, self._shown.heard
        why_not = run.why_not_counted
        told = [] if why_not is None or run.is_open_question else [_why_words(run, heard)]
        if why_not in (NotCounted.SILENT, NotCounted.NOISE):
            return told
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
                told += [heard.script.words] if heard.script.words not in told else []
            elif heard.script.repeated:
                told.append(f"Begun more than once: {_numbers(heard.script.repeated)}.")
        elif run.speaking_milliseconds is not None:
            pauses = run.milliseconds - run.speaking_milliseconds
            told.append(
                f"Speaking {run.speaking_milliseconds / 1000:.1f} s, pauses {pauses / 1000:.1f} s ({run.pauses or 0})."
            )
        left_out = [place for place in range(_last_said(run)) if run.spans[place] is None]
        if left_out:
            told.append(f"Left out: {_numbers(left_out)}.")
        slow = slowest_sentences(self._script, run.spans, target_seconds=run.target_seconds)
        if slow:
            is_long = run.milliseconds > run.target_seconds * 1000
            advice = "; fewer or shorter words there save the most time" if is_long else ""
            told.append(f"Slowest: {_numbers(slow)}{advice}.")
        if why_not is not None:
            return told
        told.append(compared(run.milliseconds, [(each.milliseconds, each.pace) for each in self._shown.before]))
        if not is_even(self._script, run.spans):
            told.append("One sentence took so long that this run says nothing of your pace.")
        return told

    def _rows(self) -> tuple[SentenceRow, ...]:
        spans = self._shown.run.spans
        if len(spans) != len(self._script.sentences) or not any(spans):
            return ()
        slow = slowest_sentences(self._script, spans, target_seconds=self._shown.run.target_seconds)
        paces = sentence_paces(self._script, spans)
        return tuple(
            SentenceRow(
                place + 1,
                sentence.text,
                f"{span.seconds:.1f}" if span is not None else "–",
                str(pace) if pace is not None else "–",
                _remark(place, span, last_said=_last_said(self._shown.run), is_slow=place in slow),
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
        self._player = self._open_player(self._shown.sound, self)
        self._player.moved.connect(self._show_place)
        self._player.ended.connect(self._stop)
        self._player.failed.connect(self._not_played)
        self._player.begin()
        self.play.setText("Stop")

    def _not_played(self, problem: Problem) -> None:
        self._stop()
        self.facts.setText(f"{problem.what_happened} {problem.next_step}")
        self.facts.show()

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
        self._deaf_until = self._now() + _DEAF_MILLISECONDS
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Whoever taps along and taps once too often means the run that is over.
        if isinstance(event, QKeyEvent) and self._now() < self._deaf_until and event.key() in _RUN_KEYS:
            return True
        return super().eventFilter(watched, event)


def verdict_words(run: Run) -> str:
    """Whether a run counts, whether it kept its limit, and its pace if that means anything."""
    if run.why_not_counted is not None:
        return f"○ Not counted: {run.why_not_counted.short_words}"
    over = run.milliseconds / 1000 - run.target_seconds
    limit = "✓ inside the limit" if run.is_inside else f"▲ {over:.1f} s too long"
    return f"{limit} · {run.pace} words a minute"


def _why_words(run: Run, heard: RecordingReport | None) -> str:
    assert run.why_not_counted is not None  # noqa: S101 - asked by the caller
    if run.why_not_counted is NotCounted.CUT_SHORT and run.spans:
        return f"You stopped after sentence {_last_said(run)} of {len(run.spans)}."
    is_about_script = run.why_not_counted in (NotCounted.UNMATCHED, NotCounted.UNHEARD)
    if is_about_script and heard is not None and not isinstance(heard.script, Aligned):
        return heard.script.words
    return run.why_not_counted.words


def _last_said(run: Run) -> int:
    """The number of the last sentence that was said, from 1 on; 0 for none."""
    return max((place + 1 for place, span in enumerate(run.spans) if span is not None), default=0)


def _remark(place: int, span: Span | None, *, last_said: int, is_slow: bool) -> str:
    if span is None:
        return "left out" if place < last_said else "not reached"
    return "slow" if is_slow else ""


def _place_words(script: Script, words: int) -> str:
    last = len(script.sentences) - 1
    place = next((place for place in range(last) if words < script.words_before(place + 1)), last)
    return f"sentence {place + 1} of {last + 1}"


def _numbers(places: Sequence[int]) -> str:
    listed = [str(place + 1) for place in places]
    if len(listed) == 1:
        return f"sentence {listed[0]}"
    return f"{counted(len(listed), 'sentence')} ({', '.join(listed)})"
