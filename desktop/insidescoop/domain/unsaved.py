"""Unsaved changes as text, so that nothing has to be typed twice."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any


def typed_text(label: str, command: Any) -> str:
    """Every text in a command and its drafts, one a line with its field's name, under the label of the command.

    >>> from insidescoop.domain.contacts import ContactDraft
    >>> print(typed_text("Edit Dana", ContactDraft(given_name="Dana", notes="Two retire in May.")))
    Edit Dana
      given name: Dana
      notes: Two retire in May.
    """
    return "\n".join([label, *(f"  {name.replace('_', ' ')}: {text}" for name, text in texts_in(command))])


def texts_in(value: Any) -> Iterator[tuple[str, str]]:
    """The texts of a command and its drafts, each with the name of its field; labels are left out."""
    for each in fields(value):
        if each.name == "label":
            continue
        held = getattr(value, each.name)
        for part in held if isinstance(held, tuple) else (held,):
            if is_dataclass(part) and not isinstance(part, type):
                yield from texts_in(part)
            elif isinstance(part, str) and type(part) is str and part.strip():
                yield each.name, part
