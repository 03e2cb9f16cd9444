import json
import re
import subprocess
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

import bundle_parts
import make_app


@pytest.mark.parametrize(
    "name",
    [
        "_internal/PySide6/QtNetworkAuth.pyd",
        "_internal/PySide6/QtSql.abi3.so",
        "_internal/PySide6/Qt/lib/libQt6Qml.so.6",
        "_internal/PySide6/Qt/lib/libQt6QuickWidgets.so.6",
        "_internal/PySide6/Qt6WebEngineCore.dll",
        "_internal/PySide6/Qt/lib/libQt6MultimediaWidgets.so.6",
        "_internal/PySide6/Qt/lib/libavcodec.so.61",
        "_internal/PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "_internal/_sounddevice_data/portaudio-binaries/libportaudio.dylib",
        "_internal/pocketsphinx/model/en-us/en-us.lm.bin",
        "_internal/PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "_internal/PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
    ],
)
def test_a_bundle_with_this_file_is_refused(name: str) -> None:
    assert make_app.forbidden_files(["_internal/base_library.zip", name]) == [name]


def test_what_the_program_needs_is_not_refused() -> None:
    needed = [
        "_internal/PySide6/Qt/lib/libQt6Network.so.6",
        "_internal/PySide6/Qt/lib/libQt6Pdf.so.6",
        "_internal/PySide6/QtPrintSupport.abi3.so",
        "_internal/PySide6/Qt/lib/libQt6Multimedia.so.6",
        "_internal/PySide6/QtTextToSpeech.abi3.so",
        "_internal/PySide6/QtNetwork.abi3.so",
        "_internal/pocketsphinx/model/en-us/cmudict-en-us.dict",
        "_internal/libsqlite3.so.0",
    ]

    assert make_app.forbidden_files(needed) == []


def test_a_link_goes_with_what_it_leads_to() -> None:
    kept = [
        ("libQt6Pdf.so.6", "PySide6/Qt/lib/libQt6Pdf.so.6", "SYMLINK"),
        ("PySide6/Qt/lib/libQt6Pdf.so.6", "/usr/lib/libQt6Pdf.so.6", "BINARY"),
        ("PySide6/libQt6Pdf.so.6", "Qt/lib/../lib/libQt6Pdf.so.6", "SYMLINK"),
    ]
    left_out = [
        ("libQt6FFmpegStub-va.so.2", "PySide6/Qt/lib/libQt6FFmpegStub-va.so.2", "SYMLINK"),
        ("PySide6/Qt/lib/libQt6FFmpegStub-va.so.2", "/usr/lib/libQt6FFmpegStub-va.so.2", "BINARY"),
    ]

    assert bundle_parts.without_unused([*left_out, *kept]) == kept


def test_modules_that_must_stay_out_are_found_with_all_below_them() -> None:
    modules = ["tkinter.ttk", "tkinterish", "reportlab.lib.fontfinder", "reportlab.lib.fonts", "insidescoop.start"]

    assert make_app.forbidden_modules(modules) == ["reportlab.lib.fontfinder", "tkinter.ttk"]


def test_a_folder_is_weighed_without_counting_links_twice(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(bytes(3 * 2**20))
    (tmp_path / "link").symlink_to("one")

    assert make_app.weigh(tmp_path) == {"mebibytes": 3.0, "files": 1}


def test_sound_and_the_voice_can_be_imported_without_what_the_spec_leaves_out(root: Path) -> None:
    excluded = re.findall(r'"(Qt\w+)"', (root / "installer.spec").read_text(encoding="utf-8"))
    script = (
        "import sys\n"
        "class LeftOut:\n"
        "    def find_spec(self, name, *_rest):\n"
        f"        if name.removeprefix('PySide6.') in {excluded}: raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, LeftOut())\n"
        "from PySide6.QtMultimedia import QAudioSource\n"
        "from PySide6.QtTextToSpeech import QTextToSpeech\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert "QtSql" in excluded
    assert done.returncode == 0, done.stderr


def test_the_spec_is_short_and_reads_the_version_from_the_package(root: Path) -> None:
    spec = (root / "installer.spec").read_text(encoding="utf-8")

    assert len(spec.splitlines()) <= 100
    assert "insidescoop/__init__.py" in spec


def test_what_qt_reads_signatures_with_is_compiled_where_shiboken_looks_for_it(tmp_path: Path) -> None:
    entries = bundle_parts.qt_signatures(tmp_path)

    names = [name for name, _source, _kind in entries]
    assert "shiboken6/files.dir/shibokensupport/signature/loader.pyc" in names
    assert all(Path(source).read_bytes()[:4] == MAGIC_NUMBER for _name, source, _kind in entries)


@pytest.mark.parametrize("name", ["libX11.so.6", "libglib-2.0.so.0", "libdbus-1.so.3", "libfontconfig.so.1"])
def test_what_must_match_the_desktop_is_the_systems_own_and_named_where_it_is_missing(name: str, root: Path) -> None:
    entry = (name, f"/usr/lib/{name}", "BINARY")
    ours = ("pillow.libs/libXau-154567c4.so.6.0.0", "/site-packages/pillow.libs/libXau-154567c4.so.6.0.0", "BINARY")

    assert bundle_parts.without_unused([entry, ours]) == [ours]
    assert name in json.loads((root / "resources/qt_libraries.json").read_text(encoding="utf-8"))
