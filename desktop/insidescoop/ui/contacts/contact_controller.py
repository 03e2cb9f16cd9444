"""What can be done with the chosen people: written down, tagged, pictured, deleted, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from insidescoop.commands.bulk import DeleteContacts, KeepInTouchWith, RestoreContacts, TagContacts
from insidescoop.commands.contacts import DeleteContact, RestoreContact
from insidescoop.commands.forgetting import ForgetContact, finish_forgetting
from insidescoop.commands.interactions import DeleteInteraction
from insidescoop.commands.noted_entries import EditNoted, LogNoted
from insidescoop.commands.photos import RemovePhoto, SetPhoto
from insidescoop.domain.forgotten import BackupFate, Forgetting
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.noted import Noted
from insidescoop.domain.problems import Problem
from insidescoop.queries.contact_card import TimelineEntry, contact_card
from insidescoop.queries.forgetting import forgetting
from insidescoop.system.photos import read_photo
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.bulk_dialogs import KeepInTouchDialog, TagDialog, TrashDialog
from insidescoop.ui.contacts.forget_dialog import ForgetDialog
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.contacts.page import ContactsPage
from insidescoop.ui.context import UiContext

if TYPE_CHECKING:
    from insidescoop.ui.duplicates.controller import DuplicateController
    from insidescoop.ui.duplicates.dialog import DuplicatesDialog
    from insidescoop.ui.duplicates.merge_dialog import MergeDialog

_KIND_BY_ACTION = {
    "log_interaction": None,
    "log_call": InteractionKind.CALL,
    "log_email": InteractionKind.EMAIL,
    "log_meeting": InteractionKind.MEETING,
    "log_note": InteractionKind.NOTE,
}


class ContactController(QObject):
    """Does what the Contact menu says with the selected people, or with the one whose card is shown."""

    def __init__(self, context: UiContext, runner: CommandRunner, page: ContactsPage) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._page = page
        self._card = page.card
        self._told: set[str] = set()
        runner.backup_ended.connect(self._go_on_forgetting)
        page.card.entry_chosen.connect(self.edit_entry)
        self._connect()

    def _connect(self) -> None:
        registry = self._context.registry
        for action_id, kind in _KIND_BY_ACTION.items():
            registry.bind(action_id, partial(self.log_interaction, kind))
        registry.bind("delete_contact", self.delete_contact)
        registry.bind("restore_contact", self.restore_contact)
        registry.bind("tag_selected", self.tag_selected)
        registry.bind("keep_in_touch_selected", self.keep_in_touch_selected)
        registry.bind("choose_photo", self.choose_photo)
        registry.bind("remove_photo", self.remove_photo)
        registry.bind("forget_contact", self.forget_contact)
        registry.bind("find_duplicates", self.find_duplicates)
        registry.bind("merge_selected", self.merge_selected)

    @cached_property
    def duplicates(self) -> DuplicateController:
        """Finds and merges those who are stored twice."""
        from insidescoop.ui.duplicates.controller import DuplicateController

        return DuplicateController(self._context, self._runner, self._page)

    def delete_contact(self) -> TrashDialog | None:
        """Puts the selected person in the trash; asks first if there are several."""
        ids = self._page.selected_ids()
        self._card.commit()
        if len(ids) == 1:
            self._runner.do(DeleteContact(ids[0]))
        if len(ids) < 2:
            return None
        dialog = TrashDialog(len(ids), parent=self._page)
        dialog.trash_confirmed.connect(lambda: self._runner.do(DeleteContacts(ids)))
        dialog.open()
        return dialog

    def restore_contact(self) -> None:
        """Takes the selected people out of the trash."""
        ids = self._page.selected_ids()
        if len(ids) == 1:
            self._runner.do(RestoreContact(ids[0]))
        elif ids:
            self._runner.do(RestoreContacts(ids))

    def tag_selected(self) -> TagDialog | None:
        """Opens the box for tags of the selected people."""
        ids = self._page.selected_ids()
        if not ids:
            return None
        dialog = TagDialog(len(ids), parent=self._page)
        dialog.tags_chosen.connect(
            lambda add, remove: self._runner.do(TagContacts(ids, add, remove), failed=dialog.show_problem)
        )
        dialog.open()
        return dialog

    def keep_in_touch_selected(self) -> KeepInTouchDialog | None:
        """Opens the box for how close the selected people are."""
        ids = self._page.selected_ids()
        if not ids:
            return None
        dialog = KeepInTouchDialog(len(ids), parent=self._page)
        dialog.rhythm_chosen.connect(
            lambda closeness, days: self._runner.do(KeepInTouchWith(ids, closeness, days), failed=dialog.show_problem)
        )
        dialog.open()
        return dialog

    def merge_selected(self) -> MergeDialog | None:
        """Opens the box in which the two selected people become one."""
        ids = self._page.people.selected_ids()
        self._card.commit()
        return self.duplicates.merge(*ids) if len(ids) == 2 else None

    def find_duplicates(self) -> DuplicatesDialog:
        """Opens the box that looks for people who are kept twice."""
        self._card.commit()
        return self.duplicates.find_duplicates()

    def log_interaction(self, kind: InteractionKind | None = None) -> LogDialog | None:
        """Opens the box for a timeline entry with the chosen person, of a kind if that is said."""
        dialog = self._open_log(None, LogNoted)
        if dialog is not None and kind is not None:
            dialog.show_kind(kind)
        return dialog

    def edit_entry(self, entry: TimelineEntry) -> LogDialog | None:
        """Opens the box for an entry that stands on the chosen person's timeline."""
        dialog = self._open_log(entry, partial(EditNoted, entry.id))
        if dialog is not None:
            dialog.delete_requested.connect(lambda: self._runner.do(DeleteInteraction(entry.id)))
        return dialog

    def edit_entry_of(self, entry_id: int) -> LogDialog | None:
        """Opens the box for an entry by its id; None if the chosen person has none of that id."""
        contact_id = self._card.contact_id
        card = None if contact_id is None else self._context.reader.read(lambda s: contact_card(s, contact_id))
        entries = () if card is None else card.timeline
        return next((self.edit_entry(entry) for entry in entries if entry.id == entry_id), None)

    def _open_log(
        self, entry: TimelineEntry | None, saving: Callable[[InteractionDraft, Noted], LogNoted | EditNoted]
    ) -> LogDialog | None:
        contact_id = self._card.contact_id
        card = None if contact_id is None else self._context.reader.read(lambda s: contact_card(s, contact_id))
        if card is None:
            return None
        dialog = LogDialog(card.id, card.name, self._context, entry=entry, parent=self._page)
        dialog.log_requested.connect(
            lambda draft, noted: self._runner.do(saving(draft, noted), failed=dialog.show_problem)
        )
        if entry is None:
            self._context.drafts.watch(dialog, "log", card.id)
        else:
            self._context.drafts.watch(dialog, "entry", card.id, entry.id)
        dialog.open()
        return dialog

    def choose_photo(self) -> None:
        """Asks for a picture of the chosen person and keeps it."""
        contact_id = self._card.contact_id
        if contact_id is None:
            return
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page, "Choose photo", "", "Pictures (*.png *.jpg *.jpeg *.webp)"
        )
        if chosen:
            self.set_photo(contact_id, Path(chosen))

    def set_photo(self, contact_id: int, file: Path) -> None:
        """Keeps the picture in a file as a person's; a file that is none is told."""
        try:
            data = read_photo(file)
        except Problem as problem:
            self._context.messages.tell(problem)
            return
        self._runner.do(SetPhoto(contact_id, data))

    def remove_photo(self) -> None:
        """Takes the chosen person's picture away."""
        if self._card.contact_id is not None:
            self._runner.do(RemovePhoto(self._card.contact_id))

    def forget_contact(self) -> ForgetDialog | None:
        """Opens the box that says what forgetting the chosen person means, and does it when told to."""
        contact_id = self._card.contact_id
        self._card.commit()
        found = None if contact_id is None else self._context.reader.read(lambda s: forgetting(s, contact_id))
        if contact_id is None or found is None:
            return None
        dialog = ForgetDialog(found, len(self._runner.backups()), parent=self._page)
        dialog.forget_requested.connect(lambda fate: self._forget(contact_id, found.name, fate))
        dialog.open()
        return dialog

    def _forget(self, contact_id: int, name: str, fate: BackupFate) -> None:
        def told(result: Forgetting) -> None:
            if result.words():
                self._context.reader.show_status(result.words())
            self._tell_once(result.problems)

        self._context.drafts.forget(contact_id, [name])
        self._runner.do(
            ForgetContact(contact_id, fate),
            then=lambda _nothing: self._runner.finish_forgetting(finish_forgetting, told),
        )

    def _go_on_forgetting(self) -> None:
        # After a crash, or once the second folder is there again.
        self._runner.finish_forgetting(finish_forgetting, lambda result: self._tell_once(result.problems))

    def _tell_once(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            if str(problem) not in self._told:
                self._told.add(str(problem))
                self._context.messages.tell(problem)
