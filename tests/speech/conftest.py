"""The synthesizer of the build, which is no package: made importable here, and said if it is missing."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build"))

import synthesizer


@pytest.fixture(scope="session", autouse=True)
def a_voice() -> None:
    assert synthesizer.is_here(), "espeak-ng is missing: python3 build/dev.py test installs it"
