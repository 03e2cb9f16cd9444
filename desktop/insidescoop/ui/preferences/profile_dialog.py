"""The user's own particulars: what stands on the sheet, how fast they speak, which paper they print on."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.profile import FASTEST_PACE, MOST_TARGETS, SLOWEST_PACE, ProfileDraft
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP
from insidescoop.ui.widgets.boxes import Column, Row, aligned, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.auto_save import AutoSave, NumberBox
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.titled import titled
from insidescoop.ui.widgets.fitting_column import FittingColumn

_PAPERS = {Paper.LETTER: "US Letter", Paper.A4: "A4"}


class ProfileDialog(FittedDialog):
    """The profile as a form. `changed(draft)` is sent when a field was filled in and left."""

    is_made_anew = True

    changed = Signal(object)

    def __init__(self, draft: ProfileDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("My profile")
        self._draft = draft
        self.fields = {
            "name": FormField("My name"),
            "headline": FormField("Headline", hint="library science student, finishing in May"),
            "email": FormField("E-mail"),
            "phone": FormField("Phone"),
            "home_country": FormField("Country (two letters)", hint="US"),
        }
        self.pace = NumberBox()
        self._pace = AutoSave(self.pace, self.pace.value)
        self.paper = QComboBox()
        self.goal = NumberBox()
        self._goal = AutoSave(self.goal, self.goal.value)
        self._build()
        self._connect()

    def _build(self) -> None:
        fitting = FittingColumn()
        for name, field in self.fields.items():
            field.replace_text(getattr(self._draft, name))
            fitting.column.addWidget(field)
        self.pace.setRange(SLOWEST_PACE, FASTEST_PACE)
        self.pace.setSuffix(" words a minute")
        self._pace.show(lambda: self.pace.setValue(self._draft.pace))
        self.goal.setRange(1, MOST_TARGETS)
        self._goal.show(lambda: self.goal.setValue(self._draft.target_goal))
        for paper, words in _PAPERS.items():
            self.paper.addItem(words, paper.value)
        self.paper.setCurrentIndex(self.paper.findData(self._draft.paper.value))
        titles = ("How fast I speak", self.pace), ("Paper", self.paper), ("Target organizations", self.goal)
        fitting.column.add(Row(*(stretched(titled(*each)) for each in titles), spacing=GAP))
        close = push_button("Close", self.accept)
        close.setDefault(True)
        Column(stretched(fitting), aligned(close, Qt.AlignmentFlag.AlignRight), on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(440, 0)

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.committed.connect(lambda typed, name=name: self._write(**{name: typed}))
        self._goal.kept.connect(lambda goal: self._write(target_goal=goal))
        self._pace.kept.connect(lambda pace: self._write(pace=pace))
        self.paper.activated.connect(lambda: self._write(paper=Paper(self.paper.currentData())))

    def done(self, result: int) -> None:
        for field in self.fields.values():
            field.commit()
        self._pace.commit()
        self._goal.commit()
        super().done(result)

    def _write(self, **changed: object) -> None:
        draft = replace(self._draft, **changed)  # type: ignore[arg-type]
        sentences = {problem.field: problem.sentence for problem in draft.problems()}
        for name in changed.keys() & self.fields.keys():
            self.fields[name].show_problem(sentences.get(name))
        if draft != self._draft and not draft.problems():
            self._draft = draft
            self.changed.emit(draft)
