"""One question of the user's own for the bank: its words, its category, and what it is for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from insidescoop.domain.questions.phrases import phrase_remarks
from insidescoop.domain.questions.questions import CATEGORY_TITLES, QUESTION_SETTINGS, QuestionDraft
from insidescoop.domain.text import fold, parted_by_commas
from insidescoop.ui.theme.metrics import TypeSize
from insidescoop.ui.widgets.boxes import Stretch
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped


class QuestionDialog(AskingDialog):
    """A box for a question, new or kept; `keep_requested(draft)` is sent with it."""

    keep_requested = Signal(object)

    def __init__(self, title: str, kept: QuestionDraft | None = None, parent: QWidget | None = None) -> None:
        super().__init__(title, "Keep question", parent=parent)
        self._is_starred = kept is not None and kept.is_starred
        self.text = FormField("Question", lines=2, hint="How do you choose what to process next?")
        self.remark = wrapped(PlainLabel(size=TypeSize.SMALL, tone="due"))
        self.category = ChoiceField("Category", [(title, each) for each, title in CATEGORY_TITLES.items()])
        self.settings = FormField("For which settings only, parted by commas", hint="everybody")
        self.sensitive = QCheckBox("Sensitive: only once you get on well, and late")
        self.website = QCheckBox("Look at their web site first")
        self._fill(kept or QuestionDraft())
        self.remember_untouched()
        self.resize(500, 0)
        self.text.setFocus()

    def _fill(self, kept: QuestionDraft) -> None:
        self.text.replace_text(kept.text)
        self.category.show_value(kept.category)
        self.settings.replace_text(", ".join(kept.settings))
        self.sensitive.setChecked(kept.is_sensitive)
        self.website.setChecked(kept.check_website_first)
        self.column.add(self.text, self.remark, self.category, self.settings)
        known = wrapped(caption(", ".join(QUESTION_SETTINGS)))
        self.column.add(known, self.sensitive, self.website, Stretch())
        self.text.edited.connect(self._look_over)
        self._look_over(kept.text or "")

    def typed(self) -> object:
        return (
            self.text.text(), self.category.value(), self.settings.text(), self.sensitive.isChecked(),
            self.website.isChecked(),
        )  # fmt: skip

    def answer(self) -> str | None:
        draft = QuestionDraft(
            self.text.text(),
            self.category.value(),
            self._is_starred,
            _settings(self.settings.text()),
            self.sensitive.isChecked(),
            self.website.isChecked(),
        )
        problems = draft.problems()
        if problems:
            return self.at(self.text, problems[0].sentence)
        self.keep_requested.emit(draft)
        return None

    def _look_over(self, typed: str) -> None:
        remarks = phrase_remarks(typed)
        self.remark.setText(" ".join(remarks))
        self.remark.setVisible(bool(remarks))


def _settings(typed: str) -> tuple[str, ...]:
    """The settings as typed, in the bank's spelling where it has them."""
    known = {fold(setting): setting for setting in QUESTION_SETTINGS}
    return tuple(known.get(fold(word), word) for word in parted_by_commas(typed))
