"""Names that were given in a conversation become contacts, introduced by whoever gave them."""

from dataclasses import replace
from datetime import date

from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.domain.acquaintance import Relation
from insidescoop.domain.contacts import person_called
from insidescoop.domain.interactions import IntroductionDraft
from insidescoop.domain.interviews.wrap_ups import NameGiven
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import fold
from insidescoop.store.entities import Introduction
from insidescoop.store.unit_of_work import UnitOfWork


def keep_names(
    work: UnitOfWork, giver_id: int, names: tuple[NameGiven, ...], *, day: date, interview_id: int | None
) -> tuple[NameGiven, ...]:
    """Saves an introduction for every name that is wanted; returns the names with the people they stand for.

    Raises:
        Invalid: one of the names is the giver's own.
    """
    saved: list[NameGiven] = []
    added: dict[str, int] = {}
    for named in names:
        if not named.is_wanted or named.is_kept or not named.name:
            saved.append(named)
            continue
        to_id = named.contact_id or added.get(fold(named.name))
        if to_id == giver_id:
            raise Invalid(
                f"{named.name} is the person you talked to.", next_step="Choose whom they named, or leave the line out."
            )
        to_id = _keep_name(work, giver_id, named, to_id, day=day, interview_id=interview_id)
        added[fold(named.name)] = to_id
        saved.append(replace(named, contact_id=to_id, is_kept=True))
    return tuple(saved)


def _keep_name(
    work: UnitOfWork, giver_id: int, named: NameGiven, to_id: int | None, *, day: date, interview_id: int | None
) -> int:
    """Saves one introduction, with a new person where no one is chosen; returns the contact it leads to."""
    new = None
    if to_id is None:
        new = person_called(named.name or "", relation=Relation.REFERRED)
    draft = IntroductionDraft(
        giver_id,
        to_id,
        asked_on=day,
        may_use_name=named.may_use_name,
        words_used=named.words_used,
    )
    introduction = work.session.get_one(Introduction, RecordIntroduction(draft, new).run(work.without_label()))
    introduction.interview_id = interview_id
    assert introduction.to_contact_id is not None  # noqa: S101 - a name is a person's
    return introduction.to_contact_id
