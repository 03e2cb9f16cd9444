"""Ctrl+Shift+P: every action by its words, for those who know what they want and not where it stands."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.text import nearness
from insidescoop.ui.actions import ActionRegistry, ActionSpec
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.list_or_nothing import ListOrNothing
from insidescoop.ui.widgets.wrapped_views import WrappedList


class ActionPalette(FittedDialog):
    """A field and the actions that hold all of its words; Enter does the chosen one, if it can be done now."""

    is_made_anew = True

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Find an action")
        self._registry = registry
        self.field = SearchField()
        self.list = WrappedList()
        self.found = ListOrNothing(self.list)
        self._build()
        self._connect()
        self._show_matches("")

    def _build(self) -> None:
        self.field.setPlaceholderText("What would you like to do?")
        self.field.setAccessibleName("Find an action")
        self.list.setAccessibleName("Actions")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        Column(self.field, self.found, on=self, spacing=SMALL_GAP, margin=GAP)
        self.resize(in_proportion(480, self.font()), 420)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._show_matches)
        self.field.returnPressed.connect(self._do)
        self.field.choose_in(self.list)
        self.found.way_out_chosen.connect(self._clear)
        self.list.itemClicked.connect(lambda _item: self._do())

    def _show_matches(self, typed: str) -> None:
        self.list.clear()
        for spec in self._matches(typed) if typed.strip() else self._registry.specs:
            self._add(spec)
        if not self.list.count():
            self.found.show_nothing(f"No action matches “{typed.strip()}”.", "Clear search")
            return
        self.found.show_list()
        if typed.strip():
            self._choose_first()

    def _matches(self, typed: str) -> list[ActionSpec]:
        """What can be done first, and of that the nearest by its name or other words for it, then by what it does."""
        found: list[tuple[tuple[bool, bool, int], ActionSpec]] = []
        for spec in self._registry.specs:
            action = self._registry.action(spec.id)
            name = f"{action.text()} {spec.also} {spec.menu}"
            named, explained = nearness(name, typed), nearness(f"{name} {spec.status}", typed)
            near = explained if named is None else named
            if near is not None:
                found.append(((not action.isEnabled(), named is None, near), spec))
        return [spec for _key, spec in sorted(found, key=lambda each: each[0])]

    def _clear(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.clear()

    def _add(self, spec: ActionSpec) -> None:
        action = self._registry.action(spec.id)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        item = QListWidgetItem(f"{self._text(spec)}   {keys}" if keys else self._text(spec), self.list)
        item.setToolTip(spec.status)
        item.setData(Qt.ItemDataRole.UserRole, spec.id)
        if not action.isEnabled():
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _text(self, spec: ActionSpec) -> str:
        return f"{spec.menu}: {self._registry.action(spec.id).text().replace('&&', '&').rstrip('…')}"

    def _choose_first(self) -> None:
        for place in range(self.list.count()):
            if self.list.item(place).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(place)
                return

    def _chosen(self) -> QAction | None:
        item = self.list.currentItem()
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return None
        return self._registry.action(item.data(Qt.ItemDataRole.UserRole))

    def _do(self) -> None:
        action = self._chosen()
        if action is not None:
            self.accept()
            # Once the window has the keys again: the action may open a box of its own.
            QTimer.singleShot(0, action.trigger)
