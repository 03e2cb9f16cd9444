"""How runs out loud are timed."""

from enum import StrEnum


class RunKind(StrEnum):
    """How a run was timed."""

    TIMED = "timed"
    TAPPED = "tapped"
    RECORDED = "recorded"

    @property
    def words(self) -> str:
        """The kind as a user reads it."""
        return {"timed": "by the clock", "tapped": "tapped along", "recorded": "recorded"}[self.value]
