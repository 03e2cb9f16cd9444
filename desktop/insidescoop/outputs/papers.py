"""What is made for paper, whatever it is, and the way it gets into a file."""

from pathlib import Path
from typing import Protocol

from insidescoop.system.user_files import write_user_file


class MadePaper(Protocol):
    """A finished PDF, a file name that suits it, and what there is to know of it, in words."""

    @property
    def pdf(self) -> bytes: ...

    @property
    def file_name(self) -> str: ...

    @property
    def cut(self) -> tuple[str, ...]: ...


def save_paper(made: MadePaper, target: Path) -> None:
    """Writes a finished PDF to `target`, whole or not at all.

    Raises:
        Problem: the file could not be written.
    """
    write_user_file(target, made.pdf)
