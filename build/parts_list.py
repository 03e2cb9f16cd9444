"""The list of what is in the bundle (SBOM, in the form of CycloneDX): for installer.spec, which packs what it lists.

Help > About and `inside-scoop about` read it, and so does the copyright file of the Debian package.
"""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from sqlcipher3 import dbapi2 as sqlcipher

from bundle_parts import Entry
from insidescoop import __version__
from insidescoop.domain.about import Library
from insidescoop.store.encryption.sqlcipher import sqlcipher_version
from insidescoop.system.libraries import PARTS_LIST, canonical, package, python

Part = tuple[Library, PackageURL | None]
"""Something in the bundle, and its address among packages if it has one."""

LOADER = Library("PyInstaller", package("pyinstaller").version, "GPL-2.0-or-later WITH Bootloader-exception")
# By the start of the file's name: the font, and its licence as resources/fonts has it.
FONTS = {
    "NotoSans": Library("Noto Sans (fonts)", None, "OFL-1.1"),
    "NanumGothic": Library("Nanum Gothic (font)", None, "OFL-1.1"),
    "DroidSans": Library("Droid Sans Fallback (font)", None, "Apache-2.0"),
    "DejaVuSans": Library("DejaVu Sans (font)", None, "Bitstream-Vera"),
}
# What wheels bring besides their own code, by a file of it in the bundle.
INSIDE = {
    r"pocketsphinx/model/en-us/en-us/": Library("CMU Sphinx US English acoustic model", None, "BSD-2-Clause"),
    r"cmudict-en-us\.dict$": Library("CMU Pronouncing Dictionary", None, "BSD-2-Clause"),
    r"Qt6?Core\b": Library("Qt", package("PySide6_Essentials").version, package("PySide6_Essentials").license),
    r"sqlcipher3/_sqlite3": Library("SQLCipher", sqlcipher_version(), "BSD-3-Clause"),
    r"(^|/)(lib)?sqlite3\.(so|dll|dylib)|_sqlite3\.": Library("SQLite", sqlite3.sqlite_version, "blessing"),
}
SQLITE_OF_SQLCIPHER = Library("SQLite (in SQLCipher)", sqlcipher.sqlite_version, "blessing")
# The libraries of Pillow's wheel, whose file names have other versions than the libraries.
OF_PILLOW = {
    "Xau": "MIT-open-group", "brotlicommon": "MIT", "brotlidec": "MIT", "freetype": "FTL OR GPL-2.0-only",
    "harfbuzz": "MIT-Modern-Variant", "jpeg": "IJG AND BSD-3-Clause AND Zlib", "lcms2": "MIT", "lzma": "0BSD",
    "openjp2": "BSD-2-Clause", "png16": "libpng-2.0", "sharpyuv": "BSD-3-Clause", "tiff": "libtiff",
    "webp": "BSD-3-Clause", "webpdemux": "BSD-3-Clause", "webpmux": "BSD-3-Clause", "xcb": "X11",
    "zstd": "BSD-3-Clause",
}  # fmt: skip
# Debian's packages of system libraries, whose copyright files name the licences of every test and tool too.
OF_SYSTEM = {
    r"libx(?!ml|xhash)|libxcb|libffi|libexpat|libbrotli|libcom-err": "MIT",
    r"libgssapi-krb5|libk5crypto|libkrb5": "MIT",
    r"libgcc-s1|libstdc\+\+": "GPL-3.0-or-later WITH GCC-exception-3.1",
    r"libglib2|libgcrypt|libgpg-error|libsystemd": "LGPL-2.1-or-later",
    r"libkeyutils": "LGPL-2.0-or-later",
    r"libfreetype": "FTL OR GPL-2.0-or-later",
    r"libfontconfig": "HPND-sell-variant",
    r"libdbus": "AFL-2.1 OR GPL-2.0-or-later",
    r"libcap2": "BSD-3-Clause OR GPL-2.0-only",
    r"libzstd": "BSD-3-Clause OR GPL-2.0-only",
    r"libpcre2|libbsd|libmd|libuuid": "BSD-3-Clause",
    r"liblz4": "BSD-2-Clause",
    r"libbz2": "bzip2-1.0.6",
    r"liblzma": "public domain",
    r"libpng": "libpng-2.0",
    r"libssl": "Apache-2.0",
    r"zlib1g": "Zlib",
}


