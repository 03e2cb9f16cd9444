"""What is done with pitches: begun, written, copied, checked, put on paper, said out loud, deleted."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
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
from insidescoop.queries.pitch_versions import PitchVersionRow, TalkChoice, pitch_versions, talk_choices
from insidescoop.queries.pitch_words import own_words, pitch_templates
from insidescoop.queries.profile import profile
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.pitches.checks_panel import ChecksPanel
from insidescoop.ui.pitches.new_dialog import LengthDialog, NewPitchDialog, VariantDialog
from insidescoop.ui.pitches.own_words_panel import OwnWordsPanel
from insidescoop.ui.pitches.page import PitchesPage
from insidescoop.ui.pitches.versions_dialog import VersionsDialog
from insidescoop.ui.rehearsal.controller import RehearsalController
from insidescoop.ui.widgets.dialogs.manage_dialog import ManageDialog
from insidescoop.ui.widgets.manage_panel import ManagePanel


class PitchesController(QObject):
    """Saves what is written on the Pitches tab, and opens its dialogs."""

    def __init__(self, context: UiContext, runner: CommandRunner, page: PitchesPage) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self.page = page
        self._editor = page.editor
        self._sent: list[WritePitch] = []
        self.own_words: OwnWordsPanel | None = None
        self._connect()
        self.rehearsing = RehearsalController(context, runner, page, self._pitch_to_say)
        self.rehearsing.fields_requested.connect(self._editor.take_focus)

    def _connect(self) -> None:
        editor = self._editor
        self._runner.store_changed.connect(self._store_changed)
        self.page.edited.connect(self._write)
        self.page.add_requested.connect(self.add_pitch)
        editor.other_length_asked.connect(self.choose_length)
        editor.remarks.checks_asked.connect(self.choose_checks)
        editor.remarks.silenced.connect(lambda check: self._switch(check, False))
        editor.remarks.plain_words_given.connect(lambda term, words: self._runner.do(KeepPlainWords(term, words)))
        editor.spelling.word_learned.connect(lambda word: self._runner.do(LearnWord(word)))
        self._context.registry.bind("add_pitch", self.add_pitch)
        self._context.registry.bind("add_variant", self.add_variant)
        self._context.registry.bind("delete_pitch", self.delete_pitch)
        self._context.registry.bind("pitch_as_one_text", lambda: self._rewrite(as_one_text))
        self._context.registry.bind("pitch_in_sections", lambda: self._rewrite(in_sections))
        self._context.registry.bind("pitch_versions", self.show_versions)
        self._context.registry.bind("own_pitch_words", self.show_own_words)
        self._context.registry.bind("print_pitch_card", lambda: self._make_card(CardSize.A6))
        self._context.registry.bind("print_index_card", lambda: self._make_card(CardSize.INDEX))
        self._context.registry.bind("print_pitch_page", self._make_page)
        self._context.registry.bind("say_in_longer", editor.say_in_longer)
        self._context.registry.bind("say_in_shorter", editor.say_in_shorter)
        self._context.registry.bind("say_plainly", editor.say_plainly)

    def add_pitch(self) -> NewPitchDialog:
        """Opens the dialog that begins a pitch."""
        dialog = NewPitchDialog(pitch_templates(), name=f"Pitch {len(self.page.rows) + 1}", parent=self.page.window())
        dialog.begun.connect(partial(self._begin, dialog))
        dialog.open()
        return dialog

    def add_variant(self) -> None:
        """Opens the dialog that copies the chosen pitch for another audience."""
        pitch_id = self.page.shown_id
        if pitch_id is None:
            return
        self._editor.commit()
        dialog = VariantDialog(self._editor.draft().name or "", parent=self.page.window())
        dialog.wanted.connect(
            lambda name, audience: self._runner.do(
                DuplicatePitch(pitch_id, name, audience), then=self._go_write, failed=dialog.show_problem
            )
        )
        dialog.open()

    def choose_length(self) -> None:
        """Opens the dialog for a length without a name."""
        dialog = LengthDialog(self._editor.draft().target_seconds, parent=self.page.window())
        dialog.wanted.connect(self._editor.work_on)
        dialog.open()

    def choose_checks(self) -> None:
        """Opens the list of all checks."""
        panel = ChecksPanel(self._context.reader.read(own_words).silenced)
        panel.switched.connect(self._switch)
        self._manage(panel)

    def show_own_words(self) -> OwnWordsPanel:
        """Opens the words of my own."""
        panel = OwnWordsPanel(self._context.reader.read(own_words))
        panel.word_learned.connect(lambda word: self._runner.do(LearnWord(word)))
        panel.word_forgotten.connect(lambda word: self._runner.do(ForgetWord(word)))
        panel.plain_words_given.connect(lambda term, words: self._runner.do(KeepPlainWords(term, words)))
        self.own_words = panel
        self._manage(panel)
        return panel

    def _manage(self, panel: ManagePanel) -> None:
        dialog = ManageDialog(panel, self.page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_versions(self) -> None:
        """Opens the list of every text the chosen pitch has had."""
        pitch_id, runner = self.page.shown_id, self._runner
        if pitch_id is None:
            return
        self._editor.commit()
        draft = self._editor.draft()
        dialog = VersionsDialog(
            draft.name or "",
            draft.target_seconds,
            self._context.theme,
            self._context.clock.zone,
            parent=self.page.window(),
        )

        def show_again(*_told: object) -> None:
            # Asked for behind what is still being saved, so that the newest text is among them.
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
        if self.page.shown_id is not None:
            self._editor.commit()
            self._runner.do(DeletePitch(self.page.shown_id))

    def commit(self) -> None:
        """Saves whatever is typed and not saved yet."""
        self._editor.commit()
        self.rehearsing.commit()

    def _begin(self, dialog: NewPitchDialog, template: PitchTemplate | None, name: str, audience: str | None) -> None:
        if template is None:
            draft = PitchDraft(name=name, audience=audience)
        else:
            known = known_fields(self._context.reader.read(profile))
            draft = begun_from(template, name=name, audience=audience, known=known)
        self._runner.do(AddPitch(draft), then=self._go_write, failed=dialog.show_problem)

    def _pitch_to_say(self) -> int | None:
        # What is being typed is part of the text that is said.
        self._editor.commit()
        self._context.reader.finish()
        return self.page.shown_id

    def _go_write(self, pitch_id: int) -> None:
        self._context.navigator.go_to(Kind.PITCH, pitch_id)
        self._editor.take_focus()

    def _write(self, pitch_id: int, draft: PitchDraft) -> None:
        command = WritePitch(pitch_id, draft)
        self._sent.append(command)
        self._runner.do(command)

    def _rewrite(self, change: Callable[[PitchDraft], PitchDraft]) -> None:
        self._editor.commit()
        if self.page.shown_id is not None:
            self._runner.do(WritePitch(self.page.shown_id, change(self._editor.draft())))

    def _make_card(self, size: CardSize) -> None:
        pitch_id = self.page.shown_id
        if pitch_id is not None:
            self._editor.commit()
            seconds = self._editor.draft().target_seconds
            self._context.reader.ask(
                lambda session: make_pitch_card(session, pitch_id, seconds=seconds, size=size),
                then=lambda made: self._show_paper(made, "Pitch card"),
            )

    def _make_page(self) -> None:
        pitch_id = self.page.shown_id
        if pitch_id is not None:
            self._editor.commit()
            self._context.reader.ask(
                lambda session: make_pitch_page(session, pitch_id),
                then=lambda made: self._show_paper(made, "Pitch in all lengths"),
            )

    def _show_paper(self, made: MadePitchPaper, title: str) -> None:
        # QtPdf and the printer are loaded for the first sheet only: start-up stays light.
        from insidescoop.ui.paper_preview import PaperPreview

        self._editor.settle()
        open_ones = len(self._editor.remarks.remarks())
        if open_ones:
            verb = "is" if open_ones == 1 else "are"
            made = replace(made, cut=(*made.cut, f"{counted(open_ones, 'remark')} {verb} still open."))
        preview = PaperPreview(made, self._context.icons, title=title, parent=self.page.window())
        preview.saved.connect(lambda path: self._context.reader.show_written(f"Saved {path}", Path(path)))
        preview.problem_met.connect(self._context.messages.tell)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    def _switch(self, check: Check, is_on: bool) -> None:
        self._runner.do(SwitchCheck(check, is_on))

    def _is_shown(self) -> bool:
        """True if what was saved is a text of the editor's own, and the editor has shown no other since."""
        places = [place for place, sent in enumerate(self._sent) if sent is self._runner.initiator]
        if not places:
            return False
        sent = self._sent[places[0]]
        del self._sent[: places[0] + 1]
        return bool(self._sent) or sent.draft == self._editor.kept

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.PROFILE) and self.own_words is not None and isValid(self.own_words):
            self.own_words.show_own(self._context.reader.read(own_words))
        self.page.show_changes(changes, is_shown=self._is_shown())
