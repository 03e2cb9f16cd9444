"""The question picker: a proposal for one talk, each question with its reason, to be pinned, swapped and taken."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.questions.picking import Pick, closing_asks, end_with, ending_with, pick_questions, retold, swap
from insidescoop.domain.text import counted
from insidescoop.queries.picking_facts import PickingFacts
from insidescoop.ui.theme.metrics import SMALL_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped
from insidescoop.ui.widgets.wrapped_views import WrappedList

_ID = Qt.ItemDataRole.UserRole


class PickDialog(AskingDialog):
    """A box with the picks of one talk. `picked(question_ids)` is sent with those taken, in the order to ask them.

    In the list Space pins a question, S swaps it for the next best, Delete leaves it out.
    """

    picked = Signal(object)

    def __init__(self, facts: PickingFacts, parent: QWidget | None = None) -> None:
        question = f"Questions for {counted(facts.situation.minutes, 'minute')} with {facts.contact_name}"
        super().__init__("Pick questions", "Plan these", question=question, parent=parent)
        self.facts = facts
        self._pinned: set[int] = set(facts.planned)
        self._passed: set[int] = set()
        self._bank = facts.candidates
        if facts.ends_with is not None:
            self._bank = ending_with(self._bank, facts.ends_with)
        none = "Whichever comes last" if self._end() is None else None
        self.ending = ChoiceField("End with", self._endings(), none=none)
        self.picks: tuple[Pick, ...] = ()
        self.list = WrappedList()
        self.pin_button = push_button("&Pin")
        self.swap_button = push_button("&Swap for the next best")
        self.leave_button = push_button("&Leave out")
        self.again_button = push_button("P&ropose again")
        self._fill()
        self._connect()
        self._propose()
        self.remember_untouched()
        self.resize(in_proportion(660, self.font()), 0)
        self.list.setFocus()

    def _fill(self) -> None:
        first = self.facts.situation.is_first
        hint = "Nothing has been asked yet: this is a good first set." if first else "Chosen for what is still open."
        self.list.setAccessibleName("Proposed questions")
        self.list.setMinimumHeight(200)
        self.list.installEventFilter(self)
        self.ending.setVisible(len(closing_asks(self._bank)) > 1)
        self.ending.show_value(self._end())
        keys = "Space pins, S swaps, Delete leaves out. Pinned questions stay when you ask for another proposal."
        buttons = (self.pin_button, self.swap_button, self.leave_button, self.again_button, Stretch())
        self.column.add(
            wrapped(PlainLabel(hint, tone="muted")),
            stretched(self.list),
            Row(*buttons, spacing=SMALL_GAP),
            self.ending,
            wrapped(caption(keys)),
        )

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda _now, _before: self._tell_chosen())
        self.list.itemActivated.connect(lambda _item: self._answer())
        self.pin_button.clicked.connect(self.pin)
        self.swap_button.clicked.connect(self.swap)
        self.leave_button.clicked.connect(self.leave_out)
        self.again_button.clicked.connect(self._propose)
        self.ending.chosen.connect(self.end_with)

    def _endings(self) -> list[tuple[str, int]]:
        return [(self.facts.text_by_id[each.id], each.id) for each in closing_asks(self._bank)]

    def _end(self) -> int | None:
        return next((each.id for each in self._bank if each.is_closing), None)

    def typed(self) -> object:
        # A proposal can be had again: nothing here was typed.
        return None

    def answer(self) -> str | None:
        if not self.picks:
            return "There is no question left to plan. Propose again, or write your own."
        self.picked.emit(tuple(pick.question_id for pick in self.picks))
        return None

    def pin(self) -> None:
        """Keeps the chosen question in every proposal, or no longer."""
        pick = self._chosen()
        if pick is not None and pick.question_id not in self.facts.planned:
            self._pinned ^= {pick.question_id}
            ids = {each.question_id for each in self.picks}
            self._show(retold(self._bank, self.facts.situation, ids, pinned=self._pinned))

    def swap(self) -> None:
        """Exchanges the chosen question for the next best; one that is pinned or planned stays."""
        pick, place = self._chosen(), self.list.currentRow()
        if pick is None or pick.question_id in self._pinned:
            self.say("A pinned question stays. Unpin it first." if pick is not None else "")
            return
        before = {each.question_id for each in self.picks}
        facts = self.facts
        swapped = swap(self._bank, facts.situation, self.picks, pick.question_id, passed=self._passed)
        fresh = {each.question_id for each in swapped} - before
        if not fresh:
            self.say("There is nothing better to put in its place.")
            return
        self._passed.add(pick.question_id)
        self._show(swapped, chosen=fresh.pop(), place=place)

    def leave_out(self) -> None:
        """Takes the chosen question out of the proposal."""
        pick, place = self._chosen(), self.list.currentRow()
        if pick is None or pick.question_id in self.facts.planned:
            self.say("It is in the plan already: remove it there." if pick is not None else "")
            return
        self._passed.add(pick.question_id)
        self._pinned.discard(pick.question_id)
        self._show(tuple(each for each in self.picks if each != pick), place=place)

    def end_with(self, question_id: int | None) -> None:
        """Ends the talk with another question; the other questions stay as they are."""
        if question_id is None:
            self.ending.show_value(self._end())
            return
        self._passed.discard(question_id)
        picks = end_with(self._bank, self.facts.situation, self.picks, question_id, passed=self._passed)
        self._bank = ending_with(self._bank, question_id)
        self._show(picks, chosen=question_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            does = {Qt.Key.Key_Space: self.pin, Qt.Key.Key_S: self.swap, Qt.Key.Key_Delete: self.leave_out}
            doing = does.get(Qt.Key(event.key()))
            if doing is not None:
                doing()
                return True
        return super().eventFilter(watched, event)

    def _propose(self) -> None:
        facts = self.facts
        self._show(pick_questions(self._bank, facts.situation, pinned=self._pinned, passed=self._passed))

    def _show(self, picks: tuple[Pick, ...], *, chosen: int | None = None, place: int | None = None) -> None:
        now = self._chosen()
        wanted = chosen or (now.question_id if now is not None else None)
        self.picks = picks
        self.say("")
        with QSignalBlocker(self.list):
            self.list.clear()
            for number, pick in enumerate(picks, start=1):
                mark = "in the plan · " if pick.question_id in self.facts.planned else "pinned · " * pick.is_pinned
                item = QListWidgetItem(
                    f"{number}  {self.facts.text_by_id[pick.question_id]}\n{mark}{pick.reason}", self.list
                )
                item.setData(_ID, pick)
                if pick.question_id == wanted:
                    self.list.setCurrentItem(item)
            if self.list.currentItem() is None and picks:
                self.list.setCurrentRow(min(place or 0, len(picks) - 1))
        self.verb.setText(f"Plan these {len(picks)}" if len(picks) > 1 else "Plan it")
        self._tell_chosen()

    def _chosen(self) -> Pick | None:
        item = self.list.currentItem()
        pick: Pick | None = None if item is None else item.data(_ID)
        return pick

    def _tell_chosen(self) -> None:
        pick = self._chosen()
        is_free = pick is not None and pick.question_id not in self.facts.planned
        self.pin_button.setText("Un&pin" if pick is not None and pick.is_pinned and is_free else "&Pin")
        for button, tip in (
            (self.pin_button, "Keeps it in every proposal (Space)"),
            (self.swap_button, "Puts the next best in its place (S)"),
            (self.leave_button, "Takes it out of the proposal (Delete)"),
        ):
            button.setEnabled(is_free)
            why = "It is in the plan already: change it or remove it there" if pick is not None else "Choose a question"
            button.setToolTip(tip if is_free else why)
