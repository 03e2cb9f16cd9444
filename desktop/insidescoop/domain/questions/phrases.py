"""How a question of one's own will sound: whether it can be answered with yes, and whether it asks for work."""

import re

_CLOSED = re.compile(
    r"^(?:is|are|am|was|were|do|does|did|can|could|will|would|should|have|has|had|may|might)\b", re.IGNORECASE
)
_OPENS = re.compile(r"\b(?:how|what|which|who|whom|whose|where|why|when)\b", re.IGNORECASE)
_ASKS_FOR_WORK = re.compile(
    r"\b(?:job openings?|openings?|hire me|hiring me|vacanc(?:y|ies)|apply (?:for|here)|a job for me)\b", re.IGNORECASE
)


def phrase_remarks(text: str | None) -> tuple[str, ...]:
    """What to look at in the wording of a question; empty if nothing, or if nothing is written yet.

    >>> phrase_remarks("Do you like your work?")
    ('It can be answered with yes or no: begin with how, what or which.',)
    >>> phrase_remarks("Could you tell me how you came to this?"), phrase_remarks(None)
    ((), ())
    """
    plain = (text or "").strip()
    if not plain:
        return ()
    found = []
    if _CLOSED.search(plain) and not _OPENS.search(plain):
        found.append("It can be answered with yes or no: begin with how, what or which.")
    work = _ASKS_FOR_WORK.search(plain)
    if work is not None:
        found.append(f"“{work[0]}” asks for work: a talk like this asks for advice.")
    return tuple(found)
