"""Small boxes for the list: a name for it, tags and a rhythm for the people selected in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from insidescoop.domain.contacts import LONGEST_CADENCE_DAYS, USUAL_CADENCE_DAYS, Closeness
from insidescoop.domain.text import counted, parted_by_commas
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class NameDialog(AskingDialog):
    """A box for one name. `name_chosen(name)` is sent with it."""

    name_chosen = Signal(str)

    def __init__(self, title: str, label: str, verb: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, verb, parent=parent)
        self.name = FormField(label)
        self.name.replace_text(name)
        self.column.addWidget(self.name)
        self.remember_untouched()
        self.resize(380, 0)
        self.name.setFocus()

    def typed(self) -> object:
        return self.name.text()

    def answer(self) -> str | None:
        if not self.name.text().strip():
            return self.at(self.name, "Write a name first.")
        self.name_chosen.emit(self.name.text())
        return None


class TrashDialog(AskingDialog):
    """Asks before several people are deleted at once. `trash_confirmed()` is sent for the verb."""

    trash_confirmed = Signal()

    def __init__(self, people: int, parent: QWidget | None = None) -> None:
        question = f"Move {counted(people, 'contact')} to the trash?"
        super().__init__("Delete contacts", "Move to trash", question=question, parent=parent)
        self.column.addWidget(wrapped(PlainLabel("You can undo this, or restore them from the trash.")))
        self.remember_untouched()
        self.resize(400, 0)
        self.verb.setFocus()

    def typed(self) -> object:
        return None

    def answer(self) -> str | None:
        self.trash_confirmed.emit()
        return None


class TagDialog(AskingDialog):
    """A box for tags of several people. `tags_chosen(added, removed)` is sent with tuples of tags."""

    tags_chosen = Signal(object, object)

    def __init__(self, people: int, parent: QWidget | None = None) -> None:
        super().__init__("Tag", "Tag", question=f"Tag {counted(people, 'person', 'people')}", parent=parent)
        self.added = FormField("Add tags", hint="archives, alumni")
        self.removed = FormField("Take tags away")
        self.column.add(self.added, self.removed)
        self.remember_untouched()
        self.resize(420, 0)
        self.added.setFocus()

    def typed(self) -> object:
        return self.added.text(), self.removed.text()

    def answer(self) -> str | None:
        added, removed = parted_by_commas(self.added.text()), parted_by_commas(self.removed.text())
        if not added and not removed:
            return self.at(self.added, "Enter a tag to add or remove.")
        self.tags_chosen.emit(added, removed)
        return None


class KeepInTouchDialog(AskingDialog):
    """A box for how close several people are. `rhythm_chosen(closeness, days)`; None days as the closeness says."""

    rhythm_chosen = Signal(object, object)

    def __init__(self, people: int, parent: QWidget | None = None) -> None:
        question = f"Keep in touch with {counted(people, 'person', 'people')}"
        super().__init__("Keep in touch", "Set", question=question, parent=parent)
        self.closeness = ChoiceField("Closeness", choices_of(Closeness))
        self.closeness.show_value(Closeness.WARM)
        self.is_own = QCheckBox("A rhythm of their own")
        self.days = QSpinBox()
        as_field(self.days)
        self.days.setRange(1, LONGEST_CADENCE_DAYS)
        self.days.setValue(USUAL_CADENCE_DAYS)
        self.days.setPrefix("every ")
        self.days.setSuffix(" days")
        self.days.setAccessibleName("Days between words")
        self.days.setEnabled(False)
        self.is_own.toggled.connect(self.days.setEnabled)
        self.column.add(self.closeness, self.is_own, self.days)
        self.remember_untouched()
        self.resize(380, 0)

    def typed(self) -> object:
        return self.closeness.value(), self.is_own.isChecked(), self.days.value()

    def answer(self) -> str | None:
        self.rhythm_chosen.emit(self.closeness.value(), self.days.value() if self.is_own.isChecked() else None)
        return None
