"""One entry of the list, with its buttons and its keys."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from insidescoop.ui.theme.metrics import TIGHT, TypeSize
from insidescoop.ui.today.entries import KEY_OF, EntryPlan, Verb
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip, wrapped
from insidescoop.ui.widgets.wrapped_row import WrappedRow

_KEYS = {
    Qt.Key.Key_Return: Verb.DO, Qt.Key.Key_Enter: Verb.DO, Qt.Key.Key_D: Verb.DONE, Qt.Key.Key_S: Verb.LATER,
    Qt.Key.Key_L: Verb.LOG, Qt.Key.Key_E: Verb.EDIT, Qt.Key.Key_O: Verb.OPEN, Qt.Key.Key_Delete: Verb.DROP,
}  # fmt: skip

_WORDS = {
    Verb.START: "Start", Verb.DONE: "Done", Verb.LATER: "Snooze", Verb.LOG: "Log…", Verb.EDIT: "Edit…",
    Verb.OPEN: "Open", Verb.DROP: "Drop",
}  # fmt: skip
_IN_MENU = (Verb.DONE, Verb.OPEN, Verb.LOG, Verb.EDIT, Verb.DROP)
_SHORT = 6
"""Letters of a first button that leave room for three beside it in a narrow list."""


class Entry(QFrame):
    """An entry. `wished(verb)` is sent for what is to be done with it, `entered()` when it gets the focus."""

    wished = Signal(object)
    entered = Signal()

    def __init__(self, plan: EntryPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self._buttons: dict[Verb, QPushButton] = {}
        self._build()

    def _build(self) -> None:
        plan = self.plan
        self.setObjectName("entry")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{plan.title}, {plan.detail}")
        keys = ", ".join(f"{KEY_OF[verb]}: {_word(plan, verb).lower()}" for verb in plan.can if verb in KEY_OF)
        self.setToolTip(plain_tip(keys))
        shown = [verb for verb in (Verb.DO, Verb.START, Verb.DONE, Verb.LATER) if verb in plan.can]
        if len(plan.button) > _SHORT and Verb.DONE in shown:
            shown.remove(Verb.DONE)
        if plan.start_is_first:
            shown.remove(Verb.START)
            shown.insert(0, Verb.START)
        row = WrappedRow(*map(self._button, shown), spacing=TIGHT)
        if any(verb in plan.can for verb in _IN_MENU):
            row.addWidget(self._more())
        detail = wrapped(PlainLabel(plan.detail, size=TypeSize.SMALL, tone=plan.tone))
        Column(wrapped(PlainLabel(plan.title)), detail, row, on=self, spacing=TIGHT, margin=TIGHT)

    def _button(self, verb: Verb) -> QPushButton:
        plan = self.plan
        words = _word(plan, verb)
        names = {Verb.DO: plan.button_name, Verb.LATER: f"Snooze: {plan.title}", Verb.START: f"Start: {plan.title}"}
        tip = plain_tip(f"{words} ({KEY_OF[verb]})") if verb in KEY_OF else ""
        # The arrows go from entry to entry, Tab through the buttons of each.
        button = push_button(
            words, lambda: self.wished.emit(verb), name=names.get(verb, f"{words}: {plan.title}"), tip=tip
        )
        self._buttons[verb] = button
        return button

    def _more(self) -> QPushButton:
        button = push_button(
            "⋯",
            lambda: self._menu().popup(button.mapToGlobal(button.rect().bottomLeft())),
            name=f"More for {self.plan.title}",
            tip="More (menu key)",
        )
        button.setFixedWidth(button.fontMetrics().horizontalAdvance("⋯") + 26)
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb in _IN_MENU:
            if verb in self.plan.can and verb not in self._buttons:
                action = menu.addAction(f"{_WORDS[verb]}\t{KEY_OF[verb]}")
                action.triggered.connect(lambda _checked=False, verb=verb: self.wished.emit(verb))
        return menu

    def place_of_later(self) -> QPoint:
        """Where on the screen the menu of days opens."""
        button = self._buttons.get(Verb.LATER, self)
        return button.mapToGlobal(button.rect().bottomLeft())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if any(verb in self.plan.can for verb in _IN_MENU):
            self._menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = _KEYS.get(Qt.Key(event.key()))
        verb = None if asked is None else self.verb_for(asked)
        if verb is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.wished.emit(verb)
            return
        super().keyPressEvent(event)

    def verb_for(self, asked: Verb) -> Verb | None:
        """What is done for a key or a line of the menu: the first button stands for what it does; None for nothing."""
        if asked is Verb.DO and self.plan.start_is_first:
            return Verb.START
        if asked in self.plan.can:
            return asked
        return Verb.DO if self.plan.stands_for is asked else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


def _word(plan: EntryPlan, verb: Verb) -> str:
    return plan.button if verb is Verb.DO else _WORDS[verb]
