"""The Debian package and the portable archive, as far as they can be looked at without a bundle."""

import os
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import PySide6
import pytest

import deb_copyright
import icu_data
import make_deb
from environment import ROOT, SetUpError
from insidescoop import DESKTOP_ID, __version__
from insidescoop.domain.about import Library
from insidescoop.system import folders
from insidescoop.system.arguments import read_arguments
from insidescoop.system.libraries import installed

LINUX = ROOT / "build/linux"


def test_the_man_page_and_the_readme_name_every_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_arguments(["nothing"], version="1")
    subcommands = re.findall(r"'([\w-]+)'", capsys.readouterr().err.split("choose from")[1])
    manual, readme = (LINUX / "inside-scoop.1").read_text(), (ROOT / "README.md").read_text()

    assert len(subcommands) > 9
    assert [name for name in subcommands if f".B {name}\n" not in manual.replace("\\-", "-")] == []
    assert [name for name in subcommands if f"inside-scoop {name}" not in readme] == []


@pytest.mark.usefixtures("qapp")
def test_the_desktop_knows_the_program_by_one_name(tmp_path: Path) -> None:
    make_deb.place_desktop_files(tmp_path)
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(tmp_path / f"applications/{DESKTOP_ID}.desktop")
    told = ET.parse(tmp_path / f"metainfo/{DESKTOP_ID}.metainfo.xml").getroot()  # noqa: S314 - our own file
    types = ET.parse(tmp_path / f"mime/packages/{DESKTOP_ID}.xml").getroot()  # noqa: S314

    assert entry["Desktop Entry"]["Icon"] == entry["Desktop Entry"]["StartupWMClass"] == DESKTOP_ID
    assert told.findtext("id") == DESKTOP_ID
    assert told.findtext("launchable") == f"{DESKTOP_ID}.desktop"
    assert [release.get("version") for release in told.iter("release")] == [__version__]
    [action] = entry["Desktop Entry"]["Actions"].strip(";").split(";")
    assert read_arguments(entry[f"Desktop Action {action}"]["Exec"].split()[1:], version="1").is_quick_add
    own = {each.get("type") for each in types}
    assert own & set(entry["Desktop Entry"]["MimeType"].split(";"))
    assert "application/json" not in entry["Desktop Entry"]["MimeType"]
    sizes = {path.parts[-3] for path in (tmp_path / "icons").rglob(f"{DESKTOP_ID}.png")}
    assert sizes == {f"{size}x{size}" for size in make_deb.ICON_SIZES}
    assert (tmp_path / f"icons/hicolor/scalable/apps/{DESKTOP_ID}.svg").is_file()


@pytest.mark.skipif(not (shutil.which("dpkg") and shutil.which("objdump")), reason="packages are made on Debian")
def test_the_package_asks_also_for_libraries_that_the_system_it_is_made_on_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qt = Path(PySide6.__file__).parent / "Qt"
    shutil.copy(qt / "plugins/platforms/libqwayland.so", tmp_path)
    for library in (qt / "lib").iterdir():
        (tmp_path / library.name).touch()
    run = make_deb._run

    def without_wayland(*words: str) -> str:
        return "\n".join(line for line in run(*words).splitlines() if words[0] != "ldconfig" or "wayland" not in line)

    monkeypatch.setattr(make_deb, "_run", without_wayland)
    packages = make_deb.packages_needed(tmp_path)
    monkeypatch.setattr(make_deb, "PACKAGE_BY_LIBRARY", {})

    assert {"libwayland-client0", "libwayland-cursor0"} <= packages
    assert [name for name in packages if re.fullmatch(r"libc6 \(>= 2\.[\d.]+\)", name)]
    assert "libc6" not in packages
    with pytest.raises(SetUpError, match=r"needs libwayland-\w+\.so"):
        make_deb.packages_needed(tmp_path)


def test_the_gpl_is_pointed_to_and_not_copied() -> None:
    bootloader = Library("pyinstaller", "6.22.3", "GPL-2.0-or-later WITH Bootloader-exception")

    text = deb_copyright.copyright_text([*installed(), bootloader])

    assert f"Files: {deb_copyright.STARTER}\n" in text
    assert "In addition to the permissions in the GNU General Public License" in text
    assert "/usr/share/common-licenses/GPL-2" in text
    assert "TERMS AND CONDITIONS FOR COPYING" not in text


def test_every_library_and_font_has_its_licence_in_the_copyright_file() -> None:
    text = deb_copyright.copyright_text(installed())
    named = {line.removeprefix("License: ") for line in text.splitlines() if line.startswith("License: ")}
    standing_alone = {part.split("\n")[0].removeprefix("License: ") for part in text.split("\n\n")}

    assert {"LGPL-3", "Apache-2.0", "OFL-1.1", "Bitstream-Vera", "Expat"} <= named
    assert named <= standing_alone
    for library in installed():
        assert library.name == "Python" or f"the authors of {library.name} {library.version}\n" in text
    for font in (ROOT / "resources/fonts").glob("*.ttf"):
        assert any(font.match(files.split("/")[-1]) for files, _owner, _name in deb_copyright.OTHERS)


