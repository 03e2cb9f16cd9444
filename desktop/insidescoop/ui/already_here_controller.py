"""Restores the contact whom a notice found in the trash, once the user chooses them."""

from insidescoop.commands.contacts import RestoreContact
from insidescoop.ui.already_here import AlreadyHereNotice
from insidescoop.ui.command_runner import CommandRunner


def restore_chosen(notice: AlreadyHereNotice, runner: CommandRunner) -> None:
    """Has the notice of a dialog restore a contact before they are taken."""

    def restore(contact_id: int, name: str) -> None:
        runner.do(RestoreContact(contact_id), then=lambda _done: notice.taken.emit(contact_id, name))

    notice.restore_requested.connect(restore)
