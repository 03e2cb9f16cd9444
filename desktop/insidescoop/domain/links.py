"""Web addresses: kept as typed, compared by the place they lead to."""

import re

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def link_key(typed: str) -> str | None:
    """The address without scheme, "www.", query and closing slash, in lower case; None for nothing to compare.

    >>> link_key("https://www.LinkedIn.com/in/Dana-Okafor/?trk=mail")
    'linkedin.com/in/dana-okafor'
    """
    bare = re.split(r"[?#]", _SCHEME.sub("", typed.strip()), maxsplit=1)[0].rstrip("/").casefold()
    return bare.removeprefix("www.") or None
