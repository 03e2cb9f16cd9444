"""Notices while the program runs: outside the window, without a box and without asking anything."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from insidescoop.domain.notices import Ahead, notices
from insidescoop.queries.today import Today
from insidescoop.ui.theme.icons import application_icon

_SHOWN_MILLISECONDS = 10_000


class Tray(Protocol):
    """Where a system shows notices."""

    def is_there(self) -> bool:
        """True if this system has such a place."""
        ...

    def switch(self, is_on: bool) -> None:
        """Takes the place up, or leaves it."""
        ...

    def show(self, title: str, text: str) -> None:
        """Shows a notice for a while."""
        ...


class SystemTray:
    """The system's own tray; the icon is only in it while notices are wanted."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._icon: QSystemTrayIcon | None = None

    def is_there(self) -> bool:
        """True if this system has a tray that takes messages."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def switch(self, is_on: bool) -> None:
        """Puts the icon into the tray, or takes it out."""
        if is_on and self._icon is None and self.is_there():
            self._icon = QSystemTrayIcon(application_icon(), self._parent)
            self._icon.setToolTip("Inside Scoop")
        if self._icon is not None:
            self._icon.setVisible(is_on)

    def show(self, title: str, text: str) -> None:
        """Shows a notice for ten seconds, without a sound of ours.

        What the user typed belongs into the title: some systems read the text as markup.
        """
        if self._icon is not None:
            self._icon.showMessage(title, text, QSystemTrayIcon.MessageIcon.NoIcon, _SHOWN_MILLISECONDS)


class NoticeBoard(QObject):
    """Gives each notice once, while it is switched on. `given` are the keys of those given, to be remembered."""

    def __init__(self, tray: Tray, *, is_on: bool, given: Sequence[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray = tray
        self._given = frozenset(given)
        self.is_on = False
        if is_on:
            self.switch(True)

    @property
    def is_possible(self) -> bool:
        """True if the system can show notices."""
        return self._tray.is_there()

    @property
    def given(self) -> tuple[str, ...]:
        """The keys of the notices given, in order."""
        return tuple(sorted(self._given))

    def switch(self, is_on: bool) -> None:
        """Switches the notices on or off; where the system cannot show any, they stay off."""
        self.is_on = is_on and self._tray.is_there()
        self._tray.switch(self.is_on)

    def look(self, shown: Today, *, now: datetime, zone: str) -> None:
        """Gives what is to be told now and was not given yet."""
        if not self.is_on:
            return
        talks = [
            Ahead(meeting.interview_id, meeting.contact_name, meeting.starts.instant) for meeting in shown.meetings
        ]
        due_today = shown.due_count - shown.overdue_count
        for notice in notices(talks, due_today=due_today, now=now, zone=zone, given=self._given):
            self._given |= {notice.key}
            self._tray.show(notice.title, notice.text)
