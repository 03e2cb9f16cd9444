"""What can be done about a person's next steps and about what came of knowing them."""

from PySide6.QtCore import QObject, Qt

from insidescoop.commands.follow_up_doing import DoFollowUp
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.commands.interactions import RecordOutcome
from insidescoop.commands.outcomes import DeleteOutcome, EditOutcome
from insidescoop.domain.follow_ups.rules import FIRST_STEP_AFTER
from insidescoop.queries.contact_card import CardOutcome, ContactCard, contact_card
from insidescoop.queries.follow_up_rules import follow_up_schedule
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.page import ContactsPage
from insidescoop.ui.contacts.step_dialogs import NextStepDialog, OutcomeDialog
from insidescoop.ui.context import UiContext


class FollowUpController(QObject):
    """Opens the boxes for a next step and for an outcome of the person whose card is shown."""

    def __init__(self, context: UiContext, runner: CommandRunner, page: ContactsPage) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._page = page
        self._card = page.card
        page.card.outcome_chosen.connect(self.edit_outcome)
        context.registry.bind("add_next_step", self.add_next_step)
        context.registry.bind("settle_next_step", self.settle_next_step)
        context.registry.bind("record_outcome", self.record_outcome)

    def add_next_step(self) -> NextStepDialog | None:
        """Opens the box for something to do for the chosen person."""
        card = self._shown()
        if card is None:
            return None
        today = self._context.clock.today()
        proposed = self._context.reader.read(
            lambda session: follow_up_schedule(session).work_day(today + FIRST_STEP_AFTER)
        )
        dialog = NextStepDialog(card.name, today, proposed=proposed, parent=self._page)
        dialog.step_chosen.connect(
            lambda what, day: self._runner.do(AddFollowUp(card.id, day, what), failed=dialog.show_problem)
        )
        self._context.drafts.watch(dialog, "next_step", card.id)
        dialog.open()
        return dialog

    def settle_next_step(self) -> None:
        """Marks the step that is due first as done."""
        card = self._shown()
        if card is not None and card.next_steps:
            self._runner.do(DoFollowUp(card.next_steps[0].id))

    def record_outcome(self) -> OutcomeDialog | None:
        """Opens the box for what came of a talk with the chosen person."""
        card = self._shown()
        if card is None:
            return None
        dialog = OutcomeDialog(card, self._context.clock.today(), parent=self._page)
        dialog.outcome_chosen.connect(lambda draft: self._runner.do(RecordOutcome(draft), failed=dialog.show_problem))
        self._context.drafts.watch(dialog, "outcome", card.id)
        self._open_outcome(dialog)
        return dialog

    def edit_outcome(self, kept: CardOutcome) -> OutcomeDialog | None:
        """Opens the box for an outcome that stands on the chosen person's card."""
        card = self._shown()
        if card is None:
            return None
        dialog = OutcomeDialog(card, self._context.clock.today(), kept=kept, parent=self._page)
        dialog.outcome_chosen.connect(
            lambda draft: self._runner.do(EditOutcome(kept.id, draft), failed=dialog.show_problem)
        )
        dialog.delete_requested.connect(lambda: self._runner.do(DeleteOutcome(kept.id)))
        self._open_outcome(dialog)
        return dialog

    def _open_outcome(self, dialog: OutcomeDialog) -> None:
        # Once this box is closed: the other opens in its place.
        dialog.log_requested.connect(
            self._context.registry.action("log_interaction").trigger, Qt.ConnectionType.QueuedConnection
        )
        dialog.open()

    def _shown(self) -> ContactCard | None:
        contact_id = self._card.contact_id
        return None if contact_id is None else self._context.reader.read(lambda s: contact_card(s, contact_id))
