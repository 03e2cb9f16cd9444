"""How the user's words are to be looked at: the built-in lists, and what the user made of them."""

import json
import re
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.pitch.checks import Check, CheckWords
from insidescoop.domain.pitch.spelling import as_looked_up
from insidescoop.domain.pitch.templates import PitchTemplate, TemplateSentence
from insidescoop.domain.values import frozen
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Contact, KnownWord, Organization, PlainWord, SilencedCheck
from insidescoop.system.resources import resource_path


@frozen
class OwnWords:
    """What the user switched off, says plainly, and spells another way. `plain_by_term` names the trade's word."""

    silenced: frozenset[Check]
    plain_by_term: dict[str, str]
    known: frozenset[str]


def own_words(session: Session) -> OwnWords:
    """What the user made of the checks and lists; a check that is no more is passed over."""
    checks = {check.value: check for check in Check}
    silenced = session.scalars(select(SilencedCheck.name))
    plain = session.execute(select(PlainWord.term, PlainWord.plain))
    return OwnWords(
        silenced=frozenset(checks[name] for name in silenced if name in checks),
        plain_by_term=dict(plain.all()),
        known=frozenset(session.scalars(select(KnownWord.word))),
    )


def names_of_people(session: Session) -> frozenset[str]:
    """Every word of my name and those of contacts and organizations, in small letters: none of them is misspelled.

    Slow where there are many people: to be asked on the store's thread.
    """
    names = [*session.scalars(select(Contact.display_name)), *session.scalars(select(Organization.name))]
    names.append(profile(session).name or "")
    return frozenset(as_looked_up(word) for name in names for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name))


@cache
def check_words() -> CheckWords:
    """The built-in word lists of the checks."""
    held: dict[str, Any] = json.loads(resource_path("pitch_words.json").read_text("utf-8"))
    return CheckWords(**{name: tuple(words) for name, words in held.items()})


@cache
def pitch_templates() -> tuple[PitchTemplate, ...]:
    """The built-in templates, shortest first."""
    held: list[dict[str, Any]] = json.loads(resource_path("pitch_templates.json").read_text("utf-8"))
    return tuple(
        PitchTemplate(
            id=entry["id"],
            name=entry["name"],
            seconds=entry["seconds"],
            sections={
                section: tuple(TemplateSentence(text, from_seconds) for text, from_seconds in sentences)
                for section, sentences in entry["sections"].items()
            },
        )
        for entry in held
    )
