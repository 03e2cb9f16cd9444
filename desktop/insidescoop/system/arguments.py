"""What the program was asked to do on its command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from insidescoop.domain.prep_sheets import Paper

SOUND = "--sound"
"""What the window starts this program with to have it speak, record or play; not for users."""

FORMATS = ("vcard", "csv", "csv-exact", "ics", "json")
LISTS = ("contacts", "interviews", "pitches", "due")


@dataclass(frozen=True, slots=True)
class Request:
    """The options; `subcommand` is None for the window, and the fields after it are set where their own needs them."""

    data_dir: Path | None
    is_sample: bool
    subcommand: str | None = None
    as_json: bool = False
    interview_id: int | None = None
    output: Path | None = None
    paper: Paper | None = None
    text: str = ""
    what: str = ""
    file: Path | None = None
    is_dry_run: bool = False
    is_accepting_changes: bool = False
    format: str = ""
    vcard_version: str = "3.0"
    part: str = ""
    selected: str | None = None
    is_overwriting: bool = False


def read_arguments(arguments: Sequence[str] | None, *, version: str) -> Request:
    """The request in a list of arguments, or in the process's own; wrong usage ends the process with code 2."""
    parsed = _parser(version).parse_args(arguments)
    return Request(
        data_dir=parsed.data_dir,
        is_sample=parsed.sample,
        subcommand=parsed.subcommand,
        as_json=getattr(parsed, "json", False),
        interview_id=getattr(parsed, "interview", None),
        output=getattr(parsed, "output", None),
        paper=Paper(parsed.paper) if getattr(parsed, "paper", None) else None,
        text=" ".join(getattr(parsed, "text", [])),
        what=getattr(parsed, "what", ""),
        file=getattr(parsed, "file", None),
        is_dry_run=getattr(parsed, "dry_run", False),
        is_accepting_changes=getattr(parsed, "accept_changes", False),
        format=getattr(parsed, "format", ""),
        vcard_version=getattr(parsed, "vcard_version", "3.0"),
        part=getattr(parsed, "part", ""),
        selected=getattr(parsed, "selected", None),
        is_overwriting=getattr(parsed, "overwrite", False),
    )


def _parser(version: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="inside-scoop",
        description="Contacts, pitches and informational interviews, kept offline. Without a subcommand: the window.",
    )
    parser.add_argument("--version", action="version", version=f"Inside Scoop {version}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep the data in this folder")
    parser.add_argument("--sample", action="store_true", help="use sample data, kept apart from your own")
    subcommands = parser.add_subparsers(dest="subcommand", metavar="SUBCOMMAND")

    sheet = subcommands.add_parser("prep-sheet", help="make the prep sheet of an interview as a PDF")
    which = sheet.add_mutually_exclusive_group(required=True)
    which.add_argument("--next", action="store_true", help="of the next scheduled interview")
    which.add_argument("--interview", type=_record_id, metavar="ID", help="of the interview with this id")
    sheet.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help="where to write it")
    sheet.add_argument("--paper", choices=[paper.value for paper in Paper], help="instead of the profile's paper")
    sheet.add_argument("--overwrite", action="store_true", help="replace a file that is there already")
    _with_json(sheet)

    search = subcommands.add_parser("search", help="find anything you typed")
    search.add_argument("text", nargs="+", metavar="TEXT", help="words, or how they begin")
    _with_json(search)

    listing = subcommands.add_parser("list", help="list contacts, interviews, pitches, or what is due")
    listing.add_argument("what", choices=LISTS)
    _with_json(listing)

    bring = subcommands.add_parser(
        "import", help="bring in people (vCard, CSV), meetings (ICS), or everything into an empty store (JSON)"
    )
    bring.add_argument("file", type=Path, metavar="FILE", help="the file to read")
    bring.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    bring.add_argument("--accept-changes", action="store_true", help="take new posts and times as the file says them")
    _with_json(bring)

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
    _with_json(export)

    _with_json(subcommands.add_parser("check", help="check that the file with your data is sound"))
    _with_json(subcommands.add_parser("about", help="version, and where your data is"))
    return parser


def _record_id(text: str) -> int:
    """A number SQLite can hold; any other is wrong usage."""
    number = int(text)
    if not 0 < number < 2**63:
        raise argparse.ArgumentTypeError(f"there is no interview {text}")
    return number


def _with_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
