"""The field's words and the user's own, to choose from and to complete what is typed."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import TermDraft, Vocabulary
from insidescoop.store.entities import Contact, ContactTag, Organization, VocabularyTerm

MOST_WORDS = 2_000
"""Words offered of each sort, those most used first."""


@frozen
class TermRow:
    """One word of a list, with whether it is still offered."""

    id: int
    draft: TermDraft
    is_retired: bool


@frozen
class KnownWords:
    """What has been typed before or is built in, most used first, for each field that completes its words.

    `events` are those of the people added last, before the built-in ones.
    """

    tags: tuple[str, ...]
    organizations: tuple[str, ...]
    events: tuple[str, ...]
    terms: dict[Vocabulary, tuple[str, ...]]


def vocabulary_rows(session: Session, vocabulary: Vocabulary) -> tuple[TermRow, ...]:
    """Every word of a list, in its order, hidden ones too."""
    rows = session.scalars(
        select(VocabularyTerm).where(VocabularyTerm.vocabulary == vocabulary).order_by(VocabularyTerm.position)
    )
    return tuple(
        TermRow(row.id, TermDraft(row.vocabulary, row.name, row.short, row.note), row.is_retired) for row in rows
    )


def known_words(session: Session) -> KnownWords:
    """Everything the fields of a person can complete."""
    keys = select(func.min(ContactTag.id).label("first_id"), func.count().label("people")).group_by(ContactTag.tag_key)
    used = keys.order_by(func.count().desc()).limit(MOST_WORDS).subquery()
    tags = select(ContactTag.value).join(used, used.c.first_id == ContactTag.id).order_by(used.c.people.desc())
    organizations = (
        select(Organization.name)
        .outerjoin(Contact, Contact.organization_id == Organization.id)
        .group_by(Organization.id)
        .order_by(func.count(Contact.id).desc(), Organization.name)
        .limit(MOST_WORDS)
    )
    newest = select(Contact.met_event).order_by(Contact.id.desc()).limit(MOST_WORDS).subquery()
    events = select(newest.c.met_event).where(newest.c.met_event.is_not(None)).group_by(newest.c.met_event)
    terms: dict[Vocabulary, list[str]] = {vocabulary: [] for vocabulary in Vocabulary}
    for row in session.scalars(
        select(VocabularyTerm).where(VocabularyTerm.is_retired.is_(False)).order_by(VocabularyTerm.position)
    ):
        terms[row.vocabulary].append(TermDraft(row.vocabulary, row.name, row.short).shown)
    typed_events = tuple(event for event in session.scalars(events.order_by(func.count().desc())) if event)
    return KnownWords(
        tags=tuple(session.scalars(tags)),
        organizations=tuple(session.scalars(organizations)),
        events=tuple(dict.fromkeys((*typed_events, *terms[Vocabulary.EVENT]))),
        terms={vocabulary: tuple(words) for vocabulary, words in terms.items()},
    )
