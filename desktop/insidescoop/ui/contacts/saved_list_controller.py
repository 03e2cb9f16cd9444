"""What can be done with lists: the people shown are saved as one; the chosen one is renamed or deleted."""

from PySide6.QtCore import QObject

from insidescoop.commands.saved_lists import DeleteList, KeepList, RenameList
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.bulk_dialogs import NameDialog
from insidescoop.ui.contacts.page import ContactsPage
from insidescoop.ui.context import UiContext


class SavedListController(QObject):
    """Does what the View menu says with lists."""

    def __init__(self, context: UiContext, runner: CommandRunner, page: ContactsPage) -> None:
        super().__init__(page)
        self._runner = runner
        self._page = page
        self._filters = page.filters
        self._filters.keep_requested.connect(self.save_list)
        context.registry.bind("keep_list", self.save_list)
        context.registry.bind("rename_list", self.rename_list)
        context.registry.bind("delete_list", self.delete_list)

    def save_list(self) -> NameDialog:
        """Opens the dialog for the name under which the people shown are saved as a list."""
        dialog = NameDialog("Keep as a list", "Name of the list", "Keep list", parent=self._page)
        dialog.name_chosen.connect(
            lambda name: self._runner.do(
                KeepList(name, self._page.people.wanted()), self._filters.await_list, failed=dialog.show_problem
            )
        )
        dialog.open()
        return dialog

    def rename_list(self) -> NameDialog | None:
        """Opens the dialog for another name of the chosen list."""
        chosen = self._filters.chosen_list()
        if chosen is None:
            return None
        dialog = NameDialog("Rename list", "Name of the list", "Rename", name=chosen.name, parent=self._page)
        dialog.name_chosen.connect(
            lambda name: self._runner.do(RenameList(chosen.id, name), failed=dialog.show_problem)
        )
        dialog.open()
        return dialog

    def delete_list(self) -> None:
        """Deletes the chosen list; its people stay."""
        chosen = self._filters.chosen_list()
        if chosen is not None:
            self._runner.do(DeleteList(chosen.id))
