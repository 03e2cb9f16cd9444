"""Two small boxes: something to do for a person, new or changed; and the day to put something off to."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from insidescoop.domain.contacts import ContactDraft, person_called
from insidescoop.queries.contact_list import contact_choices
from insidescoop.queries.today import DueFollowUp
from insidescoop.ui.already_here import AlreadyHereNotice
from insidescoop.ui.context import UiContext
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.fields.titled import titled
from insidescoop.ui.widgets.plain_text import PlainLabel

_NEW = 0
"""What is in the list for a new contact where others have their id."""


class FollowUpDialog(AskingDialog):
    """A box for one follow-up, new or kept.

    `asked(contact_id, due_on, what)` is sent with it, or `asked_for_new(ContactDraft, due_on, what)` for someone who is
    not saved yet; a saved one stays with its person. A new one begins with the contact `contact_id`, and with no one if
    none is given.
    """

    asked = Signal(int, object, str)
    asked_for_new = Signal(object, object, str)

    def __init__(
        self,
        context: UiContext,
        kept: DueFollowUp | None = None,
        *,
        contact_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Add follow-up" if kept is None else "Edit follow-up",
            "Add follow-up" if kept is None else "Keep",
            question="What do you want to do?",
            parent=parent,
        )
        self._context = context
        self._kept = kept
        self.what = FormField("What", hint="send the article on web archives")
        self.search = SearchField()
        self.people = QListWidget()
        self.already_here = AlreadyHereNotice(context.reader)
        self.day = DayField("Day", context.clock.today())
        self.day.show_value(context.clock.today() if kept is None else kept.due_on)
        self._fill(contact_id)
        self.remember_untouched()
        self.what.editor.setFocus()

    def _fill(self, contact_id: int | None) -> None:
        self.column.addWidget(self.what)
        if self._kept is None:
            self.search.setAccessibleName("Find a person")
            self.search.setPlaceholderText("Type a name: a saved contact or a new one")
            self.people.setAccessibleName("People")
            self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.search.choose_in(self.people)
            self.people.setMaximumHeight(self.fontMetrics().height() * 9)
            self.search.textChanged.connect(lambda typed: self._show_people(typed, self._chosen()))
            self.column.add(titled("For whom", self.search), self.people, self.already_here)
            self.already_here.taken.connect(self._take)
            self.already_here.added_anyway.connect(self.verb.click)
            self._show_people("", contact_id)
        else:
            self.what.replace_text(self._kept.what)
            self.column.addWidget(PlainLabel(f"For {self._kept.contact_name}", tone="muted"))
        self.column.addWidget(self.day)
        self.resize(420, 0)

    def typed(self) -> object:
        return self.what.text(), self.search.text(), self.day.text()

    def answer(self) -> str | None:
        contact_id = self._kept.contact_id if self._kept is not None else self._chosen()
        if not self.what.text().strip():
            return self.at(self.what, "Write what you want to do first.")
        if contact_id is None:
            return self.at(self.search, "Choose a contact, or type the name of a new one.")
        if contact_id == _NEW:
            return self._answer_for_new(person_called(self.search.text()))
        self.asked.emit(contact_id, self.day.value(), self.what.text())
        return None

    def _answer_for_new(self, draft: ContactDraft) -> str | None:
        if draft.problems():
            return self.at(self.search, draft.problems()[0].sentence)
        if self.already_here.stops(draft):
            return ""
        self.asked_for_new.emit(draft, self.day.value(), self.what.text())
        return None

    def _take(self, contact_id: int, name: str) -> None:
        self.search.setText(name)
        self._show_people(name, contact_id)
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self, typed: str, chosen: int | None) -> None:
        self.already_here.follow(person_called(typed))
        self.people.clear()
        for choice in self._context.reader.read(lambda session: contact_choices(session, typed, first_id=chosen)):
            item = QListWidgetItem(f"{choice.name}   {choice.detail}" if choice.detail else choice.name, self.people)
            item.setData(Qt.ItemDataRole.UserRole, choice.id)
            if choice.id == chosen:
                self.people.setCurrentItem(item)
        if name := typed.strip():
            # Last, so that Enter takes a contact who is saved already if one matches.
            item = QListWidgetItem(f"Add “{name}” as a new contact", self.people)
            item.setData(Qt.ItemDataRole.UserRole, _NEW)
        if typed.strip() and not self.people.selectedItems() and self.people.count():
            self.people.setCurrentRow(0)

    def _chosen(self) -> int | None:
        # Not the current one: that is the first as soon as the list has the focus.
        chosen = self.people.selectedItems()
        return int(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else None


class DayDialog(AskingDialog):
    """A dialog for the day until which something is snoozed, `proposed` at first. `day_chosen(day)` is sent with it."""

    day_chosen = Signal(object)

    def __init__(self, what: str, today: date, *, proposed: date, parent: QWidget | None = None) -> None:
        super().__init__("Snooze", "Snooze", question=what, parent=parent)
        self.day = DayField("Until", today)
        self.day.allow(earliest=today + timedelta(days=1), why_not="choose tomorrow or a later day.")
        self.day.show_value(proposed)
        self.column.addWidget(self.day)
        self.remember_untouched()
        self.day.setFocus()

    def typed(self) -> object:
        return self.day.text()

    def answer(self) -> str | None:
        self.day_chosen.emit(self.day.value())
        return None
