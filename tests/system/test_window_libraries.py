"""A library that Qt needs and the system lacks is named, with the package that has it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from insidescoop.system import window_libraries
from insidescoop.system.resources import resource_path
from insidescoop.system.window_libraries import (
    LibraryMissing,
    advice,
    insist_on_one_of,
    missing_libraries,
    platforms,
)

LOADER = "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"


@pytest.fixture
def plugins(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "libqwayland.so", tmp_path / "libqxcb.so"]
    for path in paths:
        path.touch()
    return paths


def test_a_missing_library_is_named_with_what_to_type(plugins: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_libraries.shutil, "which", lambda name: name if name == "apt" else None)

    def load(_path: str) -> object:
        raise OSError(LOADER)

    with pytest.raises(LibraryMissing) as raised:
        insist_on_one_of(plugins, load)

    assert "libxcb-cursor.so.0" in raised.value.what_happened
    assert raised.value.next_step.endswith(": sudo apt install libxcb-cursor0")


def test_a_bundle_says_what_the_loader_said_not_what_pyinstaller_makes_of_it(plugins: list[Path]) -> None:
    def load(_path: str) -> object:
        raise OSError("Failed to load dynlib/dll") from OSError(LOADER)

    with pytest.raises(LibraryMissing) as raised:
        insist_on_one_of(plugins, load)

    assert LOADER in raised.value.what_happened


def test_one_plug_in_that_loads_is_enough(plugins: list[Path]) -> None:
    def load(path: str) -> object:
        if "wayland" in path:
            raise OSError(LOADER)
        return path

    insist_on_one_of(plugins, load)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (LOADER, ["libxcb-cursor.so.0"]),
        ("/usr/lib/x86_64-linux-gnu/libEGL.so.1: file too short", ["libEGL.so.1"]),
        ("\tlibEGL.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6\n\tlibX11.so.6 => not found\n",
         ["libEGL.so.1", "libX11.so.6"]),
        ("version `GLIBC_2.99' not found", []),
    ],
    ids=["missing", "broken", "ldd", "other"],
)  # fmt: skip
def test_the_words_of_the_loader_name_libraries(words: str, found: list[str]) -> None:
    assert missing_libraries(words) == found


def test_fedora_has_packages_of_its_own() -> None:
    assert advice(["libxcb-cursor.so.0", "libEGL.so.1"], ["dnf"]).endswith("dnf install libglvnd-egl xcb-util-cursor")


def test_elsewhere_libraries_and_packages_of_both_are_named() -> None:
    told = advice(["libEGL.so.1"], [])

    assert "libEGL.so.1 (on Debian: libegl1; on Fedora: libglvnd-egl)" in told


def test_every_library_has_a_package_on_both_systems() -> None:
    table = json.loads(resource_path("qt_libraries.json").read_text(encoding="utf-8"))

    assert all(set(packages) == {"apt", "dnf"} and all(packages.values()) for packages in table.values())


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wayland", "xcb"]),
        ({"QT_QPA_PLATFORM": "offscreen:size=1", "DISPLAY": ":0"}, ["offscreen"]),
        ({}, []),
    ],
)
def test_what_qt_would_load_is_looked_at(environment: dict[str, str], names: list[str]) -> None:
    assert platforms(environment) == names


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves these libraries to the system")
def test_a_program_that_meets_a_broken_library_says_so_and_does_not_crash(tmp_path: Path) -> None:
    broken = tmp_path / "libraries"
    broken.mkdir()
    (broken / "libxcb-cursor.so.0").touch()
    surroundings = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "PATH")}

    done = subprocess.run(
        [sys.executable, "-P", "-m", "insidescoop", "--data-dir", str(tmp_path / "data")],
        env=surroundings | {"DISPLAY": ":99", "LD_LIBRARY_PATH": str(broken), "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert "libxcb-cursor.so.0" in done.stderr
    assert "xcb-util-cursor" in done.stderr
    assert "Traceback" not in done.stderr
