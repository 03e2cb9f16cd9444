"""Every text a pitch has had: what changed between any two, to whom it was said, and the way back."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidgetItem, QWidget

from insidescoop.domain.moments import clock, exact_day, local_zone_of
from insidescoop.domain.pitch.pitches import TellingDraft
from insidescoop.domain.pitch.word_diff import Fate, word_diff
from insidescoop.domain.text import counted, first_line
from insidescoop.queries.pitch_versions import PitchVersionRow, TalkChoice, worth_listing
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainEdit, PlainLabel, caption, wrapped
from insidescoop.ui.widgets.wrapped_row import WrappedRow
from insidescoop.ui.widgets.wrapped_views import WrappedList

_VERSION = Qt.ItemDataRole.UserRole


class VersionsDialog(FittedDialog):
    """The versions on the left, one of them on the right; `seconds` is the length worked on.

    `restore_asked(version_id)`, `telling_noted(draft)` and `telling_deleted(telling_id)` are sent for what the user
    wants done.
    """

    restore_asked = Signal(int)
    telling_noted = Signal(object)
    telling_deleted = Signal(int)

    def __init__(self, name: str, seconds: int, theme: Theme, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Versions of “{name}”")
        self._seconds, self._theme, self._zone = seconds, theme, zone
        self._rows: tuple[PitchVersionRow, ...] = ()
        self.list = WrappedList()
        self.everything = QCheckBox("Show every text, not only the last of a sitting")
        self.other = QComboBox()
        self.text = PlainEdit(least_lines=6, most_lines=14)
        self._key = caption("New words are underlined, those gone are struck out.")
        self._counts = wrapped(PlainLabel())
        self.tellings = WrappedList()
        self.note = FormField("Said to whom, and what followed", lines=2, most_lines=4, keeps_on_pause=False)
        self.talk = ChoiceField("In which talk", (), none="None of them")
        self.note_button = push_button("Note it")
        self.forget_button = push_button("Delete the note")
        self.restore_button = push_button("Restore this text", emphasis="primary")
        self._build()
        self._connect()

    def _build(self) -> None:
        for widget, name in (
            (self.list, "Versions"),
            (self.other, "Compare with"),
            (self.text, "What changed"),
            (self.tellings, "Said to whom"),
        ):
            widget.setAccessibleName(name)
        self.tellings.setMaximumHeight(90)
        self.text.setReadOnly(True)
        as_field(self.other)
        self.other.setMinimumContentsLength(16)
        right = FittingColumn(SMALL_GAP)
        label = PlainLabel("Compare with", tone="muted")
        label.setBuddy(self.other)
        right.column.add(
            Row(label, stretched(self.other)),
            self.text,
            self._key,
            self._counts,
            self.tellings,
            self.note,
            self.talk,
            WrappedRow(self.note_button, self.forget_button),
            Stretch(),
        )
        parts = Row(stretched(self.list, 2), stretched(right, 3), spacing=GAP)
        buttons = Row(Stretch(), push_button("Close", self.accept), self.restore_button)
        Column(self.everything, stretched(parts), buttons, on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(900, 640)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._show_chosen)
        self.everything.toggled.connect(self._fill)
        self.other.currentIndexChanged.connect(self._show_text)
        self.restore_button.clicked.connect(lambda: self.restore_asked.emit(self._chosen_id()))
        self.note_button.clicked.connect(self._note)
        self.forget_button.clicked.connect(self._forget)
        self.tellings.currentItemChanged.connect(self._allow_forgetting)
        self._theme.changed.connect(self._show_text)

    def show_versions(self, rows: tuple[PitchVersionRow, ...], talks: tuple[TalkChoice, ...]) -> None:
        """Shows the versions, newest first; the one looked at stays chosen."""
        self._rows = rows
        chosen = self.talk.value()
        self.talk.show_choices([("None of them", None), *((talk.name, talk.id) for talk in talks)])
        self.talk.show_value(chosen)
        self._fill()

    def version(self) -> PitchVersionRow | None:
        """The version looked at."""
        item = self.list.currentItem()
        found: PitchVersionRow | None = None if item is None else item.data(_VERSION)
        return found

    def _chosen_id(self) -> int:
        version = self.version()
        return 0 if version is None else version.id

    def _fill(self, *_checked: object) -> None:
        before = self._chosen_id()
        shown = self._rows if self.everything.isChecked() else worth_listing(self._rows, seconds=self._seconds)
        with QSignalBlocker(self.list):
            self.list.clear()
            for row in shown:
                item = QListWidgetItem(
                    f"{self._when(row)} · {row.seconds} s\n{first_line(row.text, at_most=70)}", self.list
                )
                item.setData(_VERSION, row)
            places = {row.id: place for place, row in enumerate(shown)}
            self.list.setCurrentRow(places.get(before, 0) if shown else -1)
        self._show_chosen()

    def _show_chosen(self, *_items: object) -> None:
        version = self.version()
        self.restore_button.setEnabled(version is not None)
        self.note_button.setEnabled(version is not None)
        with QSignalBlocker(self.other):
            self.other.clear()
            self.other.addItem("Nothing: the text alone", None)
            ids = [row.id for row in self._rows]
            place = ids.index(version.id) if version is not None and version.id in ids else len(ids)
            before = self._rows[place + 1 :]
            others = [*self._rows[:place], *before]
            for row in others:
                self.other.addItem(f"{self._when(row)} · {row.seconds} s · {first_line(row.text, at_most=40)}", row)
            # What came before it, in the same cut, is what one wants to see first.
            same = [row for row in before if version is not None and row.seconds == version.seconds]
            if same or before:
                self.other.setCurrentIndex(others.index((same or before)[0]) + 1)
        self._show_text()
        self._show_tellings(version)

    def _show_text(self, *_index: object) -> None:
        version, other = self.version(), self.other.currentData()
        self.text.clear()
        self._key.setVisible(other is not None)
        if version is None:
            return
        cursor = QTextCursor(self.text.document())
        if other is None:
            cursor.insertText(version.text, QTextCharFormat())
        else:
            for stretch in word_diff(other.text, version.text):
                cursor.insertText(stretch.text, self._look(stretch.fate))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _look(self, fate: Fate) -> QTextCharFormat:
        look = QTextCharFormat()
        if fate is Fate.NEW:
            look.setFontUnderline(True)
            look.setForeground(self._theme.colour("good"))
        elif fate is Fate.GONE:
            look.setFontStrikeOut(True)
            look.setForeground(self._theme.colour("error"))
        return look

    def _show_tellings(self, version: PitchVersionRow | None) -> None:
        self.tellings.clear()
        told = () if version is None else version.tellings
        for telling in told:
            words = " · ".join(part for part in (telling.note, telling.interview) if part)
            QListWidgetItem(words, self.tellings).setData(_VERSION, telling.id)
        self.tellings.setVisible(bool(told))
        self._allow_forgetting()
        if version is None:
            self._counts.setText("No text has been written yet.")
            return
        said = f"Said {counted(len(told), 'time')}" if told else "Not noted yet to whom it was said"
        if version.talks:
            said += f", in {counted(version.talks, 'talk')} of which {counted(version.outcomes, 'outcome')} came"
        self._counts.setText(f"{said} · rehearsed {counted(version.rehearsals, 'time')}")

    def _allow_forgetting(self, *_items: object) -> None:
        self.forget_button.setVisible(self.tellings.count() > 0)
        self.forget_button.setEnabled(self.tellings.currentItem() is not None)

    def _note(self) -> None:
        draft = TellingDraft(self._chosen_id(), self.note.text(), self.talk.value())
        problems = draft.problems()
        self.note.show_problem(problems[0].sentence if problems else None)
        if not problems:
            self.note.replace_text(None)
            self.talk.show_value(None)
            self.telling_noted.emit(draft)

    def _forget(self) -> None:
        item = self.tellings.currentItem()
        if item is not None:
            self.telling_deleted.emit(item.data(_VERSION))

    def _when(self, row: PitchVersionRow) -> str:
        local = local_zone_of(row.written_at, self._zone)
        return f"{exact_day(local.date())}, {clock(local)}"
