"""Two entries about one person side by side: which facts are right, and what becomes of the two."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.duplicates.merging import MergedField, fields_better_in, fields_to_choose, merged_draft
from insidescoop.domain.duplicates.pairs import Likeness
from insidescoop.domain.text import counted, first_line
from insidescoop.queries.contact_card import ContactCard
from insidescoop.ui.theme.metrics import GAP, ICON, SMALL_GAP
from insidescoop.ui.widgets.boxes import Row, Stretch, aligned, stretched
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, heading, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm

_TITLE_WIDTH, _SIDE_WIDTH, _WHOLE_WIDTH = 112, 150, 400
"""Pixels; the least a side and a whole line are given. A scroll area makes room for texts broken at their least."""

_ADDRESS_SIGNS = re.compile(r"([@./_])(?=\S)")


class MergeView(ScrolledForm):
    """Why two people may be one, a choice for each fact of which they differ, and what is kept then.

    `chosen()` is sent when the user takes another fact. The person of `kept` stays, the one of `gone` goes.
    """

    chosen = Signal()

    def __init__(
        self,
        likeness: Likeness,
        kept: ContactCard,
        gone: ContactCard,
        *,
        home_country: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(spacing=GAP, parent=parent)
        self.kept, self.gone = kept, gone
        self._likeness = likeness
        self._home_country = home_country
        self.choices = {field.name: _Choice(field, kept, gone) for field in fields_to_choose(kept.draft, gone.draft)}
        self._preview = _leftward(PlainLabel(), _WHOLE_WIDTH)
        self._build()
        self._show_preview()

    def _build(self) -> None:
        words, reasons, doubts = self.likeness_words()
        self.column.addWidget(wrapped(heading(words)))
        for text, tone in ((reasons, None), (doubts, "due")):
            if text:
                self.column.addWidget(_leftward(PlainLabel(text, tone=tone), _WHOLE_WIDTH))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(SMALL_GAP)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        if "name" not in self.choices:
            self._add_row(grid, "", (self.kept.name, self.gone.name), is_bold=True)
        for choice in self.choices.values():
            row = grid.rowCount()
            grid.addWidget(_title(choice.field.title), row, 0, Qt.AlignmentFlag.AlignTop)
            for side, cell in enumerate(choice.cells):
                grid.addWidget(cell, row, side + 1, Qt.AlignmentFlag.AlignTop)
            choice.taken.connect(self._take)
        for title, sides in _differing_lists(self.kept, self.gone):
            self._add_row(grid, title, sides)
        self.column.add(grid, heading("What is kept"), self._preview, Stretch())

    def _add_row(self, grid: QGridLayout, title: str, words: tuple[str, str], *, is_bold: bool = False) -> None:
        row = grid.rowCount()
        if title:
            grid.addWidget(_title(title), row, 0, Qt.AlignmentFlag.AlignTop)
        for side, text in enumerate(words):
            label = PlainLabel(_breakable(text) or "–", is_bold=is_bold, tone=None if text else "muted")
            label = _leftward(label, _SIDE_WIDTH)
            grid.addWidget(label, row, side + 1, Qt.AlignmentFlag.AlignTop)

    def likeness_words(self) -> tuple[str, str, str]:
        """How sure it is that the two are one, what speaks for it, and what against; "" for nothing."""
        reasons, doubts = (". ".join(said) for said in (self._likeness.reasons, self._likeness.doubts))
        return self._likeness.words, reasons and f"{reasons}.", doubts and f"But: {doubts}."

    def draft(self) -> ContactDraft:
        """The one entry that the two make with the facts chosen."""
        from_gone = [name for name, choice in self.choices.items() if choice.is_gone_right()]
        return merged_draft(self.kept.draft, self.gone.draft, from_gone=from_gone, home_country=self._home_country)

    def preview(self) -> str:
        """What is kept, as it is shown, a line a fact."""
        return "\n".join(_facts(self.draft(), len(self.kept.timeline) + len(self.gone.timeline)))

    def _take(self) -> None:
        self._show_preview()
        self.chosen.emit()

    def _show_preview(self) -> None:
        self._preview.setText(_breakable(self.preview()))

    def first_choice(self) -> QWidget | None:
        """Where the choosing begins; None if there is nothing to choose."""
        return next((choice.cells[0].button for choice in self.choices.values()), None)


class _Choice(QWidget):
    """The two sides of one fact, of which one is taken. `taken()` is sent when the user takes the other."""

    taken = Signal()

    def __init__(self, field: MergedField, kept: ContactCard, gone: ContactCard) -> None:
        super().__init__()
        self.field = field
        words = field.words(kept.draft), field.words(gone.draft)
        self.cells = tuple(_Side(field.title, text) for text in words)
        self._group = QButtonGroup(self)
        for cell in self.cells:
            self._group.addButton(cell.button)
        is_gone_better = field.name in fields_better_in(gone.draft, kept.draft)
        self.cells[1 if is_gone_better else 0].button.setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.taken.emit())

    def is_gone_right(self) -> bool:
        """True if the side of the person who goes is taken."""
        return self.cells[1].button.isChecked()


class _Side(QWidget):
    """One side of a fact: a button and what is said, which can be clicked too."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.button = QRadioButton()
        self.button.setAccessibleName(f"{title}: {words}")
        Row(
            aligned(self.button, Qt.AlignmentFlag.AlignTop),
            stretched(_leftward(PlainLabel(_breakable(words)), _SIDE_WIDTH - ICON)),
            on=self,
            spacing=SMALL_GAP,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.button.click()
        super().mousePressEvent(event)


def _title(words: str) -> PlainLabel:
    return wrapped(caption(words))


def _leftward(label: PlainLabel, least_width: int) -> PlainLabel:
    """The label, its lines broken, under its own title also where its words run leftward."""
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
    wrapped(label).setMinimumWidth(least_width)
    return label


def _breakable(text: str) -> str:
    """The text with invisible places to break a long address at."""
    return _ADDRESS_SIGNS.sub("\\1\u200b", text)


def _differing_lists(kept: ContactCard, gone: ContactCard) -> list[tuple[str, tuple[str, str]]]:
    rows = [
        ("E-mail", (_values(kept.draft.emails), _values(gone.draft.emails))),
        ("Phone", (_values(kept.draft.phones), _values(gone.draft.phones))),
        ("Web", (_values(kept.draft.links), _values(gone.draft.links))),
        ("Tags", (", ".join(kept.draft.tags), ", ".join(gone.draft.tags))),
        ("Words of the field", (_terms(kept.draft), _terms(gone.draft))),
        ("Notes", (first_line(kept.draft.notes), first_line(gone.draft.notes))),
        ("Timeline", (_entries(len(kept.timeline)), _entries(len(gone.timeline)))),
    ]
    return [(title, words) for title, words in rows if any(words)]


def _values(entries: Sequence[Labelled]) -> str:
    return "\n".join(entry.value for entry in entries)


def _terms(draft: ContactDraft) -> str:
    return "; ".join(term.value for term in draft.terms)


def _entries(count: int) -> str:
    return counted(count, "entry", "entries") if count else ""


def _facts(draft: ContactDraft, entries: int) -> list[str]:
    lines = [
        draft.shown_name,
        ", ".join(filter(None, (draft.title, draft.organization))),
        ", ".join(entry.value for entry in draft.emails),
        ", ".join(entry.value for entry in draft.phones),
        ", ".join(entry.value for entry in draft.links),
        ", ".join(draft.tags),
        _terms(draft),
        first_line(draft.notes),
        "Do not contact" if draft.do_not_contact else "",
        f"{counted(entries, 'timeline entry', 'timeline entries')}, and everything else of both." if entries else "",
    ]
    return [line for line in lines if line]
