"""Making one organization of two: which other one it is, and under which name it goes on."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.duplicates.organizations import LikelyPair
from insidescoop.domain.text import counted, fold
from insidescoop.ui.theme.metrics import in_proportion
from insidescoop.ui.widgets.boxes import stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip, wrapped
from insidescoop.ui.widgets.wrapped_views import WrappedList

MOST_SHOWN = 100
"""Rows shown of the pairs that match; typing more of a name narrows them."""

NO_PAIRS = "No duplicates found."

_PAIR = Qt.ItemDataRole.UserRole


class OrganizationMergeDialog(AskingDialog):
    """A box for pairs of organizations. `merge_requested(kept_id, gone_id)` is sent with the chosen one.

    `distinct_marked(one_id, other_id)` is sent for two that are not the same; the box goes on with the others. With
    `is_about_one` every pair holds the same organization, and only the other one is named.
    """

    merge_requested = Signal(int, int)
    distinct_marked = Signal(int, int)

    def __init__(
        self, pairs: tuple[LikelyPair, ...], *, is_about_one: bool, hint: str, parent: QWidget | None = None
    ) -> None:
        self._pairs, self._is_about_one = pairs, is_about_one
        question = f"Merge {pairs[0].one.name} with…" if is_about_one and pairs else "Organizations kept twice"
        super().__init__("Merge organizations", "Merge", question=question, parent=parent)
        self.search = SearchField()
        self.choices = WrappedList()
        self.stays = ChoiceField("The name that stays", ())
        self.told = wrapped(PlainLabel(tone="muted"))
        self._hint = wrapped(PlainLabel(tone="muted"))
        self.not_same = push_button(
            "&Not the same", tip="Remembers that they are two: they are not shown as likely the same again"
        )
        self._build(hint)
        self._connect()
        self._offer("")
        self.remember_untouched()
        self.search.setFocus()
        if not pairs:
            self._show_none()

    def _build(self, hint: str) -> None:
        self.search.setPlaceholderText("Search organizations")
        self.search.setAccessibleName("Search organizations to merge")
        self.search.choose_in(self.choices)
        self.choices.setAccessibleName("Organizations to merge")
        self.choices.setMinimumHeight(180)
        self._hint.setText(hint)
        self.column.add(self._hint, self.search, stretched(self.choices), self.stays, self.told)
        self.buttons.insertWidget(0, self.not_same)
        self.resize(in_proportion(480, self.font()), 0)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._offer)
        self.choices.currentItemChanged.connect(self._show)
        self.not_same.clicked.connect(self._mark_distinct)

    def chosen(self) -> LikelyPair | None:
        """The pair that stands chosen; None if none does."""
        item = self.choices.currentItem()
        pair = item.data(_PAIR) if item is not None else None
        return pair if isinstance(pair, LikelyPair) else None

    def typed(self) -> object:
        return None

    def answer(self) -> str | None:
        pair = self.chosen()
        if pair is None:
            return "Choose the organizations to merge."
        kept_id = self.stays.value()
        self.merge_requested.emit(kept_id, pair.other.id if kept_id == pair.one.id else pair.one.id)
        return None

    def _mark_distinct(self) -> None:
        pair = self.chosen()
        if pair is None:
            return
        place = self.choices.currentRow()
        self.distinct_marked.emit(pair.one.id, pair.other.id)
        # Beside one organization it can still be chosen; it is only called likely no more.
        left = [replace(each, reason="") if each == pair and self._is_about_one else each for each in self._pairs]
        self._pairs = tuple(each for each in left if self._is_about_one or each != pair)
        self._offer(self.search.text())
        if self._pairs:
            self.choices.setCurrentRow(min(place, self.choices.count() - 1))
            self.choices.setFocus()
        else:
            self._hint.setText(NO_PAIRS)
            self._show_none()
            self.resize(self.width(), 0)

    def _show_none(self) -> None:
        for unused in (self.search, self.choices, self.stays, self.told, self.verb, self.not_same):
            unused.hide()
        self.cancel.setText("Close")
        self.cancel.setFocus()

    def _offer(self, typed: str) -> None:
        wanted = fold(typed.strip())
        with QSignalBlocker(self.choices):
            self.choices.clear()
            matching = (pair for pair in self._pairs if wanted in fold(f"{pair.one.name} {pair.other.name}"))
            for _place, pair in zip(range(MOST_SHOWN), matching, strict=False):
                names = pair.other.name if self._is_about_one else f"{pair.one.name}  ↔  {pair.other.name}"
                item = QListWidgetItem(f"{names} · {pair.reason}" if pair.reason else names, self.choices)
                item.setData(_PAIR, pair)
                item.setToolTip(plain_tip(names))
        self.choices.setCurrentRow(0 if self.choices.count() and (not self._is_about_one or wanted) else -1)
        self._show()

    def _show(self) -> None:
        self.say("")
        pair = self.chosen()
        self.stays.setEnabled(pair is not None)
        self.verb.setEnabled(pair is not None)
        self.not_same.setEnabled(pair is not None and bool(pair.reason))
        if pair is None:
            self.stays.show_choices(())
            self.told.setText("Nothing matches." if not self.choices.count() else "Choose one of the list.")
            return
        self.stays.show_choices([(each.name, each.id) for each in pair.by_weight])
        people = counted(pair.one.people + pair.other.people, "contact")
        self.told.setText(
            f"{people}, with all meetings, introductions and notes of both, will stand under one name. "
            "The other name is kept in the notes. Undo brings both back."
        )
