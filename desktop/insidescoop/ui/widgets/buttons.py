"""Buttons with words on them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QPushButton


def push_button(
    words: str = "",
    pressed: Callable[..., Any] | SignalInstance | None = None,
    *,
    emphasis: str = "",
    name: str = "",
    tip: str = "",
) -> QPushButton:
    """A button that calls `pressed`; Enter in a field of its dialog does not press it.

    `emphasis` is "primary" for the one that does what the window is for, "quiet" for one that looks like a link. `name`
    is what a screen reader says in place of the words.
    """
    button = QPushButton(words, autoDefault=False)
    if emphasis:
        button.setProperty("emphasis", emphasis)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    if pressed is not None:
        button.clicked.connect(pressed)
    return button
