"""The table of faults names tests that exist, and protections that can be taken out (`build/dev.py protections`)."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "desktop" / "insidescoop"
FAULTS: list[dict[str, Any]] = tomllib.loads((TESTS / "faults.toml").read_text())["fault"]


def test_every_row_is_there_once() -> None:
    assert [fault["row"] for fault in FAULTS] == list(range(1, 76))
    assert all(fault["what"] and (fault.keys() & {"tests", "only_by_hand", "open"}) for fault in FAULTS)


@pytest.mark.parametrize("named", sorted({test for fault in FAULTS for test in fault.get("tests", ())}))
def test_every_test_that_is_named_is_there(named: str) -> None:
    file, _, name = named.partition("::")

    assert name in _names(TESTS / file)


def test_every_row_that_a_test_can_show_says_what_is_taken_out() -> None:
    lacking = [fault["row"] for fault in FAULTS if "only_by_hand" not in fault and not fault.get("without")]

    assert lacking == []


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if "without" in fault], ids=lambda fault: str(fault["row"])
)
def test_what_is_taken_out_is_in_its_file_exactly_once(fault: dict[str, Any]) -> None:
    for each in fault["without"]:
        held = (PACKAGE / each["file"]).read_text(encoding="utf-8")

        assert held.count(each["old"]) == 1, each
        assert each["new"] != each["old"]
        assert set(each.get("tests", ())) <= set(fault["tests"])


@cache
def _names(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"^(?:def |class )?(test_\w+|Test\w+)", path.read_text(), re.MULTILINE))
