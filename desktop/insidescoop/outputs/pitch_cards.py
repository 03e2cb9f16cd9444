"""Makes the card of a pitch, or the page of all its cuts."""

from sqlalchemy.orm import Session

from insidescoop.domain.pitch.cards import CardSize, PitchCard
from insidescoop.domain.problems import Missing
from insidescoop.domain.values import frozen
from insidescoop.queries.pitch_card import pitch_card
from insidescoop.queries.pitch_desk import pitch_draft
from insidescoop.queries.profile import profile
from insidescoop.system.file_names import safe_file_name


@frozen
class MadePitchPaper:
    """A finished PDF, a file name that suits it, and what there is to know of it, in words."""

    pdf: bytes
    file_name: str
    cut: tuple[str, ...]


def make_pitch_card(session: Session, pitch_id: int, *, seconds: int, size: CardSize) -> MadePitchPaper:
    """One cut of a pitch on a card.

    Raises:
        Missing: the pitch is not there.
        Problem: the cut is empty, or holds a field that is not filled yet.
    """
    # ReportLab takes a tenth of a second to import: only who prints waits for it.
    from insidescoop.documents.pitch_card import draw_pitch_card

    card = _card(pitch_card(session, pitch_id, lengths=(seconds,)))
    drawn = draw_pitch_card(card, size)
    return MadePitchPaper(drawn.pdf, safe_file_name(f"{card.name} {seconds} s", ".pdf", otherwise="pitch"), drawn.notes)


def make_pitch_page(session: Session, pitch_id: int) -> MadePitchPaper:
    """All cuts of a pitch on a page of the paper the profile names.

    Raises:
        Missing: the pitch is not there.
        Problem: the pitch is empty, or holds a field that is not filled yet.
    """
    from insidescoop.documents.pitch_card import draw_pitch_page

    draft = pitch_draft(session, pitch_id)
    if draft is None:
        raise Missing("This pitch")
    card = _card(pitch_card(session, pitch_id, lengths=draft.lengths))
    drawn = draw_pitch_page(card, profile(session).paper)
    return MadePitchPaper(drawn.pdf, safe_file_name(f"{card.name} all lengths", ".pdf", otherwise="pitch"), drawn.notes)


def _card(card: PitchCard | None) -> PitchCard:
    if card is None:
        raise Missing("This pitch")
    return card
