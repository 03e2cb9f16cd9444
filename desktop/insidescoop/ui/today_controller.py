"""What the list of Today needs from the rest of the window: dialogs of other pages, and notices."""

from PySide6.QtCore import QObject

from insidescoop.commands.noted_entries import LogNoted
from insidescoop.commands.positions import AcceptPosition
from insidescoop.domain.follow_ups.actions import letter_for
from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.queries.today import DueFollowUp, Today
from insidescoop.queries.who_helped import who_helped
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.context import UiContext
from insidescoop.ui.main_window import MainWindow
from insidescoop.ui.preferences.follow_up_rules_dialog import FollowUpRulesDialog
from insidescoop.ui.today.dock import TodayDock
from insidescoop.ui.today.good_news_dialog import GoodNewsDialog
from insidescoop.ui.today.notices import NoticeBoard, SystemTray, Tray

_KEPT = 50


class TodayController(QObject):
    """Wires the list of Today to the window around it."""

    def __init__(
        self,
        context: UiContext,
        runner: CommandRunner,
        window: MainWindow,
        dock: TodayDock,
        tray: Tray | None = None,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self._dock = dock
        self.notices = NoticeBoard(
            tray or SystemTray(self),
            is_on=window.is_giving_notices,
            given=window.notices_given.splitlines(),
            parent=self,
        )

    def wire(self) -> None:
        """Binds the actions and listens to the list."""
        registry = self._context.registry
        registry.bind("go_to_today", self.go_to_today)
        registry.bind("accept_position", self.open_good_news)
        self._dock.log_requested.connect(self.log_for)
        self._dock.renewed.connect(self._look)
        self._dock.show_week(self._window.has_week)
        self._dock.week_shown.connect(self._remember_week)
        self._dock.look_at_the_clock()

    def go_to_today(self) -> None:
        """Shows the list and puts the focus on it."""
        self._window.today_dock.show()
        self._dock.take_focus()

    def log_for(self, follow_up: DueFollowUp) -> LogDialog:
        """Opens the box in which what was said is written down; the follow-up is done with it."""
        dialog = LogDialog(follow_up.contact_id, follow_up.contact_name, self._context, parent=self._window)
        letter = letter_for(follow_up.rule)
        if letter is not None:
            is_thanks = letter is TemplateKind.THANK_YOU
            dialog.show_kind(InteractionKind.THANK_YOU if is_thanks else InteractionKind.EMAIL)
        dialog.log_requested.connect(
            lambda draft, noted: self._runner.do(LogNoted(draft, noted, follow_up.id), failed=dialog.show_problem)
        )
        dialog.open()
        return dialog

    def offer_notices(self, dialog: FollowUpRulesDialog) -> None:
        """Offers notices among the follow-up rules."""
        dialog.offer_notices(is_on=self.notices.is_on, is_possible=self.notices.is_possible)
        dialog.notices_chosen.connect(self._choose_notices)

    def open_good_news(self) -> GoodNewsDialog:
        """Opens the box in which everybody who helped is put on the list to be told."""
        dialog = GoodNewsDialog(self._context.reader.read(who_helped), self._context.clock.today(), parent=self._window)
        dialog.accepted_position.connect(
            lambda day, ids: self._runner.do(AcceptPosition(day, ids), failed=dialog.show_problem)
        )
        dialog.open()
        return dialog

    def _remember_week(self, is_week: bool) -> None:
        self._window.has_week = is_week

    def _choose_notices(self, is_on: bool) -> None:
        self.notices.switch(is_on)
        self._window.is_giving_notices = self.notices.is_on
        self._dock.look_at_the_clock()

    def _look(self, shown: Today) -> None:
        clock = self._context.clock
        self.notices.look(shown, now=clock.now(), zone=clock.zone)
        # Only those of the newest days: what was told long ago comes no more.
        self._window.notices_given = "\n".join(self.notices.given[-_KEPT:])
