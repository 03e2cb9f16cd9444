"""Every verb of the window, once: menus, toolbars and the list of shortcuts are made from these."""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from insidescoop.domain.values import frozen
from insidescoop.ui.theme.icons import Icons
from insidescoop.ui.theme.palette import Theme


class Needs(Enum):
    """What must be there before an action makes sense."""

    NOTHING = auto()
    STORE = auto()
    CONTACT = auto()
    TRASHED_CONTACT = auto()
    ANY_CONTACT = auto()
    TWO_CONTACTS = auto()
    PHOTO = auto()
    NEXT_STEP = auto()
    ORGANIZATION = auto()
    KEPT_LIST = auto()
    PITCH = auto()
    PITCH_SECTIONS = auto()
    PITCH_ONE_TEXT = auto()
    INTERVIEW = auto()
    INTERVIEW_IN_SIGHT = auto()
    PLAN_IN_SIGHT = auto()
    PLANNED_QUESTION = auto()
    FOLLOW_UP = auto()
    BANK_QUESTION = auto()
    SOMEBODY = auto()
    TODAY_ENTRY = auto()
    STEP_TO_UNDO = auto()
    STEP_TO_REDO = auto()


_EITHER = {Needs.SOMEBODY: (Needs.CONTACT, Needs.INTERVIEW_IN_SIGHT)}
"""What is there as soon as one of others is: somebody to write to, on whichever page is in sight."""


@frozen
class ActionSpec:
    """One verb as data. `group` parts a menu by lines; `choice` names a set of which one is on at a time.

    `also` holds more words to find it by. `changes` is False if it leaves the data as it is: looking, printing, writing
    a file. Only such actions work in a read-only window.

    A shortcut is a key that every keyboard has. Never Ctrl+Alt, nor a bracket: the right Alt key of many keyboards is
    Ctrl+Alt, and types letters and signs ("ż" in Polish, "@" and "[" in German).
    """

    id: str
    text: str
    menu: str
    status: str
    needs: Needs = Needs.STORE
    shortcut: str | None = None
    icon: str | None = None
    group: int = 0
    choice: str | None = None
    is_toggle: bool = False
    other_shortcut: str | None = None
    also: str = ""
    changes: bool = True


MENUS = ("File", "Edit", "View", "Contact", "Pitch", "Interview", "Follow-up", "Help")
"""The menus in their order."""

_MENU_LETTERS = {"Follow-up": "u"}
"""The letter that opens a menu with Alt, where it is not the first: File has that one."""

APPLICATION_ACTIONS = (
    ActionSpec("quit", "Quit", "File", "Close Inside Scoop", Needs.NOTHING, "Ctrl+Q", group=9, also="exit close",
               changes=False),
    ActionSpec("undo", "Undo", "Edit", "Undo the last change", Needs.STEP_TO_UNDO, "Ctrl+Z", "undo"),
    ActionSpec("redo", "Redo", "Edit", "Redo what was undone last", Needs.STEP_TO_REDO, "Ctrl+Shift+Z", "redo",
               other_shortcut="Ctrl+Y"),
    ActionSpec("search", "Search everything", "Edit", "Find anything you typed", Needs.STORE, "Ctrl+K", "search", 1,
               changes=False),
    ActionSpec("profile", "My profile…", "Edit", "Your own name, pace and paper", Needs.STORE, None, "contact", 2,
               also="settings preferences"),
    ActionSpec("edit_words", "Words to choose from…", "Edit", "Settings, functions, associations, events", Needs.STORE,
               None, None, 2, also="settings preferences pick lists"),
    ActionSpec("show_contacts", "Contacts", "View", "Go to the contacts", Needs.NOTHING, "Ctrl+1", "contact",
               changes=False),
    ActionSpec("show_pitches", "Pitches", "View", "Go to the pitches", Needs.NOTHING, "Ctrl+2", "pitch", changes=False),
    ActionSpec("show_interviews", "Interviews", "View", "Go to the interviews", Needs.NOTHING, "Ctrl+3", "interview",
               changes=False),
    ActionSpec("show_today", "Today", "View", "Show or hide what is due", Needs.NOTHING, "Ctrl+T", "today", 1,
               is_toggle=True, changes=False),
    ActionSpec("appearance_system", "As the system", "View", "Follow the system's light or dark", Needs.NOTHING,
               group=2, choice="appearance", also="theme mode", changes=False),
    ActionSpec("appearance_light", "Light", "View", "Always light", Needs.NOTHING, group=2, choice="appearance",
               also="theme mode", changes=False),
    ActionSpec("appearance_dark", "Dark", "View", "Always dark", Needs.NOTHING, group=2, choice="appearance",
               also="theme night mode", changes=False),
    ActionSpec("find_action", "Find an action…", "Help", "Every action by its words", Needs.STORE, "Ctrl+Shift+P",
               "search", changes=False),
    ActionSpec("enter_menus", "Go to the menus", "Help", "Puts the focus on the menu bar", Needs.NOTHING, "F10",
               changes=False),
    ActionSpec("shortcuts", "Keyboard shortcuts", "Help", "Every key and what it does", Needs.NOTHING, "F1", "info",
               also="help", changes=False),
    ActionSpec("whats_new", "What's new", "Help", "What has changed, version by version", Needs.NOTHING,
               also="changelog release version update", changes=False),
    ActionSpec("about", "About Inside Scoop", "Help", "Versions, licences, and where your data is", Needs.NOTHING, None,
               "info", also="version library credits", changes=False),
)  # fmt: skip


