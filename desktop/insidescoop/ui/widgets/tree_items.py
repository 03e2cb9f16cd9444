"""Walking over the two levels of a tree: its branches and their leaves."""

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem


def branches_of(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """The items of the first level, in order."""
    items = (tree.topLevelItem(place) for place in range(tree.topLevelItemCount()))
    return [item for item in items if item is not None]


def leaves_of(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """The items of the second level, in order."""
    items = (branch.child(place) for branch in branches_of(tree) for place in range(branch.childCount()))
    return [item for item in items if item is not None]
