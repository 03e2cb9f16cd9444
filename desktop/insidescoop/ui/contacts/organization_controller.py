"""What can be done with organizations: added, changed, deleted, merged."""

from functools import partial

from PySide6.QtCore import QObject

from insidescoop.commands.organizations import (
    AddOrganization,
    DeleteOrganization,
    EditOrganization,
    MarkOrganizationsDistinct,
    MergeOrganizations,
)
from insidescoop.domain.duplicates.organizations import LikelyPair
from insidescoop.domain.organizations import OrganizationDraft, organization_called
from insidescoop.queries.organization_matches import likely_organizations, organizations_beside
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.bulk_dialogs import NameDialog
from insidescoop.ui.contacts.organization_merge_dialog import NO_PAIRS, OrganizationMergeDialog
from insidescoop.ui.contacts.page import ContactsPage
from insidescoop.ui.context import UiContext


class OrganizationController(QObject):
    """Saves what is typed on an organization's page, and does what the menus say with organizations."""

    def __init__(self, context: UiContext, runner: CommandRunner, page: ContactsPage) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._page = page
        self._view = page.organizations.view
        self._view.edited.connect(self._save)
        page.organizations.add_requested.connect(self.add_organization)
        context.registry.bind("add_organization", self.add_organization)
        context.registry.bind("delete_organization", self.delete_organization)
        context.registry.bind("merge_organization", self.merge_organization)
        context.registry.bind("find_duplicate_organizations", self.find_duplicates)

    def add_organization(self) -> NameDialog:
        """Opens the dialog for a new organization: a target, unless the other organizations are shown."""
        if not self._page.filters.shows_organizations():
            self._page.show_organizations(is_target=True)
        organizations = self._page.organizations
        is_target = organizations.is_target
        dialog = NameDialog("Add organization", "Name of the organization", "Add organization", parent=organizations)
        dialog.name_chosen.connect(
            lambda name: self._runner.do(
                AddOrganization(organization_called(name, is_target=is_target)),
                then=organizations.go_to,
                failed=dialog.show_problem,
            )
        )
        dialog.open()
        return dialog

    def delete_organization(self) -> None:
        """Deletes the organization shown; its people stay."""
        if self._view.organization_id is not None:
            self._view.commit()
            self._runner.do(DeleteOrganization(self._view.organization_id))

    def merge_organization(self) -> None:
        """Opens the dialog for the other organization that is the one shown."""
        organization_id = self._view.organization_id
        if organization_id is not None:
            self._view.commit()
            # On the store's thread: it reads the names of all.
            self._context.reader.ask(
                lambda session: organizations_beside(session, organization_id),
                lambda pairs: self._open_merge(pairs, is_about_one=True),
            )

    def find_duplicates(self) -> None:
        """Opens the dialog with the organizations that seem to be stored twice."""
        self._view.commit()
        self._context.reader.ask(likely_organizations, lambda pairs: self._open_merge(pairs, is_about_one=False))

    def _open_merge(self, pairs: tuple[LikelyPair, ...], *, is_about_one: bool) -> None:
        hint = (
            "Those that are likely the same place come first, with the reason."
            if is_about_one
            else "These names may stand for one place each."
        )
        if not pairs:
            hint = "There is no other organization." if is_about_one else NO_PAIRS
        parent = self._page.organizations
        dialog = OrganizationMergeDialog(pairs, is_about_one=is_about_one, hint=hint, parent=parent)
        dialog.merge_requested.connect(self._merge)
        dialog.distinct_marked.connect(self._keep_apart)
        dialog.open()

    def _merge(self, kept_id: int, gone_id: int) -> None:
        self._runner.do(
            MergeOrganizations(kept_id, gone_id), then=lambda _nothing: self._page.show_organization(kept_id)
        )

    def _keep_apart(self, one_id: int, other_id: int) -> None:
        self._runner.do(MarkOrganizationsDistinct(one_id, other_id))

    def _save(self, organization_id: int, field: str, draft: OrganizationDraft) -> None:
        self._runner.do(
            EditOrganization(organization_id, draft), failed=partial(self._view.show_problem, organization_id, field)
        )
