"""Shows Quick add, from the main window or without it, and stores what is typed there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from insidescoop.commands.contacts import AddContact, EditContact
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.text import first_line
from insidescoop.queries.profile import profile
from insidescoop.ui.already_here_controller import restore_chosen
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.draft_keeper import DraftKeeper
from insidescoop.ui.theme.palette import Theme

if TYPE_CHECKING:
    from insidescoop.ui.contacts.quick_add_dialog import QuickAddDialog

KIND = "quick_add"
"""The kind of draft that a text in it is."""


class QuickAddController(QObject):
    """Shows one window of Quick add at a time: that which is there already, `first`, or another."""

    def __init__(
        self, runner: CommandRunner, drafts: DraftKeeper, theme: Theme, *, first: QuickAddDialog | None = None
    ) -> None:
        super().__init__(runner)
        self._runner, self._drafts, self._theme = runner, drafts, theme
        self._first = first
        self.dialog: QuickAddDialog | None = None
        drafts.register(KIND, lambda _ids: self._begin())

    def open(self) -> QuickAddDialog:
        """Shows the window, with what was typed there and not added when the program last ended."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.come_forward()
            return self.dialog
        left = next((draft for draft in self._drafts.left() if draft.key.kind == KIND), None)
        if left is None:
            return self._begin()
        self._drafts.go_on(left)
        assert self.dialog is not None  # noqa: S101 - going on with a draft has begun one
        self.dialog.tell("This was typed before, and not added yet.")
        return self.dialog

    def hide(self) -> None:
        """Takes the window out of sight; a text in it stays a draft."""
        if self.dialog is not None:
            self.dialog.hide()

    def _begin(self) -> QuickAddDialog:
        # Loaded here: most windows are opened without it, and what reads a signature takes as long as a page.
        from insidescoop.ui.contacts.quick_add_notice import QuickAddNotice

        dialog, self._first = self._first or self._new(), None
        self.dialog = dialog
        notice = QuickAddNotice(self._runner)
        dialog.begin(notice, self._runner.read(profile).home_country)
        restore_chosen(notice, self._runner)
        dialog.add_requested.connect(partial(self._add, dialog))
        dialog.fill_in_requested.connect(partial(self._fill_in, dialog))
        dialog.finished.connect(partial(self._let_go, dialog))
        self._drafts.watch(dialog, KIND)
        dialog.come_forward()
        return dialog

    def _new(self) -> QuickAddDialog:
        from insidescoop.ui.contacts.quick_add_dialog import QuickAddDialog

        # Without a parent: a minimized main window would be raised with it.
        dialog = QuickAddDialog()
        self._theme.dress(dialog)
        return dialog

    def _let_go(self, dialog: QuickAddDialog, _code: int) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _add(self, dialog: QuickAddDialog, draft: ContactDraft) -> None:
        where = f", {draft.organization}" if draft.organization else ""
        words = f"Added {first_line(draft.shown_name + where)}."
        self._runner.do(AddContact(draft), then=lambda _id: dialog.show_done(words), failed=dialog.show_problem)

    def _fill_in(self, dialog: QuickAddDialog, contact_id: int, draft: ContactDraft) -> None:
        words = f"Added the new details to {first_line(draft.shown_name)}."
        self._runner.do(
            EditContact(contact_id, draft), then=lambda _done: dialog.show_done(words), failed=dialog.show_problem
        )
