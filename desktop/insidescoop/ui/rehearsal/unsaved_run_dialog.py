"""Asks what to do with a run that could not be saved, and holds it and its sound until then."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from insidescoop.domain.problems import Problem
from insidescoop.system.user_files import write_user_file
from insidescoop.ui.file_dialogs import ask_where_to_write
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_WIDTH = 440


class UnsavedRunDialog(FittedDialog):
    """What became of the run, and what can be done about it; only a button closes it."""

    again_requested = Signal()

    def __init__(self, problem: Problem, sound: bytes | None, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("The run was not saved")
        self._sound = sound
        self._name = f"rehearsal {now:%Y-%m-%d %H%M}.wav"
        what = "The run and its recording are" if sound is not None else "The run is"
        self.words = wrapped(
            PlainLabel(f"{problem.what_happened}\n\n{what} still here, but not saved yet.\n\n{problem.next_step}")
        )
        self.outcome = wrapped(PlainLabel())
        self.outcome.hide()
        self.again = push_button("Try again", emphasis="primary")
        self.save_sound = push_button("Save the sound as…")
        self.save_sound.setVisible(sound is not None)
        self.discard = push_button("Discard")
        buttons = Row(self.discard, Stretch(), self.save_sound, self.again, spacing=SMALL_GAP)
        layout = Column(self.words, self.outcome, buttons, on=self, spacing=GAP, margin=(WIDE_GAP, GAP))
        for label in (self.words, self.outcome):
            # Broken lines need less height than Qt guesses before it knows the width.
            label.setFixedWidth(in_proportion(_WIDTH, self.font()))
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.again.setDefault(True)
        self.again.clicked.connect(self._try_again)
        self.save_sound.clicked.connect(self._save_sound)
        self.discard.clicked.connect(lambda: self.done(0))

    def _try_again(self) -> None:
        self.done(1)
        self.again_requested.emit()

    def _save_sound(self) -> None:
        path = ask_where_to_write(self, "Save the sound", self._name, ending=".wav", kind="WAV sound")
        if path is None or self._sound is None:
            return
        try:
            write_user_file(path, self._sound)
        except Problem as problem:
            self._show(f"{problem.what_happened} {problem.next_step}", tone="due")
            return
        self._show(f"The sound was saved as “{path.name}”. The run itself is not saved yet.", tone="good")
        self.discard.setText("Discard run")

    def _show(self, words: str, *, tone: str) -> None:
        self.outcome.setText(words)
        self.outcome.set_tone(tone)
        self.outcome.show()

    def reject(self) -> None:
        # Esc, or a key too many after the run, must not throw minutes of speech away.
        pass
