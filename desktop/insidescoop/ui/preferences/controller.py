"""Opens the dialogs of the preferences, and saves what is changed in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.commands.follow_up_rules import (
    ChangeFollowUpRule,
    FillInHolidays,
    KeepHoliday,
    RecountFollowUps,
    RemoveHoliday,
    ResetFollowUpRules,
)
from insidescoop.commands.goals import SetGoals
from insidescoop.commands.profile import EditProfile
from insidescoop.commands.vocabularies import AddTerm, EditTerm, RetireTerm
from insidescoop.domain.follow_ups.holidays import years_to_fill_in
from insidescoop.domain.problems import Problem
from insidescoop.queries.goals import goals
from insidescoop.queries.profile import profile
from insidescoop.ui.command_runner import Command, CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.widgets.dialogs.manage_dialog import ManageDialog

if TYPE_CHECKING:
    from insidescoop.ui.preferences.follow_up_rules_panel import FollowUpRulesPanel
    from insidescoop.ui.preferences.goals_dialog import GoalsDialog
    from insidescoop.ui.preferences.holidays_panel import HolidaysPanel
    from insidescoop.ui.preferences.profile_dialog import ProfileDialog
    from insidescoop.ui.preferences.words_panel import WordsPanel
    from insidescoop.ui.widgets.manage_panel import ManagePanel


class PreferencesController(QObject):
    """The profile, the goals, the follow-up rules, the days off and the words to choose from; each loaded when opened.

    `rules_opening(panel)` is sent with the follow-up rules before they are shown, to whoever gives notices.
    """

    rules_opening = Signal(object)

    def __init__(self, context: UiContext, runner: CommandRunner, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window

    def wire(self) -> None:
        """Binds the actions."""
        self._context.registry.bind("profile", self.open_profile)
        self._context.registry.bind("show_research", self.open_research)
        self._context.registry.bind("follow_up_rules", self.open_rules)
        self._context.registry.bind("days_off", self.open_days_off)
        self._context.registry.bind("edit_words", self.open_words)

    def open_profile(self) -> ProfileDialog:
        """Opens the user's own particulars."""
        from insidescoop.ui.preferences.profile_dialog import ProfileDialog

        dialog = ProfileDialog(self._context.reader.read(profile), parent=self._window)
        dialog.changed.connect(lambda draft: self._runner.do(EditProfile(draft)))
        dialog.open()
        return dialog

    def open_goals(self, over: QWidget | None = None) -> GoalsDialog:
        """Opens the weekly goals, over another window than the main one if it is given."""
        from insidescoop.ui.preferences.goals_dialog import GoalsDialog

        dialog = GoalsDialog(self._context.reader.read(goals), parent=over or self._window)
        dialog.changed.connect(lambda chosen: self._runner.do(SetGoals(chosen)))
        dialog.research_requested.connect(partial(self.open_research, dialog))
        dialog.open()
        return dialog

    def open_research(self, over: QWidget | None = None) -> None:
        """Opens what research says about networking."""
        from insidescoop.ui.preferences.research_page import ResearchPage

        ResearchPage(parent=over or self._window).open()

    def open_rules(self) -> FollowUpRulesPanel:
        """Opens the follow-up rules."""
        from insidescoop.ui.preferences.follow_up_rules_panel import FollowUpRulesPanel

        panel = FollowUpRulesPanel(self._context.reader)
        save = partial(self._save, panel)
        panel.switched.connect(lambda rule_id, is_on: save(ChangeFollowUpRule(rule_id, is_on)))
        panel.count_chosen.connect(lambda rule_id, count: save(ChangeFollowUpRule(rule_id, count=count)))
        panel.unit_chosen.connect(lambda rule_id, unit: save(ChangeFollowUpRule(rule_id, unit=unit)))
        panel.words_written.connect(lambda rule_id, what: save(ChangeFollowUpRule(rule_id, what=what)))
        panel.reset_requested.connect(lambda rule_id: save(ResetFollowUpRules(rule_id)))
        panel.recount_requested.connect(lambda: save(RecountFollowUps()))
        panel.days_off_requested.connect(self.open_days_off)
        self.rules_opening.emit(panel)
        ManageDialog(panel, self._window).open()
        return panel

    def open_days_off(self) -> HolidaysPanel:
        """Opens the list of days off."""
        from insidescoop.ui.preferences.holidays_panel import HolidaysPanel

        today = self._context.clock.today()
        panel = HolidaysPanel(self._context.reader, today)
        save = partial(self._save, panel)
        panel.added.connect(lambda draft: save(KeepHoliday(draft)))
        panel.removed.connect(lambda holiday_id: save(RemoveHoliday(holiday_id)))
        panel.fill_requested.connect(
            lambda country, part, name: save(FillInHolidays(country, part, years_to_fill_in(today), name))
        )
        panel.recount_requested.connect(lambda: save(RecountFollowUps()))
        ManageDialog(panel, self._window).open()
        return panel

    def open_words(self) -> WordsPanel:
        """Opens the words to choose from."""
        from insidescoop.ui.preferences.words_panel import WordsPanel

        panel = WordsPanel(self._context.reader)
        save = partial(self._save, panel)
        panel.added.connect(lambda draft: save(AddTerm(draft), then=panel.show_added))
        panel.edited.connect(lambda term_id, draft: save(EditTerm(term_id, draft)))
        panel.retired.connect(lambda term_id, is_retired: save(RetireTerm(term_id, is_retired=is_retired)))
        ManageDialog(panel, self._window).open()
        return panel

    def _save(self, panel: ManagePanel, command: Command[Any], then: Callable[[Any], object] | None = None) -> None:
        def refused(problem: Problem) -> None:
            # What was typed last is sent as the dialog closes: then the panel is out of sight.
            say = panel.show_problem if panel.isVisible() else self._context.messages.tell
            say(problem)

        panel.clear_problem()
        self._runner.do(command, then=then, failed=refused)
