"""Who led to whom, as a tree with the state of each introduction; and who waits to hear what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from insidescoop.domain.effort.introductions import flattened
from insidescoop.domain.effort.report import Effort
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, row_height
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, plain_tip, wrapped

_MOST_ROWS = 14


class _Tree(QTreeWidget):
    """A tree as high as its lines, up to a point, so that the page scrolls and not the tree in it."""

    def sizeHint(self) -> QSize:
        lines = min(max(self.lines, 1), _MOST_ROWS)
        high = self.sizeHintForRow(0) if self.topLevelItemCount() else row_height(self.font())
        return QSize(420, high * lines + self.header().sizeHint().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    lines = 0


class IntroductionsView(QWidget):
    """The trees. `person_chosen(id)` is sent for Enter or a double click on a person."""

    person_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = _tree("Who led to whom", ("Person or place", "State"))
        self.waiting = _tree("Not told yet what came of it", ("Led you on", "To", "State"))
        self._none = wrapped(
            PlainLabel("No introductions yet. End a talk by asking whom else to talk to.", tone="muted")
        )
        self._waiting_title = heading("Not told yet what came of it")
        Column(
            heading("Who led to whom"),
            self._none,
            self.tree,
            GAP,
            self._waiting_title,
            self.waiting,
            on=self,
            spacing=SMALL_GAP,
        )
        for tree in (self.tree, self.waiting):
            tree.itemActivated.connect(self._tell)

    def show_effort(self, effort: Effort) -> None:
        """Shows the introductions of an effort."""
        names = effort.name_by_id
        led = [
            (depth, branch.contact_id, (
                names.get(branch.contact_id or 0, branch.place or ""), branch.by.status.words if branch.by else "",
            ))
            for depth, branch in flattened(effort.trees)
        ]  # fmt: skip
        waiting = [
            (0, link.from_id, (
                names.get(link.from_id, ""), names.get(link.to_id or 0, link.place or ""), link.status.words,
            ))
            for link in effort.not_reported
        ]  # fmt: skip
        self._fill(self.tree, led)
        self._fill(self.waiting, waiting)
        self._none.setVisible(not effort.trees)
        self.tree.setVisible(bool(effort.trees))
        self._waiting_title.setVisible(bool(effort.not_reported))
        self.waiting.setVisible(bool(effort.not_reported))

    def _fill(self, tree: _Tree, lines: Sequence[tuple[int, int | None, tuple[str, ...]]]) -> None:
        tree.clear()
        above: list[QTreeWidgetItem] = []
        for depth, contact_id, cells in lines:
            item = QTreeWidgetItem(list(cells))
            item.setData(0, Qt.ItemDataRole.UserRole, contact_id)
            told = ", ".join(cell for cell in cells if cell)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
            item.setToolTip(0, plain_tip(told))
            del above[depth:]
            if above:
                above[-1].addChild(item)
            else:
                tree.addTopLevelItem(item)
            above.append(item)
        tree.expandAll()
        tree.lines = len(lines)
        tree.updateGeometry()

    def _tell(self, item: QTreeWidgetItem) -> None:
        contact_id = item.data(0, Qt.ItemDataRole.UserRole)
        if contact_id is not None:
            self.person_chosen.emit(contact_id)


def _tree(name: str, titles: tuple[str, ...]) -> _Tree:
    tree = _Tree()
    tree.setAccessibleName(name)
    tree.setHeaderLabels(list(titles))
    tree.header().setStretchLastSection(False)
    for column in range(len(titles)):
        is_first = column == 0
        mode = QHeaderView.ResizeMode.Stretch if is_first else QHeaderView.ResizeMode.ResizeToContents
        tree.header().setSectionResizeMode(column, mode)
    tree.setRootIsDecorated(len(titles) == 2)
    tree.setExpandsOnDoubleClick(False)
    return tree
