"""Ways to reach somebody: the warmest chains, and a ready request to the first person of the chosen one."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTreeWidgetItem, QWidget

from insidescoop.domain.introduction_paths import Chain, Ways
from insidescoop.domain.letters.templates import field_words
from insidescoop.domain.text import nearness
from insidescoop.queries.contact_list import contact_choices
from insidescoop.queries.introduction_request import introduction_request, organization_choices, organization_of
from insidescoop.queries.network import introduction_network
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, TypeSize
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainEdit, PlainLabel, caption, heading, plain_tip, wrapped
from insidescoop.ui.widgets.tree_items import branches_of
from insidescoop.ui.widgets.wrapped_views import WrappedTree

_PERSON, _ORGANIZATION = "person", "organization"
_MOST_OFFERED = 24
_ROLE = Qt.ItemDataRole.UserRole


class PathsDialog(FittedDialog):
    """Type a person or an organization, choose one, see who could lead there. Nothing is sent."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ways to reach somebody")
        self._context = context
        self._ways: Ways | None = None
        self._wanted: tuple[str, int] | None = None
        self.search = SearchField()
        self.targets = QListWidget()
        self.chains = WrappedTree()
        self.told = wrapped(PlainLabel(tone="muted"))
        self.request = PlainEdit(least_lines=5, most_lines=9)
        self.unfilled = wrapped(PlainLabel(tone="due", size=TypeSize.SMALL))
        self.copy = push_button("Copy request")
        self._build()
        self._connect()
        # On the store's thread: reading 10,000 people takes longer than a frame.
        context.reader.ask(
            lambda session: Ways(introduction_network(session, zone=context.clock.zone)), self._take_ways
        )
        self._offer("")

    def _build(self) -> None:
        fitting = FittingColumn()
        fitting.column.addWidget(heading("Whom or where would you like to reach?"))
        self.search.setPlaceholderText("A person or an organization")
        self.search.setAccessibleName("Whom or where to reach")
        self.targets.setAccessibleName("People and organizations that match")
        self.chains.setAccessibleName("Ways, warmest first")
        self.chains.setMinimumHeight(200)
        self.targets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.targets.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.request.setAccessibleName("Request to the first person")
        left = Column(self.search, stretched(self.targets), spacing=SMALL_GAP)
        hint = caption("A request you can copy and change")
        right = Column(self.told, stretched(self.chains), hint, self.request, self.unfilled, spacing=SMALL_GAP)
        fitting.column.add(stretched(Row(stretched(left, 2), stretched(right, 5), spacing=GAP)))
        close = push_button("Close", self.reject)
        Column(stretched(fitting), Row(Stretch(), self.copy, close), on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(880, 560)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._offer)
        self.search.choose_in(self.targets)
        self.targets.currentItemChanged.connect(self._choose)
        self.chains.currentItemChanged.connect(self._show_request)
        self.copy.clicked.connect(self._copy)

    def show_person(self, contact_id: int, name: str) -> None:
        """Begins with the ways to a person."""
        with QSignalBlocker(self.search):
            self.search.setText(name)
        self._offer(name)
        for place in range(self.targets.count()):
            item = self.targets.item(place)
            if item is not None and item.data(_ROLE) == (_PERSON, contact_id):
                self.targets.setCurrentRow(place)

    def _take_ways(self, ways: Ways) -> None:
        self._ways = ways
        self._show_chains()

    def _offer(self, typed: str) -> None:
        read = self._context.reader.read
        people = read(lambda session: contact_choices(session, typed)) if typed.strip() else ()
        places = read(lambda session: organization_choices(session, typed))
        found = [
            (choice.name, f"{choice.name} · {choice.detail}" if choice.detail else choice.name, (_PERSON, choice.id))
            for choice in people
        ]
        found += [(name, f"◇ {name}", (_ORGANIZATION, organization_id)) for organization_id, name in places]
        with QSignalBlocker(self.targets):
            self.targets.clear()
            for _name, words, value in sorted(found, key=lambda each: _rank(each[0], typed))[:_MOST_OFFERED]:
                self._target(words, value)
        self.targets.setCurrentRow(0 if typed.strip() and self.targets.count() else -1)
        if not typed.strip() or not self.targets.count():
            self._wanted = None
            self._show_chains()

    def _target(self, words: str, value: tuple[str, int]) -> None:
        item = QListWidgetItem(words, self.targets)
        item.setData(_ROLE, value)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            kind, record_id = item.data(_ROLE)
            self._wanted = (kind, record_id)
            self._show_chains()

    def _show_chains(self) -> None:
        self.chains.clear()
        self._say_request(None)
        if self._ways is None or self._wanted is None:
            self.told.setText("Choose a person or an organization on the left.")
            return
        kind, record_id = self._wanted
        find = self._ways.to_person if kind == _PERSON else self._ways.to_organization
        chains = find(record_id, today=self._context.clock.today())
        self.told.setText(
            "Warmest first: who is closest to you, talked with last, and fewest steps away."
            if chains
            else "No way is known yet. Who among your contacts might know somebody there? Record an introduction."
        )
        for chain in chains:
            self._show_chain(chain)
        if chains:
            self.chains.setCurrentItem(branches_of(self.chains)[0])

    def _show_chain(self, chain: Chain) -> None:
        branch = QTreeWidgetItem(self.chains, ["Me → " + " → ".join(step.name for step in chain.steps)])
        branch.setData(0, _ROLE, chain)
        branch.setToolTip(0, plain_tip(chain.reason))
        for words in (chain.reason, *(f"{step.name}: {step.how}" for step in chain.steps if step.how)):
            leaf = QTreeWidgetItem(branch, [words])
            leaf.setFlags(Qt.ItemFlag.ItemIsEnabled)
        branch.setExpanded(True)

    def _show_request(self, item: QTreeWidgetItem | None) -> None:
        chain = item.data(0, _ROLE) if item is not None else None
        if isinstance(chain, Chain):
            self._say_request(chain)

    def _say_request(self, chain: Chain | None) -> None:
        self.unfilled.setText("")
        self.request.setPlainText("")
        asked = None if chain is None else chain.to_ask()
        if asked is not None:
            first, following = asked
            found = self._context.reader.read(
                lambda session: introduction_request(
                    session,
                    first.contact_id,
                    target_name=following.name,
                    organization=organization_of(session, following.contact_id),
                )
            )
            if found is not None:
                self.request.setPlainText(f"{found.subject}\n\n{found.body}")
                if found.unfilled:
                    self.unfilled.setText(f"Still to fill: {', '.join(map(field_words, found.unfilled))}")
        elif chain is not None and len(chain.steps) > 1:
            giver, last = chain.steps[-2], chain.steps[-1]
            self.unfilled.setText(f"{giver.name} has introduced you already: write to {last.name} yourself.")
        elif chain is not None:
            self.unfilled.setText("You know them already: write to them yourself.")
        self.copy.setEnabled(bool(self.request.toPlainText()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.request.toPlainText())
        self.copy.setText("Copied")


def _rank(name: str, typed: str) -> int:
    """The place of a name among those found: the nearest first, last whom something else than the name was found by."""
    near = nearness(name, typed)
    return 9 if near is None else near
