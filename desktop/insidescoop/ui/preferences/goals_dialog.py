"""What the user means to do each week: three presets to begin with, and every number their own."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from insidescoop.domain.effort.goals import MOST_A_WEEK, PRESETS, WEEK_STARTS, Goals, Situation, situation_of
from insidescoop.ui.theme.metrics import GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.auto_save import AutoSave, NumberBox, as_field
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.titled import titled
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_WIDE = 430
_HELP = (
    "Goals are for what is in your own hand: asking, writing, talking. Who answers, and when, is not. "
    "No study gives a number that is right for everybody, so these are only places to begin; 0 means no goal."
)


class GoalsDialog(FittedDialog):
    """The goals as a form. `changed(Goals)` is sent for every change; `research_requested` for the help page."""

    is_made_anew = True

    changed = Signal(object)
    research_requested = Signal()

    def __init__(self, goals: Goals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("My weekly goals")
        self._goals = goals
        self.situation = ChoiceField("My search", [(each.words, each) for each in Situation], none="My own numbers")
        self.numbers = {"requests": NumberBox(), "notes": NumberBox(), "talks": NumberBox()}
        self._keepers = {name: AutoSave(box, box.value) for name, box in self.numbers.items()}
        self.talk_weeks = QComboBox()
        self.week_start = ChoiceField("My week begins on", [(words, day) for day, words in WEEK_STARTS.items()])
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        fitting = FittingColumn()
        for words, span in (("a week", 1), ("in four weeks", 4)):
            self.talk_weeks.addItem(words, span)
        as_field(self.talk_weeks)
        requests = stretched(titled("Requests for an interview, a week", self.numbers["requests"]))
        notes = stretched(titled("Keep-in-touch notes, a week", self.numbers["notes"]))
        talks = stretched(titled("Interviews", self.numbers["talks"]))
        weeks = stretched(titled("Interviews are counted", self.talk_weeks))
        fitting.column.add(
            wrapped(PlainLabel(_HELP, tone="muted")),
            self.situation,
            Row(requests, notes, spacing=GAP),
            Row(talks, weeks, spacing=GAP),
            self.week_start,
        )
        research = push_button("What research says…", self.research_requested, emphasis="quiet")
        close = push_button("Close", self.accept)
        close.setDefault(True)
        Column(stretched(fitting), Row(research, Stretch(), close), on=self, spacing=GAP, margin=WIDE_GAP)
        self.resize(in_proportion(480, self.font()), 0)

    def _connect(self) -> None:
        self.situation.chosen.connect(self._take_preset)
        for name, keeper in self._keepers.items():
            keeper.kept.connect(lambda value, name=name: self._write(**{name: value}))
        self.talk_weeks.activated.connect(lambda: self._write(talk_weeks=self.talk_weeks.currentData()))
        self.week_start.chosen.connect(lambda day: self._write(week_starts_on=day))

    def done(self, result: int) -> None:
        for keeper in self._keepers.values():
            keeper.commit()
        super().done(result)

    def _show(self) -> None:
        for name, keeper in self._keepers.items():
            box = self.numbers[name]
            box.setRange(0, MOST_A_WEEK)
            keeper.show(partial(box.setValue, getattr(self._goals, name)), is_other=True)
        self.talk_weeks.setCurrentIndex(self.talk_weeks.findData(self._goals.talk_weeks))
        self.week_start.show_value(self._goals.week_starts_on)
        self.situation.show_value(situation_of(self._goals))

    def _take_preset(self, situation: Situation | None) -> None:
        if situation is not None:
            preset = replace(PRESETS[situation], week_starts_on=self._goals.week_starts_on)
            self._keep(preset)
            self._show()

    def _write(self, **changed: int) -> None:
        self._keep(replace(self._goals, **changed))
        self.situation.show_value(situation_of(self._goals))

    def _keep(self, goals: Goals) -> None:
        if goals != self._goals and not goals.problems():
            self._goals = goals
            self.changed.emit(goals)
