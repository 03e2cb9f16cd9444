"""What a sentence of a pitch carries, and which sentence carries it after an edit.

A mark lies on a stretch of the text. An edit moves, stretches or cuts it; a sentence carries what the marks on it say.
A sentence parted in two leaves both with what it carried, two that became one keep their marks beside each other, so
that parting them again gives each its own back, and one written between two others carries nothing yet. What vanished
is remembered by its words, and comes back with them: a sentence that is cut and pasted elsewhere, or taken back by
Undo, is the same sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from insidescoop.domain.pitch.sentences import Sentence, sentences_after, sentences_of
from insidescoop.domain.pitch.word_diff import edits_between
from insidescoop.domain.values import frozen

EVERY_LENGTH = 0
"""The `from_seconds` of a sentence that every cut says."""


@dataclass(frozen=True, slots=True, order=True)
class Wording:
    """How a sentence is said in the cut of so many seconds."""

    seconds: int
    text: str


@frozen
class Carried:
    """What a sentence carries: the shortest cut it belongs to, its own wordings, the section it came from.

    `home` is None unless the sentence stands in a free text that was made of sections.
    """

    from_seconds: int = EVERY_LENGTH
    wordings: tuple[Wording, ...] = ()
    home: str | None = None

    def wording(self, seconds: int) -> str | None:
        """The own wording in the cut of so many seconds; None where the sentence is said as it is written."""
        return next((wording.text for wording in self.wordings if wording.seconds == seconds), None)

    def worded(self, seconds: int, text: str | None) -> "Carried":
        """The same with another wording in one cut; without one for None."""
        others = [wording for wording in self.wordings if wording.seconds != seconds]
        added = [] if text is None else [Wording(seconds, text)]
        return replace(self, wordings=tuple(sorted([*others, *added])))


NOTHING_CARRIED = Carried()


@frozen
class Mark:
    """A stretch of the text and what it carries."""

    start: int
    end: int
    carried: Carried


@frozen
class MarkedSentence:
    """One sentence with what it carries; `piece_start` to `piece_end` is the sentence with what stands around it."""

    sentence: Sentence
    carried: Carried
    piece_start: int
    piece_end: int


class MarkedText:
    """A text being written, and the marks on it."""

    def __init__(self, text: str = "", carried: Iterable[Carried] = ()) -> None:
        self.text = ""
        self._sentences: tuple[Sentence, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._vanished: dict[str, Carried] = {}
        self.show(text, carried)

    def show(self, text: str, carried: Iterable[Carried] = ()) -> None:
        """Begins anew with a text; `carried` goes to its sentences in order, and the rest carry nothing."""
        self.text = text
        given = [*carried]
        found = self._sentences = sentences_of(text)
        given += [NOTHING_CARRIED] * (len(found) - len(given))
        self._marks = tuple(
            Mark(each.start, each.end, what) for each, what in zip(found, given[: len(found)], strict=True)
        )

    def edit(self, at: int, removed: int, added: str) -> None:
        """The user replaced `removed` characters at `at` by `added`."""
        old = self.text[at : at + removed]
        if added and len(sentences_of(old)) > 1:
            # Several sentences gave way at once: what stayed the same in between keeps its marks.
            for edit in edits_between(old, added):
                self._edit(at + edit.at, edit.removed, edit.added)
        else:
            self._edit(at, removed, added)

    def become(self, text: str) -> None:
        """Another text takes the place of this one; what they share keeps its marks."""
        for edit in edits_between(self.text, text):
            self._edit(edit.at, edit.removed, edit.added)

    def sentences(self) -> tuple[MarkedSentence, ...]:
        """The sentences in order, with what each carries."""
        found = self._sentences
        ends = [*(each.start for each in found[1:]), len(self.text)]
        starts = [0, *ends]
        return tuple(
            MarkedSentence(each, self._carried_by(each, marks), start, end)
            for (each, marks), start, end in zip(self._shared_out(), starts, ends, strict=False)
        )

    def carried(self) -> tuple[Carried, ...]:
        """What the sentences carry, in order."""
        return tuple(self._carried_by(each, marks) for each, marks in self._shared_out())

    def give(self, place: int, carried: Carried) -> None:
        """Lets the sentence at a place (0 for the first) carry something else."""
        sentence = self._sentences[place]
        others = [mark for mark in self._marks if not _meet(mark, sentence)]
        self._marks = _in_order([*others, Mark(sentence.start, sentence.end, carried)])

    def edited_to(self, text: str, *, at: int, removed: int, added: int) -> None:
        """The edit as an editor tells it, with the text it led to; one told wrongly is found by comparing."""
        before, after = self.text[:at], self.text[at + removed :]
        if before + text[at : at + added] + after == text:
            self.edit(at, removed, text[at : at + added])
        elif text != self.text:
            self.become(text)

    def place_at(self, position: int) -> int | None:
        """The place of the sentence at a position of the text: the one it stands in or behind; None without any."""
        found = self._sentences
        before = [place for place, each in enumerate(found) if each.start <= position]
        return before[-1] if before else (0 if found else None)

    def _edit(self, at: int, removed: int, added: str) -> None:
        old = self.text
        gone_to = at + removed
        touched = [mark for mark in self._marks if mark.start < gone_to and mark.end > at]
        is_replaced = len(touched) == 1 and bool(added.strip())
        marks = []
        for mark in self._marks:
            moved = _moved(mark, at, gone_to, len(added), is_replaced=is_replaced)
            if moved is not None:
                marks.append(moved)
            elif mark.carried != NOTHING_CARRIED:
                self._vanished[_key(old[mark.start : mark.end])] = mark.carried
        self.text = old[:at] + added + old[gone_to:]
        self._marks = tuple(marks)
        self._sentences = sentences_after(self.text, self._sentences, at=at, removed=removed, added=len(added))
        self._settle()

    def _settle(self) -> None:
        settled: list[Mark] = []
        for each, met in self._shared_out():
            if not met:
                settled.append(Mark(each.start, each.end, self._vanished.pop(_key(each.text), NOTHING_CARRIED)))
                continue
            # What is written before a sentence and becomes one of its own is not covered, and carries nothing.
            settled += [_within(mark, each) for mark in met]
        self._marks = tuple(settled)

    def _shared_out(self) -> Iterator[tuple[Sentence, list[Mark]]]:
        """Every sentence with the marks it meets; both stand in order, so that one walk finds them."""
        first = 0
        for sentence in self._sentences:
            while first < len(self._marks) and self._marks[first].end <= sentence.start:
                first += 1
            met = []
            for mark in islice(self._marks, first, None):
                if mark.start >= sentence.end:
                    break
                met.append(mark)
            yield sentence, met

    def _carried_by(self, sentence: Sentence, met: list[Mark]) -> Carried:
        if len(met) <= 1:
            return met[0].carried if met else NOTHING_CARRIED
        # Several sentences became one: it is said wherever one of them was, and in each cut as they were said.
        seconds = sorted({wording.seconds for mark in met for wording in mark.carried.wordings})
        wordings = tuple(Wording(each, " ".join(self._said(sentence, met, each))) for each in seconds)
        home = next((mark.carried.home for mark in met if mark.carried.home), None)
        return Carried(min(mark.carried.from_seconds for mark in met), wordings, home)

    def _said(self, sentence: Sentence, marks: list[Mark], seconds: int) -> list[str]:
        starts = [sentence.start, *(mark.start for mark in marks[1:])]
        ends = [*starts[1:], sentence.end]
        said = [
            mark.carried.wording(seconds) or self.text[start:end].strip()
            for mark, start, end in zip(marks, starts, ends, strict=True)
        ]
        return list(dict.fromkeys(part for part in said if part))


def _moved(mark: Mark, at: int, gone_to: int, added: int, *, is_replaced: bool) -> Mark | None:
    shift = added - (gone_to - at)
    if mark.end <= at:
        return mark
    if mark.start >= gone_to:
        return Mark(mark.start + shift, mark.end + shift, mark.carried)
    if mark.start >= at and mark.end <= gone_to:
        # Typed over: the new words stand in its place.
        return Mark(at, at + added, mark.carried) if is_replaced else None
    start = mark.start if mark.start < at else at + added
    end = mark.end + shift if mark.end > gone_to else at
    return Mark(start, end, mark.carried)


def _within(mark: Mark, sentence: Sentence) -> Mark:
    if mark.start >= sentence.start and mark.end <= sentence.end:
        return mark
    return Mark(max(mark.start, sentence.start), min(mark.end, sentence.end), mark.carried)


def _meet(mark: Mark, sentence: Sentence) -> bool:
    return mark.start < sentence.end and mark.end > sentence.start


def _in_order(marks: list[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _key(text: str) -> str:
    return " ".join(text.split())
