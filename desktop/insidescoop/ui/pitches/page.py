"""The Pitches tab: the pitches on the left, one of them to be written on the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.pitch.checks import Check
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import StoreDamaged, Unreadable
from insidescoop.queries.pitch_desk import PitchPage, PitchRow, pitch_page, pitch_rows
from insidescoop.queries.pitch_words import OwnWords, check_words, names_of_people, own_words
from insidescoop.queries.rehearsals import rehearsed_pitch_ids
from insidescoop.system.spelling import Dictionary, english_dictionary
from insidescoop.ui.actions import Needs
from insidescoop.ui.context import UiContext
from insidescoop.ui.pitches.editor import PitchEditor
from insidescoop.ui.theme.metrics import row_height
from insidescoop.ui.widgets.delete_key import let_delete_key
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.page import OneOf, Page, listed
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.record_table import RecordTable


class PitchesPage(Page):
    """The tab.

    `edited(pitch_id, PitchDraft)` is sent when a field of the shown pitch was written and left, or paused at;
    `add_requested()` for a new pitch. What was edited comes back through `show_changes`.
    """

    edited = Signal(int, object)
    add_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        empty = EmptyState(
            "A pitch says who you are, what you can do and what you want to do, in fifteen, thirty or sixty seconds.\n"
            "Begin with a text to fill in: Tab goes from field to field, and a bar shows how long it takes to say.",
            "New pitch",
            icon=context.icons.icon("pitch", "accent"),
        )
        self._rehearsed: frozenset[int] = frozenset()
        pitches = RecordTable(self._columns(), name="Pitches")
        super().__init__(empty, first=pitches, parent=parent)
        self._context = context
        self.shown_id: int | None = None
        self.rows: tuple[PitchRow, ...] = ()
        self._asked_for_dictionary = False
        self._is_behind = False
        self.list = pitches
        self.editor = PitchEditor(context.theme, check_words())
        self._add = QPushButton("New pitch")
        self._aside = OneOf(self.editor, "Choose a pitch to write it.")
        self._build()
        self._connect()
        self.refresh()

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("name", "Pitch", lambda row: row.name, share=12, is_sortable=False),
            TableColumn("length", "Length", lambda row: f"{row.seconds}/{row.target_seconds} s", share=7,
                   from_width=160, is_sortable=False),
            TableColumn("badge", "✓", lambda row: "✓" if row.id in self._rehearsed else "", share=3,
                   is_sortable=False),
        )  # fmt: skip

    def _build(self) -> None:
        self.list.horizontalHeader().setSortIndicatorShown(False)
        self.list.horizontalHeader().setMinimumSectionSize(30)
        # Names that begin alike are told apart by their second line.
        self.list.setWordWrap(True)
        let_delete_key(self.list, self._context.registry.action("delete_pitch"))
        self.list.verticalHeader().setDefaultSectionSize(
            row_height(self.list.font()) + self.list.fontMetrics().height()
        )
        self.list.setAccessibleDescription("✓: rehearsed, with three runs out loud inside the limit")
        self.set_parts(((listed(self._add, self.list), 230, 0), (self._aside, 700, 1)))

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._show_pitch)
        self.list.row_activated.connect(lambda _pitch_id: self.editor.take_focus())
        self.editor.draft_changed.connect(self._send)
        self.editor.settled.connect(self._catch_up)
        self.empty.chosen.connect(self.add_requested)
        self._add.clicked.connect(self.add_requested)

    def go_to(self, pitch_id: int) -> None:
        """Shows a pitch."""
        for place, row in enumerate(self.rows):
            if row.id == pitch_id:
                self.list.choose_place(place)

    def refresh(self) -> None:
        """Reads everything again and keeps the chosen pitch chosen."""
        chosen = self.shown_id
        self._is_behind = False
        self.rows = self._context.reader.read(pitch_rows)
        self._rehearsed = self._context.reader.read(rehearsed_pitch_ids)
        self.show_parts(bool(self.rows))
        self.list.set_rows(self.rows)
        places = {row.id: place for place, row in enumerate(self.rows)}
        if self.rows:
            self.list.choose_place(places.get(chosen, 0) if chosen is not None else 0)
        else:
            self.shown_id = None
            self._aside.show_record(False)
        self.tell_chosen()

    def show_changes(self, changes: Changes, *, is_shown: bool) -> None:
        """Shows what changed in the store; `is_shown` for a text of the editor's own, which it shows already."""
        if changes.touch(Kind.CONTACT, Kind.ORGANIZATION, Kind.PROFILE):
            # The names are read again when pitches are next in sight.
            self._asked_for_dictionary = False
        if is_shown:
            # The user may be typing.
            self._is_behind = True
            if not self.editor.is_typed_in:
                self._catch_up()
        elif changes.touch(Kind.PITCH, Kind.PROFILE):
            self.refresh()

    def tell_chosen(self) -> None:
        # A pitch is not deleted while another page is in sight.
        is_in_sight = bool(self.rows) and self.isVisible()
        is_one_text = self.editor.is_one_text
        self._context.registry.set_available(Needs.PITCH, is_in_sight)
        if is_in_sight and not self._asked_for_dictionary:
            self._ask_for_dictionary()
        self._context.registry.set_available(Needs.PITCH_SECTIONS, is_in_sight and not is_one_text)
        self._context.registry.set_available(Needs.PITCH_ONE_TEXT, is_in_sight and is_one_text)

    def _show_pitch(self, pitch_id: int) -> None:
        is_other = pitch_id != self.shown_id
        if is_other:
            self.editor.commit()
        try:
            page, own = self._context.reader.read(lambda session: (pitch_page(session, pitch_id), own_words(session)))
        except (StoreDamaged, Unreadable) as problem:
            self.shown_id = None
            self._aside.show_problem(problem)
            return
        if page is not None:
            self.shown_id = pitch_id
            self.editor.show_pitch(page, own, is_other=is_other)
            self._aside.show_record(True)
            self.tell_chosen()

    def _send(self, draft: PitchDraft) -> None:
        if self.shown_id is not None:
            self.edited.emit(self.shown_id, draft)

    def _catch_up(self) -> None:
        # The list, and what else a text that was typed here changes, waits for a pause in typing.
        pitch_id = self.shown_id
        if self._is_behind and pitch_id is not None:
            self._is_behind = False
            self._context.reader.ask(
                lambda session: (
                    pitch_rows(session), rehearsed_pitch_ids(session), pitch_page(session, pitch_id),
                    own_words(session),
                ),
                then=lambda answer: self._show_caught_up(*answer),
            )  # fmt: skip

    def _show_caught_up(
        self, rows: tuple[PitchRow, ...], rehearsed: frozenset[int], page: PitchPage | None, own: OwnWords
    ) -> None:
        if self.editor.is_typed_in:
            self._is_behind = True
            return
        are_same = [row.id for row in rows] == [row.id for row in self.rows]
        if page is None or page.id != self.shown_id or page.draft != self.editor.kept or not are_same:
            self.refresh()
            return
        self.rows, self._rehearsed = rows, rehearsed
        self.list.renew_rows(rows)
        self.editor.show_pitch(page, own, is_other=False)

    def _ask_for_dictionary(self) -> None:
        # Nobody who writes no pitch waits for it, or gives it room in memory.
        self._asked_for_dictionary = True
        if Check.SPELLING not in self._context.reader.read(own_words).silenced:
            self._context.reader.ask(
                lambda session: (english_dictionary(), names_of_people(session)), then=self._use_dictionary
            )

    def _use_dictionary(self, answer: tuple[Dictionary, frozenset[str]]) -> None:
        self.editor.spelling.use(*answer)
        self.editor.settle()
