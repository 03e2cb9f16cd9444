"""The facts of a person as fields; each keeps what is typed by itself."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.widgets.form_field import FormField
from insidescoop.ui.widgets.keeper import as_field
from insidescoop.ui.widgets.plain_text import PlainLabel


def _listed(entries: tuple[Labelled, ...]) -> str:
    return ", ".join(entry.value for entry in entries)


def _labelled(typed: str, before: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    label_by_value = {entry.value: entry.label for entry in before}
    values = [part.strip() for part in typed.replace(";", ",").replace("\n", ",").split(",")]
    return tuple(Labelled(value, label_by_value.get(value)) for value in values if value)


class ContactForm(QWidget):
    """The fields of one person. `draft_changed(draft)` is sent when a field was filled in and left, or paused at.

    `edited()` is sent with every keystroke.
    """

    draft_changed = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = ContactDraft()
        self._fields = {
            "given_name": FormField("Given name"),
            "family_name": FormField("Family name"),
            "title": FormField("Title"),
            "organization": FormField("Organization", keeps_on_pause=False),
            "emails": FormField("E-mail", hint="several with commas"),
            "phones": FormField("Phone", hint="several with commas"),
            "links": FormField("Web"),
            "pronouns": FormField("Pronouns"),
            "tags": FormField("Tags", hint="archives, alumni"),
            "met_event": FormField("Met at"),
            "notes": FormField("Notes", lines=3),
        }
        self._closeness = QComboBox()
        as_field(self._closeness)
        self._do_not_contact = QCheckBox("Do not contact")
        self._build()
        self._connect()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(SMALL_GAP)
        places = (
            ("given_name", 0, 0), ("family_name", 0, 1), ("title", 1, 0), ("organization", 1, 1), ("emails", 2, 0),
            ("phones", 2, 1), ("links", 3, 0), ("pronouns", 3, 1), ("tags", 4, 0), ("met_event", 4, 1),
        )  # fmt: skip
        for name, row, column in places:
            # At the top: what is wrong with one field must not push its neighbour out of line.
            grid.addWidget(self._fields[name], row, column, Qt.AlignmentFlag.AlignTop)
        label = PlainLabel("Closeness", size=TypeSize.SMALL, tone="muted")
        label.setBuddy(self._closeness)
        self._closeness.setAccessibleName("Closeness")
        for closeness in Closeness:
            self._closeness.addItem(closeness.words, closeness.value)
        inner = QGridLayout()
        inner.setVerticalSpacing(TIGHT)
        inner.addWidget(label, 0, 0)
        inner.addWidget(self._closeness, 1, 0)
        grid.addLayout(inner, 5, 0)
        lower = QGridLayout()
        lower.setVerticalSpacing(TIGHT)
        lower.addWidget(PlainLabel(" ", size=TypeSize.SMALL), 0, 0)
        lower.addWidget(self._do_not_contact, 1, 0)
        grid.addLayout(lower, 5, 1)
        grid.addWidget(self._fields["notes"], 6, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        for name, field in self._fields.items():
            field.committed.connect(lambda typed, name=name: self._write(name, typed))
            field.edited.connect(lambda _typed: self.edited.emit())
        self._closeness.activated.connect(self._write_closeness)
        self._do_not_contact.clicked.connect(self._write_do_not_contact)

    def show_draft(self, draft: ContactDraft) -> None:
        """Shows a person's facts as kept; a field being typed in at this moment stays as it is."""
        self._draft = draft
        self._show(lambda field, text: field.show_text(text))

    def replace_draft(self, draft: ContactDraft) -> None:
        """Shows another person's facts."""
        self._draft = draft
        self._show(lambda field, text: field.replace_text(text))

    def draft(self) -> ContactDraft:
        """The facts as they stand in the fields, kept or not."""
        draft = self._draft
        for name, field in self._fields.items():
            draft = self._written(draft, name, field.text())
        return draft

    def commit(self) -> None:
        """Keeps whatever stands in a field and is not kept yet."""
        for field in self._fields.values():
            field.commit()

    def show_problems(self, draft: ContactDraft) -> None:
        """Says under each field what is wrong with it."""
        sentences = {problem.field: problem.sentence for problem in draft.problems()}
        for name, field in self._fields.items():
            field.show_problem(sentences.get(name))

    def take_focus(self) -> None:
        """Puts the cursor into the first field."""
        self._fields["given_name"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_problem(self) -> None:
        """Puts the cursor into the first field something is wrong with."""
        faulty = next((field for field in self._fields.values() if field.has_problem), None)
        if faulty is not None:
            faulty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, put: Callable[[FormField, str | None], None]) -> None:
        draft = self._draft
        for name, field in self._fields.items():
            value = getattr(draft, name)
            if name in ("emails", "phones", "links"):
                value = _listed(value)
            elif name == "tags":
                value = ", ".join(value)
            put(field, value)
        self._closeness.setCurrentIndex(self._closeness.findData(draft.closeness.value))
        self._do_not_contact.setChecked(draft.do_not_contact)
        # What could not be kept still stands in its field; a person begun a moment ago need not have a name yet.
        standing = self.draft()
        self.show_problems(standing if draft.shown_name else replace(standing, given_name="-"))

    def _written(self, draft: ContactDraft, name: str, typed: str) -> ContactDraft:
        value: Any = typed
        if name in ("emails", "phones", "links"):
            value = _labelled(typed, getattr(draft, name))
        elif name == "tags":
            value = tuple(typed.split(","))
        return replace(draft, **{name: value})

    def _write(self, name: str, typed: str) -> None:
        # All that stands in the fields, if it can be kept together; else this field alone, so that what is wrong
        # with another one does not hold it back.
        everything = self.draft()
        self.show_problems(everything)
        draft = everything if not everything.problems() else self._written(self._draft, name, typed)
        if draft != self._draft and not draft.problems():
            self._draft = draft
            self.draft_changed.emit(draft)

    def _write_closeness(self) -> None:
        self._draft = replace(self._draft, closeness=Closeness(self._closeness.currentData()))
        self.draft_changed.emit(self._draft)

    def _write_do_not_contact(self) -> None:
        self._draft = replace(self._draft, do_not_contact=self._do_not_contact.isChecked())
        self.draft_changed.emit(self._draft)
