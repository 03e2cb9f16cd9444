"""What is made of the outcomes when protections are taken out; build/dev.py protections takes them out."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import protections
from protections import BITES, DOES_NOT_BITE, WAS_SKIPPED


@pytest.mark.parametrize(
    ("outcomes", "is_right_otherwise", "code"),
    [
        ([BITES, BITES], True, 0),
        ([BITES, WAS_SKIPPED], True, 0),
        ([BITES, DOES_NOT_BITE], True, 1),
        (["pytest ended with 2"], True, 1),
        ([BITES], False, 1),
    ],
)
def test_only_tests_that_fail_without_a_protection_and_pass_with_it_are_enough(
    outcomes: Sequence[str], is_right_otherwise: bool, code: int
) -> None:
    assert protections.verdict(outcomes, is_right_otherwise=is_right_otherwise) == code


def test_each_entry_is_run_with_its_own_tests_or_those_of_its_row(root: Path) -> None:
    entries = protections.read_faults(root)

    assert all(each.tests and each.new != each.old for each in entries)
    assert all((root / each.file).is_file() for each in entries)
    assert all((root / test.partition("::")[0]).is_file() for each in entries for test in each.tests)
