"""The recipes for Windows and macOS, as far as they can be looked at on another system."""

import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import bundle_marks
import make_installer
import program_icons
from insidescoop import DESKTOP_ID, __version__

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_icon_of_windows_has_every_size_as_it_is_drawn(tmp_path: Path) -> None:
    path = program_icons.write_ico(tmp_path / "app.ico")

    with Image.open(path) as icon:
        assert {size for size, _height in icon.info["sizes"]} == set(program_icons.ICO_SIZES)


def test_the_icon_of_macos_has_sizes_for_fine_screens(tmp_path: Path) -> None:
    path = program_icons.write_icns(tmp_path / "app.icns")

    with Image.open(path) as icon:
        pixels = {width * scale for width, _height, scale in icon.info["sizes"]}
    assert {32, 128, 256, 512, 1024} <= pixels


def test_windows_shows_the_version_of_the_program() -> None:
    made: dict[str, Any] = {}
    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "VarFileInfo", "VarStruct")
    known: dict[str, Any] = {name: lambda *_words, **named: made.update(named) for name in names}
    known["StringStruct"] = made.__setitem__

    eval(bundle_marks.version_resource("1.2.3", "inside-scoop.exe"), known)  # noqa: S307 - as PyInstaller does

    assert made["filevers"] == made["prodvers"] == (1, 2, 3, 0)
    assert made["ProductVersion"] == made["FileVersion"] == "1.2.3"
    assert made["OriginalFilename"] == "inside-scoop.exe"


def test_macos_knows_the_files_the_microphone_and_the_oldest_system() -> None:
    told = plistlib.loads(plistlib.dumps(bundle_marks.property_list("1.2.3")))

    types = {kind for document in told["CFBundleDocumentTypes"] for kind in document["LSItemContentTypes"]}
    declared = {kind["UTTypeIdentifier"] for kind in told["UTExportedTypeDeclarations"]}
    assert bundle_marks.DESKTOP_ID == DESKTOP_ID
    assert {"public.vcard", "com.apple.ical.ics", *declared} <= types
    assert told["CFBundleShortVersionString"] == "1.2.3"
    assert told["LSMinimumSystemVersion"] == "13.0"
    assert "rehearse" in told["NSMicrophoneUsageDescription"]


def test_a_program_without_a_console_can_print() -> None:
    loading = bundle_marks.STARTER.split("from insidescoop")[0]

    done = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.stdout = sys.stderr = None\n{loading}\nprint('lost'); sys.exit(7)"],
        check=False,
    )

    assert done.returncode == 7


def test_removing_from_windows_takes_away_all_that_installing_wrote_and_no_data() -> None:
    script = make_installer.SCRIPT.read_text(encoding="utf-8")
    installing, removing = script.split('Section "Uninstall"')

    keys = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', installing.split("Section\n")[1]))
    assert keys
    for key in keys:
        assert any(key.startswith(gone) for gone in re.findall(r'DeleteRegKey HKCU "([^"]+)"', removing)), key
    assert re.findall(r"CanOpen (\S+)", installing.split("Section\n")[1]) == re.findall(r"CannotOpen (\S+)", removing)
    assert re.findall(r"RMDir .*", removing) == ['RMDir /r "$INSTDIR"']
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\Inside Scoop"' in script
    assert "RequestExecutionLevel user" in script


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis, of Debian's package nsis, is not here")
def test_the_script_for_windows_compiles(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "inside-scoop-window.exe").write_bytes(b"MZ")
    icon = program_icons.write_ico(tmp_path / "app.ico")
    target = tmp_path / "inside-scoop-setup.exe"

    done = subprocess.run(
        make_installer.nsis_command(bundle, icon, target), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert target.read_bytes().startswith(b"MZ")


def test_a_disk_image_is_named_after_the_version() -> None:
    command = make_installer.dmg_command(Path("folder"), Path(f"inside-scoop-{__version__}.dmg"))

    assert command[0] == "hdiutil"
    assert command[-1].endswith(f"{__version__}.dmg")
