"""The link by which the system's mail program begins a letter: made from a checked address and our own words only."""

import re

from insidescoop.domain.emails import email_doubt
from insidescoop.domain.problems import Invalid

LONGEST_LINK = 2_000
"""Characters of a link that every system's mail program takes (Windows cuts at 2,083)."""

_MAILTO = re.compile(r"^mailto:", re.IGNORECASE)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def mail_link(address: str, *, subject: str | None = None, body: str | None = None) -> str:
    """A mailto link (RFC 6068) to one address.

    Everything is percent-encoded, so that no address can bring a field of its own, an attachment or a second reader.

    >>> mail_link("dana@harbor.example", subject="Coffee & talk", body="Dear Dana,\\n\\nThank you")
    'mailto:dana@harbor.example?subject=Coffee%20%26%20talk&body=Dear%20Dana%2C%0D%0A%0D%0AThank%20you'

    Raises:
        Invalid: it is no whole e-mail address.
    """
    bare = _MAILTO.sub("", address.strip())
    doubt = email_doubt(bare)
    if doubt is not None:
        raise Invalid(doubt, next_step="Correct the address on the card.")
    name, _at, host = bare.rpartition("@")
    # One kind of line end: CR LF, as section 5 of RFC 6068 says.
    lines = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n") if body else None
    fields = [f"{field}={_encoded(text)}" for field, text in (("subject", subject), ("body", lines)) if text]
    return f"mailto:{_encoded(name)}@{_encoded(host)}" + ("?" + "&".join(fields) if fields else "")


def _encoded(text: str) -> str:
    return "".join(
        letter if letter in _UNRESERVED else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in text
    )
