"""What a user can change about message templates."""

from insidescoop.domain.drafts import insist
from insidescoop.domain.letters.templates import TemplateDraft
from insidescoop.domain.problems import Invalid
from insidescoop.domain.values import frozen
from insidescoop.store.drafts import copy_fields
from insidescoop.store.entities import Template
from insidescoop.store.seeding import SeedFiles
from insidescoop.store.unit_of_work import UnitOfWork
from insidescoop.system.resources import resource_path


@frozen
class AddTemplate:
    """Adds a message template and returns its id."""

    draft: TemplateDraft

    @property
    def label(self) -> str:
        return f"Add template “{self.draft.name or ''}”"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        row = Template()
        copy_fields(self.draft, row)
        return work.add(row).id


@frozen
class EditTemplate:
    """Changes a message template; a built-in one is the user's from then on, and no upgrade touches it."""

    template_id: int
    draft: TemplateDraft

    @property
    def label(self) -> str:
        return f"Edit template “{self.draft.name or ''}”"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.get(Template, self.template_id)
        copy_fields(self.draft, row)
        row.is_edited = True


@frozen
class HideTemplate:
    """Takes a template out of the list that letters begin from, or puts it back."""

    template_id: int
    is_hidden: bool

    @property
    def label(self) -> str:
        return "Hide template" if self.is_hidden else "Show template"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Template, self.template_id)
        row.is_retired = self.is_hidden
        work.set_undo_label(f"{self.label} “{row.name}”")


@frozen
class RestoreTemplate:
    """Gives a built-in template the wording that the program came with."""

    template_id: int
    label: str = "Restore the built-in wording"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Template, self.template_id)
        seeds = SeedFiles(resource_path()).read().templates
        seed = next((seed for seed in seeds if seed.seed_id == row.built_in_id), None)
        if seed is None:
            raise Invalid(
                f"“{row.name}” is your own: there is no built-in wording to go back to.",
                next_step="Undo takes back your last change to it.",
            )
        copy_fields(seed.draft, row)
        row.is_edited = False
        work.set_undo_label(f"Restore the wording of “{row.name}”")
