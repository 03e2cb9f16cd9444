"""What the notes of a conversation ask to be saved with it: promises and names that are new, changed or gone."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from insidescoop.domain.interviews.wrap_ups import NameGiven, Promise, WrapUpDraft, with_found
from insidescoop.domain.meeting_notes import NotedLine, NoteKind, noted_lines
from insidescoop.domain.moments import exact_day
from insidescoop.domain.text import fold
from insidescoop.domain.typed_days import DayOrder
from insidescoop.domain.values import frozen

_SAVED = (NoteKind.MY_PROMISE, NoteKind.THEIR_PROMISE, NoteKind.NAME)
_LIKE_ENOUGH = 0.6


@frozen
class FoundLine:
    """A promise or a name in the notes. `before` is what it was, where it only changed.

    With `is_gone` it is a promise that the notes hold no longer.
    """

    line: NotedLine
    before: NotedLine | None = None
    is_gone: bool = False


@frozen
class ChangedPromise:
    """A promise with other words or another day: what it was `before` and what it is `now`."""

    before: Promise
    now: Promise


@frozen
class RenamedContact:
    """A contact whose name was put right in the notes."""

    contact_id: int
    name: str


@frozen
class Noted:
    """What the notes of a conversation ask to be saved with it; `gone` are promises they hold no longer."""

    promises: tuple[Promise, ...] = ()
    changed: tuple[ChangedPromise, ...] = ()
    gone: tuple[Promise, ...] = ()
    names: tuple[NameGiven, ...] = ()
    renamed: tuple[RenamedContact, ...] = ()


def newly_noted(
    text: str, *, day: date, order: DayOrder = DayOrder.DAY_FIRST, before: str = "", day_before: date | None = None
) -> tuple[FoundLine, ...]:
    """The promises and names in the notes of a conversation on `day`, each once, in order, then the promises gone.

    Those the notes held `before`, when the conversation was on `day_before`, are left out unless they changed. Other
    spaces, capitals or signs are no change. A new name in the place of one that has gone is taken for that one changed.

    >>> found = newly_noted("-> call Bo\\n-> Send  it\\n@Bo Berg", before="→ send it", day=date(2026, 11, 27))
    >>> [each.line.name or each.line.what for each in found]
    ['call Bo', 'Bo Berg']
    >>> [each] = newly_noted("-> send it by Mon", before="-> sned it by Mon", day=date(2026, 11, 27))
    >>> each.before.what
    'sned it'
    >>> [each] = newly_noted("We talked.", before="-> send it", day=date(2026, 11, 27))
    >>> each.line.what, each.is_gone
    ('send it', True)
    """
    held = _by_key(noted_lines(before, day=day_before or day, order=order))
    now = _by_key(noted_lines(text, day=day, order=order))
    gone = {key: line for key, line in held.items() if key not in now}
    found = []
    for key, line in now.items():
        if key not in held:
            found.append(FoundLine(line, _reworded(key, gone)))
        elif line.due_on != held[key].due_on:
            found.append(FoundLine(line, held[key]))
    names_gone = [line for line in gone.values() if line.name is not None]
    found = [
        replace(each, before=names_gone.pop(0))
        if each.before is None and each.line.name is not None and names_gone
        else each
        for each in found
    ]
    return (*found, *(FoundLine(line, is_gone=True) for line in gone.values() if line.name is None))


def noted_of(found: Iterable[FoundLine]) -> Noted:
    """What the lines of `newly_noted` ask to be saved."""
    there = tuple(each for each in found if not each.is_gone)
    names = with_found(WrapUpDraft(), (each.line for each in there if each.line.name is not None)).names
    promises = [each for each in there if each.line.name is None]
    return Noted(
        promises=tuple(_promise(each.line) for each in promises if each.before is None),
        changed=tuple(
            ChangedPromise(_promise(each.before), _promise(each.line)) for each in promises if each.before is not None
        ),
        gone=tuple(_promise(each.line) for each in found if each.is_gone),
        names=names,
    )


def with_people(noted: Noted, id_by_name: Mapping[str, int | None]) -> Noted:
    """The same with the contacts that the names stand for, None for a new one; other names are left out."""
    names = (
        replace(each, contact_id=id_by_name[each.name])
        for each in noted.names
        if each.name is not None and each.name in id_by_name
    )
    return replace(noted, names=tuple(names))


_PROMISED = {
    NoteKind.MY_PROMISE: "I promise",
    NoteKind.THEIR_PROMISE: "They promise",
    NoteKind.OPEN_QUESTION: "Still to find out",
}


def promise_words(line: NotedLine) -> str:
    """What a promise or an open question in notes was taken for.

    >>> promise_words(NotedLine("-> send it by Fri", NoteKind.MY_PROMISE, "send it", date(2026, 11, 27)))
    'I promise: send it, Fri 27 Nov 2026'
    """
    due = "" if line.due_on is None else f", {exact_day(line.due_on)}"
    doubt = "" if line.doubt is None else f" ({line.doubt})"
    return f"{_PROMISED[line.kind]}: {line.what}{due}{doubt}"


_Key = tuple[NoteKind, str]


def _by_key(lines: Iterable[NotedLine]) -> dict[_Key, NotedLine]:
    found: dict[_Key, NotedLine] = {}
    for line in lines:
        if line.kind in _SAVED:
            found.setdefault((line.kind, fold(line.what if line.name is None else line.name)), line)
    return found


def _reworded(key: _Key, gone: dict[_Key, NotedLine]) -> NotedLine | None:
    """What a new line was before it was put right, taken out of those that have gone; None for no such."""
    kind, words = key
    likely = get_close_matches(words, [other for other_kind, other in gone if other_kind is kind], 1, _LIKE_ENOUGH)
    return gone.pop((kind, likely[0])) if likely else None


def _promise(line: NotedLine) -> Promise:
    [promise] = with_found(WrapUpDraft(), [line]).promises
    return promise
