"""Gathers what is printed of a pitch into one value."""

from sqlalchemy.orm import Session

from insidescoop.domain.pitch.cards import PitchCard, PrintedCut
from insidescoop.domain.pitch.pitches import PitchDraft, spoken_seconds
from insidescoop.domain.pitch.slots import open_slots
from insidescoop.domain.problems import Problem
from insidescoop.queries.pitch_desk import pitch_draft
from insidescoop.queries.profile import profile


def pitch_card(session: Session, pitch_id: int, *, lengths: tuple[int, ...] | None = None) -> PitchCard | None:
    """What is printed of a pitch in these lengths, for None in the one worked on; None if the pitch is unknown.

    Raises:
        Problem: nothing is written in these lengths, or a field in braces is still to be filled.
    """
    draft = pitch_draft(session, pitch_id)
    if draft is None:
        return None
    me = profile(session)
    cuts = tuple(
        PrintedCut(seconds, spoken_seconds(draft.cut(seconds), pace=me.pace), draft.cut_by_section(seconds))
        for seconds in lengths or (draft.target_seconds,)
        if draft.cut(seconds)
    )
    _insist_on_text(draft, cuts)
    return PitchCard(draft.name or "", draft.audience, me.name, cuts)


def _insist_on_text(draft: PitchDraft, cuts: tuple[PrintedCut, ...]) -> None:
    if not cuts:
        raise Problem(
            f"There is nothing to print in “{draft.name}” yet.",
            your_data="Everything you wrote is kept.",
            next_step="Write a sentence that belongs to this length, then print again.",
        )
    slots = dict.fromkeys(slot for cut in cuts for text in cut.paragraphs for slot in open_slots(text))
    if slots:
        raise Problem(
            f"The pitch still has open fields: {', '.join(slots)}.",
            your_data="Everything you wrote is kept.",
            next_step="Fill them in (Tab goes from field to field), then print again.",
        )
