"""Questions somebody shared, looked at before any is taken: which are new, which are here, which cannot be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.questions.questions import CATEGORY_TITLES, QuestionDraft
from insidescoop.domain.questions.sharing import QuestionPlan
from insidescoop.domain.text import counted
from insidescoop.ui.theme.metrics import in_proportion
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip, wrapped
from insidescoop.ui.widgets.wrapped_views import WrappedList

_DRAFT = Qt.ItemDataRole.UserRole
_MOST_TOLD = 3


class SharedQuestionsDialog(AskingDialog):
    """A box with the plan of one file. `add_requested(drafts)` is sent with those that are ticked."""

    add_requested = Signal(object)

    def __init__(self, name: str, plan: QuestionPlan, parent: QWidget | None = None) -> None:
        super().__init__("Shared questions", "Add to the bank", question=f"Questions in {name}", parent=parent)
        self.list = WrappedList()
        self.list.setAccessibleName("New questions")
        here = f"{counted(len(plan.already_there), 'question')} of it you have already." if plan.already_there else ""
        news = f"{counted(len(plan.new), 'new question')}. {here}".strip()
        self.column.addWidget(wrapped(PlainLabel(news)))
        for draft in plan.new:
            item = QListWidgetItem(f"{draft.text}   ({CATEGORY_TITLES[draft.category]})", self.list)
            item.setData(_DRAFT, draft)
            item.setToolTip(plain_tip(draft.text or ""))
            item.setCheckState(Qt.CheckState.Checked)
        self.column.addWidget(self.list, 1)
        self.list.setVisible(bool(plan.new))
        for sentence in plan.unread[:_MOST_TOLD]:
            self.column.addWidget(wrapped(PlainLabel(sentence, tone="due")))
        if len(plan.unread) > _MOST_TOLD:
            more = f"and {len(plan.unread) - _MOST_TOLD:,} more that cannot be read"
            self.column.addWidget(wrapped(PlainLabel(more, tone="due")))
        self.verb.setEnabled(bool(plan.new))
        self.resize(in_proportion(620, self.font()), 0)
        (self.list if plan.new else self.cancel).setFocus()

    def typed(self) -> object:
        # The file can be opened again: a tick is nothing anybody would miss.
        return None

    def answer(self) -> str | None:
        chosen = self._chosen()
        if not chosen:
            return "Tick the questions you want."
        self.add_requested.emit(chosen)
        return None

    def _chosen(self) -> tuple[QuestionDraft, ...]:
        items = [self.list.item(place) for place in range(self.list.count())]
        return tuple(
            item.data(_DRAFT) for item in items if item is not None and item.checkState() == Qt.CheckState.Checked
        )
