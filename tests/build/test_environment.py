import stat
import sys
from pathlib import Path

import pytest

import environment


def test_a_stamp_is_read_back_as_written(tmp_path: Path) -> None:
    environment.write_stamp(tmp_path / "stamp.json", {"packages": "abc"})

    assert environment.read_stamp(tmp_path / "stamp.json") == {"packages": "abc"}


@pytest.mark.parametrize("text", ["", '{"packages": "a', "[]", "\x00\x00"], ids=["empty", "torn", "list", "zeros"])
def test_a_stamp_that_was_not_finished_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "stamp.json").write_text(text, encoding="utf-8")

    assert environment.read_stamp(tmp_path / "stamp.json") == {}


def test_a_missing_stamp_counts_as_none(tmp_path: Path) -> None:
    assert environment.read_stamp(tmp_path / "stamp.json") == {}


@pytest.mark.parametrize(
    ("stamp", "has_python", "steps"),
    [
        ({}, False, ("packages", "project")),
        ({}, True, ("packages", "project")),
        ({"packages": "p1"}, True, ("project",)),
        ({"packages": "p1", "project": "m1"}, True, ()),
        ({"packages": "p0", "project": "m1"}, True, ("packages", "project")),
        ({"packages": "p1", "project": "m0"}, True, ("project",)),
        ({"packages": "p1", "project": "m1"}, False, ("packages", "project")),
    ],
    ids=[
        "a fresh copy",
        "interrupted while installing packages",
        "interrupted while installing the project",
        "a second run",
        "another lock",
        "another pyproject",
        "the interpreter is gone",
    ],
)
def test_only_what_is_due_is_done(stamp: dict[str, str], has_python: bool, steps: tuple[str, ...]) -> None:
    assert environment.steps_due(stamp, packages="p1", project="m1", has_python=has_python) == steps


def test_the_packages_key_changes_with_the_lock_and_with_the_place(tmp_path: Path) -> None:
    first, second = tmp_path / "first.lock", tmp_path / "second.lock"
    first.write_text("one==1", encoding="utf-8")
    second.write_text("one==2", encoding="utf-8")

    keys = {
        environment.packages_key(first, tmp_path),
        environment.packages_key(second, tmp_path),
        environment.packages_key(first, tmp_path / "moved"),
    }

    assert len(keys) == 3


def test_a_fact_is_remembered_beside_what_was_finished(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    environment.write_stamp(stamp, {"packages": "p1"})

    environment.remember("Qt starts offscreen", stamp)

    assert environment.is_remembered("Qt starts offscreen", stamp)
    assert environment.read_stamp(stamp)["packages"] == "p1"


def test_a_fact_is_forgotten_with_new_packages(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    environment.remember("Qt starts offscreen", stamp)

    environment.write_stamp(stamp, {"packages": "p2"})

    assert not environment.is_remembered("Qt starts offscreen", stamp)


def test_a_python_with_venv_and_ensurepip_needs_no_sentence() -> None:
    assert environment.missing_venv_sentence([], "debian") is None


def test_on_debian_the_sentence_names_the_package_to_install() -> None:
    sentence = environment.missing_venv_sentence(["ensurepip"], "debian")

    assert sentence is not None
    assert "lacks ensurepip" in sentence
    assert f"sudo apt-get install -y python3.{sys.version_info[1]}-venv" in sentence


def test_elsewhere_the_sentence_asks_for_the_full_python() -> None:
    sentence = environment.missing_venv_sentence(["venv", "ensurepip"], "other")

    assert sentence is not None
    assert "lacks ensurepip and venv" in sentence
    assert "apt-get" not in sentence


@pytest.mark.parametrize(
    ("line", "news"),
    [
        ("  Downloading pyside6_addons-6.11.3-cp310-abi3-x.whl (175.4 MB)", "downloading pyside6_addons, 175 MB"),
        (
            "  Downloading https://an.index/a/pyside6_addons-6.11.3-x.whl (175.4 MB)",
            "downloading pyside6_addons, 175 MB",
        ),
        ("  Downloading iniconfig-2.3.1-py3-none-any.whl (7.9 kB)", None),
        ("  Downloading grimp-3.19-cp311-x.whl (2.2 MB)", None),
        ("Installing collected packages: sortedcontainers, altgraph, zope", "unpacking 3 packages"),
        ("Installing collected packages: inside-scoop", None),
        ("Collecting ruff==0.17.6", None),
    ],
    ids=["large", "with address", "small", "middling", "unpacking", "the project", "noise"],
)
def test_only_what_takes_time_is_told(line: str, news: str | None) -> None:
    assert environment.progress_news(line) == news


@pytest.mark.skipif(sys.platform != "linux", reason="the locale and the runtime folder are Linux matters")
def test_work_without_display_gives_qt_a_locale_and_a_private_runtime_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)

    surroundings = environment.without_display(tmp_path)

    assert surroundings["QT_QPA_PLATFORM"] == "offscreen"
    assert surroundings["LC_ALL"] == "C.UTF-8"
    assert stat.S_IMODE(Path(surroundings["XDG_RUNTIME_DIR"]).stat().st_mode) == 0o700
