"""What can be done with introductions: recorded, changed, followed to somebody, seen as a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from insidescoop.commands.introductions import DeleteIntroduction, EditIntroduction, RecordIntroduction
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.interactions import IntroductionDraft
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.network import IntroductionRow
from insidescoop.ui.already_here_controller import restore_chosen
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.introduction_dialog import IntroductionDialog
from insidescoop.ui.contacts.page import ContactsPage
from insidescoop.ui.context import UiContext

if TYPE_CHECKING:
    from insidescoop.ui.network.paths_dialog import PathsDialog
    from insidescoop.ui.network.window import NetworkWindow


class IntroductionController(QObject):
    """Opens the boxes about introductions, beginning with the person whose card is shown."""

    def __init__(self, context: UiContext, runner: CommandRunner, page: ContactsPage) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._page = page
        self._card = page.card
        page.card.introduction_chosen.connect(self.edit_introduction)
        context.registry.bind("record_introduction", self.record_introduction)
        context.registry.bind("introduction_paths", self.show_paths)
        context.registry.bind("show_network_map", self.show_map)

    def record_introduction(self) -> IntroductionDialog:
        """Opens the box for a new introduction, by the chosen person if there is one."""
        card = self._shown()
        dialog = IntroductionDialog(self._context, parent=self._page)
        if card is not None:
            dialog.show_giver(card.id, card.name)

        def keep(draft: IntroductionDraft, person: ContactDraft | None, organization: str | None) -> None:
            self._runner.do(RecordIntroduction(draft, person, organization), failed=dialog.show_problem)

        dialog.keep_requested.connect(keep)
        restore_chosen(dialog.already_here, self._runner)
        self._context.drafts.watch(dialog, "introduction", 0 if card is None else card.id)
        dialog.open()
        return dialog

    def edit_introduction(self, row: IntroductionRow) -> IntroductionDialog | None:
        """Opens the box for an introduction that stands on the chosen person's card."""
        card = self._shown()
        if card is None:
            return None
        dialog = IntroductionDialog(self._context, kept=row.draft, parent=self._page)
        is_giver = row.draft.from_contact_id == card.id
        giver = (card.id, card.name) if is_giver else (row.draft.from_contact_id, row.name)
        dialog.show_giver(*giver)
        dialog.show_named(*((row.other_id, row.name) if is_giver else (card.id, card.name)))

        def keep(draft: IntroductionDraft, person: ContactDraft | None, organization: str | None) -> None:
            self._runner.do(EditIntroduction(row.id, draft, person, organization), failed=dialog.show_problem)

        dialog.keep_requested.connect(keep)
        restore_chosen(dialog.already_here, self._runner)
        dialog.delete_requested.connect(lambda: self._runner.do(DeleteIntroduction(row.id)))
        dialog.open()
        return dialog

    def show_paths(self) -> PathsDialog:
        """Opens the box of ways to reach somebody: the chosen person, if there was no talk with them yet."""
        from insidescoop.ui.network.paths_dialog import PathsDialog

        dialog = PathsDialog(self._context, parent=self._page)
        card = self._shown()
        # Whom the user talks with already, they need not be led to.
        if card is not None and card.last_contact() is None:
            dialog.show_person(card.id, card.name)
        dialog.open()
        return dialog

    def show_map(self) -> NetworkWindow:
        """Opens the map of the network."""
        from insidescoop.ui.network.window import NetworkWindow

        window = NetworkWindow(self._context, parent=self._page.window())
        window.saved.connect(lambda path: self._context.reader.show_written(f"Saved {path}", Path(path)))
        window.open()
        return window

    def _shown(self) -> ContactCard | None:
        contact_id = self._card.contact_id
        if contact_id is None or self._card.is_trashed:
            return None
        return self._context.reader.read(lambda session: contact_card(session, contact_id))
