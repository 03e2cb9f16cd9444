"""What repairing a damaged store brought back, in numbers and in words."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

_NOUNS = {
    "contact": ("contact", "contacts"),
    "organization": ("organization", "organizations"),
    "interaction": ("timeline entry", "timeline entries"),
    "pitch": ("pitch", "pitches"),
    "interview": ("interview", "interviews"),
    "planned_question": ("planned question", "planned questions"),
    "follow_up": ("follow-up", "follow-ups"),
    "rehearsal": ("rehearsal", "rehearsals"),
}
_BUILT_IN_TOO = {"question": "questions of your own", "template": "templates of your own"}
"""Tables whose rows are mostly built in: users are told only that some may be missing."""
"""What the user calls the rows of a table; those of all others are details."""


@frozen
class Repaired:
    """Rows by table: `saved` from the damaged file, `from_backup`, and `lost`, as far as known.

    `unsure` are tables of which more may be lost than is known. `emptied` counts single values that could not be used
    and were left out, `unnamed` the records that stand for some that could not be read, of which only what belongs to
    them is there. `backup_of` is when the backup was made that rows came from.
    """

    saved: Mapping[str, int]
    from_backup: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    emptied: int = 0
    unnamed: int = 0
    backup_of: datetime | None = None

    @property
    def is_complete(self) -> bool:
        """True if everything that was in the file is there again."""
        missing = (*self.from_backup.values(), *self.lost.values(), self.emptied, self.unnamed)
        return not any(missing) and not self.unsure


def rows_words(rows: Mapping[str, int]) -> str:
    """Rows by table as the user would count them.

    >>> rows_words({"contact": 2, "pitch": 0, "contact_email": 3})
    '2 contacts, 3 details'
    """
    parts = [counted(rows[table], *nouns) for table, nouns in _NOUNS.items() if rows.get(table)]
    details = sum(count for table, count in rows.items() if table not in {*_NOUNS, *_BUILT_IN_TOO})
    if details:
        parts.append(counted(details, "detail"))
    return ", ".join(parts)


def repair_sentences(repaired: Repaired, made_at: str) -> tuple[str, ...]:
    """What a repair did; `made_at` says in words when the backup was made that rows were taken from.

    >>> repair_sentences(Repaired({"contact": 2}), "")
    ('Saved 2 contacts.', 'Nothing was lost.', 'Earlier changes can no longer be undone.')
    >>> repair_sentences(Repaired({"contact": 2}, lost={"pitch": 1}, unsure=("pitch", "holiday")), "")[1:3]
    ('Lost: 1 pitch.', 'Part of the file could not be read. Some of these may be missing: pitches, details.')
    """
    told = [f"Saved {rows_words(repaired.saved) or 'nothing'}."]
    if any(repaired.from_backup.values()):
        told.append(f"Taken from the backup of {made_at}: {rows_words(repaired.from_backup)}.")
    if any(repaired.lost.values()):
        told.append(f"Lost: {rows_words(repaired.lost)}.")
    if repaired.unsure:
        plurals = [plural for table, (_noun, plural) in _NOUNS.items() if table in repaired.unsure]
        plurals += [plural for table, plural in _BUILT_IN_TOO.items() if table in repaired.unsure]
        plurals += ["details"] if not set(repaired.unsure) <= {*_NOUNS, *_BUILT_IN_TOO} else []
        told.append(f"Part of the file could not be read. Some of these may be missing: {', '.join(plurals)}.")
    if repaired.unnamed:
        stand = "stands" if repaired.unnamed == 1 else "stand"
        told.append(
            f"{counted(repaired.unnamed, 'record')} called “Recovered” {stand} for what could not be read, with the "
            "notes, dates and addresses that belong to it."
        )
    if repaired.emptied:
        told.append(f"Left out, for they could not be used: {counted(repaired.emptied, 'single value')}.")
    if repaired.is_complete:
        told.append("Nothing was lost.")
    return (*told, "Earlier changes can no longer be undone.")
