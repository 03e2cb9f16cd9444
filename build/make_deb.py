"""Make the Debian package and the portable archive in out/dist from the bundle that is there.

Run by `python3 build/dev.py deb`, with the Python of `.venv`, after `build/make_app.py`. The package puts the bundle
under /usr/lib/inside-scoop, with a launcher, a menu entry, icons, file types, a man page and the licences.
"""

import gzip
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import debian
import program_icons
from deb_copyright import copyright_text
from environment import OUT, ROOT, SetUpError
from insidescoop import DESKTOP_ID, __version__
from insidescoop.system.libraries import PARTS_LIST, read_parts
from make_app import BUNDLE
from qt_libraries import PACKAGE_BY_LIBRARY

NAME = "inside-scoop"
MAINTAINER = "Inside Scoop contributors <inside-scoop@invalid.invalid>"
LINUX = ROOT / "build/linux"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
PROGRAMS = {"dpkg-deb": "dpkg", "objdump": "binutils"}
# Nothing is linked with these: without the first two a double-click on a vCard finds no program, without the third a
# system may have no letters at all.
BESIDE_LIBRARIES = ("desktop-file-utils", "shared-mime-info", "fontconfig-config")
# Used only if they are there: sound, the reading voice, printers, and what opens a file or an address in another
# program. Everything else a library needs must be there.
RECOMMENDED = ("libpulse0", "libspeechd2", "libcups2", "xdg-utils")
DESCRIPTION = """Contacts, pitches and informational interviews, kept offline
 A notebook for people who network their way to work: who they met, what was
 said, who introduced them, and what is due. It helps them write and rehearse a
 pitch, to plan informational interviews, and prints a prep sheet before a
 meeting. Everything stays on the computer."""
# What lintian says of every program that brings its own libraries, and why it is so here.
OVERRIDES = (
    ("embedded-library", "the bundle runs on systems that lack these libraries, or have older ones"),
    ("custom-library-search-path", "the bundle's libraries find each other next to themselves"),
    ("library-not-linked-against-libc", "data of ICU, and an extension that needs none"),
    ("truetype-font-prohibits-installable-embedding", "editable embedding suits a PDF, and the licences allow more"),
    ("extra-license-file", "licences of fonts and libraries stay next to them"),
    ("package-contains-documentation-outside-usr-share-doc", "licences of libraries stay next to them"),
    ("unstripped-binary-or-object", "ICU's data has nothing to strip; two extensions lost it all but a table"),
    ("shared-library-lacks-prerequisites", "extensions of Python, and data, that need nothing but the program"),
    ("package-installs-python-bytecode", "they are the program's own Python's, which compiles nothing there"),
    ("hardening-no-pie", "the starter is PyInstaller's"),
    ("duplicate-font-file", "a sheet looks alike on every system, with fonts of one version"),
    ("copyright-file-contains-full-apache-2-license", "a library's own text holds two licences"),
)


def main() -> int:
    """The exit code: 0 both are there, 1 something is missing, and was said."""
    try:
        _have_programs()
        package, archive = _make_package(), make_archive()
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    for made in (package, archive):
        print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 2**20:.1f} MiB")
    return 0


def _have_programs() -> None:
    if not (BUNDLE / NAME).exists():
        raise SetUpError("There is no bundle yet. Make it with: python3 build/dev.py app")
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if missing and not (debian.may_install() and debian.install(missing)):
        raise SetUpError(f"Programs are missing. Type this, then try again: {debian.command_to_type(missing)}")


def _make_package() -> Path:
    root = OUT / "work" / "deb"
    shutil.rmtree(root, ignore_errors=True)
    _place_bundle(root / "usr/lib" / NAME)
    launcher = root / "usr/bin" / NAME
    launcher.parent.mkdir(parents=True)
    launcher.symlink_to(f"../lib/{NAME}/{NAME}")
    place_desktop_files(root / "usr/share")
    _place_documents(root / "usr/share")
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(_control(root))
    (root / "DEBIAN/md5sums").write_text(_sums(root))
    for path in root.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    package = OUT / "dist" / f"{NAME}_{__version__}_{_architecture()}.deb"
    _run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package))
    return package


def make_archive() -> Path:
    """The portable archive: the bundle, the menu files, and a script that installs it for one user."""
    root = OUT / "work" / "portable" / f"{NAME}-{__version__}"
    shutil.rmtree(root.parent, ignore_errors=True)
    _place_bundle(root / NAME)
    place_desktop_files(root / "share")
    for script in ("install.sh", "README.txt"):
        shutil.copy2(LINUX / "portable" / script, root / script)
    (root / "install.sh").chmod(0o755)
    archive = OUT / "dist" / f"{NAME}-{__version__}-{_architecture()}.tar.xz"
    _run("tar", "--owner=0", "--group=0", "-C", str(root.parent), "-cJf", str(archive), root.name)
    return archive


def _place_bundle(folder: Path) -> None:
    shutil.copytree(BUNDLE, folder, symlinks=True)
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            # Only the program itself is run; a library is loaded.
            path.chmod(0o755 if path == folder / NAME else 0o644)


