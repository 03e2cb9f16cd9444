"""What a letter says of the user themselves: their name, their role and how to reach them."""

from insidescoop.domain.headlines import as_role
from insidescoop.domain.profile import ProfileDraft


def own_fields(own: ProfileDraft) -> dict[str, str | None]:
    """The fields of a template that the profile fills; None for what it does not say."""
    role = None if own.headline is None else as_role(own.headline)
    return {
        "my_name": own.name,
        "my_link": own.links[0].value if own.links else None,
        "my_phone": own.phone,
        "role_now": role,
        "two_line_self_description": f"{own.name} is {role}" if own.name and role else own.headline,
    }
