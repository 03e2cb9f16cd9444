"""What a step is called once it is done, undone or redone."""

from insidescoop.domain.text import within_sentence

_PAST = {
    "accept": "accepted", "add": "added", "cancel": "cancelled", "change": "changed", "count": "counted",
    "delete": "deleted", "drop": "dropped", "edit": "edited", "end": "ended", "fill": "filled", "hide": "hid",
    "import": "imported", "listen": "listened", "load": "loaded", "log": "logged", "make": "made", "mark": "marked",
    "merge": "merged", "move": "moved", "plan": "planned", "recalculate": "recalculated", "record": "recorded",
    "remove": "removed", "rename": "renamed", "reopen": "reopened", "reorder": "reordered", "reset": "reset",
    "restore": "restored", "save": "saved", "send": "sent", "set": "set", "show": "showed", "snooze": "snoozed",
    "star": "starred", "start": "started", "switch": "switched", "tag": "tagged", "take": "took", "tick": "ticked",
    "unstar": "unstarred", "update": "updated", "use": "used", "wrap": "wrapped", "write": "wrote",
}  # fmt: skip
"""The verbs that labels of commands begin with, and how they read afterwards."""

SAID_AS_THEY_ARE = ("Day off ", "Done: ", "Forgot ", "Not the same", "Note ", "Notes of ", "Plain words for ")
"""How labels begin that read the same before and after."""

UPGRADED = (
    "Your data was brought up to this version: what was done before can no longer be undone, but a backup of it as it "
    "was is in the list of backups."
)
"""What is said once after an upgrade, which empties the undo history."""


def done_words(label: str) -> str:
    """What the status line says of a step that was done; a label that begins with no verb we know stays as it is.

    >>> done_words("Add Priya Raman"), done_words("Done: call the museum")
    ('Added Priya Raman', 'Done: call the museum')
    """
    words = _past(label)
    return f"{words[:1].upper()}{words[1:]}"


def undone_words(label: str) -> str:
    """What the status line says of a step that was undone.

    >>> undone_words("Add Priya Raman"), undone_words("Done: call the museum")
    ('Undid: added Priya Raman', 'Undid: done: call the museum')
    """
    return f"Undid: {_past(label)}"


def redone_words(label: str) -> str:
    """What the status line says of a step that was redone.

    >>> redone_words("Reopen: call the museum")
    'Redid: reopened: call the museum'
    """
    return f"Redid: {_past(label)}"


def _past(label: str) -> str:
    if label.startswith(SAID_AS_THEY_ARE):
        return within_sentence(label)
    first, space, rest = label.partition(" ")
    verb = first.removesuffix(":")
    past = _PAST.get(verb.lower())
    return label if past is None else f"{past}{first[len(verb) :]}{space}{rest}"
