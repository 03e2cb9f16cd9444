"""Passphrases on the command line: typed at the terminal, or in a file; never an argument, which others can see."""

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from insidescoop.domain.passphrases import LOST, passphrase_fault
from insidescoop.domain.problems import Invalid, Problem, WrongPassphrase
from insidescoop.system.keys import Key

Answer = TypeVar("Answer")

_TRIES = 3
_LONGEST_FILE = 10_000


STANDARD_INPUT = Path("-")
"""What is named in place of a file to have the next line of the standard input read."""


def new_key(file: Path | None, *, what_for: str) -> Key:
    """The key of a new passphrase: the first line of `file`, or typed twice.

    Raises:
        Problem: it is too short, the two differ, or there is no terminal to ask at.
    """
    if file is not None:
        passphrase = _in_file(file)
    else:
        _insist_on_terminal()
        sys.stderr.write(f"{LOST}\n")
        passphrase = getpass.getpass(f"New passphrase for {what_for}: ")
        if passphrase_fault(passphrase) is None and getpass.getpass("Again: ") != passphrase:
            raise Invalid("The two passphrases differ.", next_step="Try again.")
    fault = passphrase_fault(passphrase)
    if fault is not None:
        raise Invalid("The passphrase is too short.", next_step=fault)
    return Key.of(passphrase)


def with_key(file: Path | None, *, what_for: str, do: Callable[[Key], Answer]) -> Answer:
    """What `do` returns with the key of a passphrase: the first line of `file`, or typed, up to three times.

    Raises:
        WrongPassphrase: none of them was right.
        Problem: there is no terminal to ask at, or what `do` raises.
    """
    if file is not None:
        return do(Key.of(_in_file(file)))
    _insist_on_terminal()
    for _try in range(_TRIES - 1):
        try:
            return do(Key.of(getpass.getpass(f"Passphrase for {what_for}: ")))
        except WrongPassphrase as problem:
            sys.stderr.write(f"{problem.what_happened}\n")
    return do(Key.of(getpass.getpass(f"Passphrase for {what_for}: ")))


def _insist_on_terminal() -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Problem(
            "A passphrase is needed, and there is no terminal to ask for it.",
            your_data="Nothing was changed.",
            next_step="Start this in a terminal, or name a file that holds the passphrase: --data-passphrase-file FILE "
            "for your data, --passphrase-file FILE for an encrypted copy.",
        )


def _in_file(file: Path) -> str:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.readline(_LONGEST_FILE).decode("utf-8", "replace").rstrip("\r\n")
    try:
        with file.open("rb") as opened:
            lines = opened.read(_LONGEST_FILE).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            f"The passphrase cannot be read from {file}.",
            your_data="Nothing was changed.",
            next_step="Check that it is a text file with the passphrase in its first line.",
        ) from error
    return lines[0] if lines else ""
