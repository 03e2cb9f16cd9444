"""What is in the bundle, as the list in it says."""

import importlib.util
import json
import sqlite3
from importlib.metadata import version
from pathlib import Path

import parts_list
from insidescoop.domain.about import Library
from insidescoop.system.libraries import read_parts


def file_of(module: str) -> str:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    return str(spec.origin)


def test_a_bundle_lists_the_packages_of_its_files_and_what_they_bring(tmp_path: Path) -> None:
    entries = [
        ("sqlalchemy", file_of("sqlalchemy"), "PYMODULE"),
        ("sqlcipher3/_sqlite3.so", file_of("sqlcipher3._sqlite3"), "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "nowhere", "SYMLINK"),
        ("PySide6/Qt/lib/libicudata.so.73", "nowhere", "SYMLINK"),
        ("insidescoop/resources/fonts/NotoSans-Bold.ttf", "nowhere", "DATA"),
        ("libsqlite3.so.0", "nowhere", "BINARY"),
        ("icalendar/cal/event.pyc", "work/localpycs/0/icalendar/cal/event.pyc", "PYMODULE"),
        ("insidescoop/start.pyc", "work/localpycs/0/insidescoop/start.pyc", "PYMODULE"),
    ]

    name, path, kind = parts_list.write(entries, tmp_path)

    assert (name, kind) == ("insidescoop/resources/sbom.cdx.json", "DATA")
    listed = {part.name: part for part in read_parts(Path(path))}
    assert listed["SQLAlchemy"] == Library("SQLAlchemy", version("SQLAlchemy"), "MIT")
    assert listed["SQLCipher"].license == "BSD-3-Clause"
    assert listed["SQLite"].version == sqlite3.sqlite_version
    assert listed["Qt"].version == version("PySide6_Essentials")
    assert listed["ICU"].version == "73"
    assert listed["Noto Sans (fonts)"].license == "OFL-1.1"
    assert listed["icalendar"].version == version("icalendar")
    assert not {"reportlab", "inside-scoop"} & listed.keys()


def test_the_list_is_cyclonedx_and_says_what_it_is_of(tmp_path: Path) -> None:
    _name, path, _kind = parts_list.write([("six", file_of("six"), "PYMODULE")], tmp_path)

    listed = json.loads(Path(path).read_text(encoding="utf-8"))

    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    assert listed["metadata"]["component"]["name"] == "inside-scoop"
    assert f"pkg:pypi/six@{version('six')}" in {part.get("purl") for part in listed["components"]}


def test_a_library_of_the_system_that_no_package_owns_stands_for_itself(tmp_path: Path) -> None:
    library = tmp_path / "libodd.so.1"
    library.touch()

    parts = parts_list.parts_of([("libodd.so.1", str(library), "BINARY")])

    assert (Library("libodd.so.1", None, None), None) in parts
