"""The pitch read out by the system's voice, with the sentence that is being read marked."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from insidescoop.domain.pitch.sentences import sentences_of
from insidescoop.domain.problems import Problem
from insidescoop.ui.sound.voice import Voice
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainEdit, PlainLabel, wrapped

_LEAST_LINES = 6


class HearDialog(FittedDialog):
    """The box; it reads as soon as it is shown and is silent once it is closed."""

    def __init__(self, title: str, text: str, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Hear it: {title}")
        self.voice = voice
        voice.setParent(self)
        self._sentences = sentences_of(text)
        self.text = PlainEdit()
        self.text.setPlainText(text)
        self.text.setReadOnly(True)
        # The window may be too low for the whole pitch: the sentence that is read is scrolled to.
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.text.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing())
        self.text.setAccessibleName("Text of the pitch")
        self.problem = wrapped(PlainLabel(tone="due"))
        self.problem.hide()
        self.read = push_button("Stop")
        close = push_button("Close", self.accept)
        row = Row(Stretch(), self.read, close, spacing=SMALL_GAP)
        Column(stretched(self.text), self.problem, row, on=self, spacing=GAP, margin=(WIDE_GAP, GAP))
        self.resize(in_proportion(560, self.font()), in_proportion(320, self.font()))
        self.read.clicked.connect(self._read_or_stop)
        voice.begun.connect(self._mark)
        voice.ended.connect(self._rest)
        voice.failed.connect(self._show_problem)
        self.finished.connect(lambda _result: voice.close())
        self.finished.connect(self.deleteLater)
        self._is_reading = True
        voice.begin()

    def _read_or_stop(self) -> None:
        if self._is_reading:
            self.voice.stop()
        else:
            self._is_reading = True
            self.read.setText("Stop")
            self.voice.begin()

    def _mark(self, place: int) -> None:
        sentence = self._sentences[place]
        cursor = self.text.textCursor()
        cursor.setPosition(sentence.start)
        cursor.setPosition(sentence.end, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)

    def _show_problem(self, problem: Problem) -> None:
        self.problem.setText(f"{problem.what_happened} {problem.next_step}")
        self.problem.show()
        self.read.setEnabled(False)

    def _rest(self) -> None:
        self._is_reading = False
        self.read.setText("Read again")
        cursor = self.text.textCursor()
        cursor.clearSelection()
        self.text.setTextCursor(cursor)
