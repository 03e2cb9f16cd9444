"""The question bank beside the plan: search, and Enter or a double click puts a question into the plan."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QPushButton, QToolButton, QTreeWidget, QTreeWidgetItem, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.moments import exact_day
from insidescoop.domain.questions.questions import QuestionSource
from insidescoop.domain.text import first_line
from insidescoop.queries.picking_facts import settings_of_interview
from insidescoop.queries.question_bank import (
    AskedBefore,
    BankQuestion,
    Offered,
    asked_before,
    bank_questions,
    is_offered,
)
from insidescoop.ui.actions import Needs
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize, sized
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.choice_name import name_choice
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.list_or_nothing import ListOrNothing
from insidescoop.ui.widgets.plain_text import caption, heading, plain_tip, wrapped
from insidescoop.ui.widgets.tree_items import branches_of, leaves_of


class QuestionBankView(QWidget):
    """The bank by category.

    `question_chosen(question)` is sent with the one to be planned, `planned_chosen(id)` for one that is in the plan.
    """

    question_chosen = Signal(object)
    planned_chosen = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._question_by_id: dict[int, BankQuestion] = {}
        self._planned: frozenset[int | None] = frozenset()
        self.search = SearchField()
        self._settings: frozenset[str] = frozenset()
        self._asked: dict[int, AskedBefore] = {}
        self._is_elsewhere = False
        self._is_read = False
        self.offered = QComboBox()
        self.tree = QTreeWidget()
        self.found = ListOrNothing(self.tree)
        self.remark = wrapped(caption())
        self.add_button = QPushButton("Add to plan")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.search.setPlaceholderText("Search the questions")
        self.search.setAccessibleName("Search the question bank")
        name_choice(self.offered, "Which questions are shown")
        self.offered.addItems([offered.words for offered in Offered])
        as_field(self.offered)
        self.tree.setAccessibleName("Question bank")
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(14)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        row = Row(stretched(self.add_button), spacing=TIGHT)
        for action_id in ("star_bank_question", "edit_bank_question", "add_bank_question"):
            button = QToolButton()
            button.setDefaultAction(self._context.registry.action(action_id))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setProperty("shape", "icon")
            button.setAccessibleName(self._context.registry.action(action_id).text())
            row.addWidget(button)
        Column(
            heading("Question bank"),
            self.search,
            self.offered,
            stretched(self.found),
            self.remark,
            row,
            on=self,
            spacing=SMALL_GAP,
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self.refresh)
        for leads_on in (self.search.left, self.search.list_wished):
            leads_on.connect(lambda: self.tree.setFocus(Qt.FocusReason.TabFocusReason))
        self.offered.activated.connect(self.refresh)
        self.found.way_out_chosen.connect(self._show_more)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._tell_remark())
        self.tree.itemActivated.connect(self._choose)
        self.tree.header().sectionResized.connect(self._fit_leaves)
        self.add_button.clicked.connect(lambda: self._choose(self.tree.currentItem()))
        self._context.reader.store_changed.connect(self._store_changed)

    def show_interview(self, interview_id: int) -> None:
        """Shows what fits the person of an interview, and what they were asked before."""
        settings, asked = self._context.reader.read(
            lambda session: (settings_of_interview(session, interview_id), asked_before(session, interview_id))
        )
        if not self._is_read or (settings, asked) != (self._settings, self._asked):
            self._settings, self._asked = settings, asked
            self.refresh()

    def refresh(self) -> None:
        """Reads the bank again, narrowed by what is typed and by what is to be shown."""
        self._is_read = True
        typed, offered = self.search.text(), list(Offered)[self.offered.currentIndex()]
        chosen = self.chosen()
        everything = self._context.reader.read(lambda session: bank_questions(session, typed, with_retired=True))
        questions = [each for each in everything if is_offered(each, offered, settings=self._settings)]
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
            leaf = QTreeWidgetItem(branch, [self._words(question)])
            leaf.setToolTip(0, plain_tip(self._remark(question) or question.text))
            leaf.setData(0, Qt.ItemDataRole.UserRole, question.id)
        for category, branch in branches.items():
            branch.setExpanded(bool(typed.strip()) or branch.text(0) in open_titles or category == "FIELD")
        self._is_elsewhere = any(is_offered(each, Offered.ALL, settings=self._settings) for each in everything)
        self._show_list_or_nothing(typed.strip())
        self._fit_leaves()
        same = self._leaf_of(chosen.id) if chosen is not None else None
        if same is not None:
            self.tree.setCurrentItem(same)
        elif typed.strip() and branches:
            self.tree.setCurrentItem(leaves_of(self.tree)[0])
        self._tell_remark()

    def _show_list_or_nothing(self, typed: str) -> None:
        if self._question_by_id:
            self.found.show_list()
        elif typed and self._is_elsewhere:
            self.found.show_nothing(f"No question shown here matches “{typed}”.", "Search all questions")
        elif typed:
            self.found.show_nothing(f"No question matches “{typed}”.", "Clear search")
        else:
            self.found.show_nothing("There are no questions here.", "Show all questions")

    def _show_more(self) -> None:
        if not self.search.text().strip() or self._is_elsewhere:
            self.show_offered(Offered.ALL)
        else:
            self.search.clear()

    def mark_planned(self, question_ids: frozenset[int | None]) -> None:
        """Marks the questions that are in the plan already."""
        if question_ids == self._planned:
            return
        self._planned = question_ids
        self._tell_remark()
        for leaf in leaves_of(self.tree):
            question = self._question_by_id[leaf.data(0, Qt.ItemDataRole.UserRole)]
            leaf.setText(0, self._words(question))
        self._fit_leaves()

    def go_to(self, question_id: int) -> None:
        """Shows a question in its category, whatever the bank showed before."""
        self.search.clear()
        for offered in (None, Offered.ALL, Offered.HIDDEN):
            if offered is not None:
                self.show_offered(offered)
            leaf = self._leaf_of(question_id)
            if leaf is not None:
                self.tree.setCurrentItem(leaf)
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def show_offered(self, offered: Offered) -> None:
        """Shows these questions of the bank."""
        self.offered.setCurrentIndex(list(Offered).index(offered))
        self.refresh()

    def chosen(self) -> BankQuestion | None:
        """The question chosen in the bank; None for none."""
        item = self.tree.currentItem()
        return None if item is None else self._question_by_id.get(item.data(0, Qt.ItemDataRole.UserRole) or 0)

    def tell_chosen(self) -> None:
        """Lets the actions on a question of the bank know whether one is chosen, and in sight."""
        self._context.registry.set_available(Needs.BANK_QUESTION, self.chosen() is not None and self.isVisible())

    def _leaf_of(self, question_id: int) -> QTreeWidgetItem | None:
        leaves = leaves_of(self.tree)
        return next((leaf for leaf in leaves if leaf.data(0, Qt.ItemDataRole.UserRole) == question_id), None)

    def _words(self, question: BankQuestion) -> str:
        is_star = question.is_starred or question.core_order is not None
        marks = [mark for mark, holds in (("✓", question.id in self._planned), ("★", is_star)) if holds]
        ends = [" (asked before)"] if question.id in self._asked else []
        return " ".join([*marks, question.text]) + "".join(ends)

    def _remark(self, question: BankQuestion) -> str:
        asked = self._asked.get(question.id)
        day = f" on {exact_day(asked.day, with_weekday=False)}" if asked is not None and asked.day is not None else ""
        said = "." if asked is None or not asked.answer else f": “{first_line(asked.answer, at_most=200)}”"
        remarks = [
            (f"You asked them{day}{said}", asked is not None),
            ("★ One of the core questions.", question.core_order is not None),
            ("★ You starred it.", question.is_starred),
            ("Look at their web site first.", question.check_website_first),
            ("Sensitive: only once you get on well.", question.is_sensitive),
            ("Only if they offered.", question.only_if_offered),
            (f"For: {', '.join(question.settings)}.", bool(question.settings)),
            ("Your own.", question.source is QuestionSource.OWN),
            ("Somebody shared it.", question.source is QuestionSource.IMPORTED),
        ]
        return " ".join(sentence for sentence, holds in remarks if holds)

    def _tell_remark(self) -> None:
        question = self.chosen()
        words = self._remark(question) if question is not None else ""
        self.remark.setText(words)
        self.remark.setVisible(bool(words))
        self.add_button.setEnabled(question is not None)
        is_planned = question is not None and question.id in self._planned
        self.add_button.setText("Go to plan" if is_planned else "Add to plan")
        self.tell_chosen()

    def _fit_leaves(self) -> None:
        # A tree gives every item one line; questions are read whole.
        room = self.tree.viewport().width() - 2 * self.tree.indentation() - 3 * SMALL_GAP
        metrics = self.tree.fontMetrics()
        for leaf in leaves_of(self.tree):
            bounds = metrics.boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, leaf.text(0))
            leaf.setSizeHint(0, QSize(room, bounds.height() + 2 * TIGHT + 2))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        question = self._question_by_id.get(item.data(0, Qt.ItemDataRole.UserRole) or 0)
        if question is None:
            return
        if question.id in self._planned:
            self.planned_chosen.emit(question.id)
        else:
            self.question_chosen.emit(question)

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.QUESTION):
            self.refresh()
