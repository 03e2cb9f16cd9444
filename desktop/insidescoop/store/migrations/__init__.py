"""The ordered list of schema steps. A step is plain SQL, is never edited once released, and knows no entity."""

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from insidescoop.store.migrations import (
    v0002_people_as_they_are_known,
    v0003_talks_pitches_and_effort,
    v0004_distinct_organizations,
    v0005_one_schedule,
)


class MigrationStep(NamedTuple):
    """One step: it turns a store of version `to_version` - 1 into one of `to_version`."""

    to_version: int
    upgrade: Callable[[sqlite3.Connection], None]


STEPS: tuple[MigrationStep, ...] = (
    MigrationStep(2, v0002_people_as_they_are_known.upgrade),
    MigrationStep(3, v0003_talks_pitches_and_effort.upgrade),
    MigrationStep(4, v0004_distinct_organizations.upgrade),
    MigrationStep(5, v0005_one_schedule.upgrade),
)
"""Every step since version 1, in order."""
