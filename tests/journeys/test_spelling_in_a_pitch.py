"""Misspelled words of a pitch: marked, mended, learned, or left alone."""

from builders import a_contact
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.pitch_words import SwitchCheck
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.pitch.checks import Check
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.ui.pitches.editor import PitchEditor
from windows import Opened


def editor_with(opened: Opened, **facts: object) -> PitchEditor:
    opened.runner.do(AddPitch(PitchDraft(**{"name": "P", **facts})))  # type: ignore[arg-type]
    opened.finish()
    opened.trigger("show_pitches")
    return opened.controller.pitches.editor


def test_a_misspelled_word_is_marked_mended_and_learned(opened: Opened) -> None:
    editor = editor_with(opened, who_i_am="I'm Okafor of {place}, and I like catalgo and Zotero work.")
    field = editor.fields["who_i_am"]
    editor.settle()
    before = [remark.words for remark in editor.remarks.remarks() if remark.check is Check.SPELLING]

    menu = field.menu_at(field.text().index("catalgo") + 3)
    offered = [action.text() for action in menu.actions()][:3]
    next(action for action in menu.actions() if action.text() == "catalog").trigger()
    menu = field.menu_at(field.text().index("Zotero") + 2)
    next(action for action in menu.actions() if action.text() == "Add to my dictionary").trigger()
    editor.commit()
    opened.finish()
    editor.settle()

    assert [word.split("”")[0] for word in before] == ["“Okafor", "“catalgo", "“Zotero"]
    assert "catalog" in offered
    assert field.text() == "I'm Okafor of {place}, and I like catalog and Zotero work."
    spelled = [remark.words for remark in editor.remarks.remarks() if remark.check is Check.SPELLING]
    assert spelled == ["“Okafor” is not in the dictionary"]
    opened.runner.do(AddContact(a_contact("Dana", "Okafor")))
    opened.finish()
    opened.trigger("show_contacts")
    opened.trigger("show_pitches")
    editor.settle()
    assert Check.SPELLING not in {remark.check for remark in editor.remarks.remarks()}


def test_spelling_that_is_switched_off_marks_nothing(opened: Opened) -> None:
    opened.runner.do(SwitchCheck(Check.SPELLING, is_on=False))
    opened.finish()

    editor = editor_with(opened, who_i_am="I'm catalgo.")

    assert Check.SPELLING not in {remark.check for remark in editor.remarks.remarks()}
    assert not editor.spelling.is_ready