class ActionRegistry(QObject):
    """The actions of the window by id; one without a handler, or without what it needs, is disabled."""

    def __init__(
        self, specs: Iterable[ActionSpec], *, theme: Theme, icons: Icons, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._specs = tuple(specs)
        self._icons = icons
        self._available = {Needs.NOTHING}
        self._handlers: dict[str, list[Callable[[], object]]] = {}
        self._fillers: dict[str, Callable[[], object]] = {}
        self._choices: dict[str, QActionGroup] = {}
        self._refuse_changes: Callable[[], object] | None = None
        self._actions = {spec.id: self._make(spec) for spec in self._specs}
        self._theme = theme

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """Every spec, in order."""
        return self._specs

    def action(self, action_id: str) -> QAction:
        """The action of an id."""
        return self._actions[action_id]

    def bind(self, action_id: str, handler: Callable[[], object]) -> None:
        """Lets an action do something; it can be triggered from now on, once what it needs is there."""
        self._handlers.setdefault(action_id, []).append(handler)
        self._refresh([spec for spec in self._specs if spec.id == action_id])

    def bind_later(self, specs: Iterable[ActionSpec], fill: Callable[[], object]) -> None:
        """Lets actions be triggered whose page is not there yet: the first of them calls `fill`, which binds them."""
        specs = tuple(specs)
        self._fillers.update((spec.id, fill) for spec in specs)
        self._refresh(specs)

    def refuse_changes(self, tell: Callable[[], object]) -> None:
        """Has actions that change something call `tell` instead, before anything is typed in vain."""
        self._refuse_changes = tell

    def set_available(self, needs: Needs, is_there: bool) -> None:
        """Says whether what some actions need is there."""
        if is_there == (needs in self._available):
            return
        if is_there:
            self._available.add(needs)
        else:
            self._available.discard(needs)
        self._refresh([spec for spec in self._specs if needs in _needs_of(spec)])

    def build_menus(self, bar: QMenuBar) -> None:
        """Fills a menu bar with all actions, groups parted by lines."""
        for title in MENUS:
            letter = _MENU_LETTERS.get(title, title[0])
            menu = bar.addMenu(title.replace(letter, f"&{letter}", 1))
            menu.setToolTipsVisible(True)
            self._fill(menu, [spec for spec in self._specs if spec.menu == title])

    def show_icons(self) -> None:
        """Draws the actions' icons, now and after every change of the theme; before, there are none."""
        self._theme.changed.connect(self._tint)
        self._tint()

    def shortcuts(self) -> list[tuple[str, str, str]]:
        """Menu, text and keys of every action that has keys, in the menus' order."""
        listed = []
        for title in MENUS:
            for spec in self._specs:
                if spec.menu == title and spec.shortcut:
                    keys = self._actions[spec.id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                    listed.append((title, spec.text.rstrip("…"), keys))
        return listed

    def unbound(self) -> list[str]:
        """The ids of actions without a handler."""
        return [spec.id for spec in self._specs if spec.id not in self._handlers]

    def _fill(self, menu: QMenu, specs: list[ActionSpec]) -> None:
        last_group: int | None = None
        for spec in sorted(specs, key=lambda spec: spec.group):
            if last_group is not None and spec.group != last_group:
                menu.addSeparator()
            menu.addAction(self._actions[spec.id])
            last_group = spec.group

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setStatusTip(spec.status)
        action.setToolTip(spec.status)
        action.setCheckable(spec.is_toggle or spec.choice is not None)
        if spec.choice is not None:
            if spec.choice not in self._choices:
                self._choices[spec.choice] = QActionGroup(self)
            self._choices[spec.choice].addAction(action)
        keys = [QKeySequence(typed) for typed in (spec.shortcut, spec.other_shortcut) if typed]
        action.setShortcuts(keys)
        action.setEnabled(False)
        action.triggered.connect(partial(self._do, spec.id))
        return action

    def _do(self, action_id: str, _checked: bool = False) -> None:
        if self._refuse_changes is not None and self._changes(action_id):
            self._refuse_changes()
            return
        if action_id not in self._handlers:
            is_checked = self._actions[action_id].isChecked()
            self._fillers[action_id]()
            # The page has shown what it was like before.
            self._actions[action_id].setChecked(is_checked)
        for handler in self._handlers[action_id]:
            handler()

    def _changes(self, action_id: str) -> bool:
        return next(spec.changes for spec in self._specs if spec.id == action_id)

    def _tint(self) -> None:
        for spec in self._specs:
            if spec.icon is not None:
                self._actions[spec.id].setIcon(self._icons.icon(spec.icon))

    def _refresh(self, specs: Iterable[ActionSpec]) -> None:
        for spec in specs:
            is_there = not self._available.isdisjoint(_needs_of(spec))
            self._actions[spec.id].setEnabled(is_there and (spec.id in self._handlers or spec.id in self._fillers))


def _needs_of(spec: ActionSpec) -> tuple[Needs, ...]:
    """What an action needs, and what may stand for it: one of them is enough."""
    return (spec.needs, *_EITHER.get(spec.needs, ()))
