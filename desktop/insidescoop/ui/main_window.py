"""The window: three tabs, Today beside them, the search box above, the status line below.

It knows no page and nothing of the store, so that it can be on the screen before either is loaded.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QPushButton,
    QStackedLayout,
    QStyle,
    QTabWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

from insidescoop import __version__
from insidescoop.domain.news import is_newer
from insidescoop.ui.actions import ActionRegistry
from insidescoop.ui.theme.icons import Icons, application_icon
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, in_proportion
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.screen_room import bring_onto_screen
from insidescoop.ui.widgets.page import Page
from insidescoop.ui.widgets.plain_text import PlainLabel
from insidescoop.ui.widgets.status_line import StatusLine
from insidescoop.ui.window_state import WindowState

_SIZE = (1240, 780)
_LEAST_SIZE = (480, 320)
"""Less than the pages need: on a very small screen a page is cut off rather than the status line with Undo."""

_SEARCH_WIDTHS = (150, 300)
_TODAY_WIDTH = 288
_BESIDE_SEARCH = 520
"""Pixels the three tabs and the Today button take of the row that the search box shares with them."""


class Tab(IntEnum):
    """The three tabs, in their order."""

    CONTACTS = 0
    PITCHES = 1
    INTERVIEWS = 2


_TITLES = {Tab.CONTACTS: ("Contacts", "contact"), Tab.PITCHES: ("Pitches", "pitch"),
           Tab.INTERVIEWS: ("Interviews", "interview")}  # fmt: skip


class MainWindow(QMainWindow):
    """The shell that pages are put into. `closing` is sent once, before the window goes, unless `may_close` says no."""

    closing = Signal()

    def __init__(self, registry: ActionRegistry, *, theme: Theme, icons: Icons, state: WindowState) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._registry = registry
        self._theme = theme
        self._icons = icons
        self._state = state
        self.tabs = QTabWidget()
        self._places = {tab: QStackedLayout() for tab in Tab}
        self.status = StatusLine()
        self.today_dock = QDockWidget("Today", self)
        self._today_button = QToolButton()
        self._corner, self._beside_tabs = QWidget(), Row(spacing=SMALL_GAP, margin=(0, TIGHT, SMALL_GAP, TIGHT))
        self._search: QWidget | None = None
        self._today_head = QWidget()
        self._takes_turns = False
        self._had_today = True
        self._build()
        self._connect()
        theme.dress(self)
        self._restore(state)
        self.contact_layout = state.contact_layout
        self.is_giving_notices, self.notices_given = state.is_giving_notices, state.notices_given
        self.has_board, self.has_week = state.has_board, state.has_week
        self.place_told, self.version_run = state.place_told, state.version_run

    def _build(self) -> None:
        self.setWindowTitle("Inside Scoop")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(*_LEAST_SIZE)
        self._registry.build_menus(self.menuBar())
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Main tabs")
        # As high as with the icons that come later: the pages are not to move when they do.
        blank = QPixmap(self.tabs.iconSize())
        blank.fill(Qt.GlobalColor.transparent)
        for tab, place in self._places.items():
            holder = QWidget()
            holder.setLayout(place)
            self.tabs.addTab(holder, blank, _TITLES[tab][0])
        self.setCentralWidget(self.tabs)
        self.setStatusBar(self.status)
        self.today_dock.setObjectName("today")
        self.today_dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.today_dock.setMinimumWidth(max(260, in_proportion(200, self.font())))
        self.today_dock.setWidget(QWidget())
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.today_dock)
        self._build_corner()
        self._build_today_head()

    def _build_today_head(self) -> None:
        title, back = PlainLabel(self.today_dock.windowTitle()), QPushButton("Back to the page")
        self.today_dock.windowTitleChanged.connect(title.setText)
        back.clicked.connect(self.today_dock.hide)
        Row(stretched(title), back, on=self._today_head, margin=(SMALL_GAP, TIGHT))

    def _build_corner(self) -> None:
        self._today_button.setDefaultAction(self._registry.action("show_today"))
        self._today_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._beside_tabs.add(Stretch(), self._today_button)
        self._corner.setLayout(self._beside_tabs)
        self.tabs.setCornerWidget(self._corner, Qt.Corner.TopRightCorner)

    def _connect(self) -> None:
        self._registry.bind("show_contacts", partial(self.show_tab, Tab.CONTACTS))
        self._registry.bind("show_pitches", partial(self.show_tab, Tab.PITCHES))
        self._registry.bind("show_interviews", partial(self.show_tab, Tab.INTERVIEWS))
        self._registry.bind("show_today", self._toggle_today)
        self._registry.bind("enter_menus", self._enter_menus)
        self._registry.bind("quit", self.close)
        self.today_dock.visibilityChanged.connect(self._registry.action("show_today").setChecked)
        self.today_dock.visibilityChanged.connect(self._take_turns)

    def set_page(self, tab: Tab, page: QWidget) -> None:
        """Puts a page into its tab, in place of what was there."""
        before = self._places[tab].currentWidget()
        self._places[tab].addWidget(page)
        self._places[tab].setCurrentWidget(page)
        if before is not None:
            self._let_go(tab, before)

    def clear_page(self, tab: Tab) -> None:
        """Leaves a tab as empty as it was at first."""
        page = self._places[tab].currentWidget()
        if page is not None:
            self._let_go(tab, page)

    def room_of(self, tab: Tab) -> QSize:
        """The size a page has in its tab."""
        holder = self._places[tab].parentWidget()
        return QSize() if holder is None else holder.size()

    def _let_go(self, tab: Tab, page: QWidget) -> None:
        self._places[tab].removeWidget(page)
        page.hide()
        page.deleteLater()

    def set_today(self, widget: QWidget) -> None:
        """Puts the list of what is due into the dock."""
        self.today_dock.setWidget(widget)
        if not self._state.layout:
            is_wide = self.width() >= _SIZE[0]
            # On a small screen the pages have the first claim.
            width = in_proportion(_TODAY_WIDTH, self.font()) if is_wide else self.today_dock.minimumWidth()
            self.resizeDocks([self.today_dock], [width], Qt.Orientation.Horizontal)

    def set_search(self, widget: QWidget) -> None:
        """Puts the search box beside the tabs."""
        self._search = widget
        self._fit_search()
        self._beside_tabs.insertWidget(1, widget)

    def show_notice(self, text: str) -> None:
        """Says something over the tabs for as long as the window is open."""
        self._bar_over_tabs("notice", text, tone="due")

    def offer_news(self, open_news: Callable[[str], object]) -> None:
        """Offers over the tabs, after an update and until it is dismissed, to show what changed since the last run."""
        last = self.version_run
        # Before a first run there was nothing that could have changed.
        if not last or not is_newer(__version__, last):
            return
        bar = self._bar_over_tabs("offer", f"Inside Scoop was updated to {__version__}.")
        taken = push_button("What's new", partial(open_news, last), emphasis="quiet")
        dismissed = push_button("Dismiss", emphasis="quiet")
        for button in (taken, dismissed):
            button.clicked.connect(bar.hide)
            bar.addWidget(button)

    def _bar_over_tabs(self, name: str, text: str, tone: str | None = None) -> QToolBar:
        bar = QToolBar(name.title(), self)
        bar.setObjectName(name)
        bar.setMovable(False)
        bar.toggleViewAction().setEnabled(False)
        label = PlainLabel(text, tone=tone)
        label.setIndent(SMALL_GAP)
        bar.addWidget(label)
        self.addToolBar(bar)
        return bar

    def show_icons(self) -> None:
        """Draws the tabs' icons, now and after every change of the theme; before, there are none."""
        self._theme.changed.connect(self._tint)
        self._tint()

    def set_today_count(self, count: int) -> None:
        """Says on the button and over the list how much is due."""
        self._registry.action("show_today").setIconText(f"Today {count}" if count else "Today")
        self.today_dock.setWindowTitle(f"Today ({count})" if count else "Today")

    def show_tab(self, tab: Tab) -> None:
        """Goes to a tab and puts the focus on its page."""
        if self._takes_turns:
            self.today_dock.hide()
        self.tabs.setCurrentIndex(tab)
        self._take_page_focus()

    def _take_page_focus(self) -> None:
        page = self._places[Tab(self.tabs.currentIndex())].currentWidget()
        if isinstance(page, Page):
            page.take_focus()

    def bring_to_front(self) -> None:
        """Shows the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def tell_of_place(self, remarks: Sequence[str]) -> None:
        """Says what is awkward about where the data lies: each remark once, one at a start, if nothing else is said."""
        told = self.place_told.splitlines()
        new = next((remark for remark in remarks if remark not in told), None)
        if new is not None and not self.status.happened():
            self.status.show_happened(f"{new}: see Help > What is stored where", can_undo=False)
            # A remark that no longer applies is shown again if it returns.
            self.place_told = "\n".join([*(remark for remark in remarks if remark in told), new])

    def state(self) -> WindowState:
        """How the window stands now; Today, given way to a page in a narrow window, stands as it will in a wide one."""
        if self._takes_turns:
            self.today_dock.setVisible(self._had_today)
        return WindowState(
            geometry=bytes(self.saveGeometry().data()).hex(),
            layout=bytes(self.saveState().data()).hex(),
            tab=self.tabs.currentIndex(),
            appearance=self._theme.appearance.value,
            contact_layout=self.contact_layout,
            is_giving_notices=self.is_giving_notices,
            notices_given=self.notices_given,
            place_told=self.place_told,
            has_board=self.has_board,
            has_week=self.has_week,
            version_run=__version__,
        )

    def _restore(self, state: WindowState) -> None:
        self.resize(*_SIZE)
        if state.geometry:
            self.restoreGeometry(QByteArray(bytes.fromhex(state.geometry)))
        bring_onto_screen(self)
        if state.layout:
            self.restoreState(QByteArray(bytes.fromhex(state.layout)))
        self.tabs.setCurrentIndex(state.tab if state.tab in list(Tab) else Tab.CONTACTS)

    def _fit_search(self) -> None:
        least, most = _SEARCH_WIDTHS
        if self._search is not None:
            self._search.setFixedWidth(
                min(max(self.tabs.width() - in_proportion(_BESIDE_SEARCH, self.font()), least), most)
            )
            self._corner.adjustSize()

    def _enter_menus(self) -> None:
        # Qt leaves the key to the system, which on many desktops does nothing with it.
        bar = self.menuBar()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])

    def _toggle_today(self) -> None:
        self.today_dock.setVisible(self._registry.action("show_today").isChecked())

    def _fit_today(self) -> None:
        # In a narrow window, or with a large font, Today and the pages take turns: side by side both would be cut off.
        line = self.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
        is_narrow = self.width() < self.tabs.minimumSizeHint().width() + line + self.today_dock.minimumWidth()
        if is_narrow == self._takes_turns:
            return
        self._takes_turns = is_narrow
        # A window that Today fills has a button that leads back; beside a page the one above the page does.
        self.today_dock.setTitleBarWidget(self._today_head if is_narrow else None)  # type: ignore[arg-type]
        if is_narrow:
            self._had_today = not self.today_dock.isHidden()
            self.today_dock.hide()
        else:
            self.tabs.show()
            self.today_dock.setVisible(self._had_today or not self.today_dock.isHidden())

    def _take_turns(self) -> None:
        if not self._takes_turns or self.tabs.isHidden() != self.today_dock.isHidden():
            return
        self.tabs.setVisible(self.today_dock.isHidden())
        if not self.tabs.isHidden():
            self._take_page_focus()

    def _tint(self) -> None:
        for tab in Tab:
            self.tabs.setTabIcon(tab, self._icons.icon(_TITLES[tab][1]))

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and not self._takes_turns:
            # A page that has been filled, or another one, may need more. Today comes back with the next change of size.
            self._fit_today()
        return is_done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_today()
        self._fit_search()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
