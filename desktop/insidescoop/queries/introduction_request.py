"""The request for an introduction, filled as far as what is kept goes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.interviews.interviews import USUAL_MINUTES
from insidescoop.domain.letters.templates import TemplateKind, field_names, filled
from insidescoop.domain.values import frozen
from insidescoop.queries.own_fields import own_fields
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Contact, Organization, Template


@frozen
class RequestText:
    """A message as it stands; `unfilled` are the places the user has to fill."""

    subject: str
    body: str
    unfilled: tuple[str, ...]


def introduction_request(
    session: Session, first_id: int, *, target_name: str, organization: str | None
) -> RequestText | None:
    """What to write to the first person of a chain about the next one; None if there is no template or person."""
    template = session.scalars(
        select(Template)
        .where(Template.kind == TemplateKind.INTRODUCTION_REQUEST, Template.is_retired.is_(False))
        .order_by(Template.id)
        .limit(1)
    ).first()
    first = session.get(Contact, first_id)
    if template is None or first is None:
        return None
    values = {
        **own_fields(profile(session)),
        "contact_name": first.given_name or first.display_name,
        "target_name": target_name,
        "organization": organization,
        "minutes": str(USUAL_MINUTES),
    }
    subject, body = filled(template.subject or "", values), filled(template.body, values)
    return RequestText(subject, body, field_names(f"{subject}\n{body}"))


def organization_of(session: Session, contact_id: int) -> str | None:
    """The name of the place a person works at; None if it is not known."""
    return session.scalar(
        select(Organization.name)
        .join(Contact, Contact.organization_id == Organization.id)
        .where(Contact.id == contact_id)
    )


def organization_choices(session: Session, typed: str, *, at_most: int = 50) -> tuple[tuple[int, str], ...]:
    """Organizations whose name holds what was typed, in order of the name: pairs of id and name."""
    pattern = f"%{typed.strip().replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
    rows = session.execute(
        select(Organization.id, Organization.name)
        .where(Organization.name.ilike(pattern, escape="/"))
        .order_by(Organization.name_key)
        .limit(at_most)
    )
    return tuple((row[0], row[1]) for row in rows)
