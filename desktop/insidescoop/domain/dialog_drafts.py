"""What was typed into a dialog and is not saved yet."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime

from insidescoop.domain.text import first_line, fold
from insidescoop.domain.values import frozen

Typed = str | int | bool
"""The content of one field: its text, its number, or whether it is checked."""


@frozen
class DraftKey:
    """Which dialog it was typed into: a kind of dialog, and the records it was opened for, a contact first."""

    kind: str
    ids: tuple[int, ...] = ()

    @property
    def stem(self) -> str:
        """What its file is called, without the ending.

        >>> DraftKey("log", (3, 7)).stem
        'log-3-7'
        """
        return "-".join([self.kind, *map(str, self.ids)])


@frozen
class DialogDraft:
    """`title` says what was being written, `text` is all of it as plain text, `fields` the content of each field."""

    key: DraftKey
    title: str
    written_at: datetime
    text: str
    fields: Mapping[str, Typed] = field(default_factory=dict)

    @property
    def beginning(self) -> str:
        """The first words of what was written."""
        return first_line(max(self.text.splitlines(), key=len, default=""), at_most=70)

    def names(self, contact_id: int, words: Iterable[str]) -> bool:
        """True if it is about a contact: it was opened for them, or contains any of `words`."""
        held = " ".join(fold(f"{self.title} {self.text}").split())
        folded = (" ".join(fold(word).split()) for word in words)
        return contact_id in self.key.ids[:1] or any(word in held for word in folded if word)
