"""The whole of a pitch as one text, as a version keeps it: its sections, and what its sentences carry."""

import json
from dataclasses import replace
from typing import Any

from insidescoop.domain.pitch.marks import Carried, Wording
from insidescoop.domain.pitch.pitches import FREE_TEXT, SECTIONS, PitchDraft, SentenceMark


def source_of(draft: PitchDraft) -> str:
    """The texts and marks of a pitch as JSON; its name, audience and length are not part of a version."""
    texts = {name: text for name in (*SECTIONS, FREE_TEXT) if (text := getattr(draft, name)) is not None}
    marks = [
        [mark.section, mark.position, mark.carried.from_seconds, mark.carried.home,
         [[wording.seconds, wording.text] for wording in mark.carried.wordings]]
        for mark in draft.marks
    ]  # fmt: skip
    return json.dumps(
        {"texts": texts, "is_one_text": draft.is_one_text, "marks": marks}, ensure_ascii=False, sort_keys=True
    )


def restored(draft: PitchDraft, source: str) -> PitchDraft:
    """The pitch with the texts and marks that a source holds."""
    held = json.loads(source)
    texts: dict[str, Any] = {name: held["texts"].get(name) for name in (*SECTIONS, FREE_TEXT)}
    marks = tuple(
        SentenceMark(section, position, Carried(seconds, tuple(Wording(*each) for each in wordings), home))
        for section, position, seconds, home, wordings in held["marks"]
    )
    return replace(draft, **texts, is_one_text=held["is_one_text"], marks=marks)