@pytest.mark.parametrize("font", sorted((ROOT / "resources/fonts").glob("*.ttf")), ids=lambda path: path.stem)
def test_every_font_may_be_embedded_into_documents(font: Path) -> None:
    data = font.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = dict(struct.unpack_from(">4s4xI", data, 12 + 16 * place) for place in range(count))
    (rights,) = struct.unpack_from(">H", data, tables[b"OS/2"] + 8)

    # 0: installable, 8: editable. 2 would forbid it, 4 allow it for looking and printing only (OpenType, OS/2 fsType).
    assert rights in (0, 8)


def _package(items: dict[str, bytes]) -> bytes:
    header = struct.pack("<HBB", 32, 0xDA, 0x27) + bytes(8) + b"CmnD" + bytes(16)
    return header + icu_data._table_of([(f"icudt73l/{name}".encode(), items[name]) for name in sorted(items)])


def test_icu_s_data_is_cut_to_the_items_that_are_kept() -> None:
    items = {
        "coll/root.res": b"sort".ljust(16),
        "coll/de.res": b"x" * 48,
        "root.res": b"r" * 32,
        "brkitr/word.brk": b"y",
    }
    kept = {name: items[name] for name in ("coll/root.res", "root.res")}

    assert icu_data.cut_data(_package(items)) == _package(kept)
    with pytest.raises(ValueError, match="not a package"):
        icu_data.cut_data(bytes(64))


def test_the_installing_script_says_what_a_double_click_needs(tmp_path: Path) -> None:
    archive, programs = tmp_path / "archive", tmp_path / "bin"
    for folder in (archive / "inside-scoop", archive / "share/applications", programs):
        folder.mkdir(parents=True)
    (archive / f"share/applications/{DESKTOP_ID}.desktop").touch()
    for name in ("sh", "dirname", "rm", "mkdir", "cp", "mv", "ln", "sed"):
        (programs / name).symlink_to(str(shutil.which(name)))
    script = archive / "install.sh"
    script.write_bytes((LINUX / "portable/install.sh").read_bytes())

    def told(path: str) -> str:
        surroundings = {"HOME": str(tmp_path / "home"), "PATH": path}
        return subprocess.run(["sh", script], env=surroundings, check=True, capture_output=True, text=True).stdout

    assert "install desktop-file-utils and run this again" in told(str(programs))
    (programs / "update-desktop-database").symlink_to(str(shutil.which("true")))
    assert "desktop-file-utils" not in told(str(programs))


@pytest.mark.usefixtures("qapp")
def test_the_installing_script_installs_for_one_user_and_takes_all_away_but_the_data(tmp_path: Path) -> None:
    archive, home = tmp_path / "an archive", tmp_path / "home of mine"
    (archive / "inside-scoop").mkdir(parents=True)
    (archive / "inside-scoop/inside-scoop").write_text("#!/bin/sh\necho started\n")
    (archive / "inside-scoop/inside-scoop").chmod(0o755)
    make_deb.place_desktop_files(archive / "share")
    script = archive / "install.sh"
    script.write_bytes((LINUX / "portable/install.sh").read_bytes())
    data = home / ".local/share/inside-scoop/inside-scoop.sqlite3"
    data.parent.mkdir(parents=True)
    data.write_text("mine")
    surroundings = {"HOME": str(home), "PATH": os.environ["PATH"]}

    for _twice in range(2):
        subprocess.run(["sh", script], env=surroundings, check=True, capture_output=True)
    launcher = home / ".local/bin/inside-scoop"
    started = subprocess.run([launcher], capture_output=True, text=True, check=True).stdout
    entry = (home / f".local/share/applications/{DESKTOP_ID}.desktop").read_text()
    subprocess.run(["sh", script, "--remove"], env=surroundings, check=True, capture_output=True)

    assert started == "started\n"
    assert f'Exec="{launcher}" %F' in entry
    left = [path for path in home.rglob("*") if path.is_file() and "mime" not in path.parts and path.suffix != ".cache"]
    assert left == [data]


def test_a_folder_next_to_the_bundle_makes_it_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "inside-scoop/inside-scoop"
    program.parent.mkdir()
    monkeypatch.setattr(sys, "executable", str(program))
    usual = folders.data_folder()
    (tmp_path / "inside-scoop-data").mkdir()
    from_source = folders.data_folder()
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert from_source == usual
    assert folders.data_folder() == tmp_path / "inside-scoop-data"
    assert folders.sample_folder() == tmp_path / "inside-scoop-sample"
