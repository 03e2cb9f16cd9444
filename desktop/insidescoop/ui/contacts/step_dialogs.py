"""Two small boxes of a card: what to do next for a person, and what came of a talk with them."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.interactions import OutcomeDraft, OutcomeKind
from insidescoop.domain.moments import day_in_words
from insidescoop.domain.text import first_line
from insidescoop.domain.typed_days import Looking
from insidescoop.queries.contact_card import CardOutcome, ContactCard
from insidescoop.ui.theme.metrics import in_proportion
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_MOST_TALKS = 30


class NextStepDialog(AskingDialog):
    """A box for one thing to do, on the day `proposed` at first. `step_chosen(what, day)` is sent with it."""

    step_chosen = Signal(str, object)

    def __init__(self, name: str, today: date, *, proposed: date, parent: QWidget | None = None) -> None:
        super().__init__("Next step", "Add next step", question=f"What is next with {name}?", parent=parent)
        self.what = FormField("What to do", hint="send the article")
        self.day = DayField("On", today)
        self.day.allow(earliest=today, why_not="choose today or a later day.")
        self.day.show_value(proposed)
        self.column.add(self.what, self.day)
        self.remember_untouched()
        self.resize(in_proportion(400, self.font()), 0)
        self.what.setFocus()

    def typed(self) -> object:
        return self.what.text(), self.day.text()

    def answer(self) -> str | None:
        if not self.what.text().strip():
            return self.at(self.what, "Write what you want to do first.")
        self.step_chosen.emit(self.what.text(), self.day.value())
        return None


class OutcomeDialog(AskingDialog):
    """A box for what came of a talk with a person, new or kept.

    `outcome_chosen(OutcomeDraft)` is sent with it, `delete_requested()` if a kept one is to go. Where there was no talk
    it could come from, the box leads to logging one instead: `log_requested()`.
    """

    outcome_chosen = Signal(object)
    log_requested = Signal()
    delete_requested = Signal()

    def __init__(
        self, card: ContactCard, today: date, *, kept: CardOutcome | None = None, parent: QWidget | None = None
    ) -> None:
        verb = "Record outcome" if kept is None else "Keep"
        super().__init__("Outcome", verb, question=f"What came of talking with {card.name}?", parent=parent)
        self._contact_id = card.id
        self.kind = ChoiceField("What it was", choices_of(OutcomeKind))
        self.talk = ChoiceField("It came from", _talks(card, today))
        self.day = DayField("On", today, looking=Looking.BACK)
        self.day.show_value(today if kept is None else kept.came_on)
        self.note = FormField("Note", lines=3)
        self.told = wrapped(
            PlainLabel("An outcome comes from a conversation or an interview. Log what was said first.")
        )
        self.told.hide()
        self.column.add(self.kind, self.talk, self.day, self.note, self.told)
        if kept is not None:
            self._begin_with(kept)
        self.resize(in_proportion(420, self.font()), 0)
        self.kind.setFocus()
        if not self.talk.box.count():
            self._lead_to_logging()
        self.remember_untouched()

    def _lead_to_logging(self) -> None:
        for field in (self.kind, self.talk, self.day, self.note):
            field.hide()
        self.told.show()
        self.verb.setText("Log a contact…")
        self.verb.setFocus()

    def _begin_with(self, kept: CardOutcome) -> None:
        self.kind.show_value(kept.kind)
        self.talk.show_value((kept.interaction_id, kept.interview_id))
        self.note.replace_text(kept.note)
        self.buttons.insertWidget(0, push_button("Delete outcome", self._delete))

    def typed(self) -> object:
        return self.kind.value(), self.talk.box.currentIndex(), self.day.text(), self.note.text()

    def answer(self) -> str | None:
        if not self.talk.box.count():
            self.log_requested.emit()
            return None
        interaction_id, interview_id = self.talk.value()
        came_on = self.day.value()
        assert came_on is not None  # noqa: S101 - this field is never empty when the dialog asks
        draft = OutcomeDraft(
            self._contact_id,
            self.kind.value(),
            came_on,
            note=self.note.text(),
            interaction_id=interaction_id,
            interview_id=interview_id,
        )
        problems = draft.problems()
        if problems:
            return problems[0].sentence
        self.outcome_chosen.emit(draft)
        return None

    def _delete(self) -> None:
        self.accept()
        self.delete_requested.emit()


def _talks(card: ContactCard, today: date) -> list[tuple[str, object]]:
    """What an outcome can have come from, newest first: entries of the timeline, then interviews."""
    talks: list[tuple[str, object]] = []
    for entry in card.timeline[:_MOST_TALKS]:
        day = day_in_words(entry.happened.local.date(), today=today)
        words = " · ".join(part for part in (day, entry.kind.words, entry.summary) if part)
        talks.append((first_line(words, at_most=60), (entry.id, None)))
    for interview in card.interviews:
        day = "" if interview.starts is None else day_in_words(interview.starts.local.date(), today=today)
        words = " · ".join(part for part in (day, f"Interview, {interview.stage.words.lower()}") if part)
        talks.append((words, (None, interview.id)))
    return talks
