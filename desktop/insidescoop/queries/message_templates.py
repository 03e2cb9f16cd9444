"""The message templates, built-in and own."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.letters.templates import TemplateDraft, TemplateKind
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Template


@frozen
class TemplateRow:
    """One template; `is_built_in` says that there is a wording to go back to, `is_edited` that it is another now."""

    id: int
    draft: TemplateDraft
    is_built_in: bool
    is_edited: bool
    is_hidden: bool


def template_rows(session: Session) -> tuple[TemplateRow, ...]:
    """All templates, hidden ones too, in the order of their kinds, built-in ones first."""
    order = {kind: place for place, kind in enumerate(TemplateKind)}
    rows = [
        TemplateRow(
            row.id,
            TemplateDraft(row.kind, name=row.name, subject=row.subject, body=row.body),
            row.built_in_id is not None,
            row.is_edited,
            row.is_retired,
        )
        for row in session.scalars(select(Template).order_by(Template.id))
    ]
    return tuple(sorted(rows, key=lambda row: (order[row.draft.kind], not row.is_built_in)))
