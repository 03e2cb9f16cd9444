"""What a user can change about message templates."""

from dataclasses import dataclass

from insidescoop.domain.drafts import insist
from insidescoop.domain.letters import TemplateDraft
from insidescoop.domain.problems import Missing
from insidescoop.store.entities import Template
from insidescoop.store.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddTemplate:
    """Adds a message template and returns its id."""

    draft: TemplateDraft

    @property
    def label(self) -> str:
        return f"Add template “{self.draft.name or ''}”"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        row = Template()
        _write(row, self.draft)
        work.session.add(row)
        work.session.flush()
        return row.id


@dataclass(frozen=True, slots=True)
class EditTemplate:
    """Changes a message template; a built-in one is the user's from then on, and no upgrade touches it."""

    template_id: int
    draft: TemplateDraft

    @property
    def label(self) -> str:
        return f"Edit template “{self.draft.name or ''}”"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.session.get(Template, self.template_id)
        if row is None:
            raise Missing("This template")
        _write(row, self.draft)
        row.is_edited = True


def _write(row: Template, draft: TemplateDraft) -> None:
    row.kind = draft.kind
    row.name = draft.name or ""
    row.subject = draft.subject
    row.body = draft.body or ""
