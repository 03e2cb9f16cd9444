"""What a user can do with the lists they keep: filters under a name."""

from insidescoop.domain.contact_filters import ContactFilter
from insidescoop.domain.drafts import LONGEST_LINE
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import tidy_line
from insidescoop.domain.values import frozen
from insidescoop.store.entities import SavedList
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class KeepList:
    """Keeps a filter under a name, and returns the list's id."""

    name: str
    wanted: ContactFilter

    @property
    def label(self) -> str:
        return f"Save the list {tidy_line(self.name) or ''}".rstrip()

    def run(self, work: UnitOfWork) -> int:
        row = SavedList(name=_name(self.name), filter_text=self.wanted.typed())
        return work.add(row).id


@frozen
class RenameList:
    """Gives a kept list another name."""

    list_id: int
    name: str
    label: str = "Rename list"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(SavedList, self.list_id)
        row.name = _name(self.name)
        work.set_undo_label(f"Rename the list to {row.name}")


@frozen
class DeleteList:
    """Forgets a kept list; the people in it stay."""

    list_id: int
    label: str = "Delete list"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(SavedList, self.list_id)
        work.session.delete(row)
        work.set_undo_label(f"Delete the list {row.name}")


def _name(typed: str) -> str:
    name = tidy_line(typed)
    if name is None:
        raise Invalid("The list has no name yet.", next_step="Give it a name.")
    if len(name) > LONGEST_LINE:
        raise Invalid("The name is too long.", next_step=f"Keep it under {LONGEST_LINE} characters.")
    return name
