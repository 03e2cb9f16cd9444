"""What can go wrong in words a person understands; the only errors that reach the window as sentences."""


class Problem(Exception):  # noqa: N818 - the word a user would use
    """Something a user caused or met, told in three plain sentences.

    `what_happened` says what went wrong, `your_data` what it means for what is stored,
    `next_step` what to do now. Everything else that flies is a defect of the program.
    """

    def __init__(self, what_happened: str, *, your_data: str, next_step: str) -> None:
        super().__init__(what_happened, your_data, next_step)
        self.what_happened = what_happened
        self.your_data = your_data
        self.next_step = next_step

    def __str__(self) -> str:
        # A path or command at the end of a part has no full stop of its own.
        parts = (f"{part}." if part[-1:].isalnum() else part for part in (self.what_happened, self.your_data))
        return " ".join([*parts, self.next_step])


class Invalid(Problem):
    """What was typed or asked for cannot be done as it stands; nothing was changed."""

    def __init__(self, what_happened: str, *, next_step: str) -> None:
        super().__init__(what_happened, your_data="Nothing was changed.", next_step=next_step)


class ChangedOutside(Problem):
    """Another process has changed the data since the user saw what Undo would do."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"Another program has changed your data: “{label}”.",
            your_data="Nothing was undone.",
            next_step="Look at what it changed; the next Undo takes that back.",
        )


class Missing(Problem):
    """What was asked for is no longer there, usually because it was deleted or undone."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is no longer there.",
            your_data="Nothing was changed.",
            next_step="If it was deleted by mistake, undo the deletion.",
        )


class StoreFault(Problem):
    """A change could not be written, or stored data could not be read; trying again may work."""


class StoreDamaged(StoreFault):
    """The file with the user's data is damaged, or was changed by another program; what it holds may be repaired."""

    def __init__(self, what_happened: str = "The file with your data is damaged.") -> None:
        super().__init__(
            what_happened,
            your_data="Some of what you saved may be unreadable.",
            next_step="Close Inside Scoop and start it again: it offers to restore a backup or to repair the file. On "
            "the command line: inside-scoop restore, inside-scoop repair.",
        )


class StoreGone(Problem):
    """There is no file with data, but there are backups of one."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            "The file with your data is gone.",
            your_data=f"Its backups are still in {folder}",
            next_step="Restore one of them, or put the file back. To begin with nothing, move the folder with the "
            "backups somewhere else. On the command line: inside-scoop restore --list.",
        )


class Unreadable(Problem):
    """Something stored has a form that no version of the program gives it, and cannot be shown."""

    def __init__(self) -> None:
        super().__init__(
            "Something that is stored here cannot be read.",
            your_data="Nothing was changed, and everything else is there.",
            next_step="Help > Check my data finds what is wrong and can repair it.",
        )


class StoreReadOnly(Problem):
    """A change was asked for, but the data is open for reading only."""

    def __init__(self) -> None:
        super().__init__(
            "Your data is open read-only.",
            your_data="Nothing was changed.",
            next_step="To make changes, start Inside Scoop again; you can then restore or repair your data.",
        )


class StoreMoved(StoreFault):
    """The file with the user's data is no longer the one that was opened."""

    def __init__(self) -> None:
        super().__init__(
            "The file with your data was moved, replaced or deleted while Inside Scoop was open.",
            your_data="What you saved before is wherever that file is now. What you change now cannot be saved.",
            next_step="Put the file back, or close Inside Scoop and start it again.",
        )


class StoreBusy(StoreFault):
    """Another program holds the file with the user's data; it may be free again in a moment."""

    def __init__(self) -> None:
        super().__init__(
            "Another program is using the file with your data.",
            your_data="Nothing was changed, and everything you saved before is safe.",
            next_step="Close that program, or wait for a backup or sync program to finish, then try again.",
        )


class PassphraseNeeded(Problem):
    """A file opens with a passphrase only, and none was given."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            f"{file_name} opens with its passphrase only.",
            your_data="Nothing was changed.",
            next_step="Give the passphrase.",
        )


class WrongPassphrase(Problem):
    """A passphrase does not open a file."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            f"This passphrase does not open {file_name}.",
            your_data="Nothing was changed.",
            next_step="Type it again: capitals and spaces count. If it is the right one, the file is damaged.",
        )
