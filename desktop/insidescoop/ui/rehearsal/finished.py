"""What a run out loud hands over when it ends."""

from insidescoop.domain.rehearsal.rehearsals import Span
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.domain.values import frozen
from insidescoop.queries.rehearsals import Subject


@frozen
class FinishedRun:
    """A run that was ended; `sound` is the recording, if there was one.

    `words` are those that had passed on the screen; None if those were as good as all, or the spans tell.
    """

    subject: Subject
    kind: RunKind
    milliseconds: int
    spans: tuple[Span | None, ...]
    sound: bytes | None
    words: int | None = None
