"""Backups of the store: what they are called, and which of many are kept."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

ALL_OF = timedelta(days=2)
"""Every backup of the last two days is kept; before that one a day, then one a week, then one a month."""

DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""How many days, weeks and months keep their last backup (the numbers of Anki's backups, which go back a year)."""


ENCRYPTED_ENDING = ".isbackup"
"""How the name of an encrypted backup ends."""

BACKUP_ENDINGS = (ENCRYPTED_ENDING, ".sqlite3")
"""How the names of backups end: encrypted copies, and those that the program makes by itself."""


class BackupReason(StrEnum):
    """Why a backup was made."""

    ASKED = "asked"
    CLOSING = "closing"
    REGULAR = "regular"
    BEFORE_IMPORT = "before-import"
    BEFORE_MERGE = "before-merge"
    BEFORE_UPGRADE = "before-upgrade"
    BEFORE_RESTORE = "before-restore"
    AFTER_DELETION = "after-deletion"
    REPAIRED = "repaired"

    @property
    def words(self) -> str:
        """Why, on the screen.

        >>> BackupReason.BEFORE_IMPORT.words
        'before an import'
        """
        return _WORDS[self]


_WORDS = {
    BackupReason.ASKED: "made by you",
    BackupReason.CLOSING: "at closing",
    BackupReason.REGULAR: "while working",
    BackupReason.BEFORE_IMPORT: "before an import",
    BackupReason.BEFORE_MERGE: "before a merge",
    BackupReason.BEFORE_UPGRADE: "before an upgrade",
    BackupReason.BEFORE_RESTORE: "before a backup was restored",
    BackupReason.AFTER_DELETION: "after a permanent deletion",
    BackupReason.REPAIRED: "after a repair",
}


RESTORED = f"Restored the backup. To go back: File > Backups…, “{BackupReason.BEFORE_RESTORE.words}”"
"""What the window says of a restore that has just been done."""


@frozen
class BackupName:
    """What a backup's file is called by: its number, never used twice, its instant in UTC, and its reason."""

    number: int
    made_at: datetime
    reason: BackupReason

    @property
    def stem(self) -> str:
        """The file's name without its ending.

        >>> BackupName(7, datetime(2026, 11, 28, 6, 5, tzinfo=UTC), BackupReason.CLOSING).stem
        '000007-20261128T060500Z-closing'
        """
        return f"{self.number:06}-{self.made_at:%Y%m%dT%H%M%SZ}-{self.reason}"


@frozen
class BackupFacts:
    """What the user sees of a backup; `contents` is "" if unknown.

    `elsewhere` is its file, if it is in the second folder only; `since` what restoring it would take back, or "".
    """

    number: int
    made_at: datetime
    reason: BackupReason
    contents: str
    file_name: str
    elsewhere: str = ""
    since: str = ""

    @property
    def key(self) -> str:
        """What it is restored by: its number next to the store, else its file."""
        return self.elsewhere or str(self.number)


@frozen
class SecondFolderFacts:
    """What the user sees of the second folder; `copied_at` is when every backup was last there, None for never."""

    folder: str
    is_there: bool
    copied_at: datetime | None


_STEM = re.compile(r"(\d{6,12})-(\d{8}T\d{6}Z)-([a-z-]+)")


def backup_name(stem: str) -> BackupName | None:
    """Parses a backup's file name without its extension; returns None for any other name.

    >>> backup_name("000007-20261128T060500Z-closing").number
    7
    >>> backup_name("000007-20261328T060500Z-closing"), backup_name("notes")
    (None, None)
    """
    found = _STEM.fullmatch(stem)
    if found is None or found[3] not in list(BackupReason):
        return None
    try:
        made_at = datetime.strptime(found[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupName(int(found[1]), made_at, BackupReason(found[3]))


@frozen
class BackupFailure:
    """The last backup that failed, in the three sentences of its problem, until one succeeds.

    `is_copy` if it was made, but not copied to the second folder; `is_read` once the user has read it.
    """

    what_happened: str
    your_data: str
    next_step: str
    failed_at: datetime
    is_copy: bool = False
    is_read: bool = False

    @property
    def words(self) -> str:
        """That it failed, in a few words."""
        return "The last backup was not copied" if self.is_copy else "The last backup failed"


def backups_to_remove(names: Sequence[BackupName]) -> tuple[BackupName, ...]:
    """The backups that are not worth keeping any more, oldest first.

    They are walked through by their numbers, newest first, and counted by the days, weeks and months (in UTC) that
    have one: the clock may jump by years, and at most the same number of them goes. The newest is always kept.
    """
    removed: list[BackupName] = []
    ordered = sorted(names, key=lambda name: name.number, reverse=True)
    kept: dict[str, set[tuple[int, ...]]] = {"day": set(), "week": set(), "month": set()}
    for name in ordered:
        at = name.made_at
        periods = {
            "day": ((at.year, at.month, at.day), DAILY),
            "week": (tuple(at.isocalendar())[:2], WEEKLY),
            "month": ((at.year, at.month), MONTHLY),
        }
        is_recent = abs(ordered[0].made_at - at) < ALL_OF
        is_wanted = any(period not in kept[each] and len(kept[each]) < most for each, (period, most) in periods.items())
        if not is_recent and not is_wanted:
            removed.append(name)
            continue
        for each, (period, most) in periods.items():
            # One backup stands for its day, its week and its month.
            if len(kept[each]) < most:
                kept[each].add(period)
    return tuple(reversed(removed))


_NOUNS = {
    "contact": ("contact", "contacts"),
    "organization": ("organization", "organizations"),
    "interaction": ("timeline entry", "timeline entries"),
    "interview": ("interview", "interviews"),
    "pitch": ("pitch", "pitches"),
    "rehearsal": ("rehearsal run", "rehearsal runs"),
    "follow_up": ("follow-up", "follow-ups"),
}
COUNTED = tuple(_NOUNS)
"""The tables whose rows are counted in a manifest."""

_NAMED = ("contact", "interview", "pitch")


def contents_words(rows: Mapping[str, int]) -> str:
    """Summarizes the contents of a backup; other tables are left out.

    >>> contents_words({"contact": 2, "interview": 1, "pitch": 0, "rehearsal": 3})
    '2 contacts, 1 interview, 0 pitches'
    """
    return ", ".join(counted(rows[table], *_NOUNS[table]) for table in _NAMED if table in rows)


def since_words(then: Mapping[str, int], now: Mapping[str, int], *, done: int | None, undone: int = 0) -> str:
    """What restoring a backup would take back: the changes made since and undone since, and how the counts differ.

    `done` is None if the history does not go back so far. Returns "" if nothing is known.

    >>> since_words({"contact": 4, "pitch": 2}, {"contact": 7, "pitch": 1}, done=12)
    '12 changes, 3 more contacts, 1 pitch fewer'
    >>> since_words({"contact": 4}, {"contact": 4}, done=0, undone=1), since_words({}, {}, done=0)
    ('1 change undone', 'nothing')
    """
    parts = []
    if done:
        parts.append(counted(done, "change"))
    if undone:
        parts.append(f"{counted(undone, 'change')} undone")
    for table, (noun, plural) in _NOUNS.items():
        more = now.get(table, 0) - then.get(table, 0) if table in then and table in now else 0
        if more > 0:
            parts.append(f"{more:,} more {noun if more == 1 else plural}")
        elif more < 0:
            parts.append(f"{counted(-more, noun, plural)} fewer")
    return ", ".join(parts) or ("nothing" if done is not None else "")
