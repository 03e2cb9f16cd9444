"""Ctrl+N: a person's facts in one box; Enter adds them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.problems import Problem
from insidescoop.ui.contacts.form import ContactForm
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, TypeSize
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.typed_dialog import TypedDialog


class AddContactDialog(TypedDialog):
    """A box for one new person. `add_requested(draft)` is sent with a draft that can be kept."""

    add_requested = Signal(object)

    def __init__(self, draft: ContactDraft | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add contact")
        self.form = ContactForm()
        self.form.replace_draft(draft or ContactDraft())
        self.problem = wrapped(PlainLabel(tone="error"))
        self.problem.hide()
        self.add_button = QPushButton("Add contact")
        self._build()
        self.remember_untouched()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        layout.setSpacing(GAP)
        layout.addWidget(PlainLabel("Whom did you meet, or would you like to?", size=TypeSize.SECTION, is_bold=True))
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        buttons = QHBoxLayout()
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.add_button.setProperty("emphasis", "primary")
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(self._ask)
        self.form.edited.connect(self._look_again)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add_button)
        layout.addLayout(buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._ask)
        self.resize(560, 520)
        self.form.take_focus()

    def show_problem(self, problem: Problem) -> None:
        """Opens the box again with what was typed, and says why it could not be kept."""
        self.problem.setText(str(problem))
        self.problem.show()
        self.show()

    def typed(self) -> object:
        return self.form.draft()

    def _look_again(self) -> None:
        # Once something was found wrong, the words follow what is typed: they never blame what has been put right.
        if not self.problem.isHidden():
            self._show_problems()

    def _show_problems(self) -> bool:
        draft = self.form.draft()
        problems = draft.problems()
        self.form.show_problems(draft)
        self.problem.setText(problems[0].sentence if problems else "")
        self.problem.setVisible(bool(problems))
        return bool(problems)

    def _ask(self) -> None:
        draft = self.form.draft()
        if self._show_problems():
            self.form.go_to_problem()
            return
        self.accept()
        self.add_requested.emit(draft)
