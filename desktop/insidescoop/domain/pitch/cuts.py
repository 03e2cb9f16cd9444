"""One text, several lengths: what is said of it in so many seconds."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from insidescoop.domain.pitch.lengths import word_count
from insidescoop.domain.pitch.marks import NOTHING_CARRIED, Carried, MarkedSentence, MarkedText
from insidescoop.domain.values import frozen

LENGTHS = {15: "15-second pitch", 30: "Elevator speech, 30 seconds", 60: "One-minute commercial, 60 seconds"}
"""The named lengths by their seconds; a pitch may have another beside them."""


class Audience(StrEnum):
    """For whom a variant is (domain section 4), and the two settings in which one does ask for a position."""

    LIS_INSIDER = "LIS insider"
    HIRING_MANAGER = "hiring manager"
    OUTSIDE_LIS = "outside LIS"
    ALUM_OR_FACULTY = "alum or faculty"
    RECEPTION = "conference reception"
    INTERVIEW_OPENING = "opening of an informational interview"
    JOB_INTERVIEW = "job interview"
    CAREER_FAIR = "career fair"


_JOB_TALKS = frozenset({Audience.JOB_INTERVIEW.value, Audience.CAREER_FAIR.value})
# Said so that nobody takes an informational interview for an application.
_DISCLAIMER = re.compile(
    r"\bnot (?:here |come |going |writing |trying )*(?:to ask|asking)\b[^.!?]*\b(?:position|job|work|post)\b",
    re.IGNORECASE,
)


def is_job_talk(audience: str | None) -> bool:
    """True if the pitch is for a talk in which a position may be asked for.

    >>> is_job_talk("Career fair"), is_job_talk("archivists"), is_job_talk(None)
    (True, False, False)
    """
    return (audience or "").strip().lower() in _JOB_TALKS


def says_no_position_is_asked_for(sentence: str) -> bool:
    """True for the sentence that has to drop out where a position is what the talk is about.

    >>> says_no_position_is_asked_for("I am not here to ask you for a position.")
    True
    """
    return _DISCLAIMER.search(sentence) is not None


def cut_lengths(target_seconds: int) -> tuple[int, ...]:
    """The seconds of every cut of a pitch, shortest first: the named lengths and its own.

    >>> cut_lengths(30), cut_lengths(45)
    ((15, 30, 60), (15, 30, 45, 60))
    """
    return tuple(sorted({*LENGTHS, target_seconds}))


def length_name(seconds: int) -> str:
    """What a length is called.

    >>> length_name(15), length_name(45)
    ('15-second pitch', '45 seconds')
    """
    return LENGTHS.get(seconds, f"{seconds} seconds")


def is_said(each: MarkedSentence, seconds: int, *, to_job: bool) -> bool:
    """True if a sentence belongs to the cut of so many seconds."""
    if to_job and says_no_position_is_asked_for(each.sentence.text):
        return False
    return each.carried.from_seconds <= seconds


def cut_of(text: str, carried: Sequence[Carried], seconds: int, *, to_job: bool = False) -> str:
    """What is said of one text in the cut of so many seconds; "" if none of it belongs there.

    Nothing but whole sentences is left out: a text that is said whole is said as it was typed.
    """
    if not to_job and all(each == NOTHING_CARRIED for each in carried):
        return text
    return cut_of_sentences(text, MarkedText(text, carried).sentences(), seconds, to_job=to_job)


def cut_of_sentences(text: str, sentences: Sequence[MarkedSentence], seconds: int, *, to_job: bool = False) -> str:
    """The same of sentences taken apart already."""
    if not sentences:
        return text
    return "".join(_parts(text, sentences, seconds, to_job=to_job)).strip()


@frozen
class CutMeasure:
    """How many words a cut has, and which fields of it are still to be filled."""

    words: int
    open_fields: frozenset[str] = frozenset()


def measured_together(parts: Iterable[CutMeasure]) -> CutMeasure:
    """The measure of several texts said one after the other.

    >>> measured_together([CutMeasure(3, frozenset({"{goal}"})), CutMeasure(4, frozenset({"{goal}"}))]).words
    7
    """
    each = tuple(parts)
    fields = frozenset(field for part in each for field in part.open_fields)
    return CutMeasure(sum(part.words for part in each), fields)


def words_of_cut(text: str, sentences: Sequence[MarkedSentence], seconds: int, *, to_job: bool = False) -> int:
    """The spoken words of a cut; sentences that stay the same from one call to the next are counted once."""
    if not sentences:
        return word_count(text)
    parts = _parts(text, sentences, seconds, to_job=to_job)
    if all(part[-1].isspace() for part in parts[:-1]):
        return sum(map(word_count, parts))
    # Without white space between them, two sentences may share what counts as one word.
    return word_count("".join(parts))


def _parts(text: str, sentences: Iterable[MarkedSentence], seconds: int, *, to_job: bool) -> list[str]:
    """What is said of each sentence, with what stands around it; nothing for what is not said."""
    parts: list[str] = []
    last: Carried | None = None
    for each in sentences:
        if not is_said(each, seconds, to_job=to_job):
            last = None
            continue
        wording = each.carried.wording(seconds)
        if wording is None:
            parts.append(text[each.piece_start : each.piece_end])
        elif each.carried != last:
            # The halves of a parted sentence share one wording, which is said once.
            parts.append(wording + (text[each.sentence.end : each.piece_end] or " "))
        last = each.carried
    return parts