def place_desktop_files(share: Path) -> None:
    """Puts the menu entry, file types, metainfo, man page and icons below `share`, as /usr/share has them."""
    places = {
        f"{DESKTOP_ID}.desktop": "applications",
        f"{DESKTOP_ID}.metainfo.xml": "metainfo",
        f"{DESKTOP_ID}.xml": "mime/packages",
    }
    for name, place in places.items():
        target = share / place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled((LINUX / name).read_text()))
    manual = share / "man/man1" / f"{NAME}.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(_packed(_filled((LINUX / f"{NAME}.1").read_text())))
    _draw_icons(share / "icons/hicolor")


def _draw_icons(folder: Path) -> None:
    for size, image in program_icons.drawn(ICON_SIZES).items():
        target = folder / f"{size}x{size}/apps/{DESKTOP_ID}.png"
        target.parent.mkdir(parents=True)
        target.write_bytes(image)
    scalable = folder / f"scalable/apps/{DESKTOP_ID}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(program_icons.SOURCE, scalable)


def _place_documents(share: Path) -> None:
    documents = share / "doc" / NAME
    documents.mkdir(parents=True)
    parts = read_parts(BUNDLE / "_internal/insidescoop/resources" / PARTS_LIST)
    (documents / "copyright").write_text(copyright_text(parts))
    (documents / "NEWS.gz").write_bytes(_packed((ROOT / "CHANGELOG.md").read_text()))
    (documents / "changelog.gz").write_bytes(_packed(_changelog()))
    overrides = share / "lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    overrides.write_text("".join(f"# {reason}\n{NAME}: {tag} *\n" for tag, reason in OVERRIDES))


def _filled(text: str) -> str:
    """The text with the version, and the day of the last commit."""
    return text.replace("@VERSION@", __version__).replace("@DATE@", _git_day())


def _git_day() -> str:
    done = subprocess.run(
        ["git", "log", "-1", "--format=%cs"], cwd=ROOT, capture_output=True, text=True, check=False
    )  # fmt: skip
    return done.stdout.strip() or f"{datetime.now(UTC):%Y-%m-%d}"


def _changelog() -> str:
    """What Debian's tools read; what changed for users is in NEWS."""
    day = datetime.fromisoformat(_git_day()).replace(tzinfo=UTC)
    return (
        f"{NAME} ({__version__}) unstable; urgency=medium\n\n  * See NEWS.gz.\n\n"
        f" -- {MAINTAINER}  {format_datetime(day)}\n"
    )


def _control(root: Path) -> str:
    kibibytes = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir()) // 1024
    needed = sorted(packages_needed(root / "usr/lib" / NAME).union(BESIDE_LIBRARIES) - set(RECOMMENDED))
    return (
        f"Package: {NAME}\nVersion: {__version__}\nArchitecture: {_architecture()}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {kibibytes}\nDepends: {', '.join(needed)}\nRecommends: {', '.join(RECOMMENDED)}\n"
        f"Section: misc\nPriority: optional\nDescription: {DESCRIPTION}\n"
    )


def packages_needed(folder: Path) -> set[str]:
    """The packages of the libraries that the bundle is linked with and does not bring, as Depends has them.

    Raises:
        SetUpError: the package of one of them is unknown.
    """
    own = {path.name for path in folder.rglob("*.so*")}
    told = [_run("objdump", "-p", str(path)) for path in _binaries(folder)]
    needed = {name for each in told for name in re.findall(r"^\s+NEEDED\s+(\S+)$", each, re.MULTILINE)} - own
    where = dict(re.findall(r"^\s(\S+) .*=> (\S+)$", _run("ldconfig", "-p"), re.MULTILINE))
    paths = {str(Path(where[name]).resolve()) for name in needed if name in where}
    paths |= {where[name] for name in needed if name in where}
    found = subprocess.run(["dpkg", "-S", *sorted(paths)], capture_output=True, text=True, check=False).stdout
    packages = {line.split(":")[0] for line in found.splitlines() if not line.startswith("diversion")}
    for name in needed - set(where):
        if name not in PACKAGE_BY_LIBRARY:
            raise SetUpError(f"The bundle needs {name}, and no package is known for it. Install it, then try again.")
        packages.add(PACKAGE_BY_LIBRARY[name])
    # An older C library lacks what the newest of the bundle's libraries was linked with.
    versions = {tuple(map(int, number.split("."))) for each in told for number in re.findall(r"GLIBC_([\d.]+)", each)}
    return packages - {"libc6"} | {f"libc6 (>= {'.'.join(map(str, max(versions)))})"}


def _binaries(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def _sums(root: Path) -> str:
    files = [str(path.relative_to(root)) for path in sorted((root / "usr").rglob("*"))]
    files = [name for name in files if (root / name).is_file() and not (root / name).is_symlink()]
    done = subprocess.run(["md5sum", *files], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


def _architecture() -> str:
    return _run("dpkg", "--print-architecture").strip()


def _run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetUpError(f"{words[0]} failed: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
