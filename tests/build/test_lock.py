import tomllib
from pathlib import Path

import pytest

import lock_file

HASH = "a" * 64


def test_the_lock_holds_no_address_no_path_and_a_hash_for_every_entry(lock: str) -> None:
    assert lock_file.faults_of(lock) == []


def test_the_lock_holds_the_one_pyside_that_counts_its_references_rightly(lock: str) -> None:
    locked = set(lock_file.entries(lock))

    assert {"pyside6-essentials==6.11.3", "pyside6-addons==6.11.3", "shiboken6==6.11.3"} <= locked


def test_the_lock_holds_every_exact_pin_of_pyproject(lock: str, root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = {pin.lower() for pin in (*project["dependencies"], *project["optional-dependencies"]["dev"]) if "==" in pin}

    assert {pin for pin in pins if "sys_platform" not in pin} <= set(lock_file.entries(lock))


def test_the_lock_holds_what_builds_the_project_itself(lock: str, root: Path) -> None:
    system = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    locked = {entry.split("==")[0] for entry in lock_file.entries(lock)}

    assert set(system["requires"]) <= set(lock_file.entries(lock))
    assert "editables" in locked


def test_the_lock_holds_what_only_other_systems_need(lock: str) -> None:
    assert "; sys_platform == 'win32'" in lock
    assert "; sys_platform == 'darwin'" in lock


def test_compiled_packages_have_hashes_for_many_systems(lock: str) -> None:
    assert len(lock_file.entries(lock)["uharfbuzz==0.57.0"]) > 5


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"--index-url https://an.index/simple\none==1 --hash=sha256:{HASH}\n", "an address"),
        ("one==1\n", "no hash: one==1"),
        ("one==1 \\\n    --hash=sha256:abc\n", "no hash: one==1"),
        (f"one>=1 \\\n    --hash=sha256:{HASH}\n", "not an exact version: one>=1"),
        (f"# made in {lock_file.ROOT}\none==1 --hash=sha256:{HASH}\n", "a path of this machine"),
    ],
    ids=["address", "no hash", "short hash", "loose version", "path"],
)
def test_a_lock_that_could_not_be_trusted_is_refused(text: str, fault: str) -> None:
    assert fault in "\n".join(lock_file.faults_of(text))
