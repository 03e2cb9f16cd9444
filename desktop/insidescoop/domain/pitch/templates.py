"""Pitches to begin with: sentences with fields to be filled, and what is known of the user already."""

import re
from collections.abc import Mapping
from typing import Any

from insidescoop.domain.headlines import as_role
from insidescoop.domain.pitch.marks import Carried
from insidescoop.domain.pitch.pitches import PitchDraft, SentenceMark
from insidescoop.domain.profile import ProfileDraft
from insidescoop.domain.values import frozen


@frozen
class TemplateSentence:
    """One sentence with its fields in braces, and the shortest cut it belongs to (0 for every cut)."""

    text: str
    from_seconds: int


@frozen
class PitchTemplate:
    """A pitch to begin with; `id` never changes its meaning."""

    id: str
    name: str
    seconds: int
    sections: Mapping[str, tuple[TemplateSentence, ...]]


def known_fields(profile: ProfileDraft) -> dict[str, str]:
    """The fields that the profile fills.

    >>> known_fields(ProfileDraft(name="Dana Reyes", headline="Library science student"))
    {'name': 'Dana Reyes', 'role now': 'a library science student'}
    """
    found = {"name": profile.name, "role now": None if profile.headline is None else as_role(profile.headline)}
    return {field: text for field, text in found.items() if text}


def begun_from(template: PitchTemplate, *, name: str, audience: str | None, known: Mapping[str, str]) -> PitchDraft:
    """A pitch made of a template; fields that nothing is known of stay to be filled."""
    texts: dict[str, Any] = {}
    marks: list[SentenceMark] = []
    for section, sentences in template.sections.items():
        texts[section] = " ".join(_filled(sentence.text, known) for sentence in sentences)
        marks += [
            SentenceMark(section, place, Carried(sentence.from_seconds)) for place, sentence in enumerate(sentences)
        ]
    return PitchDraft(name=name, target_seconds=template.seconds, audience=audience, marks=tuple(marks), **texts)


def _filled(text: str, known: Mapping[str, str]) -> str:
    return re.sub(r"\{([^{}]+)\}", lambda field: known.get(field[1], field[0]), text)
