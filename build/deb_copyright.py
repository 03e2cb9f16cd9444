"""The copyright file of the Debian package, read by machines: ours, the libraries' and the fonts'.

Form: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from typing import NamedTuple

from environment import ROOT

BUNDLE = "usr/lib/inside-scoop/_internal"
# What the wheels say in many ways, by the short names of the form.
SHORT_NAMES = {
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "LGPL-3",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-clause",
    "BSD-3-Clause": "BSD-3-clause",
    "BSD-2-Clause": "BSD-2-clause",
    "MIT License": "Expat",
    "MIT": "Expat",
    "The Unlicense (Unlicense)": "Unlicense",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
IN_DEBIAN = {"LGPL-3": "LGPL-3", "Apache-2.0": "Apache-2.0", "MPL-2.0": "MPL-2.0", "GPL-3": "GPL-3"}
# Beside wheels: what PyInstaller takes along from the system, and the fonts of resources/fonts.
OTHERS = (
    ("lib*", "The authors of the system libraries of Debian; see /usr/share/doc of each", "LGPL-2.1-or-other"),
    ("insidescoop/resources/fonts/Noto*", "Google LLC", "OFL-1.1"),
    ("insidescoop/resources/fonts/Nanum*", "2011 NHN Corporation", "OFL-1.1"),
    ("insidescoop/resources/fonts/Droid*", "2006 Google Corporation", "Apache-2.0"),
    ("insidescoop/resources/fonts/DejaVu*", "2003 Bitstream, Inc.; 2006 Tavmjong Bah", "Bitstream-Vera"),
)
LICENSE_FILES = {"OFL-1.1": "LICENSE-OFL.txt", "Bitstream-Vera": "LICENSE-DejaVu.txt"}


class Library(NamedTuple):
    """A library in the bundle: its name, version, the short name of its licence, and that licence's own text."""

    name: str
    version: str
    license: str
    text: str


def copyright_text() -> str:
    """The whole file."""
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Inside Scoop",
        "Files: *\nCopyright: 2026 Inside Scoop contributors\nLicense: Expat",
    ]
    texts = {"Expat": (ROOT / "LICENSE").read_text()}
    for library in libraries():
        folder = library.name.replace("-", "_")
        parts.append(
            f"Files: {BUNDLE}/{folder}*\nCopyright: the authors of {library.name} {library.version}\n"
            f"License: {library.license}"
        )
        texts.setdefault(library.license, library.text)
    for files, owner, name in OTHERS:
        parts.append(f"Files: {BUNDLE}/{files}\nCopyright: {owner}\nLicense: {name}")
        if name in LICENSE_FILES:
            texts[name] = (ROOT / "resources/fonts" / LICENSE_FILES[name]).read_text()
        texts.setdefault(name, "Each library has its own; Debian's packages of the same name hold the texts.")
    for name, text in texts.items():
        if name in IN_DEBIAN:
            text = f"The full text is in /usr/share/common-licenses/{IN_DEBIAN[name]}"
        parts.append(f"License: {name}\n{_indented(text)}")
    return "\n\n".join(parts) + "\n"


def libraries() -> list[Library]:
    """Every library that the program needs to run, by name."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    return sorted({library for line in wanted for library in _with_needed(line, set())})


def _with_needed(requirement: str, seen: set[str]) -> Iterator[Library]:
    if "extra ==" in requirement or re.search(r"sys_platform == .win32", requirement):
        return
    name = re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()  # type: ignore[index]
    if name in seen:
        return
    seen.add(name)
    found = distribution(name)
    yield Library(name, found.version, _license(found), _license_text(found))
    for line in found.requires or []:
        yield from _with_needed(line, seen)


def _license(found: Distribution) -> str:
    told = found.metadata
    said = [*told.get_all("License-Expression", []), *told.get_all("License", [])]
    said += [line.split(" :: ")[-1] for line in told.get_all("Classifier", []) if "License" in line]
    known = (SHORT_NAMES[name] for name in said if name in SHORT_NAMES)
    plain = (name for name in said if re.fullmatch(r"[\w.+-]+", name))
    return next(known, None) or next(plain, f"{told['Name']}-license")


def _license_text(found: Distribution) -> str:
    for file in found.files or []:
        if re.search(r"(?i)licen[cs]e|copying", file.name) and file.suffix in ("", ".txt", ".md", ".rst"):
            return file.read_text()
    return "See the library's own pages."


def _indented(text: str) -> str:
    return "\n".join(f" {line}".rstrip() if line.strip() else " ." for line in text.strip().splitlines())
