"""Fills a form with what stands in a box for a name, a signature or a business card."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.contacts import Labelled
from insidescoop.domain.signatures.reading import ReadSignature, read_signature
from insidescoop.domain.text import counted
from insidescoop.ui.contacts.form import ContactForm
from insidescoop.ui.contacts.quick_add import PAUSE_MILLISECONDS, QuickAdd
from insidescoop.ui.widgets.fields.form_field import FormField

_WORDS = {
    "given_name": "name", "title": "title", "organization": "organization", "emails": "e-mail", "phones": "phone",
    "links": "web", "pronouns": "pronouns", "address": "address", "met_event": "where you met",
}  # fmt: skip
_FILLED = ("given_name", "family_name", "is_family_first", "how_to_say", "pronouns", "title", "organization", "emails",
           "phones", "links", "address", "met_event", "notes")  # fmt: skip


class QuickFiller(QObject):
    """Writes into a form what a box says. `filled(words)` is sent with what was recognised, "" for nothing.

    A field whose content is not what was put there last was corrected by hand, and is left alone from then on.
    """

    filled = Signal(str)

    def __init__(self, box: QuickAdd, form: ContactForm, home_country: str) -> None:
        super().__init__(box)
        self._box, self._form, self._home_country = box, form, home_country
        self._put = form.draft()
        self._corrected: set[str] = set()
        self._has_event = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.fill)
        box.textChanged.connect(self._pause.start)
        form.edited.connect(self._remember_corrected)

    def finish(self) -> None:
        """Fills at once what the box says and the form does not yet."""
        if self._pause.isActive():
            self.fill()

    def fill(self) -> None:
        """Reads the box and writes what it says into the fields that were not corrected."""
        self._pause.stop()
        self._remember_corrected()
        read = read_signature(self._box.toPlainText(), self._home_country)
        said: dict[str, Any] = {
            name: _for_form(getattr(read.draft, name)) for name in _FILLED if name not in self._corrected
        }
        standing = self._form.draft()
        if read.draft.met_event is None and not self._has_event:
            # Where the person added last was met stays: the dialog, not the box, has filled it in.
            said.pop("met_event", None)
        self._has_event = read.draft.met_event is not None
        made = replace(standing, **said)
        if made != standing:
            self._form.replace_draft(made)
        self._put = self._form.draft()
        self.filled.emit(_recognised(read))

    def _remember_corrected(self) -> None:
        standing = self._form.draft()
        changed = {name for name in _FILLED if getattr(standing, name) != getattr(self._put, name)}
        # A name is corrected as a whole: half of it from the box would be somebody else.
        if changed & {"given_name", "family_name", "is_family_first"}:
            changed |= {"given_name", "family_name", "is_family_first"}
        self._corrected |= changed


def _for_form(value: Any) -> Any:
    # The form parts values at commas: "555-0134, ext. 12" is one number.
    if isinstance(value, tuple):
        return tuple(Labelled(entry.value.replace(",", ""), entry.label) for entry in value)
    return value


def _recognised(read: ReadSignature) -> str:
    draft = read.draft
    found = [words for field, words in _WORDS.items() if getattr(draft, field)]
    if draft.family_name and not draft.given_name:
        found.insert(0, "name")
    parts = [f"Found: {', '.join(found)}."] if found else []
    if draft.notes:
        parts.append(f"In the notes: {counted(len(draft.notes.splitlines()), 'line')}.")
    return " ".join((*parts, *read.remarks))


def field_of(form: QWidget, title: str) -> FormField:
    """The field of a form that a screen reader calls by a title."""
    return next(field for field in form.findChildren(FormField) if field.editor.accessibleName() == title)
