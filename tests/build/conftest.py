"""The build's own modules, which are no package: made importable here, from the folder they are run in."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "build"))


@pytest.fixture
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture
def lock(root: Path) -> str:
    """The text of the lock."""
    return (root / "build" / "requirements.lock").read_text(encoding="utf-8")
