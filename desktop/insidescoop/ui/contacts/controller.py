"""What can be done on the Contacts tab: contacts added and changed, and whatever its menus say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from insidescoop.commands.contacts import AddContact, EditContact
from insidescoop.commands.follow_up_doing import DoFollowUp
from insidescoop.commands.merging import MergeContacts
from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contact_filters import Showing
from insidescoop.domain.contacts import ContactDraft
from insidescoop.queries.last_event import lasting_event
from insidescoop.ui.already_here_controller import restore_chosen
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.organization_controller import OrganizationController
from insidescoop.ui.contacts.page import ContactsPage
from insidescoop.ui.contacts.saved_list_controller import SavedListController
from insidescoop.ui.context import UiContext

if TYPE_CHECKING:
    from insidescoop.ui.contacts.add_dialog import AddContactDialog
    from insidescoop.ui.contacts.contact_controller import ContactController
    from insidescoop.ui.contacts.follow_up_controller import FollowUpController
    from insidescoop.ui.contacts.introduction_controller import IntroductionController


class ContactsController(QObject):
    """Turns what the user does on the page into commands; what opens most dialogs comes with `complete`."""

    def __init__(self, context: UiContext, runner: CommandRunner, page: ContactsPage) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._page = page
        self.chosen: ContactController
        self.introductions: IntroductionController
        self.follow_ups: FollowUpController
        self.lists = SavedListController(context, runner, page)
        self.organizations = OrganizationController(context, runner, page)
        runner.store_changed.connect(self._store_changed)
        page.add_requested.connect(self.add_contact)
        page.card.edited.connect(lambda contact_id, draft: runner.do(EditContact(contact_id, draft)))
        page.card.step_done.connect(lambda follow_up_id: runner.do(DoFollowUp(follow_up_id)))
        context.registry.bind("add_contact", self.add_contact)
        context.registry.bind("edit_contact", page.edit_contact)
        context.registry.bind("find_contact", page.find_contact)
        context.registry.bind("clear_filters", page.clear_filters)
        context.registry.bind("choose_columns", page.choose_columns)
        context.registry.bind("show_everybody", partial(page.show_part, Showing.ALL))
        context.registry.bind("show_due", partial(page.show_part, Showing.DUE))
        context.registry.bind("show_never", partial(page.show_part, Showing.NEVER))
        context.registry.bind("show_trash", partial(page.show_part, Showing.TRASH))
        context.registry.bind("show_organizations", partial(page.show_organizations, is_target=False))
        context.registry.bind("show_targets", partial(page.show_organizations, is_target=True))
        context.registry.bind("open_organization", page.open_organization)

    def complete(self) -> None:
        """Adds what can be done with the chosen people: not needed for the first sight."""
        # Loaded here, after the contacts are on the screen: the dialogs behind the actions take a while.
        from insidescoop.ui.contacts.contact_controller import ContactController
        from insidescoop.ui.contacts.follow_up_controller import FollowUpController
        from insidescoop.ui.contacts.introduction_controller import IntroductionController

        parts = self._context, self._runner, self._page
        self.chosen = ContactController(*parts)
        self.introductions = IntroductionController(*parts)
        self.follow_ups = FollowUpController(*parts)
        self._page.complete()

    def add_contact(self) -> AddContactDialog:
        """Opens the dialog for a new person."""
        from insidescoop.ui.contacts.add_dialog import AddContactDialog

        page, today = self._page, self._context.clock.today()
        dialog = AddContactDialog(self._context, home_country=page.card.profile.home_country, parent=page)
        if page.words is not None:
            dialog.form.set_words(page.words)
        zone = self._context.clock.zone
        event = self._context.reader.read(lambda session: lasting_event(session, today=today, zone=zone))
        if event is not None:
            dialog.suggest_event(event)
        dialog.form.met_on.count_from(today)
        if organization := page.organization_in_sight():
            dialog.begin_at(organization)
        dialog.add_requested.connect(partial(self._add, dialog))
        dialog.open_requested.connect(self._go_to)
        dialog.fill_in_requested.connect(partial(self._fill_in, dialog))
        restore_chosen(dialog.already_here, self._runner)
        self._context.drafts.watch(dialog, "add_contact")
        dialog.open()
        return dialog

    def _add(self, dialog: AddContactDialog, draft: ContactDraft) -> None:
        self._runner.do(AddContact(draft), then=self._go_to, failed=dialog.show_problem)

    def _fill_in(self, dialog: AddContactDialog, contact_id: int, draft: ContactDraft) -> None:
        self._runner.do(
            EditContact(contact_id, draft), then=lambda _done: self._go_to(contact_id), failed=dialog.show_problem
        )

    def _go_to(self, contact_id: int) -> None:
        self._context.navigator.go_to(Kind.CONTACT, contact_id)

    def _store_changed(self, changes: Changes) -> None:
        command = self._runner.initiator
        if isinstance(command, MergeContacts):
            self._page.people.follow(command.gone_id, command.kept_id)
        self._page.take_changes(changes)
