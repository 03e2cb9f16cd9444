"""The box that looks for people who are kept twice, and goes through the pairs it finds."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.duplicates.pairs import Person
from insidescoop.domain.duplicates.search import Pair, alike, find_duplicates
from insidescoop.domain.progress import Progress, Report
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.queries.known_people import distinct_pairs, known_people, people_named
from insidescoop.ui.context import UiContext
from insidescoop.ui.duplicates.pair_pane import PairPane
from insidescoop.ui.store_reader import StatusMessage
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.dialogs.primary_button import name_key
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.record_table import RecordTable

_COLUMNS = (
    TableColumn("names", "Two people", lambda row: row.names, share=5, is_sortable=False),
    TableColumn("words", "How sure", lambda row: "Almost surely" if row.pair.likeness.is_sure else "Perhaps", share=3,
           is_sortable=False),
)  # fmt: skip
_SIZE, _LEAST_SIZE = (960, 580), (760, 420)


@frozen
class PairRow:
    """One pair as the list shows it; `id` is its place."""

    id: int
    pair: Pair
    names: str


_Ids = tuple[int, int]
_Found = tuple[tuple[Pair, ...], dict[int, str]]


class DuplicatesDialog(FittedDialog):
    """Looks for pairs while it says how far it is, then shows them one by one until the last is decided or skipped.

    `merge_requested(kept_id, gone_id, draft)` asks for one person of two, `distinct_requested(one_id, other_id)` says
    that they are two, `undo_requested()` asks for the step before.
    """

    merge_requested = Signal(int, int, object)
    distinct_requested = Signal(int, int)
    undo_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Find duplicates")
        self._context = context
        self._pairs: dict[_Ids, Pair] = {}
        self._candidates: set[_Ids] = set()
        self._names: dict[int, str] = {}
        self._skipped: set[_Ids] = set()
        self._is_looking, self._is_done = True, False
        self._decided = 0
        self.sentence = wrapped(PlainLabel(size=TypeSize.SECTION))
        self.bar = QProgressBar()
        self.list = RecordTable(_COLUMNS, name="People who may be kept twice")
        self.pane = PairPane(context, skip_text="Skip")
        self.undo, self.close_button = push_button("Undo", emphasis="quiet"), push_button("Stop")
        self.happened = PlainLabel(tone="muted")
        self._calm, self._work = QWidget(), QSplitter()
        self._stack = QStackedWidget()
        self._rows: tuple[PairRow, ...] = ()
        self._build()
        self._connect()
        self._look()

    def _build(self) -> None:
        calm = QVBoxLayout(self._calm)
        calm.setSpacing(GAP)
        calm.addStretch(1)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("How far the search is")
        calm.addWidget(self.sentence)
        calm.addWidget(self.bar)
        calm.addStretch(1)
        self.list.horizontalHeader().setSortIndicatorShown(False)
        self._work.setChildrenCollapsible(False)
        self._work.addWidget(self.list)
        self._work.addWidget(self.pane)
        self._work.setSizes([320, 600])
        self._work.setStretchFactor(0, 1)
        self._work.setStretchFactor(1, 2)
        self._stack.addWidget(self._calm)
        self._stack.addWidget(self._work)
        self.undo.hide()
        self.happened.setMinimumWidth(40)
        foot = Row(stretched(self.happened), self.undo, self.close_button, spacing=SMALL_GAP)
        Column(stretched(self._stack), foot, on=self, spacing=GAP, margin=WIDE_GAP)
        self.setMinimumSize(*_LEAST_SIZE)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        reader = self._context.reader
        reader.progressed.connect(self._show_progress)
        reader.store_changed.connect(self._store_changed)
        reader.status_message.connect(self._tell)
        self.list.row_chosen.connect(self._show_row)
        self.list.row_activated.connect(lambda _row: self.pane.take_focus())
        self.pane.merge_requested.connect(self._merge)
        self.pane.distinct_requested.connect(self._keep_apart)
        self.pane.passed_over.connect(self._pass_over)
        self.undo.clicked.connect(self._take_back)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo.click)

    def done(self, result: int) -> None:
        self._is_done = True
        if self._is_looking:
            self._context.reader.cancel()
        else:
            self.deleteLater()
        super().done(result)

    # The search

    def _look(self) -> None:
        self._say("Looking for people who are kept twice…", is_looking=True)
        self._context.reader.ask_reporting(
            lambda session, report: _find(_everybody(session), report), self._show_found, on_cancelled=self.deleteLater
        )

    def _show_progress(self, progress: Progress) -> None:
        if self._is_looking:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)

    def _show_found(self, found: _Found) -> None:
        self._is_looking = False
        if self._is_done:
            self.deleteLater()
            return
        pairs, self._names = found
        self.close_button.setText("Close")
        name_key(self)
        self._pairs = {(pair.first_id, pair.second_id): pair for pair in pairs}
        self._candidates = set(self._pairs)
        self._show_pairs(after=None)

    # The pairs

    def pairs(self) -> tuple[Pair, ...]:
        """The pairs still to be decided, in order."""
        return tuple(row.pair for row in self._rows)

    def _show_pairs(self, after: int | None) -> None:
        """Shows what is left; `after` is the place in the list to go on from, None to begin."""
        left = [pair for ids, pair in self._pairs.items() if ids not in self._skipped]
        left.sort(key=lambda pair: (-pair.likeness.score, pair.first_id, pair.second_id))
        self._rows = tuple(
            PairRow(place, pair, f"{self._names.get(pair.first_id, '')} – {self._names.get(pair.second_id, '')}")
            for place, pair in enumerate(left)
        )
        self.list.set_rows(self._rows)
        if not self._rows:
            self._say(self._last_words(), is_looking=False)
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._stack.setCurrentWidget(self._work)
        self.list.choose_place(min(after or 0, len(self._rows) - 1))
        if after is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _last_words(self) -> str:
        if self._skipped:
            skipped = counted(len(self._skipped), "pair was", "pairs were")
            return f"You have seen every pair. {skipped} skipped and will be shown the next time."
        if self._decided:
            return "That was the last pair. Everybody is kept once."
        return "No duplicates found."

    def _say(self, words: str, *, is_looking: bool) -> None:
        self.sentence.setText(words)
        self.bar.setVisible(is_looking)
        self._stack.setCurrentWidget(self._calm)

    def _show_row(self, place: int) -> None:
        pair = self._rows[place].pair
        self.pane.setVisible(self.pane.show_pair(pair.first_id, pair.second_id))
        for before, behind in pairwise([self.list, *self.pane.stops(), self.undo, self.close_button]):
            QWidget.setTabOrder(before, behind)

    # What the user says of them

    def _merge(self, kept_id: int, gone_id: int, draft: ContactDraft) -> None:
        # Who looked like the one who goes may look like the one who stays.
        others = {other for ids in self._candidates if gone_id in ids for other in ids} - {kept_id, gone_id}
        self._candidates |= {(min(kept_id, other), max(kept_id, other)) for other in others}
        self._decided += 1
        self.merge_requested.emit(kept_id, gone_id, draft)

    def _keep_apart(self, one_id: int, other_id: int) -> None:
        self._decided += 1
        self.distinct_requested.emit(one_id, other_id)

    def _pass_over(self) -> None:
        place = self.list.chosen_id()
        if place is not None:
            pair = self._rows[place].pair
            self._skipped.add((pair.first_id, pair.second_id))
            self._show_pairs(after=place)

    def _take_back(self) -> None:
        if not self.undo.isHidden():
            self.undo.hide()
            self._decided -= 1
            self.undo_requested.emit()

    def _tell(self, message: StatusMessage) -> None:
        self.happened.setText(message.text)
        self.undo.setVisible(message.can_undo)
        self.undo.setAccessibleName(f"Undo: {message.text}")

    def _store_changed(self, changes: Changes) -> None:
        touched = changes.ids(Kind.CONTACT)
        again = {ids for ids in self._candidates if touched.intersection(ids)}
        if self._is_looking or self._is_done or not again:
            return
        people, distinct = self._context.reader.read(lambda session: _some(session, again))
        for ids in again:
            self._pairs.pop(ids, None)
        for pair in alike(again, people, distinct=distinct):
            self._pairs[(pair.first_id, pair.second_id)] = pair
        self._names.update({person.id: person.name for person in people.values()})
        self._show_pairs(after=self.list.chosen_id() or 0)


def _everybody(session: Any) -> tuple[tuple[Person, ...], frozenset[_Ids]]:
    return tuple(known_people(session)), distinct_pairs(session)


def _some(session: Any, pairs: Iterable[_Ids]) -> tuple[dict[int, Person], frozenset[_Ids]]:
    return people_named(session, {person_id for ids in pairs for person_id in ids}), distinct_pairs(session)


def _find(facts: tuple[tuple[Person, ...], frozenset[_Ids]], report: Report) -> _Found:
    people, distinct = facts
    pairs = find_duplicates(people, distinct=distinct, report=report)
    named = {person_id for pair in pairs for person_id in (pair.first_id, pair.second_id)}
    return pairs, {person.id: person.name for person in people if person.id in named}
