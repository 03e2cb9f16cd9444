"""In the place of a page that cannot be filled."""

from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import Problem
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.page import Page


class UnreadablePage(Page):
    """Says why, and leads to the check of the data; the other pages work."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        sentence = f"This page cannot be shown. {problem.what_happened}\nThe other pages work."
        empty = EmptyState(sentence, "Check my data")
        super().__init__(empty, first=empty.button, parent=parent)

    def tell_chosen(self) -> None:
        """Nothing can be chosen here."""
