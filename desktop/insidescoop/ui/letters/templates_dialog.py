"""The message templates: changed, copied, hidden, and given back the wording they came with."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.letters.templates import KNOWN_FIELDS, TemplateDraft, TemplateKind
from insidescoop.domain.problems import Problem
from insidescoop.queries.message_templates import TemplateRow, template_rows
from insidescoop.ui.context import UiContext
from insidescoop.ui.letters.editor import LetterEdit
from insidescoop.ui.theme.metrics import GAP, TIGHT, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, plain_tip, wrapped
from insidescoop.ui.widgets.wrapped_row import WrappedRow
from insidescoop.ui.widgets.wrapped_views import WrappedList

_ROW = Qt.ItemDataRole.UserRole


class TemplatesDialog(TypedDialog):
    """Every template on the left, the chosen one on the right. It is saved with a button, for a field may be wrong.

    Going to another template and closing both ask first what to do with changes that are not saved.

    `edit_requested(template_id, draft)` is sent with what was changed, `copy_requested(draft)` with a copy to be added,
    `hide_requested(template_id, is_hidden)` and `restore_requested(template_id)` for the buttons.
    """

    edit_requested = Signal(int, object)
    copy_requested = Signal(object)
    hide_requested = Signal(int, bool)
    restore_requested = Signal(int)
    offers_save = True

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Message templates")
        self._context = context
        self._row: TemplateRow | None = None
        self._wanted_id: int | None = None
        self._sent: object = None
        self._go_on: Callable[[], object] | None = None
        self.list = WrappedList()
        self.kind = ChoiceField("What it is for", choices_of(TemplateKind))
        self.name = FormField("Name")
        self.subject = LetterEdit(context.theme, "Subject of the template", is_one_line=True)
        self.body = LetterEdit(context.theme, "Words of the template")
        self.save = push_button("&Save", emphasis="primary")
        self.copy = push_button("Make a c&opy")
        self.hide_button = push_button("&Hide")
        self.restore = push_button("&Restore the built-in wording")
        self._told = wrapped(PlainLabel())
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        fitting = FittingColumn()
        self.list.setAccessibleName("Templates")
        self.list.setMinimumWidth(in_proportion(160, self.font()))
        left = Column(stretched(self.list), self.copy)
        right = Column(self.kind, self.name, spacing=TIGHT)
        for title, editor in (("Subject", self.subject), ("Letter", self.body)):
            right.add(caption(title), stretched(editor) if editor is self.body else editor)
        hint = "Fields in braces are filled when a letter begins: {contact_name}, {topic}, {minutes} …"
        fields = wrapped(caption(hint))
        fields.setToolTip(plain_tip(", ".join(f"{{{name}}}" for name in sorted(KNOWN_FIELDS))))
        right.add(fields, WrappedRow(self.restore, self.hide_button, self.save))
        fitting.column.add(stretched(Row(stretched(left, 2), stretched(right, 5), spacing=GAP)))
        close = push_button("Close", self.reject)
        Column(stretched(fitting), Row(stretched(self._told), close), on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(820, self.font()), 560)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._choose)
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(self._copy)
        self.hide_button.clicked.connect(self._hide)
        self.restore.clicked.connect(self._restore)
        self._context.reader.store_changed.connect(self._store_changed)

    def typed(self) -> object:
        return self.kind.value(), self.name.text(), self.subject.toPlainText(), self.body.toPlainText()

    def draft(self) -> TemplateDraft:
        """The template as it stands in the fields."""
        return TemplateDraft(self.kind.value(), self.name.text(), self.subject.toPlainText(), self.body.toPlainText())

    def refresh(self) -> None:
        """Reads the templates again and keeps the chosen one chosen."""
        rows = self._context.reader.read(template_rows)
        wanted = self._wanted_id or (self._row.id if self._row is not None else rows[0].id if rows else None)
        self._wanted_id = None
        with QSignalBlocker(self.list):
            self.list.clear()
            for row in rows:
                words = f"{row.draft.kind.words}: {row.draft.name}"
                item = QListWidgetItem(f"{words} (hidden)" if row.is_hidden else words, self.list)
                item.setData(_ROW, row)
                item.setToolTip(plain_tip(words))
                if row.id == wanted:
                    self.list.setCurrentItem(item)
        item = self.list.currentItem()
        if item is not None:
            self._show(item.data(_ROW))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        row_id = item.data(_ROW).id
        self.ask_before(lambda: self._go_to(row_id))

    def _go_to(self, row_id: int) -> None:
        self.say("")
        self.remember_untouched()
        self._wanted_id = row_id
        self.refresh()

    def forget_question(self) -> None:
        super().forget_question()
        # The list shows whose fields these are, again or still.
        self.refresh()

    def _show(self, row: TemplateRow) -> None:
        is_changed = self._row is not None and self._row.id == row.id and self.typed() != self._untouched
        self._row = row
        self.hide_button.setText("&Show again" if row.is_hidden else "&Hide")
        self.restore.setEnabled(row.is_built_in and row.is_edited)
        if is_changed:
            return
        self.kind.show_value(row.draft.kind)
        self.name.replace_text(row.draft.name)
        self.subject.setPlainText(row.draft.subject or "")
        self.body.setPlainText(row.draft.body or "")
        self.remember_untouched()

    def _problems(self) -> bool:
        problems = self.draft().problems()
        self._told.set_tone("error" if problems else "muted")
        if problems:
            self._told.setText(problems[0].sentence)
        return bool(problems)

    def _save(self) -> None:
        self.save_then(lambda: None)

    def save_then(self, go_on: Callable[[], object]) -> None:
        if self._row is None or self._problems():
            return
        self._sent, self._go_on = self.typed(), go_on
        self.edit_requested.emit(self._row.id, self.draft())

    def show_saved(self) -> None:
        """Says that the changes are saved, and goes where the user wanted to go meanwhile."""
        # What was typed since then is not among them.
        self._untouched = self._sent
        self.refresh()
        self.say("Saved.")
        go_on, self._go_on = self._go_on, None
        if go_on is not None:
            go_on()

    def _copy(self) -> None:
        if self._row is None or self._problems():
            return
        own = self.draft().own_copy()
        # The copy takes the changes along: the one it was made from is as it was.
        self.remember_untouched()
        self.copy_requested.emit(own)

    def show_added(self, template_id: int) -> None:
        """Shows the copy that was added, its name to be changed first."""
        self._wanted_id = template_id
        self.refresh()
        self.say("This copy is yours.")
        self.name.setFocus()

    def _hide(self) -> None:
        if self._row is not None:
            self.hide_requested.emit(self._row.id, not self._row.is_hidden)

    def _restore(self) -> None:
        if self._row is not None:
            self.remember_untouched()
            self.restore_requested.emit(self._row.id)

    def say(self, sentence: str) -> None:
        self._told.set_tone("muted")
        self._told.setText(sentence)

    def show_problem(self, problem: Problem) -> None:
        # What was typed is in the fields only: it stays there, wherever the user wanted to go.
        self._untouched = self._wanted_id = self._go_on = None
        self.refresh()
        super().show_problem(problem)
        self._told.set_tone("error")

    def _store_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touch(Kind.TEMPLATE):
            self.refresh()
