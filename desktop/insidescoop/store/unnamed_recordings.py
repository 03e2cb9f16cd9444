"""Recordings that no run names any more: deleted with what was forgotten, or set aside for a while."""

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import Engine

from insidescoop.domain.problems import Problem
from insidescoop.store import journal
from insidescoop.system.recordings import Recordings

RECORDING_UNNAMED, RECORDING_SET_ASIDE = timedelta(days=1), timedelta(days=30)
"""A recording that no run names is set aside after a day, and deleted thirty days later."""


def remove_unnamed(engine: Engine, recordings: Recordings) -> None:
    """Deletes for good the recordings that no run names, and that no step could bring back."""
    with engine.begin() as connection:
        named = journal.recordings_named(connection)
    with suppress(Problem):
        recordings.remove_all_but(named)


def set_unnamed_aside(engine: Engine, recordings: Recordings, now: datetime) -> None:
    """Clears up after the last time; only for who holds the store alone, for another may be about to name one."""
    with engine.begin() as connection:
        named = journal.recordings_named(connection)
    recordings.bring_back(named)
    recordings.set_aside(named, before=(now - RECORDING_UNNAMED).timestamp())
    recordings.remove_set_aside(before=(now - RECORDING_SET_ASIDE).timestamp())
