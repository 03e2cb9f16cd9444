"""Who led the user to whom, what they said of it, and how far it has come."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.contacts import person_called
from insidescoop.domain.interactions import IntroductionDraft, IntroductionStatus
from insidescoop.domain.typed_days import Looking
from insidescoop.ui.already_here import AlreadyHereNotice
from insidescoop.ui.contact_field import ContactField
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import GAP, in_proportion
from insidescoop.ui.widgets.boxes import Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.form_field import FormField

_LEAVE = (("Yes", True), ("No", False))


class IntroductionDialog(AskingDialog):
    """A box for one introduction, new or kept.

    `keep_requested(draft, new_person, new_organization)` is sent with what it is to say: `new_person` is a
    ContactDraft and `new_organization` a name where the other end is not kept yet, else both are None.
    `delete_requested()` is sent if a kept one is to go.
    """

    keep_requested = Signal(object, object, object)
    delete_requested = Signal()

    def __init__(
        self, context: UiContext, *, kept: IntroductionDraft | None = None, parent: QWidget | None = None
    ) -> None:
        is_new = kept is None
        super().__init__("Introduction", "Record introduction" if is_new else "Keep", parent=parent)
        self._context = context
        self._kept = kept
        self.giver = ContactField(context, "Who introduces you", hint="a person you keep")
        self.named = ContactField(context, "To whom", hint="a person, kept or new")
        self.already_here = AlreadyHereNotice(context.reader)
        self.already_here.taken.connect(self.named.take)
        self.already_here.added_anyway.connect(self.verb.click)
        self.named.changed.connect(lambda: self.already_here.follow(person_called(self.named.text())))
        self.place = FormField("or to which organization")
        self.status = ChoiceField("How far it has come", choices_of(IntroductionStatus))
        self.leave = ChoiceField("May I say their name", _LEAVE, none="Not asked yet")
        self.day = DayField("Day of the introduction", context.clock.today(), looking=Looking.BACK, is_optional=True)
        self.words_used = FormField("Words they used", lines=2)
        self.note = FormField("Note", lines=2)
        self._fill()
        if kept is not None:
            self.buttons.insertWidget(0, push_button("Delete introduction", self._delete))
        self.remember_untouched()
        self.resize(in_proportion(480, self.font()), 0)
        self.giver.setFocus()

    def _fill(self) -> None:
        kept, today = self._kept, self._context.clock.today()
        self.day.show_value(today if kept is None else kept.made_on or kept.asked_on)
        self.status.show_value(IntroductionStatus.MADE if kept is None else kept.status)
        if kept is not None:
            self.leave.show_value(kept.may_use_name)
            self.words_used.replace_text(kept.words_used)
            self.note.replace_text(kept.note)
        row = Row(stretched(self.status), stretched(self.leave), spacing=GAP)
        self.column.add(self.giver, self.named, self.already_here, self.place)
        self.column.add(row, self.day, self.words_used, self.note)

    def show_giver(self, contact_id: int, name: str) -> None:
        """Begins with the person who introduces."""
        self.giver.show_person(contact_id, name)
        self.remember_untouched()
        self.named.setFocus()

    def show_named(self, contact_id: int | None, name: str) -> None:
        """Begins with the person, or where `contact_id` is None the organization, that it leads to."""
        if contact_id is not None:
            self.named.show_person(contact_id, name)
        else:
            self.place.replace_text(name)
        self.remember_untouched()

    def typed(self) -> object:
        return (
            self.giver.text(), self.named.text(), self.place.text(), self.status.value(), self.leave.value(),
            self.day.text(), self.words_used.text(), self.note.text(),
        )  # fmt: skip

    def answer(self) -> str | None:
        giver_id, named_id = self.giver.contact_id(), self.named.contact_id()
        if giver_id is None:
            return self.at(
                self.giver, "Choose the person who introduces you from the list: they must be among your contacts."
            )
        if bool(self.named.text()) == bool(self.place.text().strip()):
            return self.at(self.named, "Name the person or the organization it leads to, one of the two.")
        if giver_id == named_id:
            return self.at(self.named, "Nobody introduces themselves: choose two people.")
        new_person = None
        if self.named.text() and named_id is None:
            # Named, and not met yet: nobody is close to them.
            new_person = person_called(self.named.text())
            if self.already_here.stops(new_person):
                return ""
        status, day = self.status.value(), self.day.value()
        draft = IntroductionDraft(
            giver_id,
            named_id,
            None,
            status,
            asked_on=None if status.is_made else day,
            made_on=day if status.is_made else None,
            may_use_name=self.leave.value(),
            words_used=self.words_used.text(),
            note=self.note.text(),
        )
        self.keep_requested.emit(draft, new_person, self.place.text().strip() or None)
        return None

    def _delete(self) -> None:
        self.accept()
        self.delete_requested.emit()
