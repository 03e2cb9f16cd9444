"""Reads a command line with a subcommand, or one to be helped with or refused."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from insidescoop.domain.backups import ENCRYPTED_ENDING
from insidescoop.domain.interactions import LOGGED_KINDS, InteractionKind
from insidescoop.domain.prep_sheets import Paper
from insidescoop.system.requests import (
    FORMATS,
    LISTS,
    AboutRequest,
    AddRequest,
    BackupRequest,
    CheckRequest,
    ExportRequest,
    ImportRequest,
    ListRequest,
    LogRequest,
    NoteRequest,
    PassphraseRequest,
    PrepSheetRequest,
    RepairRequest,
    Request,
    RestoreRequest,
    SearchRequest,
    Subcommand,
)
from insidescoop.system.window_arguments import add_options_of_window, add_place, window_request


def read_subcommand(words: Sequence[str], *, version: str) -> Request:
    """The request in a list of arguments; wrong usage ends the process with code 2."""
    parser = _parser(version)
    parsed = parser.parse_args(words)
    if parsed.subcommand is None:
        return window_request(parsed)
    if parsed.quick_add:
        parser.error("--quick-add goes with no subcommand")
    return Request(
        parsed.data_dir, parsed.sample, parsed.make(parsed), parsed.json, passphrase_file=parsed.data_passphrase_file
    )


def _parser(version: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="inside-scoop",
        usage="%(prog)s [--data-dir DIR] [--sample] [--quick-add | FILE ... | SUBCOMMAND ...]",
        description="Contacts, pitches and informational interviews, kept offline. Without a subcommand: the window, "
        "which opens the files that are named (cards, tables, calendars, everything as JSON).",
    )
    parser.add_argument("--version", action="version", version=f"Inside Scoop {version}")
    add_options_of_window(parser)
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
    add_place(parser, is_again=True)
    parser.set_defaults(make=make)
