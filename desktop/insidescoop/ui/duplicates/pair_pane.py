"""One pair of people who may be one, and what can be said of it."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from insidescoop.domain.duplicates.merging import who_stays
from insidescoop.domain.duplicates.pairs import likeness
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.known_people import people_named
from insidescoop.queries.profile import profile
from insidescoop.ui.context import UiContext
from insidescoop.ui.duplicates.merge_view import MergeView
from insidescoop.ui.theme.metrics import SMALL_GAP
from insidescoop.ui.widgets.boxes import Column, Row, Stretch
from insidescoop.ui.widgets.buttons import push_button


class PairPane(QWidget):
    """The two people over three buttons.

    `merge_requested(kept_id, gone_id, draft)` asks for one person of the two, `distinct_requested(one_id, other_id)`
    says that they are two, `passed_over()` that the user does not want to say.
    """

    merge_requested = Signal(int, int, object)
    distinct_requested = Signal(int, int)
    passed_over = Signal()

    def __init__(self, context: UiContext, *, skip_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.view: MergeView | None = None
        self.merge = push_button("Merge", self._ask_merge, emphasis="primary")
        self.distinct = push_button("Not the same", self._say_distinct)
        self.skip = push_button(skip_text, self.passed_over)
        buttons = Row(Stretch(), self.skip, self.distinct, self.merge)
        self._column = Column(buttons, on=self, spacing=SMALL_GAP)
        self._build()

    def _build(self) -> None:
        for button, keys in ((self.skip, "Alt+S"), (self.distinct, "Alt+N")):
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
            QShortcut(QKeySequence(keys), self, button.click)

    def show_pair(self, one_id: int, other_id: int) -> bool:
        """Shows two people; the one with the longer history stays. False if one of them is gone."""
        read = self._context.reader.read
        cards = read(lambda session: [contact_card(session, who) for who in (one_id, other_id)])
        people = read(lambda session: people_named(session, (one_id, other_id)))
        if len(people) < 2:
            return False
        kept_id = who_stays({card.id: card.history_length for card in cards if card is not None})
        kept, gone = sorted((card for card in cards if card is not None), key=lambda card: card.id != kept_id)
        view = MergeView(
            likeness(people[kept.id], people[gone.id]),
            kept,
            gone,
            home_country=self._context.reader.read(profile).home_country,
        )
        if self.view is not None:
            self._column.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self.view = view
        self._column.insertWidget(0, view, 1)
        # New buttons stand at the end of the window's order.
        for before, behind in pairwise(self.stops()):
            QWidget.setTabOrder(before, behind)
        return True

    def take_focus(self) -> None:
        """Puts the focus where the choosing begins."""
        first = None if self.view is None else self.view.first_choice()
        (first or self.merge).setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        choices = self.view.choices.values() if self.view is not None else ()
        return [*(cell.button for choice in choices for cell in choice.cells), self.skip, self.distinct, self.merge]

    def _ask_merge(self) -> None:
        if self.view is not None:
            self.merge_requested.emit(self.view.kept.id, self.view.gone.id, self.view.draft())

    def _say_distinct(self) -> None:
        if self.view is not None:
            self.distinct_requested.emit(self.view.kept.id, self.view.gone.id)
