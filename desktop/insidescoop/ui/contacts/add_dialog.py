"""Ctrl+N: a new person from a typed name or a pasted signature, in one field."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QLineEdit, QWidget

from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.phones import HOME_COUNTRY
from insidescoop.queries.already_here import AlreadyHere
from insidescoop.ui.already_here import AlreadyHereNotice
from insidescoop.ui.contacts.form import ContactForm
from insidescoop.ui.contacts.quick_add import QuickAdd
from insidescoop.ui.contacts.quick_filling import QuickFiller, field_of
from insidescoop.ui.context import UiContext
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT
from insidescoop.ui.widgets.boxes import Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.titled import titled
from insidescoop.ui.widgets.plain_text import caption, wrapped, wrapped_low
from insidescoop.ui.widgets.scrolled_form import ScrolledForm


class AddContactDialog(AskingDialog):
    """A dialog for one new person. `add_requested(draft)` is sent with a draft that can be kept.

    If they seem to be here already, it says so first: `open_requested(contact_id)` is sent to go to that contact,
    `fill_in_requested(contact_id, draft)` to give them what is new.
    `home_country` is where phone numbers without a country code are dialled.
    """

    add_requested = Signal(object)
    open_requested = Signal(int)
    fill_in_requested = Signal(int, object)

    def __init__(self, context: UiContext, *, home_country: str = HOME_COUNTRY, parent: QWidget | None = None) -> None:
        super().__init__("Add contact", "Add contact", question="Who did you meet, or want to meet?", parent=parent)
        self.form = ContactForm()
        self.form.replace_draft(ContactDraft())
        self.box = QuickAdd()
        self.recognised = wrapped(caption(_FILLS))
        self.hint = wrapped_low(caption())
        self.as_before = wrapped(caption("As for the person added last."))
        self.as_before.hide()
        self.already_here = _Notice(context.reader)
        self._opens: int | None = None
        self.filler = QuickFiller(self.box, self.form, home_country)
        self.met_at = field_of(self.form, "Met at")
        self._event_before: str | None = None
        self._said = _FILLS
        self._is_faulty = False
        self._build()
        self._connect()
        self.remember_untouched()

    def _build(self) -> None:
        upper = titled("Type a name, or paste a signature or a business card", self.box)
        upper.addWidget(self.recognised)
        self.column.addLayout(upper)
        # What no signature says stands next to the box, one Tab away from it.
        row = QGridLayout()
        row.setHorizontalSpacing(GAP)
        for column, field in enumerate((self.met_at, field_of(self.form, "Tags"))):
            row.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            row.setColumnStretch(column, 1)
        row.setVerticalSpacing(TIGHT)
        row.addWidget(self.as_before, 1, 0)
        self.column.addLayout(row)
        scrolled = ScrolledForm(spacing=SMALL_GAP)
        scrolled.column.add(self.form, Stretch())
        self.column.add(stretched(scrolled), self.already_here)
        self.buttons.insertWidget(0, self.hint, 1)
        self.resize(640, 0)
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _connect(self) -> None:
        self.box.enter_pressed.connect(self.verb.click)
        self.form.edited.connect(self._look_again)
        self.filler.filled.connect(self._show_recognised)
        self.already_here.taken.connect(self._open)
        self.already_here.filled_in.connect(self._fill_in)
        self.already_here.added_anyway.connect(self.verb.click)
        self.box.textChanged.connect(self._name_key)
        QApplication.instance().focusChanged.connect(self._name_key)  # type: ignore[union-attr]
        self._name_key()

    def suggest_event(self, name: str) -> None:
        """Fills in where the person added last was met, to be typed over."""
        editor = self.met_at.editor
        if self.met_at.text() or not isinstance(editor, QLineEdit):
            return
        self.met_at.replace_text(name)
        editor.selectAll()
        self._event_before = name
        self._show_recognised("")
        self.remember_untouched()

    def begin_at(self, organization: str) -> None:
        """Begins with the organization the person works for."""
        field_of(self.form, "Organization").replace_text(organization)
        self.remember_untouched()

    def typed(self) -> object:
        return self.box.toPlainText().strip(), self.form.draft()

    def _is_as_before(self) -> bool:
        """True as long as an event that was filled in stands there untouched."""
        return self._event_before is not None and self.met_at.text() == self._event_before

    def _show_recognised(self, words: str) -> None:
        self._said = words or _FILLS
        self._look_again()

    def _look_again(self) -> None:
        self.recognised.setText(self._said)
        self.already_here.follow(self.form.draft())
        self.as_before.setVisible(self._is_as_before())
        self.met_at.editor.setAccessibleDescription(self.as_before.text() if self._is_as_before() else "")
        self.say("")
        # Once something was found wrong, the words follow what is typed: they never blame what has been put right.
        if self._is_faulty:
            self._is_faulty = self._problem() is not None

    def _name_key(self, *_changed: object) -> None:
        """Says which key adds the person from where the cursor is: in a text of several lines Enter belongs to it."""
        focused = self.focusWidget()
        is_one_line = self.box.is_one_line() if focused is self.box else isinstance(focused, QLineEdit)
        is_asking = not self.already_here.isHidden()
        key = "Enter" if is_one_line else "Ctrl+Enter"
        self.hint.setText("Open the contact, or add anyway." if is_asking else f"Press {key} to add.")

    def _problem(self) -> str | None:
        """Says under each field what is wrong with it; returns the first of that, None for nothing."""
        draft = self.form.draft()
        self.form.show_problems(draft)
        return next((problem.sentence for problem in draft.problems()), None)

    def answer(self) -> str | None:
        self.filler.finish()
        problem = self._problem()
        self._is_faulty = problem is not None
        if problem is not None:
            faulty = self.form.faulty_field()
            return problem if faulty is None else self.at(faulty, problem)
        draft = self.form.draft()
        # An event that was only suggested is nothing new about someone.
        known = replace(draft, met_event=None) if self._is_as_before() else draft
        if self.already_here.stops(known):
            return ""
        self.add_requested.emit(draft)
        return None

    def go_to(self, field: QWidget) -> None:
        self.form.unfold(field)
        super().go_to(field)

    def _open(self, contact_id: int, _name: str) -> None:
        found = self.already_here.found
        if found is None or found.filled_in is None:
            # Nothing typed here is new.
            self.accept()
            self.open_requested.emit(contact_id)
            return
        self._opens = contact_id
        super().reject()

    def reject(self) -> None:
        self._opens = None
        super().reject()

    def done(self, result: int) -> None:
        super().done(result)
        if self._opens is not None and result == QDialog.DialogCode.Rejected:
            self.open_requested.emit(self._opens)

    def _fill_in(self, contact_id: int, filled_in: ContactDraft) -> None:
        self.accept()
        self.fill_in_requested.emit(contact_id, filled_in)


class _Notice(AlreadyHereNotice):
    """With a way to keep what is new of someone who is here. `filled_in(contact_id, draft)` is sent for it."""

    filled_in = Signal(int, object)

    def __init__(self, reader: StoreReader) -> None:
        super().__init__(reader)
        self.fill_in = push_button(
            "Add the new details", tip="Adds what only you typed here to the contact. Nothing of theirs changes."
        )
        self.fill_in.clicked.connect(self._fill_in)
        self.row.insertWidget(1, self.fill_in)

    def show_offer(self, found: AlreadyHere) -> None:
        self.take.setText("Restore and open" if found.is_trashed else "Open")
        self.fill_in.setVisible(found.filled_in is not None and not found.is_trashed)

    def _fill_in(self) -> None:
        if self.found is not None:
            self.filled_in.emit(self.found.contact_id, self.found.filled_in)


_FILLS = "The fields below fill in as you type, and each can be corrected."
