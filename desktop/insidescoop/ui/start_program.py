"""Starts further processes of this program."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess

from insidescoop.system.folders import data_folder, sample_folder


def start_with_sample(folder: Path) -> None:
    """Starts another process of this program with sample data."""
    # A second process with a store of its own: sample data and real data never meet in one window.
    where = [] if folder == data_folder() else ["--data-dir", str(folder)]
    _start(*where, "--sample")


def start_program(folder: Path, *words: str, is_sample: bool) -> None:
    """Starts another process of this program on the data in `folder`, with a subcommand."""
    usual, given = (sample_folder(), folder.parent) if is_sample else (data_folder(), folder)
    where = [] if folder == usual else ["--data-dir", str(given)]
    _start(*where, *(["--sample"] if is_sample else []), *words)


def _start(*words: str) -> None:
    # -P: the folder the program happens to be started in holds none of its modules.
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "insidescoop"]
    QProcess.startDetached(program[0], [*program[1:], *words])
