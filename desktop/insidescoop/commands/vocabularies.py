"""What a user can change about the lists of the field's words."""

from sqlalchemy import func, select

from insidescoop.domain.drafts import insist
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import TermDraft
from insidescoop.store.entities import ContactTerm, VocabularyTerm
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class AddTerm:
    """Adds a word to a list, behind the others, and returns its id."""

    draft: TermDraft

    @property
    def label(self) -> str:
        return f"Add {self.draft.name or 'a word'}"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        _refuse_namesake(work, self.draft, None)
        last = work.session.scalar(select(func.max(VocabularyTerm.position))) or 0
        row = VocabularyTerm(vocabulary=self.draft.vocabulary, position=last + 1, is_edited=True)
        _write(row, self.draft)
        return work.add(row).id


@frozen
class EditTerm:
    """Changes a word of a list, and with it everybody who carries it."""

    term_id: int
    draft: TermDraft

    @property
    def label(self) -> str:
        return f"Change to {self.draft.name or 'a word'}"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.get(VocabularyTerm, self.term_id)
        _refuse_namesake(work, self.draft, row.id)
        before = TermDraft(row.vocabulary, row.name, row.short, row.note)
        _write(row, self.draft)
        row.is_edited = True
        for carried in work.session.scalars(
            select(ContactTerm).where(
                ContactTerm.vocabulary == row.vocabulary, ContactTerm.value.in_((before.name, before.shown))
            )
        ):
            carried.value = self.draft.shown


@frozen
class RetireTerm:
    """Offers a word no more, or again; those who carry it keep it."""

    term_id: int
    is_retired: bool = True
    label: str = "Hide a word"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(VocabularyTerm, self.term_id)
        row.is_retired = self.is_retired
        work.set_undo_label(f"{'Hide' if self.is_retired else 'Show'} {row.name}")


def _refuse_namesake(work: UnitOfWork, draft: TermDraft, own_id: int | None) -> None:
    for row in work.session.scalars(select(VocabularyTerm).where(VocabularyTerm.vocabulary == draft.vocabulary)):
        if row.id != own_id and fold(row.name) == fold(draft.name or ""):
            raise Invalid(f"“{row.name}” is on the list already.", next_step="Choose another word, or show that one.")


def _write(row: VocabularyTerm, draft: TermDraft) -> None:
    row.name, row.short, row.note = draft.name or "", draft.short, draft.note
