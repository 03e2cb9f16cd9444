"""Fields in a text that are still to be filled, as in {name}."""

import re

SLOT = re.compile(r"\{[^{}\n]{1,80}\}")
"""A field still to be filled, as in {name}."""


def open_slots(text: str) -> tuple[str, ...]:
    """The fields still to be filled, in order, each once.

    >>> open_slots("I'm {name}, {role}. Ask {name}.")
    ('{name}', '{role}')
    """
    return tuple(dict.fromkeys(SLOT.findall(text)))
