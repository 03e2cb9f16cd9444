"""Reads the command line of the window, and has the options that every command line can have."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from insidescoop.system.requests import Request


def read_for_window(words: Sequence[str]) -> Request | None:
    """The request for the window, with the files to open in it; None if the words ask for anything else."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    add_options_of_window(parser)
    parser.add_argument("files", nargs="*", type=Path)
    try:
        parsed, others = parser.parse_known_args(words)
    except argparse.ArgumentError:
        return None
    if others or not all(map(_is_file, parsed.files)) or (parsed.quick_add and parsed.files):
        return None
    return window_request(parsed, parsed.files)


def _is_file(path: Path) -> bool:
    """True for what can only be meant as a file: no subcommand has a dot, or a folder before it."""
    return path.suffix != "" or len(path.parts) > 1


def window_request(parsed: argparse.Namespace, files: Iterable[Path] = ()) -> Request:
    """The request for the window that parsed options are."""
    return Request(
        parsed.data_dir,
        parsed.sample,
        files=tuple(path.absolute() for path in files),
        passphrase_file=parsed.data_passphrase_file,
        is_quick_add=parsed.quick_add,
    )


def add_options_of_window(parser: argparse.ArgumentParser) -> None:
    """Adds what can be said without a subcommand."""
    parser.add_argument("--quick-add", action="store_true", help="open a small window that adds a contact")
    add_place(parser)


def add_place(parser: argparse.ArgumentParser, *, is_again: bool = False) -> None:
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