def write(entries: Iterable[Entry], folder: Path) -> Entry:
    """Writes the list of the parts of these files into a folder; its own entry in the bundle."""
    path = folder / PARTS_LIST
    path.write_text(as_cyclonedx(parts_of(entries)), encoding="utf-8")
    return f"insidescoop/resources/{PARTS_LIST}", str(path), "DATA"


def parts_of(entries: Iterable[Entry]) -> list[Part]:
    """The packages these files come from, by name, each with its URL; a file from no package is listed by itself."""
    owners = _owners()
    found: set[Part] = {(python(), None), _of_index(LOADER)}
    of_system: list[Path] = []
    for name, source, kind in entries:
        place = Path(name).as_posix()
        inside = [] if kind == "PYMODULE" else list(_inside(place))
        found |= {(library, None) for library in inside}
        # A module is compiled into the work folder first: there only its name tells where it is from.
        owner = owners.get(place.removesuffix("c") if place.endswith(".pyc") else str(Path(source).absolute()))
        if owner is not None:
            found.add(_of_index(package(owner)))
        elif kind in ("BINARY", "EXTENSION") and not inside and not source.startswith(sys.base_prefix):
            of_system.append(Path(source))
    return sorted(found | set(_of_system(of_system)), key=lambda part: part[0].name.lower())


def as_cyclonedx(parts: Iterable[Part]) -> str:
    """The parts as JSON of CycloneDX 1.6."""
    licenses = LicenseFactory()
    program = Component(
        name="inside-scoop",
        version=__version__,
        type=ComponentType.APPLICATION,
        licenses=[licenses.make_from_string("MIT")],
    )
    bill = Bom()
    bill.metadata.component = program
    components = [
        Component(
            name=library.name,
            version=library.version,
            purl=purl,
            licenses=[] if library.license is None else [licenses.make_from_string(library.license)],
        )
        for library, purl in parts
    ]
    bill.components.update(components)
    bill.register_dependency(program, components)
    return str(JsonV1Dot6(bill).output_as_string(indent=1))


def _of_index(library: Library) -> Part:
    return library, PackageURL("pypi", name=canonical(library.name), version=library.version)


def _owners() -> dict[str, str]:
    """The package of each file that packages brought, by its path, and by that among all packages.

    What belongs to PyInstaller is only its loader.
    """
    packages = [(found, found.metadata["Name"]) for found in distributions()]
    return {
        path: name
        for found, name in packages
        if name.lower() not in ("pyinstaller", "inside-scoop")
        for file in found.files or []
        for path in (str(found.locate_file(file)), file.as_posix())
    }


def _inside(place: str) -> Iterator[Library]:
    path = Path(place)
    yield from (library for pattern, library in INSIDE.items() if re.search(pattern, place))
    if "sqlcipher3/_sqlite3" in place:
        yield SQLITE_OF_SQLCIPHER
    if "resources/fonts/" in place and path.suffix == ".ttf":
        yield from (library for start, library in FONTS.items() if path.name.startswith(start))
    icu = re.search(r"icu(?:data|uc|i18n)(?:\.so\.)?(\d+)", path.name)
    if icu:
        yield Library("ICU", icu[1], "Unicode-3.0")
    of_pillow = re.match(r"lib(\w+)-[0-9a-f]{8}\.", path.name)
    if of_pillow:
        yield Library(f"lib{of_pillow[1]} (in Pillow)", None, OF_PILLOW.get(of_pillow[1]))


def _of_system(paths: Iterable[Path]) -> Iterator[Part]:
    """The Debian packages of these files; elsewhere the files themselves."""
    for path in paths:
        package_name = _debian_package(path)
        if package_name is None:
            yield Library(path.name, None, None), None
            continue
        version = _words("dpkg-query", "-W", "-f", "${Version}", package_name)
        library = Library(package_name, version, _license_of_debian(package_name))
        yield library, PackageURL("deb", "debian", package_name, version)


def _debian_package(path: Path) -> str | None:
    real = path.resolve()
    # Debian moved /lib into /usr/lib; its list of files has either.
    for name in {str(path), str(real), str(real).removeprefix("/usr")}:
        owner = _words("dpkg", "-S", name).partition(":")[0]
        if owner and " " not in owner:
            return owner
    return None


def _license_of_debian(name: str) -> str:
    return next((told for start, told in OF_SYSTEM.items() if re.match(start, name)), f"see Debian's {name}")


def _words(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        return ""
