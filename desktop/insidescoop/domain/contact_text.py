"""A person's facts as plain lines, to be put into a letter or a message."""

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


def _line(entry: Labelled) -> str:
    return f"{entry.value} ({entry.label})" if entry.label else entry.value
