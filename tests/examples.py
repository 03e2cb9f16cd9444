"""How many examples a slow property is tried with."""

from hypothesis import settings


def many(examples: int) -> int:
    """All of them with `--hypothesis-profile=searching`; a quarter in the gate, where they are always the same."""
    return examples if settings.get_current_profile_name() == "searching" else max(examples // 4, 5)
