"""A person's facts as plain lines: to be put into a letter or a message, or to be looked over."""

from insidescoop.domain.contacts import ContactDraft, Labelled


def contact_text(draft: ContactDraft) -> str:
    """Name, title and organization, e-mails, phones, links and address, one a line; nothing that is private.

    >>> print(contact_text(ContactDraft(given_name="Dana", title="Archivist", organization="Harbor University",
    ...     emails=(Labelled("dana@harbor.example", "work"),))))
    Dana
    Archivist · Harbor University
    dana@harbor.example (work)
    """
    post = " · ".join(part for part in (draft.title, draft.organization) if part)
    reached = [_line(entry) for entries in (draft.emails, draft.phones, draft.links) for entry in entries]
    lines = [draft.shown_name, post, *reached, draft.address or ""]
    return "\n".join(line for line in lines if line)


def told_facts(draft: ContactDraft) -> tuple[tuple[str, str], ...]:
    """What a text about a person was taken for: the name of each field and what is in it; empty fields are left out.

    >>> told_facts(ContactDraft(given_name="Dana", met_event="ALA", phones=(Labelled("555-0134"),)))
    (('Name', 'Dana'), ('Phone', '555-0134'), ('Met at', 'ALA'))
    """
    facts = (
        ("Name", draft.shown_name),
        ("How to say the name", draft.how_to_say),
        ("Pronouns", draft.pronouns),
        ("Title", draft.title),
        ("Organization", draft.organization),
        ("E-mail", ", ".join(map(_line, draft.emails))),
        ("Phone", ", ".join(map(_line, draft.phones))),
        ("Web", ", ".join(map(_line, draft.links))),
        ("Address", draft.address),
        ("Met at", draft.met_event),
        ("Notes", draft.notes),
    )
    return tuple((title, value) for title, value in facts if value)


def _line(entry: Labelled) -> str:
    return f"{entry.value} ({entry.label})" if entry.label else entry.value
