"""Planning an interview: whom to talk to, and when, if that is known."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QListWidgetItem, QSpinBox, QWidget

from insidescoop.domain.contacts import person_called
from insidescoop.domain.interviews.interviews import (
    LONGEST_MINUTES,
    SHORTEST_MINUTES,
    USUAL_MINUTES,
    Format,
    InterviewDraft,
)
from insidescoop.queries.contact_list import contact_choices
from insidescoop.ui.already_here import AlreadyHereNotice
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.when_field import WhenField
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP
from insidescoop.ui.widgets.boxes import Row, Stretch, stretched
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.go_to_field import go_to_field
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip

_NAME = Qt.ItemDataRole.UserRole + 1
_NEW = 0
"""What stands for a new contact where others have their id."""


class PlanDialog(AskingDialog):
    """A dialog for one new interview.

    `plan_requested(draft, new_person, with_questions)` is sent with it; `new_person` is a ContactDraft where the one to
    talk to is not saved yet, else None.
    """

    plan_requested = Signal(object, object, bool)

    def __init__(self, context: UiContext, contact_id: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__("Plan interview", "Plan interview", question="Who will you talk to?", parent=parent)
        self._context = context
        self.search = SearchField()
        self.people = QListWidget()
        self.purpose = FormField(
            "What do you want to know after this talk?", hint="how digital archives decide what to keep"
        )
        self.when = WhenField(context)
        self.minutes = QSpinBox()
        self.format = QComboBox()
        self.with_questions = QCheckBox("Plan the core questions that suit the length")
        self.already_here = AlreadyHereNotice(context.reader)
        self._build()
        self._connect()
        self._show_people("", contact_id)
        self._name_chosen()
        self.remember_untouched()

    def _build(self) -> None:
        self.search.setPlaceholderText("Type a name: a saved contact or a new one")
        self.search.setAccessibleName("Find a person")
        self.search.choose_in(self.people)
        self.people.setAccessibleName("People")
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.add(self.search, stretched(self.people), self.already_here, self.purpose, self.when)
        length = PlainLabel("Length")
        length.setBuddy(self.minutes)
        self.minutes.setAccessibleName("Length in minutes")
        self.minutes.setRange(SHORTEST_MINUTES, LONGEST_MINUTES)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(" minutes")
        self.minutes.setValue(USUAL_MINUTES)
        as_field(self.minutes)
        how = PlainLabel("How")
        how.setBuddy(self.format)
        self.format.setAccessibleName("How")
        self.format.addItems([form.words for form in Format])
        as_field(self.format)
        self.with_questions.setChecked(True)
        row = Row(length, self.minutes, GAP, how, self.format, Stretch(), spacing=SMALL_GAP)
        self.column.add(row, self.with_questions)
        self.resize(520, 0)
        self.search.setFocus()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda typed: self._show_people(typed, self._chosen()))
        self.already_here.taken.connect(self._take)
        self.already_here.added_anyway.connect(self.verb.click)
        self.search.textChanged.connect(lambda typed: self.already_here.follow(person_called(typed)))

    def _show_people(self, typed: str, chosen: int | None) -> None:
        self.people.clear()
        for choice in self._context.reader.read(lambda session: contact_choices(session, typed, first_id=chosen)):
            words = f"{choice.name}   {choice.detail}" if choice.detail else choice.name
            self._offer(words, choice.id, is_chosen=choice.id == chosen).setData(_NAME, choice.name)
        if name := typed.strip():
            # Last, so that Enter takes a contact who is saved already if one matches.
            self._offer(f"Add “{name}” as a new contact", _NEW, is_chosen=False)
            if self.people.currentItem() is None:
                self.people.setCurrentRow(0)

    def _name_chosen(self) -> None:
        """Says in the field who is chosen from the start, to be typed over; the list goes on showing everyone."""
        chosen = self.people.currentItem()
        if chosen is not None:
            with QSignalBlocker(self.search):
                self.search.setText(chosen.data(_NAME))
            self.search.selectAll()

    def _offer(self, words: str, contact_id: int, *, is_chosen: bool) -> QListWidgetItem:
        item = QListWidgetItem(words, self.people)
        item.setData(Qt.ItemDataRole.UserRole, contact_id)
        item.setToolTip(plain_tip(words))
        if is_chosen:
            self.people.setCurrentItem(item)
        return item

    def typed(self) -> object:
        form = self.format.currentIndex()
        return self.search.text(), self.purpose.text(), self.when.typed(), self.minutes.value(), form

    def _chosen(self) -> int | None:
        # Not the current one: that is the first as soon as the list has the focus.
        chosen = self.people.selectedItems()
        return int(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else None

    def answer(self) -> str | None:
        contact_id = self._chosen()
        if contact_id is None:
            return self.at(self.search, "Choose a contact, or type the name of a new one.")
        new_person = None
        if contact_id == _NEW:
            new_person = person_called(self.search.text())
            if new_person.problems():
                return self.at(self.search, new_person.problems()[0].sentence)
            if self.already_here.stops(new_person):
                return ""
        self.when.commit()
        contact_ids = () if new_person is not None else (contact_id,)
        starts, minutes = self.when.moment(), self.minutes.value()
        form = list(Format)[self.format.currentIndex()]
        draft = InterviewDraft(contact_ids, purpose=self.purpose.text(), format=form, starts=starts, minutes=minutes)
        self.plan_requested.emit(draft, new_person, self.with_questions.isChecked())
        return None

    def _take(self, contact_id: int, name: str) -> None:
        self.search.setText(name)
        self._show_people(name, contact_id)
        go_to_field(self.people)
