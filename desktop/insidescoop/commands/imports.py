"""Taking people in from a file, as it was planned and chosen."""

from collections.abc import Mapping
from dataclasses import field

from insidescoop.commands.column_mappings import remember_mapping
from insidescoop.commands.contacts import add_people, write_contact
from insidescoop.commands.interactions import log
from insidescoop.commands.photos import put_photo
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.drafts import LONGEST_LINE
from insidescoop.domain.imports import (
    Choice,
    ImportPlan,
    PlannedPerson,
    PostChange,
    with_new_post,
    with_what_is_missing,
)
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.moments import Moment
from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Progress
from insidescoop.domain.text import counted, first_line
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_drafts import kept_people
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Contact
from insidescoop.store.unit_of_work import UnitOfWork
from insidescoop.system.photos import safe_photo

_A_REPORT = 100
_PHOTOS_A_REPORT = 10
"""Pictures between two reports: one takes some 20 ms."""


@frozen
class Imported:
    """What an import did: the ids of the people added, how many others gained something or took another post, and
    pictures not taken."""

    added: tuple[int, ...]
    filled_in: int
    refused_photos: int
    updated: int = 0


@frozen
class ImportContacts:
    """Takes people in as planned, in one step, however many.

    `choices` say what becomes of people, by their place in the plan from 0; for those not named the usual is done:
    doubtful ones are left out. With `is_filling_in` people already there gain what only the file knows; nothing of
    theirs changes but the post of those who are to be updated, and that goes on the timeline as a note. Nobody gets
    a rhythm and nothing becomes due. `mapping` is kept for the next table with the same headings.
    """

    plan: ImportPlan
    choices: Mapping[int, Choice] = field(default_factory=dict)
    is_filling_in: bool = True
    mapping: tuple[str, str] | None = None
    is_bulk: bool = field(default=True, init=False)
    backup_reason: BackupReason = field(default=BackupReason.BEFORE_IMPORT, init=False)

    @property
    def label(self) -> str:
        name = first_line(self.plan.file_name, at_most=60)
        added = self.plan.added(self.choices)
        if added:
            return f"Import {counted(added, 'person', 'people')} from {name}"
        updated = self.plan.updated(self.choices)
        if updated:
            return f"Update {counted(updated, 'person', 'people')} from {name}"
        return f"Fill in {counted(self.plan.filled_in(self.choices), 'person', 'people')} from {name}"

    def run(self, work: UnitOfWork) -> Imported:
        fills = self.is_filling_in and self.plan.filled_in(self.choices)
        if not (self.plan.added(self.choices) or fills or self.plan.updated(self.choices)):
            raise Invalid("There is nothing to import.", next_step="Choose another file.")
        home_country = profile(work.session).home_country
        drafts, photos = self._new_people(home_country)
        added = add_people(work, list(drafts.values()))
        pictured = [
            (contact_id, photos[place]) for contact_id, place in zip(added, drafts, strict=True) if place in photos
        ]
        refused = 0
        for done, (contact_id, photo) in enumerate(pictured):
            if done % _PHOTOS_A_REPORT == 0:
                work.report(Progress(done, len(pictured), "Making the pictures small"))
            refused += not _keep_photo(work, contact_id, photo)
        filled, updated, refused_later = self._fill_in(work, home_country)
        if self.mapping is not None:
            remember_mapping(work, *self.mapping)
        return Imported(tuple(added), filled, refused + refused_later, updated)

    def _new_people(self, home_country: str) -> tuple[dict[int, ContactDraft], dict[int, bytes]]:
        """The people to add and their pictures by place, each with what later entries of the file say of them."""
        drafts: dict[int, ContactDraft] = {}
        photos: dict[int, bytes] = {}
        for place, planned in enumerate(self.plan.people):
            if self.plan.way(place, self.choices) is not Choice.ADD:
                continue
            root = place if planned.twin is None else planned.twin
            found = planned.person
            drafts[root] = (
                found.draft
                if root == place
                else with_what_is_missing(drafts[root], found.draft, home_country=home_country, is_twin=True)
            )
            if found.photo is not None:
                photos.setdefault(root, found.photo)
        return drafts, photos

    def _fill_in(self, work: UnitOfWork, home_country: str) -> tuple[int, int, int]:
        """How many people gained something, how many took another post, and how many pictures were refused."""
        gains: dict[int, list[PlannedPerson]] = {}
        changes: dict[int, PostChange] = {}
        for place, planned in enumerate(self.plan.people):
            root = planned if planned.twin is None else self.plan.people[planned.twin]
            if root.contact_id is None:
                continue
            way = self.plan.way(place, self.choices)
            if way not in (Choice.SAME, Choice.UPDATE):
                continue
            if self.is_filling_in and planned.is_lacking:
                gains.setdefault(root.contact_id, []).append(planned)
            if way is Choice.UPDATE and planned.change is not None:
                changes[root.contact_id] = planned.change
        refused = 0
        ids = sorted({*gains, *changes})
        for done, kept in enumerate(kept_people(work.session, ids)):
            if done % _A_REPORT == 0:
                work.report(Progress(done, len(ids), "Filling in what is missing"))
            row = work.session.get(Contact, kept.id)
            if row is None:
                continue
            draft = kept.draft if kept.id not in changes else with_new_post(kept.draft, changes[kept.id])
            for found in gains.get(kept.id, ()):
                draft = with_what_is_missing(
                    draft, found.person.draft, home_country=home_country, is_twin=found.twin is not None
                )
            if not draft.problems():
                write_contact(work, row, draft)
            if kept.id in changes:
                self._note_change(work, kept.id, changes[kept.id])
            photo = next(
                (found.person.photo for found in gains.get(kept.id, ()) if found.person.photo is not None), None
            )
            refused += not (kept.has_photo or _keep_photo(work, kept.id, photo))
        return len(gains), len(changes), refused

    def _note_change(self, work: UnitOfWork, contact_id: int, change: PostChange) -> None:
        """Puts another post on the timeline, old and new."""
        source = self.plan.source or first_line(self.plan.file_name, at_most=60)
        summary = first_line(f"Another post: {change.words} (from {source})", at_most=LONGEST_LINE)
        happened = Moment(work.now, work.zone)
        log(work, InteractionDraft((contact_id,), InteractionKind.NOTE, happened, summary=summary))


def _keep_photo(work: UnitOfWork, contact_id: int, photo: bytes | None) -> bool:
    """Keeps a picture if there is one; False if it is none that can be shown. The person is there without it."""
    if photo is None:
        return True
    try:
        put_photo(work, contact_id, safe_photo(photo))
    except Invalid:
        return False
    return True
