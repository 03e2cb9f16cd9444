"""What the notes hold, to be looked at before it is kept: promises, names and open questions, each with a tick box."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from insidescoop.domain.contacts import person_called
from insidescoop.domain.interviews.wrap_ups import NameGiven, OpenQuestion, Promise, PromiseBy
from insidescoop.domain.text import counted
from insidescoop.queries.already_here import already_here
from insidescoop.queries.contact_list import ContactChoice, contact_choices
from insidescoop.queries.namesakes import Fitting, contacts_fitting
from insidescoop.ui.contact_field import ContactField
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, in_proportion
from insidescoop.ui.which_contact import NamesInDoubt
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.choice_name import name_choice
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.typing_pause import PAUSE_MILLISECONDS
from insidescoop.ui.widgets.plain_text import caption, wrapped

_LEAVES = (("Not asked yet", None), ("I may say it", True), ("Do not say it", False))


class PromiseRow(QWidget):
    """One promise: whether it counts, who made it, what, and by when. `edited()` is sent for every change."""

    edited = Signal()

    def __init__(self, promise: Promise, *, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._promise = promise
        self.wanted = QCheckBox()
        self.by = QComboBox()
        self.what = QLineEdit(promise.what or "")
        self.due = DayField("By when", day, is_optional=True)
        self.due.show_value(promise.due_on)
        self._told = wrapped(caption())
        self._build()
        self.setEnabled(not promise.is_kept)

    def _build(self) -> None:
        self.wanted.setAccessibleName(f"Keep the promise: {self._promise.what or 'new'}")
        self.wanted.setChecked(self._promise.is_wanted)
        self.by.addItems([by.words for by in PromiseBy])
        self.by.setCurrentIndex(list(PromiseBy).index(self._promise.by))
        name_choice(self.by, "Who promised")
        as_field(self.by)
        self.what.setAccessibleName("What was promised")
        self.what.setPlaceholderText("what was promised")
        self.due.editor.setPlaceholderText("by when: Fri, 3 Dec, in 2 weeks")
        # Between its neighbours, whose names are not shown either.
        self.due.label.hide()
        self.due.setFixedWidth(in_proportion(210, self.font()))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SMALL_GAP)
        grid.setVerticalSpacing(0)
        for place, widget in enumerate((self.wanted, self.by, self.what)):
            grid.addWidget(widget, 0, place)
        # What is wrong with the day stands under it, and moves none of the others.
        grid.addWidget(self.due, 0, 3, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(1, 1)
        Column(grid, self._told, on=self, spacing=TIGHT)
        self._told.setVisible(self._promise.is_kept)
        if self._promise.is_kept:
            self._told.setText("Saved already, with its follow-up.")
        self.wanted.toggled.connect(self.edited)
        self.by.activated.connect(self.edited)
        self.what.textEdited.connect(self.edited)
        self.due.edited.connect(self.edited)
        self.due.chosen.connect(self.edited)

    def value(self) -> Promise:
        """The promise as it stands."""
        return Promise(
            list(PromiseBy)[self.by.currentIndex()], self.what.text(), self.due.value(), self._promise.source,
            is_wanted=self.wanted.isChecked(), is_kept=self._promise.is_kept,
        )  # fmt: skip

    def problem(self) -> str:
        """What keeps the row from being saved; "" for nothing."""
        if not self.wanted.isChecked():
            return ""
        self.due.commit()
        return self.due.problem()


class NameRow(QWidget):
    """One name given: who it is, whether the user may say who gave it, and what was said. `edited()` for changes.

    `restore_requested(contact_id, name)` is sent for a contact who is in the trash; restored, they are for `person`.
    """

    edited = Signal()
    restore_requested = Signal(int, str)

    def __init__(self, context: UiContext, named: NameGiven, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._named = named
        self.wanted = QCheckBox()
        self.person = ContactField(context, "Name", hint="a person, kept or new")
        self.leave = QComboBox()
        self.words_used = QLineEdit(named.words_used or "")
        self.told = wrapped(caption())
        self.take = push_button(emphasis="quiet")
        self.doubt = NamesInDoubt()
        self._offered: tuple[int, str] | None = None
        self._is_trashed = False
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self.pause.timeout.connect(self._tell_who_is_here)
        if named.name:
            if named.contact_id is not None:
                self.person.show_person(named.contact_id, named.name)
            else:
                self.person.editor.setText(named.name)
        self._build()
        self._tell()
        self._tell_who_is_here()
        self.setEnabled(not named.is_kept)

    def _build(self) -> None:
        self.wanted.setAccessibleName(f"Keep the name: {self._named.name or 'new'}")
        self.wanted.setChecked(self._named.is_wanted)
        self.leave.setAccessibleName("May I say who gave the name")
        self.leave.addItems([words for words, _value in _LEAVES])
        self.leave.setCurrentIndex([value for _words, value in _LEAVES].index(self._named.may_use_name))
        as_field(self.leave)
        self.words_used.setAccessibleName("What was said of the person")
        self.words_used.setPlaceholderText("what was said of the person")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SMALL_GAP)
        grid.setVerticalSpacing(TIGHT)
        said = caption("What was said")
        leave = caption("The name of who gave it")
        said.setBuddy(self.words_used)
        leave.setBuddy(self.leave)
        # The label over the person's field is one of three, which stand in one line.
        grid.addWidget(self.wanted, 1, 0)
        grid.addWidget(self.person, 0, 1, 2, 1)
        grid.addWidget(said, 0, 2)
        grid.addWidget(self.words_used, 1, 2)
        grid.addWidget(leave, 0, 3)
        grid.addWidget(self.leave, 1, 3)
        row = Row(stretched(self.told), self.take, spacing=SMALL_GAP)
        grid.addLayout(row, 2, 1, 1, 3)
        grid.addWidget(self.doubt, 3, 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 3)
        self.wanted.toggled.connect(self.edited)
        self.leave.activated.connect(self.edited)
        self.words_used.textEdited.connect(self.edited)
        self.person.changed.connect(self._person_changed)
        self.take.clicked.connect(self._take)
        self.doubt.answered.connect(self.edited)

    def value(self) -> NameGiven:
        """The name as it stands."""
        contact_id = self.person.contact_id() or self.doubt.contact_id(self._plain_name())
        if self._named.is_kept:
            contact_id = self._named.contact_id
        return NameGiven(
            self._plain_name(), contact_id, _LEAVES[self.leave.currentIndex()][1], self.words_used.text(),
            self._named.source, is_wanted=self.wanted.isChecked(), is_kept=self._named.is_kept,
        )  # fmt: skip

    def problem(self) -> str:
        """What keeps the row from being saved; "" for nothing."""
        return self.doubt.problem() if self.wanted.isChecked() and not self._named.is_kept else ""

    def _plain_name(self) -> str:
        # What completion writes is the name with the title and the organization behind it.
        return self.person.text().split(" · ")[0]

    def _person_changed(self) -> None:
        self._tell()
        # Looked for at a pause: who has the name is quickly found, who may be the same person is not.
        self.pause.start()
        self.edited.emit()

    def _tell(self) -> None:
        self._offered, self._is_trashed = None, False
        fitting = self._fitting()
        in_doubt = _several(fitting)
        self.doubt.show_names({self._plain_name(): in_doubt} if in_doubt else {})
        if self._named.is_kept:
            self.told.setText("Kept already, with the introduction.")
        elif not self.person.text():
            self.told.setText("")
        elif self.person.contact_id() is not None:
            self.told.setText("Among your contacts: the introduction is kept with them.")
        elif in_doubt:
            have = "have this name" if fitting.called else "have this in their name"
            self.told.setText(f"{counted(len(in_doubt), 'contact')} {have}.")
        else:
            name = self._plain_name()
            likely = fitting.near or self._context.reader.read(
                lambda session: contact_choices(session, name, at_most=1)
            )
            self.told.setText("New: becomes a contact, introduced to you in this talk.")
            if likely:
                self._offered = (likely[0].id, likely[0].name)
                self.take.setText(f"Is it {likely[0].name}?")
        self.take.setVisible(self._offered is not None)

    def _tell_who_is_here(self) -> None:
        """Says who may be the one named, in the trash too, where a new contact would be added."""
        name = self._plain_name()
        if not name or self._named.is_kept or self.person.contact_id() is not None or _several(self._fitting()):
            return
        draft = person_called(name)
        here = self._context.reader.read(lambda session: already_here(session, draft))
        if here is None:
            return
        self.told.setText(f"{here.words} As it stands, a new contact is added.")
        self._offered, self._is_trashed = (here.contact_id, here.name), here.is_trashed
        self.take.setText(f"Restore {here.name}" if here.is_trashed else f"Is it {here.name}?")
        self.take.show()

    def _fitting(self) -> Fitting:
        """The contacts whom this name fits, where none of them is chosen yet."""
        name = self._plain_name()
        if not name or self._named.is_kept or self.person.contact_id() is not None:
            return Fitting()
        return self._context.reader.read(lambda session: contacts_fitting(session, name))

    def _take(self) -> None:
        if self._offered is None:
            return
        if self._is_trashed:
            self.restore_requested.emit(*self._offered)
        else:
            self.person.take(*self._offered)


def _several(fitting: Fitting) -> tuple[ContactChoice, ...]:
    """Those to choose from; none where the name is one contact's alone, in whole or in part."""
    return fitting.called or (fitting.near if len(fitting.near) > 1 else ())


class QuestionRow(QWidget):
    """One open question: whether it counts, and its words. `edited()` is sent for every change."""

    edited = Signal()

    def __init__(self, question: OpenQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.wanted = QCheckBox()
        self.wanted.setAccessibleName(f"Keep the open question: {question.text}")
        self.wanted.setChecked(question.is_wanted)
        self.text = QLineEdit(question.text or "")
        self.text.setAccessibleName("Open question")
        Row(self.wanted, stretched(self.text), on=self, spacing=SMALL_GAP)
        self.wanted.toggled.connect(self.edited)
        self.text.textEdited.connect(self.edited)

    def value(self) -> OpenQuestion:
        """The question as it stands."""
        return OpenQuestion(self.text.text(), self._question.source, is_wanted=self.wanted.isChecked())
