"""The Pitches tab: the pitches on the left, one of them to be written on the right."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from insidescoop.commands.pitch_tellings import DeleteTelling, NoteTelling
from insidescoop.commands.pitch_words import ForgetWord, KeepPlainWords, LearnWord, SwitchCheck
from insidescoop.commands.pitches import AddPitch, DeletePitch, DuplicatePitch, RestorePitchVersion, WritePitch
from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.pitch.cards import CardSize
from insidescoop.domain.pitch.checks import Check
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.pitch.sections import as_one_text, in_sections
from insidescoop.domain.pitch.templates import PitchTemplate, begun_from, known_fields
from insidescoop.domain.text import counted
from insidescoop.outputs.pitch_cards import MadePitchPaper, make_pitch_card, make_pitch_page
from insidescoop.queries.pitch_desk import PitchPage, PitchRow, pitch_page, pitch_rows
from insidescoop.queries.pitch_versions import PitchVersionRow, TalkChoice, pitch_versions, talk_choices
from insidescoop.queries.pitch_words import OwnWords, check_words, names_of_people, own_words, pitch_templates
from insidescoop.queries.profile import profile
from insidescoop.queries.rehearsals import rehearsed_pitch_ids
from insidescoop.system.spelling import Dictionary, english_dictionary
from insidescoop.ui.actions import Needs
from insidescoop.ui.context import UiContext
from insidescoop.ui.pitches.checks_dialog import ChecksDialog
from insidescoop.ui.pitches.editor import PitchEditor
from insidescoop.ui.pitches.new_dialog import LengthDialog, NewPitchDialog, VariantDialog
from insidescoop.ui.pitches.own_words_dialog import OwnWordsDialog
from insidescoop.ui.pitches.versions_dialog import VersionsDialog
from insidescoop.ui.rehearsal.controller import RehearsalController
from insidescoop.ui.theme.metrics import row_height
from insidescoop.ui.widgets.delete_key import let_delete_key
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.page import OneOf, Page, listed
from insidescoop.ui.widgets.record_column import Column
from insidescoop.ui.widgets.record_table import RecordTable


class PitchesPage(Page):
    """The tab."""

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
        self._shown_id: int | None = None
        self._rows: tuple[PitchRow, ...] = ()
        self._asked_for_dictionary = False
        self._sent: list[WritePitch] = []
        self.own_words: OwnWordsDialog | None = None
        self._is_behind = False
        self.list = pitches
        self.editor = PitchEditor(context.theme, check_words())
        self._add = QPushButton("New pitch")
        self._aside = OneOf(self.editor, "Choose a pitch to write it.")
        self._build()
        self._connect()
        self.rehearsing = RehearsalController(context, self, self._pitch_to_say)
        self.refresh()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", "Pitch", lambda row: row.name, share=12, is_sortable=False),
            Column("length", "Length", lambda row: f"{row.seconds}/{row.target_seconds} s", share=7,
                   from_width=160, is_sortable=False),
            Column("badge", "✓", lambda row: "✓" if row.id in self._rehearsed else "", share=3,
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
        registry = self._context.registry
        self._context.reader.store_changed.connect(self._store_changed)
        self.list.row_chosen.connect(self._show_pitch)
        self.list.row_activated.connect(lambda _pitch_id: self.editor.take_focus())
        self.editor.draft_changed.connect(self._keep)
        self.editor.settled.connect(self._catch_up)
        self.editor.other_length_asked.connect(self.choose_length)
        self.editor.remarks.checks_asked.connect(self.choose_checks)
        self.editor.remarks.silenced.connect(lambda check: self._switch(check, False))
        self.editor.remarks.plain_words_given.connect(
            lambda term, words: self._context.runner.do(KeepPlainWords(term, words))
        )
        self.editor.spelling.word_learned.connect(lambda word: self._context.runner.do(LearnWord(word)))
        self.empty.chosen.connect(self.add_pitch)
        self._add.clicked.connect(self.add_pitch)
        for action_id, handler in (
            ("add_pitch", self.add_pitch),
            ("add_variant", self.add_variant),
            ("delete_pitch", self.delete_pitch),
            ("pitch_as_one_text", lambda: self._rewrite(as_one_text)),
            ("pitch_in_sections", lambda: self._rewrite(in_sections)),
            ("pitch_versions", self.show_versions),
            ("own_pitch_words", self.show_own_words),
            ("print_pitch_card", lambda: self._make_card(CardSize.A6)),
            ("print_index_card", lambda: self._make_card(CardSize.INDEX)),
            ("print_pitch_page", self._make_page),
            ("say_in_longer", self.editor.say_in_longer),
            ("say_in_shorter", self.editor.say_in_shorter),
            ("say_plainly", self.editor.say_plainly),
        ):
            registry.bind(action_id, handler)

    # What the user can do

    def add_pitch(self) -> NewPitchDialog:
        """Opens the box that begins a pitch."""
        dialog = NewPitchDialog(pitch_templates(), name=f"Pitch {len(self._rows) + 1}", parent=self.window())
        dialog.begun.connect(partial(self._begin, dialog))
        dialog.open()
        return dialog

    def add_variant(self) -> None:
        """Opens the box that copies the chosen pitch for another audience."""
        pitch_id = self._shown_id
        if pitch_id is None:
            return
        self.editor.commit()
        dialog = VariantDialog(self.editor.draft().name or "", parent=self.window())
        dialog.wanted.connect(
            lambda name, audience: self._context.runner.do(
                DuplicatePitch(pitch_id, name, audience), then=self._go_write, failed=dialog.show_problem
            )
        )
        dialog.open()

    def choose_length(self) -> None:
        """Opens the box for a length without a name."""
        dialog = LengthDialog(self.editor.draft().target_seconds, parent=self.window())
        dialog.wanted.connect(self.editor.work_on)
        dialog.open()

    def choose_checks(self) -> None:
        """Opens the list of all checks."""
        dialog = ChecksDialog(self._context.reader.read(own_words).silenced, parent=self.window())
        dialog.switched.connect(self._switch)
        dialog.open()

    def show_own_words(self) -> OwnWordsDialog:
        """Opens the box with the words of my own."""
        runner = self._context.runner
        dialog = OwnWordsDialog(runner.read(own_words), parent=self.window())
        dialog.word_learned.connect(lambda word: runner.do(LearnWord(word)))
        dialog.word_forgotten.connect(lambda word: runner.do(ForgetWord(word)))
        dialog.plain_words_given.connect(lambda term, words: runner.do(KeepPlainWords(term, words)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.own_words = dialog
        dialog.open()
        return dialog

    def show_versions(self) -> None:
        """Opens the list of every text the chosen pitch has had."""
        pitch_id, runner = self._shown_id, self._context.runner
        if pitch_id is None:
            return
        self.editor.commit()
        draft = self.editor.draft()
        dialog = VersionsDialog(
            draft.name or "", draft.target_seconds, self._context.theme, self._context.clock.zone, parent=self.window()
        )

        def show_again(*_told: object) -> None:
            # Asked for behind what is still being kept, so that the newest text is among them.
            runner.ask(lambda session: (pitch_versions(session, pitch_id), talk_choices(session)), then=shown)

        def shown(answer: tuple[tuple[PitchVersionRow, ...], tuple[TalkChoice, ...]]) -> None:
            if isValid(dialog):
                dialog.show_versions(*answer)

        dialog.restore_asked.connect(lambda version_id: runner.do(RestorePitchVersion(version_id), then=show_again))
        dialog.telling_noted.connect(lambda draft: runner.do(NoteTelling(draft), then=show_again))
        dialog.telling_deleted.connect(lambda telling_id: runner.do(DeleteTelling(telling_id), then=show_again))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show_again()
        dialog.open()

    def delete_pitch(self) -> None:
        """Deletes the chosen pitch."""
        if self._shown_id is not None:
            self.editor.commit()
            self._context.runner.do(DeletePitch(self._shown_id))

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
        self._is_behind = False
        self._rows = self._context.reader.read(pitch_rows)
        self._rehearsed = self._context.reader.read(rehearsed_pitch_ids)
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
        is_in_sight = bool(self._rows) and self.isVisible()
        is_one_text = self.editor.is_one_text
        self._context.registry.set_available(Needs.PITCH, is_in_sight)
        if is_in_sight and not self._asked_for_dictionary:
            self._ask_for_dictionary()
        self._context.registry.set_available(Needs.PITCH_SECTIONS, is_in_sight and not is_one_text)
        self._context.registry.set_available(Needs.PITCH_ONE_TEXT, is_in_sight and is_one_text)

    def _begin(self, dialog: NewPitchDialog, template: PitchTemplate | None, name: str, audience: str | None) -> None:
        if template is None:
            draft = PitchDraft(name=name, audience=audience)
        else:
            known = known_fields(self._context.reader.read(profile))
            draft = begun_from(template, name=name, audience=audience, known=known)
        self._context.runner.do(AddPitch(draft), then=self._go_write, failed=dialog.show_problem)

    def _pitch_to_say(self) -> int | None:
        # What is being typed is part of the text that is said.
        self.editor.commit()
        self._context.reader.finish()
        return self._shown_id

    def _go_write(self, pitch_id: int) -> None:
        self._context.navigator.go_to(Kind.PITCH, pitch_id)
        self.editor.take_focus()

    def _rewrite(self, change: Callable[[PitchDraft], PitchDraft]) -> None:
        self.editor.commit()
        if self._shown_id is not None:
            self._context.runner.do(WritePitch(self._shown_id, change(self.editor.draft())))

    def _make_card(self, size: CardSize) -> None:
        pitch_id = self._shown_id
        if pitch_id is not None:
            self.editor.commit()
            seconds = self.editor.draft().target_seconds
            self._context.reader.ask(
                lambda session: make_pitch_card(session, pitch_id, seconds=seconds, size=size),
                then=lambda made: self._show_paper(made, "Pitch card"),
            )

    def _make_page(self) -> None:
        pitch_id = self._shown_id
        if pitch_id is not None:
            self.editor.commit()
            self._context.reader.ask(
                lambda session: make_pitch_page(session, pitch_id),
                then=lambda made: self._show_paper(made, "Pitch in all lengths"),
            )

    def _show_paper(self, made: MadePitchPaper, title: str) -> None:
        # QtPdf and the printer are loaded for the first sheet only: start-up stays light.
        from insidescoop.ui.paper_preview import PaperPreview

        self.editor.settle()
        open_ones = len(self.editor.remarks.remarks())
        if open_ones:
            verb = "is" if open_ones == 1 else "are"
            made = replace(made, cut=(*made.cut, f"{counted(open_ones, 'remark')} {verb} still open."))
        preview = PaperPreview(made, self._context.icons, title=title, parent=self.window())
        preview.saved.connect(lambda path: self._context.reader.show_written(f"Saved {path}", Path(path)))
        preview.problem_met.connect(self._context.messages.tell)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    def _switch(self, check: Check, is_on: bool) -> None:
        self._context.runner.do(SwitchCheck(check, is_on))

    def _show_pitch(self, pitch_id: int) -> None:
        is_other = pitch_id != self._shown_id
        if is_other:
            self.editor.commit()
        page, own = self._context.reader.read(lambda session: (pitch_page(session, pitch_id), own_words(session)))
        if page is not None:
            self._shown_id = pitch_id
            self.editor.show_pitch(page, own, is_other=is_other)
            self._aside.show_record(True)
            self.tell_chosen()

    def _keep(self, draft: PitchDraft) -> None:
        if self._shown_id is not None:
            command = WritePitch(self._shown_id, draft)
            self._sent.append(command)
            self._context.runner.do(command)

    def _is_told_what_it_sent(self) -> bool:
        """True if a text of the editor's own was kept, and the editor has shown no other since."""
        told = self._context.runner.initiator
        places = [place for place, sent in enumerate(self._sent) if sent is told]
        if not places:
            return False
        sent = self._sent[places[0]]
        del self._sent[: places[0] + 1]
        return bool(self._sent) or sent.draft == self.editor.kept

    def _catch_up(self) -> None:
        # The list, and what else a text that was typed here changes, waits for a pause in typing.
        pitch_id = self._shown_id
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
        are_same = [row.id for row in rows] == [row.id for row in self._rows]
        if page is None or page.id != self._shown_id or page.draft != self.editor.kept or not are_same:
            self.refresh()
            return
        self._rows, self._rehearsed = rows, rehearsed
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

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.PROFILE) and self.own_words is not None and isValid(self.own_words):
            self.own_words.show_own(self._context.reader.read(own_words))
        if changes.touch(Kind.CONTACT, Kind.ORGANIZATION, Kind.PROFILE):
            # The names are read again when pitches are next in sight.
            self._asked_for_dictionary = False
        if self._is_told_what_it_sent():
            # It stands in the editor already, and the user may be typing.
            self._is_behind = True
            if not self.editor.is_typed_in:
                self._catch_up()
        elif changes.touch(Kind.PITCH, Kind.PROFILE):
            self.refresh()
