"""The copyright file of the Debian package, read by machines: ours, the libraries' and the fonts'.

Form: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
"""

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

from environment import ROOT
from insidescoop.domain.about import Library
from insidescoop.system.libraries import canonical

BUNDLE, STARTER = "usr/lib/inside-scoop/_internal", "usr/lib/inside-scoop/inside-scoop"
GPL_BEGINS = "GNU GENERAL PUBLIC LICENSE"
"""The title of the GPL's text; elsewhere it is written with small letters."""
# SPDX's names of licences, and what this form calls them.
SHORT_NAMES = {
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "LGPL-3",
    "LGPL-3.0-or-later": "LGPL-3",
    "Apache-2.0 OR BSD-3-Clause": "Apache-2.0",
    "BSD-3-Clause": "BSD-3-clause",
    "BSD-2-Clause": "BSD-2-clause",
    "MIT": "Expat",
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


def copyright_text(libraries: Iterable[Library]) -> str:
    """The whole file, for a bundle with these libraries; those that are no packages of Python are in `OTHERS`."""
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Inside Scoop",
        "Files: *\nCopyright: 2026 Inside Scoop contributors\nLicense: Expat",
    ]
    texts = {"Expat": (ROOT / "LICENSE").read_text()}
    for library in libraries:
        text = _license_text(library.name)
        if text is None or library.license is None:
            continue
        short = SHORT_NAMES.get(library.license, library.license)
        name = canonical(library.name).replace("-", "_")
        # What PyInstaller leaves in the package is the program that starts Python.
        files = STARTER if name == "pyinstaller" else f"{BUNDLE}/{name}*"
        parts.append(f"Files: {files}\nCopyright: the authors of {library.name} {library.version}\nLicense: {short}")
        texts.setdefault(short, _without_gpl(text))
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


def _license_text(name: str) -> str | None:
    """The licence that a package brings; None if there is no package of this name."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return None
    for file in files:
        if re.search(r"(?i)licen[cs]e|copying", file.name) and file.suffix in ("", ".txt", ".md", ".rst"):
            return file.read_text()
    return "See the library's own pages."


def _without_gpl(text: str) -> str:
    """The text, with a pointer in place of version 2 of the GPL where that stands whole in it."""
    before, found, _gpl = text.partition(GPL_BEGINS)
    return f"{before.rstrip()}\n\nThe full text of the GPL is in /usr/share/common-licenses/GPL-2" if found else text


def _indented(text: str) -> str:
    return "\n".join(f" {line}".rstrip() if line.strip() else " ." for line in text.strip().splitlines())
