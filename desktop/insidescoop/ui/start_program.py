"""Starts further processes of this program."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess

from insidescoop.system.folders import data_folder, sample_folder
from insidescoop.system.keys import Key

# -P: the folder the program happens to be started in holds none of its modules.
_PROGRAM = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "insidescoop"]


def start_with_sample(folder: Path) -> None:
    """Starts another process of this program with sample data."""
    # A second process with a store of its own: sample data and real data never meet in one window.
    where = [] if folder == data_folder() else ["--data-dir", str(folder)]
    _start(*where, "--sample")


def start_program(folder: Path, *words: str, is_sample: bool, keys: Sequence[Key] = ()) -> None:
    """Starts another process of this program on the data in `folder`, with a subcommand.

    The first of `keys` opens the data. They go through a pipe: what is in arguments and variables, others can see.
    """
    usual, given = (sample_folder(), folder.parent) if is_sample else (data_folder(), folder)
    where = [] if folder == usual else ["--data-dir", str(given)]
    given_words = [*where, *(["--sample"] if is_sample else []), *words]
    if keys:
        _start_with_input([*given_words, "--data-passphrase-file", "-"], [key.told() for key in keys])
    else:
        _start(*given_words)


def start_changing_passphrase(folder: Path, old: Key | None, new: Key | None, *, is_sample: bool) -> None:
    """Starts another process that gives the data a new passphrase, or none for None, and opens the window."""
    keys = [key for key in (old, new) if key is not None]
    words = ["passphrase", "remove"] if new is None else ["passphrase", "set", "--new-passphrase-file", "-"]
    start_program(folder, *words, "--then-open", is_sample=is_sample, keys=keys)


def _start(*words: str) -> None:
    program, *first = _PROGRAM
    QProcess.startDetached(program, [*first, *words])


def _start_with_input(words: Sequence[str], lines: Sequence[str]) -> None:
    # QProcess has no way to write to a process that outlives it.
    started = subprocess.Popen([*_PROGRAM, *words], stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603
    if started.stdin is not None:
        with started.stdin as pipe:
            pipe.write("".join(f"{line}\n" for line in lines).encode())
