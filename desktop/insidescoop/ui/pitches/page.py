"""The Pitches tab: the pitches on the left, one of them to be written on the right."""

from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.commands.pitches import AddPitch, DeletePitch, WritePitch
from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.pitches import PitchDraft
from insidescoop.queries.pitch_desk import PitchRow, pitch_page, pitch_rows
from insidescoop.queries.rehearsals import rehearsed_pitch_ids
from insidescoop.ui.actions import Needs
from insidescoop.ui.pitches.editor import PitchEditor
from insidescoop.ui.pitches.rehearsing import Rehearsing
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.page import OneOf, Page, listed
from insidescoop.ui.widgets.record_column import Column
from insidescoop.ui.widgets.record_table import RecordTable
from insidescoop.ui.workbench import Workbench


class PitchesPage(Page):
    """The tab."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        empty = EmptyState(
            "Write the thirty seconds you would say in an elevator.",
            "New pitch",
            icon=bench.icons.icon("pitch", "accent"),
        )
        self._rehearsed: frozenset[int] = frozenset()
        pitches = RecordTable(self._columns(), name="Pitches")
        super().__init__(empty, first=pitches, parent=parent)
        self._bench = bench
        self._shown_id: int | None = None
        self._rows: tuple[PitchRow, ...] = ()
        self.list = pitches
        self.editor = PitchEditor(bench.theme)
        self._add = QPushButton("New pitch")
        self._aside = OneOf(self.editor, "Choose a pitch to write it.")
        self._build()
        self._connect()
        self.rehearsing = Rehearsing(bench, self, self._pitch_to_say)
        self.refresh()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", "Pitch", lambda row: row.name, share=3, is_sortable=False),
            Column("length", "Length", lambda row: f"{row.seconds} of {row.target_seconds} s", share=2,
                   is_sortable=False),
            Column("badge", "✓", lambda row: "✓" if row.id in self._rehearsed else "", share=1,
                   is_sortable=False),
        )  # fmt: skip

    def _build(self) -> None:
        self.list.horizontalHeader().setSortIndicatorShown(False)
        self.list.setAccessibleDescription("✓: rehearsed, with three runs out loud inside the limit")
        self.set_parts(((listed(self._add, self.list), 280, 0), (self._aside, 700, 1)))

    def _connect(self) -> None:
        self._bench.runner.store_changed.connect(self._store_changed)
        self.list.row_chosen.connect(self._show_pitch)
        self.list.row_activated.connect(lambda _pitch_id: self.editor.take_focus())
        self.editor.draft_changed.connect(self._keep)
        self.empty.chosen.connect(self.add_pitch)
        self._add.clicked.connect(self.add_pitch)
        self._bench.registry.bind("add_pitch", self.add_pitch)
        self._bench.registry.bind("delete_pitch", self.delete_pitch)

    def add_pitch(self) -> None:
        """Begins a pitch and goes to its first section."""
        name = f"Pitch {len(self._rows) + 1}"
        self._bench.runner.do(AddPitch(PitchDraft(name=name)), then=self._begin)

    def delete_pitch(self) -> None:
        """Deletes the chosen pitch."""
        if self._shown_id is not None:
            self.editor.commit()
            self._bench.runner.do(DeletePitch(self._shown_id))

    def go_to(self, pitch_id: int) -> None:
        """Shows a pitch."""
        for place, row in enumerate(self._rows):
            if row.id == pitch_id:
                self.list.choose_place(place)

    def commit(self) -> None:
        """Keeps whatever is typed and not kept yet."""
        self.editor.commit()
        self.rehearsing.commit()

    def refresh(self) -> None:
        """Reads everything again and keeps the chosen pitch chosen."""
        chosen = self._shown_id
        self._rows = self._bench.runner.read(pitch_rows)
        self._rehearsed = self._bench.runner.read(rehearsed_pitch_ids)
        self.show_parts(bool(self._rows))
        self.list.set_rows(self._rows)
        places = {row.id: place for place, row in enumerate(self._rows)}
        if self._rows:
            self.list.choose_place(places.get(chosen, 0) if chosen is not None else 0)
        else:
            self._shown_id = None
            self._aside.show_record(False)
        self.tell_chosen()

    def tell_chosen(self) -> None:
        # A pitch is not deleted while another page is in sight.
        self._bench.registry.set_available(Needs.PITCH, bool(self._rows) and self.isVisible())

    def _pitch_to_say(self) -> int | None:
        # What is being typed is part of the text that is said.
        self.editor.commit()
        self._bench.runner.finish()
        return self._shown_id

    def _begin(self, pitch_id: int) -> None:
        self._bench.navigator.go_to(Kind.PITCH, pitch_id)
        self.editor.take_focus()

    def _show_pitch(self, pitch_id: int) -> None:
        is_other = pitch_id != self._shown_id
        if is_other:
            self.editor.commit()
        page = self._bench.runner.read(lambda session: pitch_page(session, pitch_id))
        if page is not None:
            self._shown_id = pitch_id
            self.editor.show_pitch(page, is_other=is_other)
            self._aside.show_record(True)

    def _keep(self, draft: PitchDraft) -> None:
        if self._shown_id is not None:
            self._bench.runner.do(WritePitch(self._shown_id, draft))

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.PITCH, Kind.PROFILE):
            self.refresh()
