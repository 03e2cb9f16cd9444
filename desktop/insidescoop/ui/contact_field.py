"""A field in which a person is named: typed, and chosen from those who match."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from insidescoop.queries.contact_list import ContactChoice, contact_choices
from insidescoop.queries.namesakes import contacts_fitting
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.fields.word_completer import EnterPassesOn
from insidescoop.ui.widgets.plain_text import caption

MOST_OFFERED = 12


class ContactField(QWidget):
    """A labelled line that completes to a person kept. `changed()` is sent when another name or person stands in it."""

    changed = Signal()

    def __init__(self, context: UiContext, title: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._chosen: ContactChoice | None = None
        self._offered: Sequence[ContactChoice] = ()
        self.editor = QLineEdit()
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._build(title, hint)
        self.editor.textEdited.connect(self._offer)
        self.editor.textChanged.connect(lambda _text: self.changed.emit())
        # By its place: two people may be named alike.
        picked = self._completer.activated[QModelIndex]  # type: ignore[index]
        picked.connect(lambda index: self._take(self._offered[index.row()]))

    def _build(self, title: str, hint: str) -> None:
        self.editor.setAccessibleName(title)
        self.editor.setPlaceholderText(hint)
        # Whoever is offered matches already, by any word typed about them.
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.editor.setCompleter(self._completer)
        popup = self._completer.popup()
        if popup is not None:
            self._passes_on = EnterPassesOn(popup, self.editor)
        label = caption(title)
        label.setBuddy(self.editor)
        Column(label, self.editor, on=self, spacing=TIGHT)
        self.setFocusProxy(self.editor)

    def contact_id(self) -> int | None:
        """The person chosen; None while the text is a name of nobody kept, or of several people."""
        text = self.editor.text().strip()
        if self._chosen is not None and text in (self._chosen.name, self._chosen.words):
            return self._chosen.id
        return self._context.reader.read(lambda session: contacts_fitting(session, text)).contact_id

    def text(self) -> str:
        """The name as it stands."""
        return self.editor.text().strip()

    def show_person(self, contact_id: int, name: str) -> None:
        """Begins with a person."""
        self._chosen = ContactChoice(contact_id, name, "")
        self.editor.setText(name)

    def take(self, contact_id: int, name: str) -> None:
        """Chooses a person for the user, and gives the field the keys."""
        self.show_person(contact_id, name)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _search(self, typed: str) -> tuple[ContactChoice, ...]:
        return self._context.reader.read(lambda session: contact_choices(session, typed, at_most=MOST_OFFERED))

    def _offer(self, typed: str) -> None:
        self._offered = self._search(typed) if typed.strip() else ()
        self._model.setStringList([choice.words for choice in self._offered])
        popup = self._completer.popup()
        if not self._offered and popup is not None:
            # Left open, the empty list would take the keys meant for the box.
            popup.hide()

    def _take(self, choice: ContactChoice) -> None:
        self._chosen = choice
        self.changed.emit()
