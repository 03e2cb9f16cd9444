"""A pitch in sections as one free text, and back: no word is lost either way."""

from dataclasses import replace
from typing import Any

from insidescoop.domain.pitch.marks import MarkedSentence, MarkedText
from insidescoop.domain.pitch.pitches import FREE_TEXT, SECTIONS, PitchDraft, SentenceMark
from insidescoop.domain.pitch.sentences import sentences_of


def as_one_text(draft: PitchDraft) -> PitchDraft:
    """The pitch as one free text; every sentence remembers its section. A free text stays as it is."""
    if draft.is_one_text:
        return draft
    marks: list[SentenceMark] = []
    whole = ""
    for section in SECTIONS:
        text = getattr(draft, section)
        if text is None:
            continue
        for each in MarkedText(text, draft.carried(section)).sentences():
            marks.append(SentenceMark(FREE_TEXT, len(marks), replace(each.carried, home=section)))
        # Where nothing ends a section's last sentence, a line break does, so that the sections can be told apart.
        parted = f"{whole} {text}" if whole else text
        whole = parted if len(sentences_of(parted)) == len(marks) else f"{whole}\n{text}"
    emptied: dict[str, Any] = dict.fromkeys(SECTIONS)
    return replace(draft, **emptied, free_text=whole, is_one_text=True, marks=tuple(marks))


def in_sections(draft: PitchDraft) -> PitchDraft:
    """The pitch in sections: every sentence goes to the one it came from, a new one to that of the one before it.

    A text that never was in sections is parted by its places: the first sentence says who I am, a question at the end
    is what I ask, and the rest is what I can do.
    """
    if not draft.is_one_text:
        return draft
    whole = draft.free_text or ""
    sentences = MarkedText(whole, draft.carried(FREE_TEXT)).sentences()
    texts: dict[str, str] = {}
    marks: list[SentenceMark] = []
    for each, home in zip(sentences, _homes(sentences), strict=True):
        piece = whole[each.piece_start : each.piece_end]
        so_far = texts.get(home)
        texts[home] = piece if so_far is None else f"{so_far}{'' if so_far[-1:].isspace() else ' '}{piece}"
        place = sum(1 for mark in marks if mark.section == home)
        marks.append(SentenceMark(home, place, replace(each.carried, home=None)))
    if not sentences:
        texts["who_i_am"] = whole
    written: dict[str, Any] = {section: texts.get(section) for section in SECTIONS}
    return replace(draft, **written, free_text=None, is_one_text=False, marks=tuple(marks))


def _homes(sentences: tuple[MarkedSentence, ...]) -> list[str]:
    known = [each.carried.home for each in sentences]
    if not any(known):
        return _homes_by_place(sentences)
    last = next(home for home in known if home)
    homes = []
    for home in known:
        last = home or last
        homes.append(last)
    return homes


def _homes_by_place(sentences: tuple[MarkedSentence, ...]) -> list[str]:
    homes = ["who_i_am", *["what_i_can_do"] * (len(sentences) - 1)][: len(sentences)]
    if len(sentences) > 1 and sentences[-1].sentence.text.rstrip("\"'”’»)").endswith("?"):
        homes[-1] = "what_i_ask"
    return homes
