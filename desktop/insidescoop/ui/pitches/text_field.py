"""A field of the pitch: its text, what its sentences carry, and what is to be seen in it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from insidescoop.domain.pitch.cuts import CutMeasure, cut_of_sentences, measured_together, words_of_cut
from insidescoop.domain.pitch.marks import Carried, MarkedSentence, MarkedText
from insidescoop.domain.pitch.slots import SLOT, open_slots
from insidescoop.domain.text import tidy_text
from insidescoop.ui.pitches.marked_edit import MarkedEdit, Place
from insidescoop.ui.widgets.fields.form_field import FormField


class PitchField(FormField):
    """One section, or the free text. `sentence_reached()` is sent when the cursor moves.

    `slot_asked(is_back)` is sent for Tab while fields in braces are to be filled; who handles it says so by
    `has_moved`. `menu_asked(menu, place)` is sent with the menu about to open at a place of the text, to be added to.
    """

    sentence_reached = Signal()
    slot_asked = Signal(bool)
    menu_asked = Signal(object, int)

    def __init__(
        self, title: str, *, lines: int, most_lines: int, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, lines=lines, most_lines=most_lines, hint=hint, parent=parent)
        self._marked = MarkedText()
        self._untold: list[tuple[str, int, int, int]] = []
        self.has_moved = False
        self._measures: dict[tuple[int, bool], CutMeasure] = {}
        self._taken_apart: tuple[MarkedSentence, ...] | None = None
        self.text_edit.document().contentsChange.connect(self._follow)
        for watched in (self.text_edit, self.text_edit.viewport()):
            watched.installEventFilter(self)
        self.text_edit.cursorPositionChanged.connect(self.sentence_reached)

    @property
    def marked(self) -> MarkedText:
        """The text as it stands, with what its sentences carry."""
        # An edit is told when somebody asks, not while its letter waits to be painted.
        for text, at, removed, added in self._untold:
            self._marked.edited_to(text, at=at, removed=removed, added=added)
        self._untold.clear()
        return self._marked

    @property
    def text_edit(self) -> MarkedEdit:
        """The editor, which is one of several lines."""
        assert isinstance(self.editor, MarkedEdit)  # noqa: S101 - made with more than one line
        return self.editor

    def _editor_of_lines(self, least: int, most: int) -> MarkedEdit:
        return MarkedEdit(least_lines=least, most_lines=most)

    def show_section(self, text: str | None, carried: Sequence[Carried], *, is_other: bool) -> None:
        """Shows a kept text and what its sentences carry; what is being typed at this moment stays as it is."""
        if is_other:
            self.show_problem(None)
            self.replace_text(text)
        else:
            self.show_text(text)
        shown = self.text()
        if tidy_text(shown) != text:
            return
        self._forget_measures()
        if is_other or self.marked.text != shown or _without_tail(self.marked.carried()) != tuple(carried):
            self.marked.show(shown, carried)

    def measure(self, seconds: int, *, to_job: bool) -> CutMeasure:
        """The spoken words and the open fields of this text in the cut of so many seconds."""
        key = (seconds, to_job)
        if key not in self._measures:
            text, sentences = self.marked.text, self._sentences()
            words = words_of_cut(text, sentences, seconds, to_job=to_job)
            said = cut_of_sentences(text, sentences, seconds, to_job=to_job)
            self._measures[key] = CutMeasure(words, frozenset(open_slots(said)))
        return self._measures[key]

    def give(self, place: int, carried: Carried) -> None:
        """Lets a sentence carry something else."""
        self.marked.give(place, carried)
        self._forget_measures()

    def place(self) -> int | None:
        """The place of the sentence the cursor is in."""
        return self.marked.place_at(_in_text(self.text(), self.text_edit.textCursor().position()))

    def show_places(self, layer: str, places: Sequence[Place]) -> None:
        """Makes places of the text seen, each layer over the ones before; replaces what the layer showed."""
        text = self.text()
        self.text_edit.show_places(
            layer, [(_in_document(text, start), _in_document(text, end), look) for start, end, look in places]
        )

    def select(self, start: int, end: int) -> None:
        """Goes to a place of the text and selects it."""
        cursor = self.text_edit.textCursor()
        text = self.text()
        cursor.setPosition(_in_document(text, start))
        cursor.setPosition(_in_document(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.text_edit.setTextCursor(cursor)
        self.text_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text_edit.ensureCursorVisible()

    def replace_place(self, start: int, end: int, words: str) -> None:
        """Puts words in the place of others, as if they were typed."""
        self.select(start, end)
        cursor = self.text_edit.textCursor()
        cursor.insertText(words)
        self.text_edit.setTextCursor(cursor)

    def go_to_slot(self, *, is_back: bool, from_edge: bool) -> bool:
        """Selects the next field in braces, or the one before; False if there is none.

        With `from_edge` the first (or last) of the text, else the one after (or before) the cursor.
        """
        text, cursor = self.text(), self.text_edit.textCursor()
        slots = [(slot.start(), slot.end()) for slot in SLOT.finditer(text)]
        if not from_edge and is_back:
            slots = [slot for slot in slots if slot[1] <= _in_text(text, cursor.selectionStart())]
        elif not from_edge:
            slots = [slot for slot in slots if slot[0] >= _in_text(text, cursor.selectionEnd())]
        if not slots:
            return False
        self.select(*slots[-1 if is_back else 0])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor and isinstance(event, QKeyEvent) and self._asks_for_slot(event):
            return True
        # The pointer's event goes to what it points at, the menu key's to the editor.
        if watched in (self.editor, self.text_edit.viewport()) and isinstance(event, QContextMenuEvent):
            self._open_menu(event)
            return True
        return super().eventFilter(watched, event)

    def menu_at(self, position: int) -> QMenu:
        """The editor's own menu, with what others add to it for a position of the document."""
        menu = self.text_edit.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_asked.emit(menu, _in_text(self.text(), position))
        return menu

    def _open_menu(self, event: QContextMenuEvent) -> None:
        editor = self.text_edit
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_at(editor.textCursor().position()).popup(
                editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft())
            )
        else:
            position = editor.cursorForPosition(editor.viewport().mapFromGlobal(event.globalPos())).position()
            self.menu_at(position).popup(event.globalPos())

    def _asks_for_slot(self, event: QKeyEvent) -> bool:
        is_tab = event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if not is_tab or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        self.has_moved = False
        self.slot_asked.emit(event.key() == Qt.Key.Key_Backtab)
        return self.has_moved

    def _sentences(self) -> tuple[MarkedSentence, ...]:
        if self._taken_apart is None:
            self._taken_apart = self.marked.sentences()
        return self._taken_apart

    def _forget_measures(self) -> None:
        self._measures.clear()
        self._taken_apart = None

    def _follow(self, at: int, removed: int, added: int) -> None:
        text = self.text()
        if text != (self._untold[-1][0] if self._untold else self._marked.text):
            self._untold.append((text, at, removed, added))
            self._forget_measures()


def measured(fields: Iterable[PitchField], seconds: int, *, to_job: bool) -> CutMeasure:
    """The measure of what fields say together in the cut of so many seconds."""
    return measured_together(field.measure(seconds, to_job=to_job) for field in fields)


# Qt counts a letter beyond the first 65,536 twice.
def _in_document(text: str, place: int) -> int:
    place = min(place, len(text))
    return place if text.isascii() else place + sum(1 for letter in text[:place] if letter > "\uffff")


def _in_text(text: str, position: int) -> int:
    if text.isascii():
        return position
    return len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", errors="ignore"))


def _without_tail(carried: tuple[Carried, ...]) -> tuple[Carried, ...]:
    while carried and carried[-1] == Carried():
        carried = carried[:-1]
    return carried
