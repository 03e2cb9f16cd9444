"""Quick add: one text becomes a contact, in a small window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCursor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from insidescoop.domain.contact_text import told_facts
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.phones import HOME_COUNTRY
from insidescoop.domain.signatures.reading import ReadSignature, read_signature
from insidescoop.ui.contacts.quick_add import PAUSE_MILLISECONDS, QuickAdd
from insidescoop.ui.theme.icons import application_icon
from insidescoop.ui.theme.metrics import GAP, TIGHT, in_proportion
from insidescoop.ui.widgets.boxes import Column, Stretch
from insidescoop.ui.widgets.cleared_layout import emptied
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.dialogs.screen_room import bring_onto_screen
from insidescoop.ui.widgets.fields.titled import titled
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped, wrapped_low

if TYPE_CHECKING:
    from insidescoop.ui.contacts.quick_add_notice import QuickAddNotice

CLOSES_AFTER_MS = 2_000
"""So long the window says what it has done: one short sentence is read, or read aloud, in less."""

_WIDTH = 480
_USUAL_FACTS = 5
"""Facts that most people come with: so much room is there from the start, and the buttons stay where they are."""


class QuickAddDialog(AskingDialog):
    """A window with a box for a text, and under it what it is taken for.

    `add_requested(draft)` is sent for someone new, `fill_in_requested(contact_id, draft)` for what is new of someone
    who is here already. Whoever does it says so with `show_done`, which closes the window after a while. It can be
    shown before there is a store, and adds nobody before `begin`.
    """

    add_requested = Signal(object)
    fill_in_requested = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Quick add", "Add", question="Who did you meet, or want to meet?", parent=parent)
        self.box = _Box()
        self.preview = _Preview()
        self.remarks = wrapped(caption())
        self.hint = wrapped_low(caption("Press Enter to add."))
        self.told = wrapped(PlainLabel(tone="accent"))
        self.notice: QuickAddNotice | None = None
        self._home_country = HOME_COUNTRY
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self.closing = QTimer(self, singleShot=True, interval=CLOSES_AFTER_MS)
        self._build()
        self._connect()
        self.remember_untouched()

    def _build(self) -> None:
        # Over the window that the text is copied from.
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowIcon(application_icon())
        self.column.addLayout(titled("Type a name, or paste a signature or a business card", self.box))
        self.column.add(self.told, self.preview, self.remarks)
        self.told.hide()
        self.buttons.insertWidget(0, self.hint, 3)
        self.resize(in_proportion(_WIDTH, self.font()), 0)
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_read()

    def _connect(self) -> None:
        self.box.enter_pressed.connect(self.verb.click)
        self.box.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._show_read)
        self.closing.timeout.connect(self.accept)

    def begin(self, notice: QuickAddNotice, home_country: str) -> None:
        """Adds from now on; `notice` says who is here already, and numbers are those of `home_country`."""
        self.notice, self._home_country = notice, home_country
        self.column.insertWidget(self.column.indexOf(self.remarks) + 1, notice)
        notice.taken.connect(self._take)
        notice.added_anyway.connect(self.verb.click)
        self._show_read()

    def showEvent(self, event: QShowEvent) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos())
        if screen is not None:
            self.setScreen(screen)
        super().showEvent(event)
        frame = self.frameGeometry()
        frame.moveCenter(self.screen().availableGeometry().center())
        self.move(frame.topLeft())
        bring_onto_screen(self)

    def hideEvent(self, event: QHideEvent) -> None:
        self.closing.stop()
        super().hideEvent(event)

    def come_forward(self) -> None:
        """Shows the window above the others, with the keys."""
        modal = QApplication.activeModalWidget()
        if modal is not None and modal.windowModality() is Qt.WindowModality.ApplicationModal:
            # That one would keep the keys from it.
            self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.show()
        self.raise_()
        self.activateWindow()

    def typed(self) -> object:
        return self.box.toPlainText().strip()

    def tell(self, words: str) -> None:
        """Says something that is no fault, under the box."""
        self.told.setText(words)
        self.told.show()

    def _read(self) -> ReadSignature:
        return read_signature(self.box.toPlainText(), self._home_country)

    def _show_read(self) -> None:
        read = self._read()
        self.preview.show_facts(told_facts(read.draft))
        self.remarks.setText(" ".join(read.remarks))
        self.remarks.setVisible(bool(read.remarks))
        self.say("")
        if self.notice is not None:
            self.notice.follow(read.draft)
            self.hint.setVisible(self.notice.isHidden())

    def answer(self) -> str | None:
        if self.notice is None:
            return self.at(self.box, "Your data is not open yet.")
        self._pause.stop()
        self._show_read()
        draft = self._read().draft
        problem = next((problem.sentence for problem in draft.problems()), None)
        if problem is not None:
            return self.at(self.box, problem)
        is_asking = self.notice.stops(draft)
        self.hint.setHidden(is_asking)
        if not is_asking:
            self._wait()
            self.add_requested.emit(draft)
        return ""

    def _take(self, contact_id: int, name: str) -> None:
        found = None if self.notice is None else self.notice.found
        filled_in: ContactDraft | None = None if found is None else found.filled_in
        if found is not None and found.is_trashed:
            # Back from the trash: what is new of them is offered next.
            self.show_done(f"Restored {name}.") if filled_in is None else self.verb.click()
        elif filled_in is None:
            self.accept()
        else:
            self._wait()
            self.fill_in_requested.emit(contact_id, filled_in)

    def _wait(self) -> None:
        """Waits for the store: Enter pressed twice adds nobody twice."""
        self.verb.setEnabled(False)
        self.box.setReadOnly(True)

    def show_problem(self, problem: object) -> None:
        self.verb.setEnabled(True)
        self.box.setReadOnly(False)
        super().show_problem(problem)  # type: ignore[arg-type]

    def show_done(self, words: str) -> None:
        """Says what was done, to a screen reader too, and closes the window after a while."""
        self.remember_untouched()
        # Beside the buttons, where it is in sight however much is stored.
        self.hint.set_tone("good")
        self.hint.setText(words)
        self.hint.show()
        self.told.hide()
        self.verb.hide()
        self.cancel.setText("Close")
        self.cancel.setDefault(True)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.closing.start()


class _Box(QuickAdd):
    """The box, in which Enter adds however many lines were pasted; Shift+Enter begins another."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleDescription("Enter adds the contact, Shift+Enter begins another line.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.enter_pressed.emit()
            return
        super().keyPressEvent(event)


class _Preview(QWidget):
    """What a text was taken for: the names of the fields, and what is in them."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What is stored")
        self._grid = QGridLayout()
        Column(self._grid, Stretch(), on=self)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(1, 1)
        self.setMinimumHeight(_USUAL_FACTS * (self.fontMetrics().height() + TIGHT))
        self.facts: tuple[tuple[str, str], ...] | None = None

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Shows facts in the place of those before; without any, that there are none yet."""
        if facts == self.facts:
            return
        self.facts = facts
        emptied(self._grid)
        for row, (title, value) in enumerate(facts):
            told = wrapped(PlainLabel())
            told.show_brief(value, at_most=_LONGEST_VALUE)
            self._grid.addWidget(caption(title), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, row, 1)
        if not facts:
            self._grid.addWidget(wrapped(caption("What is stored is shown here as you type.")), 0, 0, 1, 2)


_LONGEST_VALUE = 300
"""Characters of one field that are shown."""
