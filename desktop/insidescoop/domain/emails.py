"""E-mail addresses: kept as typed, checked without a network, compared without case."""

import re

_SHARED_MAILBOXES = frozenset(
    """
    accounts admin administration archive archives asst bookings circulation contact contactus desk editor editorial
    enquiries enquiry events hello help helpdesk hr info information inquiries jobs careers library librarian mail
    marketing media membership news newsletter noreply office people president press reception recruiting recruitment
    reference sales secretary service staff support team volunteer webmaster welcome
    """.split()  # noqa: SIM905
)
"""What stands before the @ of a mailbox that several people read."""

_MAILTO = re.compile(r"^mailto:", re.IGNORECASE)


def email_key(typed: str) -> str:
    """The address as it is compared: two spellings with one key reach the same mailbox.

    >>> email_key("Dana.Okafor@Harbor.Example")
    'dana.okafor@harbor.example'
    """
    bare = typed.strip()
    return (_MAILTO.sub("", bare) if bare[:1] in ("m", "M") else bare).casefold()


def is_shared_mailbox(address: str) -> bool:
    """True if several people read the mailbox, as what stands before the @ of its key tells.

    >>> is_shared_mailbox("info@harbor.example"), is_shared_mailbox("dana@harbor.example")
    (True, False)
    """
    before = address.partition("@")[0]
    return before in _SHARED_MAILBOXES or before.endswith((".family", "-family")) or before.startswith("family.")


def is_email(typed: str) -> bool:
    """True if a letter could be sent to what was typed, as far as its form tells.

    >>> is_email("dana@harbor.example"), is_email("dana at harbor")
    (True, False)
    """
    return email_doubt(typed) is None


def email_doubt(typed: str) -> str | None:
    """What looks wrong with the form of an address, in a sentence; None if nothing does.

    Nobody is asked whether the mailbox is there: that would take a network.
    """
    # Loaded when the first address is looked at: it takes as long as half the domain.
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(typed, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return f"“{typed}” does not look like a whole e-mail address."
    return None
