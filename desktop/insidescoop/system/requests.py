"""What the program can be asked to do on its command line; `arguments` reads it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from insidescoop.domain.values import frozen

if TYPE_CHECKING:
    # A start of the window makes none of the requests that have these.
    from insidescoop.domain.interactions import InteractionKind
    from insidescoop.domain.prep_sheets import Paper

SOUND = "--sound"
"""What the window starts this program with to have it speak, record or play; not for users."""

FORMATS = ("vcard", "csv", "csv-exact", "ics", "json")
LISTS = ("contacts", "interviews", "pitches", "due")


@frozen
class PrepSheetRequest:
    """The prep sheet of an interview, or of the next one where `interview_id` is None."""

    output: Path
    interview_id: int | None
    paper: Paper | None
    is_overwriting: bool


@frozen
class SearchRequest:
    """Whatever holds these words."""

    text: str


@frozen
class ListRequest:
    """One of `LISTS`."""

    what: str


@frozen
class AddRequest:
    """A new contact in a line or a signature, "-" for the standard input; `is_certain` adds a namesake too."""

    text: str
    is_certain: bool


@frozen
class LogRequest:
    """A conversation with a contact, named or by the id; `text` "-" is the standard input, `day` as it was typed."""

    contact: str
    text: str
    kind: InteractionKind
    day: str | None


@frozen
class NoteRequest:
    """A text for the notes of a contact, named or by the id; "-" is the standard input."""

    contact: str
    text: str


@frozen
class ImportRequest:
    """A file to read; `is_accepting_changes` takes new jobs and times as the file has them."""

    file: Path
    is_dry_run: bool
    is_accepting_changes: bool


@frozen
class ExportRequest:
    """A file to write in one of `FORMATS`; `selected` chooses contacts, `part` what of a calendar."""

    output: Path
    format: str
    is_overwriting: bool
    selected: str | None
    vcard_version: str
    part: str


@frozen
class BackupRequest:
    """A backup of the store as it is.

    `second_folder` has every backup copied there from now on, "none" to no second folder; None leaves that as it is.
    With `encrypted` it is written to that file too; its passphrase is in `passphrase_file`, or is asked for.
    """

    second_folder: str | None = None
    encrypted: Path | None = None
    is_overwriting: bool = False
    passphrase_file: Path | None = None


@frozen
class RestoreRequest:
    """The backup of a number or in a file, to be put in place; the list of them where it is None.

    With `then_opens` the window is opened afterwards. The passphrase of an encrypted file is in `passphrase_file`, or
    is asked for.
    """

    which: int | Path | None
    then_opens: bool = False
    passphrase_file: Path | None = None


@frozen
class PassphraseRequest:
    """A new passphrase for the data, from `new_passphrase_file` or typed; none from now on if `is_removed`.

    With `then_opens` the window is opened afterwards.
    """

    is_removed: bool
    new_passphrase_file: Path | None = None
    then_opens: bool = False


@frozen
class RepairRequest:
    """A damaged store, to be repaired; with `then_opens` the window is opened afterwards."""

    then_opens: bool = False


@frozen
class CheckRequest:
    """Whether the file with the data is sound."""


@frozen
class AboutRequest:
    """The version, and where the data is."""


Subcommand = (
    PrepSheetRequest
    | SearchRequest
    | ListRequest
    | AddRequest
    | LogRequest
    | NoteRequest
    | ImportRequest
    | ExportRequest
    | BackupRequest
    | RestoreRequest
    | PassphraseRequest
    | RepairRequest
    | CheckRequest
    | AboutRequest
)


@frozen
class Request:
    """What every start can say; `subcommand` is None for the window, which opens `files` (absolute paths)."""

    data_dir: Path | None
    is_sample: bool
    subcommand: Subcommand | None = None
    as_json: bool = False
    files: tuple[Path, ...] = ()
    passphrase_file: Path | None = None
    """Has the passphrase of the data in its first line."""
    is_quick_add: bool = False
    """Asks for the small window of Quick add instead."""
