"""The libraries the program is made of: from the bundle's own list, or from the packages that are installed."""

import json
import platform
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from insidescoop.domain.about import Library
from insidescoop.system.resources import resource_path

PARTS_LIST = "sbom.cdx.json"
"""The parts of a bundle, in the form of CycloneDX; build/parts_list.py makes it with the bundle."""

# License names found in package metadata, with their SPDX identifiers.
_SPDX = {
    "Apache License 2.0": "Apache-2.0",
    "Unlicense": "Unlicense",
}
# What these do not say, or not exactly, in their metadata: read in their licence files.
_READ_IN_FILES = {
    "pocketsphinx": "BSD-2-Clause",
    "python-bidi": "LGPL-3.0-or-later",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
}


def libraries() -> tuple[Library, ...]:
    """Everything the program is made of, Python first, then by name."""
    listed = resource_path(PARTS_LIST)
    found = set(read_parts(listed) if listed.is_file() else installed())
    return tuple(sorted(found, key=lambda library: (library.name != "Python", library.name.lower())))


def read_parts(path: Path) -> tuple[Library, ...]:
    """The parts in the list of a bundle."""
    return tuple(
        Library(part["name"], part.get("version"), _told(part.get("licenses", [])))
        for part in json.loads(path.read_text(encoding="utf-8"))["components"]
    )


def _told(licenses: list[dict[str, Any]]) -> str | None:
    said = (one.get("expression") or one["license"].get("id") or one["license"].get("name") for one in licenses)
    return ", ".join(said) or None


def installed() -> Iterator[Library]:
    """Python, and the installed packages that the program needs to run."""
    yield python()
    for name in _needed("inside-scoop", set()):
        yield package(name)


def python() -> Library:
    """The Python that runs this."""
    return Library("Python", platform.python_version(), "PSF-2.0")


def package(name: str) -> Library:
    """An installed package.

    Raises:
        PackageNotFoundError: it is not installed.
    """
    head = _head(distribution(name))
    return Library(head["Name"], head["Version"], _READ_IN_FILES.get(canonical(name)) or _license(head))


def canonical(name: str) -> str:
    """The name of a package as the indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(name: str, seen: set[str]) -> Iterator[str]:
    try:
        requirements = _head(distribution(name)).get_all("Requires-Dist", [])
    except PackageNotFoundError:
        # Needed on other systems only.
        return
    if seen:
        yield name
    seen.add(canonical(name))
    for line in requirements:
        wanted = re.match(r"[\w.-]+", line)
        if wanted and not re.search(r"\bextra ==", line) and canonical(wanted[0]) not in seen:
            yield from _needed(wanted[0], seen)


def _head(found: Distribution) -> Message:
    # Without the description below it, which takes most of the time to read.
    text = found.read_text("METADATA") or found.read_text("PKG-INFO") or ""
    return HeaderParser().parsestr(text.replace("\r\n", "\n").partition("\n\n")[0])


def _license(head: Message) -> str | None:
    said = [*head.get_all("License-Expression", []), *head.get_all("License", [])]
    short = (_SPDX.get(words, words) for words in said if words in _SPDX or _is_expression(words))
    return next(short, None)


def _is_expression(words: str) -> bool:
    return re.fullmatch(r"[\w.+-]+( (OR|AND|WITH) [\w.+-]+)*", words) is not None
