"""What is remarked on the pitch, why, and what can be done about it."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QWidget

from insidescoop.domain.pitch.checks import Remark
from insidescoop.domain.text import counted
from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Column, aligned, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import caption, heading, wrapped
from insidescoop.ui.widgets.wrapped_views import WrappedList

_REMARK = Qt.ItemDataRole.UserRole


class RemarksPanel(QWidget):
    """The remarks in a list.

    `chosen(remark)` is sent for the one to be looked at, `silenced(check)` to hear no more of its kind,
    `checks_asked()` for the list of all checks, `plain_words_given(term, words)` for a word of the trade, and
    `replacement_asked(remark, words)` to put those words into the text.
    """

    chosen = Signal(object)
    silenced = Signal(object)
    checks_asked = Signal()
    plain_words_given = Signal(str, str)
    replacement_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain: Mapping[str, str] = {}
        self._heading = heading("Remarks")
        self.list = WrappedList()
        self._reason = wrapped(caption())
        self.plain = FormField("In plain words", hint="what an outsider would say")
        self.replace_button = QPushButton("Replace")
        self.silence_button = push_button("Switch this check off", emphasis="quiet")
        self.checks_button = push_button("All checks…", emphasis="quiet")
        self._build()
        self._connect()
        self._show_chosen()

    def _build(self) -> None:
        self.list.setAccessibleName("Remarks")
        self.list.setMinimumSize(80, 90)
        quiet = (aligned(each, Qt.AlignmentFlag.AlignLeft) for each in (self.silence_button, self.checks_button))
        parts = (self._heading, stretched(self.list), self._reason, self.plain, self.replace_button)
        Column(*parts, *quiet, on=self, spacing=SMALL_GAP)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._show_chosen)
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(_REMARK)))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(_REMARK)))
        self.plain.committed.connect(self._keep_plain)
        self.replace_button.clicked.connect(self._replace)
        self.silence_button.clicked.connect(self._silence)
        self.checks_button.clicked.connect(self.checks_asked)

    def show_remarks(self, remarks: tuple[Remark, ...], plain_by_term: Mapping[str, str]) -> None:
        """Shows the remarks; the one looked at stays chosen if it still stands."""
        self._plain = plain_by_term
        if remarks != self.remarks():
            before = self.remark()
            with QSignalBlocker(self.list):
                self.list.clear()
                for remark in remarks:
                    item = QListWidgetItem(remark.words, self.list)
                    item.setData(_REMARK, remark)
                same = [place for place, remark in enumerate(remarks) if _is_like(remark, before)]
                self.list.setCurrentRow(same[0] if same else (0 if remarks else -1))
        self._heading.setText(counted(len(remarks), "remark") if remarks else "Nothing to remark on")
        self._show_chosen()

    def remarks(self) -> tuple[Remark, ...]:
        """The remarks shown."""
        return tuple(self.list.item(row).data(_REMARK) for row in range(self.list.count()))

    def remark(self) -> Remark | None:
        """The remark looked at."""
        item = self.list.currentItem()
        found: Remark | None = None if item is None else item.data(_REMARK)
        return found

    def commit(self) -> None:
        """Keeps the plain words that are typed and not kept yet."""
        self.plain.commit()

    def _show_chosen(self, *_items: object) -> None:
        remark = self.remark()
        self._reason.setText("" if remark is None else remark.check.reason)
        has_term = remark is not None and remark.term is not None
        self.plain.setVisible(has_term)
        self.replace_button.setVisible(has_term)
        self.silence_button.setVisible(remark is not None)
        if remark is not None and remark.term is not None:
            self.plain.show_text(self._plain.get(remark.term))

    def _keep_plain(self, typed: str) -> None:
        remark = self.remark()
        if remark is not None and remark.term is not None:
            self.plain_words_given.emit(remark.term, typed)

    def _replace(self) -> None:
        remark, words = self.remark(), self.plain.text().strip()
        if remark is not None and words:
            self.plain.commit()
            self.replacement_asked.emit(remark, words)

    def _silence(self) -> None:
        remark = self.remark()
        if remark is not None:
            self.silenced.emit(remark.check)


def _is_like(remark: Remark, other: Remark | None) -> bool:
    return other is not None and (remark.check, remark.words, remark.section) == (
        other.check, other.words, other.section
    )  # fmt: skip
