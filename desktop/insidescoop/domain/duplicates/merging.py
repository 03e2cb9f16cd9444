"""What becomes of two entries about one person: which facts have to be chosen, and the one entry they make."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.emails import email_key
from insidescoop.domain.links import link_key
from insidescoop.domain.moments import exact_day
from insidescoop.domain.phones import HOME_COUNTRY, phone_key
from insidescoop.domain.text import counted, fold
from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import Term, Vocabulary


@frozen
class MergedField:
    """A fact of which a merged person has one: the values of some columns, chosen together."""

    name: str
    title: str
    columns: tuple[str, ...]

    def values(self, draft: ContactDraft) -> tuple[Any, ...]:
        """What the draft says of it."""
        return tuple(getattr(draft, column) for column in self.columns)

    def is_said(self, draft: ContactDraft) -> bool:
        """True if the draft says anything of it."""
        if self.name == "rhythm":
            return draft.closeness is not Closeness.NOT_YET or draft.cadence_days is not None
        return any(self.values(draft))

    def words(self, draft: ContactDraft) -> str:
        """What the draft says of it, as the window shows it; "" for nothing."""
        match self.name:
            case "name":
                return draft.shown_name
            case "met":
                return ", ".join(filter(None, (draft.met_event, exact_day(draft.met_on) if draft.met_on else None)))
            case "rhythm":
                days = f", every {counted(draft.cadence_days, 'day')}" if draft.cadence_days else ""
                return f"{draft.closeness.words}{days}"
        value = self.values(draft)[0]
        return "" if value is None else str(getattr(value, "words", value))


_NAME = MergedField("name", "Name", ("given_name", "family_name", "display_name", "is_family_first"))
_RHYTHM = MergedField("rhythm", "Keep in touch", ("closeness", "cadence_days"))

MERGED_FIELDS = (
    _NAME,
    MergedField("title", "Title", ("title",)),
    MergedField("organization", "Organization", ("organization",)),
    MergedField("pronouns", "Pronouns", ("pronouns",)),
    MergedField("how_to_say", "How to say the name", ("how_to_say",)),
    MergedField("met", "Met", ("met_event", "met_on")),
    _RHYTHM,
    MergedField("relation", "Known from", ("relation",)),
    MergedField("role", "Role for me", ("role",)),
    MergedField("tie", "Tie", ("tie",)),
    MergedField("preferred_channel", "Best reached by", ("preferred_channel",)),
    MergedField("name_leave", "May I say their name", ("name_leave",)),
    MergedField("own_reply_pattern", "Answers (private)", ("own_reply_pattern",)),
    MergedField("time_zone", "Time zone", ("time_zone",)),
    MergedField("address", "Address", ("address",)),
)
"""Every fact to be chosen, in the order of the form; all others are kept of both."""

Key = Callable[[str], str | None]


def fields_to_choose(kept: ContactDraft, gone: ContactDraft) -> tuple[MergedField, ...]:
    """The facts of which both say something, and not the same; where one says nothing, the other's is taken."""
    return tuple(
        field
        for field in MERGED_FIELDS
        if field.is_said(kept) and field.is_said(gone) and field.values(kept) != field.values(gone)
    )


def fields_better_in(gone: ContactDraft, kept: ContactDraft) -> tuple[str, ...]:
    """The fields of which `gone` says more than `kept`: a name less shortened, a closeness that somebody chose."""
    better = [_NAME.name] if _has_fuller_name(gone, kept) else []
    if _is_rhythm_unchosen(kept) and _RHYTHM.is_said(gone) and not _is_rhythm_unchosen(gone):
        better.append(_RHYTHM.name)
    return tuple(better)


def _has_fuller_name(one: ContactDraft, other: ContactDraft) -> bool:
    # Loaded when two are merged: its tables take a while, and the window would wait for them.
    from insidescoop.domain.names.comparing import name_parts

    names = [name_parts(each.given_name, each.family_name, each.shown_name) for each in (one, other)]
    if names[0].script != names[1].script:
        return False
    letters = [len("".join(name.words)) for name in names]
    return letters[0] > letters[1]


def _is_rhythm_unchosen(draft: ContactDraft) -> bool:
    # Everyone begins as not in touch yet, and their first exchange makes them warm.
    return draft.closeness in (Closeness.NOT_YET, Closeness.WARM) and draft.cadence_days is None


def who_stays(histories: Mapping[int, int]) -> int:
    """Whose entry stays of two, given by id with how much happened: the one with more, else the older one.

    >>> who_stays({7: 2, 4: 2}), who_stays({7: 3, 4: 2})
    (4, 7)
    """
    return min(histories, key=lambda entry_id: (-histories[entry_id], entry_id))


def merged_draft(
    kept: ContactDraft, gone: ContactDraft, *, from_gone: Iterable[str] = (), home_country: str = HOME_COUNTRY
) -> ContactDraft:
    """The one entry that two make: what `kept` says, and what only `gone` says.

    `from_gone` names the fields of which `gone` is right. E-mails, phones, links, tags and words are kept of both,
    those of `kept` first, none twice; both notes are kept; who is not to be contacted by one, is not by both.
    """
    chosen = set(from_gone)
    merged = kept
    for field in MERGED_FIELDS:
        if field.is_said(gone) and (field.name in chosen or not field.is_said(kept)):
            merged = replace(merged, **dict(zip(field.columns, field.values(gone), strict=True)))
    return with_lists_of(merged, (kept, gone), home_country=home_country)


def with_lists_of(
    draft: ContactDraft, others: Iterable[ContactDraft], *, home_country: str = HOME_COUNTRY
) -> ContactDraft:
    """The draft with everything that may be kept of several: lists, notes, and the wish not to be contacted."""
    for other in others:
        draft = replace(
            draft,
            emails=_of_both(draft.emails, other.emails, email_key),
            phones=_of_both(draft.phones, other.phones, partial(phone_key, home_country=home_country)),
            links=_of_both(draft.links, other.links, link_key),
            tags=_of_both_tags(draft.tags, other.tags),
            terms=_of_both_terms(draft.terms, other.terms),
            notes=_both_notes(draft.notes, other.notes),
            do_not_contact=draft.do_not_contact or other.do_not_contact,
        )
    return draft


def _of_both(own: tuple[Labelled, ...], others: tuple[Labelled, ...], key: Key) -> tuple[Labelled, ...]:
    merged: dict[str, Labelled] = {}
    for entry in (*own, *others):
        known = merged.setdefault(key(entry.value) or fold(entry.value), entry)
        if known.label is None and entry.label is not None:
            merged[key(entry.value) or fold(entry.value)] = replace(known, label=entry.label)
    return tuple(merged.values())


def _of_both_tags(own: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    merged: dict[str, str] = {}
    for tag in (*own, *others):
        merged.setdefault(fold(tag), tag)
    return tuple(merged.values())


def _of_both_terms(own: tuple[Term, ...], others: tuple[Term, ...]) -> tuple[Term, ...]:
    merged: dict[tuple[Vocabulary, str], Term] = {}
    for term in (*own, *others):
        merged.setdefault((term.vocabulary, fold(term.value)), term)
    return tuple(merged.values())


def _both_notes(own: str | None, other: str | None) -> str | None:
    if own is None or other is None or other in own:
        return own or other
    return other if own in other else f"{own}\n\n{other}"
