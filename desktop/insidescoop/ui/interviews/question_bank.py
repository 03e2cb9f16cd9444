"""The question bank beside the plan: search, and Enter or a double click puts a question into the plan."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.queries.question_bank import BankQuestion, bank_questions
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize, sized
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip
from insidescoop.ui.widgets.tree_items import branches_of, leaves_of
from insidescoop.ui.workbench import Workbench


class QuestionBankView(QWidget):
    """The bank by category. `question_chosen(question)` is sent with the one to be planned."""

    question_chosen = Signal(object)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._question_by_id: dict[int, BankQuestion] = {}
        self._planned: frozenset[int | None] = frozenset()
        self.search = QLineEdit()
        self.tree = QTreeWidget()
        self.add_button = QPushButton("Add to the plan")
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL_GAP)
        layout.addWidget(PlainLabel("Question bank", size=TypeSize.SECTION, is_bold=True))
        self.search.setPlaceholderText("Search the questions")
        self.search.setAccessibleName("Search the question bank")
        self.search.setClearButtonEnabled(True)
        layout.addWidget(self.search)
        self.tree.setAccessibleName("Question bank")
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(14)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.add_button)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.refresh)
        self.search.returnPressed.connect(lambda: self.tree.setFocus(Qt.FocusReason.TabFocusReason))
        self.tree.itemActivated.connect(self._choose)
        self.tree.header().sectionResized.connect(self._fit_leaves)
        self.add_button.clicked.connect(lambda: self._choose(self.tree.currentItem()))
        self._bench.runner.store_changed.connect(self._store_changed)

    def refresh(self) -> None:
        """Reads the bank again, narrowed by what is typed."""
        typed = self.search.text()
        questions = self._bench.runner.read(lambda session: bank_questions(session, typed))
        self._question_by_id = {question.id: question for question in questions}
        open_titles = {branch.text(0) for branch in branches_of(self.tree) if branch.isExpanded()}
        self.tree.clear()
        branches: dict[str, QTreeWidgetItem] = {}
        for question in questions:
            branch = branches.get(question.category)
            if branch is None:
                branch = branches[question.category] = QTreeWidgetItem(self.tree, [question.category_title])
                branch.setFont(0, sized(self.tree.font(), TypeSize.BODY, is_bold=True))
                branch.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            leaf = QTreeWidgetItem(branch, [_text(question, is_planned=question.id in self._planned)])
            leaf.setToolTip(0, plain_tip(_remark(question) or question.text))
            leaf.setData(0, Qt.ItemDataRole.UserRole, question.id)
        for category, branch in branches.items():
            branch.setExpanded(bool(typed.strip()) or branch.text(0) in open_titles or category == "FIELD")
        self._fit_leaves()
        if typed.strip() and branches:
            self.tree.setCurrentItem(leaves_of(self.tree)[0])

    def mark_planned(self, question_ids: frozenset[int | None]) -> None:
        """Marks the questions that are in the plan already."""
        if question_ids == self._planned:
            return
        self._planned = question_ids
        for leaf in leaves_of(self.tree):
            question = self._question_by_id[leaf.data(0, Qt.ItemDataRole.UserRole)]
            leaf.setText(0, _text(question, is_planned=question.id in question_ids))
        self._fit_leaves()

    def go_to(self, question_id: int) -> None:
        """Shows a question in its category."""
        self.search.clear()
        for leaf in leaves_of(self.tree):
            if leaf.data(0, Qt.ItemDataRole.UserRole) == question_id:
                self.tree.setCurrentItem(leaf)
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_leaves(self) -> None:
        # A tree gives every item one line; questions are read whole.
        room = self.tree.viewport().width() - 2 * self.tree.indentation() - 2 * SMALL_GAP
        metrics = self.tree.fontMetrics()
        for leaf in leaves_of(self.tree):
            bounds = metrics.boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, leaf.text(0))
            leaf.setSizeHint(0, QSize(room, bounds.height() + 2 * TIGHT + 2))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        question = self._question_by_id.get(item.data(0, Qt.ItemDataRole.UserRole) or 0)
        if question is not None:
            self.question_chosen.emit(question)

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.QUESTION):
            self.refresh()


def _text(question: BankQuestion, *, is_planned: bool) -> str:
    is_star = question.is_starred or question.core_order is not None
    marks = [mark for mark, holds in (("✓", is_planned), ("★", is_star)) if holds]
    return " ".join([*marks, question.text])


def _remark(question: BankQuestion) -> str:
    remarks = [
        ("★ One of the core questions.", question.core_order is not None),
        ("Look at their web site first.", question.check_website_first),
        ("Sensitive: only once you get on well.", question.is_sensitive),
        ("Only if they offered.", question.only_if_offered),
        (f"For: {', '.join(question.settings)}.", bool(question.settings)),
    ]
    return " ".join(sentence for sentence, holds in remarks if holds)
