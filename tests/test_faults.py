"""The table of faults names tests that exist."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
FAULTS: list[dict[str, Any]] = tomllib.loads((TESTS / "faults.toml").read_text())["fault"]


def test_every_row_is_there_once() -> None:
    assert [fault["row"] for fault in FAULTS] == list(range(1, 76))
    assert all(fault["what"] and (fault.keys() & {"tests", "only_by_hand", "open"}) for fault in FAULTS)


@pytest.mark.parametrize("named", sorted({test for fault in FAULTS for test in fault.get("tests", ())}))
def test_every_test_that_is_named_is_there(named: str) -> None:
    file, _, name = named.partition("::")

    assert name in _names(TESTS / file)


@cache
def _names(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"^(?:def |class )?(test_\w+|Test\w+)", path.read_text(), re.MULTILINE))
