"""Writes everything a store holds into one file, whole or not at all."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from insidescoop.exchange.everything import everything_as_json
from insidescoop.queries.everything import everything
from insidescoop.system.user_files import write_user_file

HOLDS = (
    "The file holds everything, private things too: how people answer, your ratings, private notes, the trash. Keep it "
    "where only you can read it."
)
"""What the window says before everything is written."""


def export_everything(session: Session, path: Path, *, now: datetime) -> None:
    """Writes the whole store into a file.

    Raises:
        Problem: the file could not be written; an older one of that name is as it was.
    """
    write_user_file(path, everything_as_json(everything(session), written_at=now))
