"""What a user can do with a person's picture."""

from dataclasses import field

from sqlalchemy import delete

from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact, ContactPhoto
from insidescoop.store.unit_of_work import UnitOfWork
from insidescoop.system.photos import safe_photo


@frozen
class SetPhoto:
    """Keeps a picture of a person, made small and plain, in the place of the one before."""

    contact_id: int
    data: bytes = field(repr=False)
    label: str = "Set photo"

    def run(self, work: UnitOfWork) -> None:
        _name_step(work, self.contact_id, "Set photo of")
        put_photo(work, self.contact_id, safe_photo(self.data))


@frozen
class RemovePhoto:
    """Takes a person's picture away."""

    contact_id: int
    label: str = "Remove photo"

    def run(self, work: UnitOfWork) -> None:
        _name_step(work, self.contact_id, "Remove photo of")
        work.session.execute(delete(ContactPhoto).where(ContactPhoto.contact_id == self.contact_id))


def put_photo(work: UnitOfWork, contact_id: int, photo: str) -> None:
    """Keeps what `safe_photo` made as the picture of a person."""
    work.session.execute(delete(ContactPhoto).where(ContactPhoto.contact_id == contact_id))
    work.add(ContactPhoto(contact_id=contact_id, data=photo))


def _name_step(work: UnitOfWork, contact_id: int, words: str) -> None:
    row = work.get(Contact, contact_id)
    work.set_undo_label(f"{words} {row.display_name}")
