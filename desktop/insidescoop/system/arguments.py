"""What the program was asked to do on its command line."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from insidescoop.domain.backups import ENCRYPTED_ENDING
from insidescoop.domain.interactions import LOGGED_KINDS, InteractionKind
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.values import frozen

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


def read_arguments(arguments: Sequence[str] | None, *, version: str) -> Request:
    """The request in a list of arguments, or in the process's own; wrong usage ends the process with code 2."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    for_window = _with_files(words)
    if for_window is not None:
        return for_window
    parser = _parser(version)
    parsed = parser.parse_args(words)
    if parsed.subcommand is None:
        return Request(
            parsed.data_dir,
            parsed.sample,
            passphrase_file=parsed.data_passphrase_file,
            is_quick_add=parsed.quick_add,
        )
    if parsed.quick_add:
        parser.error("--quick-add goes with no subcommand")
    return Request(
        parsed.data_dir, parsed.sample, parsed.make(parsed), parsed.json, passphrase_file=parsed.data_passphrase_file
    )


def _with_files(words: Sequence[str]) -> Request | None:
    """The request to open files in the window; None if the words ask for anything else."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    _add_place(parser)
    parser.add_argument("files", nargs="*", type=Path)
    try:
        parsed, others = parser.parse_known_args(words)
    except argparse.ArgumentError:
        return None
    if others or not parsed.files or not all(map(_is_file, parsed.files)):
        return None
    return Request(
        parsed.data_dir,
        parsed.sample,
        files=tuple(path.absolute() for path in parsed.files),
        passphrase_file=parsed.data_passphrase_file,
    )


def _is_file(path: Path) -> bool:
    """True for what can only be meant as a file: no subcommand has a dot, or a folder before it."""
    return path.suffix != "" or len(path.parts) > 1


def _add_place(parser: argparse.ArgumentParser, *, is_again: bool = False) -> None:
    """Adds where the data is; `is_again` after a subcommand, where silence does not undo what was said before it."""
    default: dict[str, Any] = {"default": argparse.SUPPRESS} if is_again else {}
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep the data in this folder", **default)
    parser.add_argument("--sample", action="store_true", help="use sample data, kept apart from your own", **default)
    parser.add_argument(
        "--data-passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase of your data from the first line of this file; - for the standard input",
        **default,
    )


def _parser(version: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="inside-scoop",
        usage="%(prog)s [--data-dir DIR] [--sample] [--quick-add | FILE ... | SUBCOMMAND ...]",
        description="Contacts, pitches and informational interviews, kept offline. Without a subcommand: the window, "
        "which opens the files that are named (cards, tables, calendars, everything as JSON).",
    )
    parser.add_argument("--version", action="version", version=f"Inside Scoop {version}")
    parser.add_argument("--quick-add", action="store_true", help="open a small window that adds a contact")
    _add_place(parser)
    subcommands = parser.add_subparsers(prog="inside-scoop", dest="subcommand", metavar="SUBCOMMAND")

    sheet = subcommands.add_parser("prep-sheet", help="make the prep sheet of an interview as a PDF")
    which = sheet.add_mutually_exclusive_group(required=True)
    which.add_argument("--next", action="store_true", help="of the next scheduled interview")
    which.add_argument("--interview", type=_record_id, metavar="ID", help="of the interview with this id")
    sheet.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help="where to write it")
    sheet.add_argument("--paper", choices=[paper.value for paper in Paper], help="instead of the profile's paper")
    sheet.add_argument("--overwrite", action="store_true", help="replace a file that is there already")
    _becomes(
        sheet,
        lambda parsed: PrepSheetRequest(
            parsed.output, parsed.interview, Paper(parsed.paper) if parsed.paper else None, parsed.overwrite
        ),
    )

    search = subcommands.add_parser("search", help="find anything you typed")
    search.add_argument("text", nargs="+", metavar="TEXT", help="words, or how they begin")
    _becomes(search, lambda parsed: SearchRequest(" ".join(parsed.text)))

    listing = subcommands.add_parser("list", help="list contacts, interviews, pitches, or what is due")
    listing.add_argument("what", choices=LISTS)
    _becomes(listing, lambda parsed: ListRequest(parsed.what))

    add = subcommands.add_parser("add", help="add a contact from a line or a signature")
    _add_text(add, "as in: Ana Ruiz, librarian at City Library, met at ALA, ana@example.org")
    add.add_argument("--anyway", action="store_true", help="also if they seem to be among the contacts already")
    _becomes(add, lambda parsed: AddRequest(" ".join(parsed.text), parsed.anyway))

    log = subcommands.add_parser("log", help="log a conversation with a contact")
    _add_contact(log)
    _add_text(log, "the first line in a few words, the others its notes")
    log.add_argument("--kind", choices=[kind.value for kind in LOGGED_KINDS], default=LOGGED_KINDS[0].value)
    log.add_argument("--date", metavar="DAY", help="today if it is not said; as in 2026-11-27, Fri or yesterday")
    _becomes(
        log,
        lambda parsed: LogRequest(parsed.contact, " ".join(parsed.text), InteractionKind(parsed.kind), parsed.date),
    )

    note = subcommands.add_parser("note", help="add to the notes of a contact")
    _add_contact(note)
    _add_text(note, "what is added")
    _becomes(note, lambda parsed: NoteRequest(parsed.contact, " ".join(parsed.text)))

    bring = subcommands.add_parser(
        "import", help="bring in people (vCard, CSV), meetings (ICS), or everything into an empty store (JSON)"
    )
    bring.add_argument("file", type=Path, metavar="FILE", help="the file to read")
    bring.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    bring.add_argument("--accept-changes", action="store_true", help="take new posts and times as the file says them")
    _becomes(bring, lambda parsed: ImportRequest(parsed.file, parsed.dry_run, parsed.accept_changes))

    export = subcommands.add_parser("export", help="write people, meetings or everything into a file")
    export.add_argument(
        "--format", choices=FORMATS, required=True, help="csv is for spreadsheets, csv-exact for programs"
    )
    export.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help="where to write it")
    export.add_argument("--overwrite", action="store_true", help="replace a file that is there already")
    export.add_argument("--selected", metavar="QUERY", help='only people who match, as in "tag:alumni org:harbor"')
    export.add_argument("--vcard-version", choices=("3.0", "4.0"), default="3.0", help="of --format vcard")
    export.add_argument(
        "--part", choices=("everything", "interviews", "follow_ups"), default="everything", help="of --format ics"
    )
    _becomes(
        export,
        lambda parsed: ExportRequest(
            parsed.output, parsed.format, parsed.overwrite, parsed.selected, parsed.vcard_version, parsed.part
        ),
    )

    backup = subcommands.add_parser("backup", help="make a backup of your data next to it")
    backup.add_argument("--second-folder", metavar="DIR|none", help="from now on, copy every backup to this folder too")
    backup.add_argument(
        "--encrypted",
        type=Path,
        metavar="FILE",
        help=f"write it to one encrypted file too, as in copy{ENCRYPTED_ENDING}",
    )
    backup.add_argument("--overwrite", action="store_true", help="replace a file that is there already")
    _add_passphrase_file(backup)
    _becomes(
        backup,
        lambda parsed: BackupRequest(parsed.second_folder, parsed.encrypted, parsed.overwrite, parsed.passphrase_file),
    )
    back = subcommands.add_parser("restore", help="list the backups, or put one in the place of your data")
    which_backup = back.add_mutually_exclusive_group(required=True)
    which_backup.add_argument("--list", action="store_true", help="list the backups, newest first")
    which_backup.add_argument(
        "which", nargs="?", type=_backup, metavar="ID|FILE", help="the backup with this number, or in this file"
    )
    back.add_argument("--then-open", action="store_true", help=argparse.SUPPRESS)
    _add_passphrase_file(back)
    _becomes(back, lambda parsed: RestoreRequest(parsed.which, parsed.then_open, parsed.passphrase_file))

    passphrase = subcommands.add_parser("passphrase", help="set, change or remove the passphrase of your data")
    passphrase.add_argument("what", choices=("set", "remove"), help="set a new one, or have none")
    passphrase.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help="read the new one from the first line of this file"
    )
    passphrase.add_argument("--then-open", action="store_true", help=argparse.SUPPRESS)
    _becomes(
        passphrase,
        lambda parsed: PassphraseRequest(parsed.what == "remove", parsed.new_passphrase_file, parsed.then_open),
    )

    mend = subcommands.add_parser("repair", help="save what can be read of a damaged file; the file is kept")
    mend.add_argument("--then-open", action="store_true", help="open the window afterwards")
    _becomes(mend, lambda parsed: RepairRequest(parsed.then_open))
    check = subcommands.add_parser("check", help="check that the file with your data is sound")
    _becomes(check, lambda _parsed: CheckRequest())
    about = subcommands.add_parser("about", help="versions, licences, and where your data is")
    _becomes(about, lambda _parsed: AboutRequest())
    return parser


def _add_contact(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("contact", metavar="CONTACT", help="the name, or the number that list contacts says")


def _add_text(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("text", nargs="+", metavar="TEXT", help=f"{what}; - for the standard input")


def _record_id(text: str) -> int:
    """A number SQLite can hold; any other is wrong usage."""
    number = int(text)
    if not 0 < number < 2**63:
        raise argparse.ArgumentTypeError(f"there is no {text}")
    return number


def _backup(text: str) -> int | Path:
    return Path(text) if text.endswith((".sqlite3", ENCRYPTED_ENDING)) else _record_id(text)


def _add_passphrase_file(parser: argparse.ArgumentParser) -> None:
    # Not the passphrase itself: everybody on the computer can see the arguments of a process.
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="read the passphrase from the first line of this file"
    )


def _becomes(parser: argparse.ArgumentParser, make: Callable[[argparse.Namespace], Subcommand]) -> None:
    """Ends a subcommand: it can print JSON, and its options make one request."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    _add_place(parser, is_again=True)
    parser.set_defaults(make=make)
