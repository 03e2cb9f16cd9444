"""Web addresses that may be opened: http and https to a host by its name, nothing that runs or carries a password."""

import re

from insidescoop.domain.problems import Invalid
from insidescoop.domain.values import frozen

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):(.*)$", re.DOTALL)
_PORT_AND_PATH = re.compile(r"^\d{1,5}(?:[/?#]|$)")
_PARTS = re.compile(r"^([^/?#]*)(.*)$", re.DOTALL)
_HOST = re.compile(r"^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$")
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_KEPT = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")


@frozen
class WebAddress:
    """An address that may be opened, in ASCII throughout, and the host it leads to.

    `host` is the name that is really asked for: "xn--80ak6aa92e.com" for the Cyrillic look-alike of apple.com.
    `is_as_written` is False where the host was written in other letters.
    """

    url: str
    host: str
    is_as_written: bool


def web_address(typed: str) -> WebAddress:
    """The address to open for a kept link; one without a scheme gets https.

    >>> web_address("harbor.example/about").url
    'https://harbor.example/about'
    >>> web_address("https://аррӏе.com").host
    'xn--80ak6aa92e.com'

    Raises:
        Invalid: it leads to no web page, runs something, holds a password, or is no address at all.
    """
    bare = typed.strip()
    if _UNFIT.search(bare):
        raise _refused(typed, "there are signs in it that no web address has")
    scheme, rest = _parted(bare, typed)
    authority, path = _matched(_PARTS, rest)
    if "@" in authority:
        raise _refused(typed, "there is a name or password before its host")
    name, colon, port = authority.partition(":")
    if colon and not (port.isascii() and port.isdigit() and int(port) < 65536):
        raise _refused(typed, "its port is no number")
    try:
        host = name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if not _HOST.match(host) or host.rpartition(".")[2].isdigit():
        raise _refused(typed, "it names no place on the web")
    return WebAddress(f"{scheme}://{host}{colon}{port}{_in_ascii(path)}", host, host == name.lower())


def _parted(bare: str, typed: str) -> tuple[str, str]:
    found = _SCHEME.match(bare)
    if found is None or _PORT_AND_PATH.match(found.group(2)):
        return "https", bare
    scheme, rest = found.group(1).lower(), found.group(2)
    if scheme not in ("http", "https"):
        raise _refused(typed, "only web pages are opened")
    if not rest.startswith("//"):
        raise _refused(typed, "it names no place on the web")
    return scheme, rest[2:]


def _matched(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.match(text)
    assert found is not None  # noqa: S101 - both parts may be empty
    return found.group(1), found.group(2)


def _in_ascii(path: str) -> str:
    return "".join(
        letter if _KEPT.match(letter) else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in path
    )


def _refused(typed: str, why: str) -> Invalid:
    return Invalid(f"“{typed.strip()[:80]}” is not opened: {why}.", next_step="Correct the link, or copy it.")
