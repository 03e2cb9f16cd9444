"""The words of my own, and a sentence's own wordings: looked over like the text, listed, and to be taken out again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from insidescoop.commands.pitch_words import KeepPlainWords, LearnWord, SwitchCheck
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.pitch.checks import Check
from insidescoop.domain.pitch.marks import Carried, Wording
from insidescoop.domain.pitch.pitches import PitchDraft, SentenceMark
from insidescoop.queries.pitch_desk import pitch_draft
from insidescoop.queries.pitch_words import OwnWords, own_words
from insidescoop.ui.pitches.editor import PitchEditor
from insidescoop.ui.pitches.marked_edit import MarkedEdit
from insidescoop.ui.pitches.own_words_panel import OwnWordsPanel
from insidescoop.ui.sound.voice import no_voice
from windows import Opened, fill, panel_of, press


def kept(opened: Opened) -> OwnWords:
    return opened.runner.read(own_words)


@pytest.fixture
def box(opened: Opened, qtbot: QtBot) -> OwnWordsPanel:
    """The box with two words of my own and plain words for one of the trade."""
    for command in (LearnWord("Zotero"), LearnWord("Arches"), KeepPlainWords("MARC", "catalog records")):
        opened.runner.do(command)
    opened.finish()
    opened.trigger("own_pitch_words")
    return panel_of(qtbot, opened, OwnWordsPanel)


def _listed(box: OwnWordsPanel) -> tuple[list[str], list[str]]:
    known, terms = ([words.item(row).text() for row in range(words.count())] for words in (box.known, box.terms))
    return known, terms


def test_a_word_of_my_dictionary_is_removed_and_comes_back_with_undo(
    opened: Opened, qtbot: QtBot, box: OwnWordsPanel
) -> None:
    before = _listed(box)
    box.known.setFocus()

    press(qtbot, Qt.Key.Key_Delete)
    opened.finish()
    without = _listed(box)[0]
    opened.runner.undo()
    opened.finish()

    assert before == (["arches", "zotero"], ["MARC  →  catalog records"])
    assert without == ["zotero"]
    assert _listed(box) == before


def test_a_word_is_added_to_my_dictionary_by_typing_it(opened: Opened, qtbot: QtBot, box: OwnWordsPanel) -> None:
    fill(qtbot, box, "Add a word", "Fedora")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert kept(opened).known == {"arches", "fedora", "zotero"}
    assert _listed(box)[0] == ["arches", "fedora", "zotero"]


def test_plain_words_are_written_anew_and_removed(opened: Opened, qtbot: QtBot, box: OwnWordsPanel) -> None:
    fill(qtbot, box, "In plain words", "records")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    written = kept(opened).plain_by_term
    box.drop_button.click()
    opened.finish()

    assert written == {"MARC": "records"}
    assert kept(opened).plain_by_term == {}
    assert not box.drop_button.isEnabled()


def test_plain_words_that_are_emptied_in_the_field_are_not_forgotten(
    opened: Opened, qtbot: QtBot, box: OwnWordsPanel
) -> None:
    fill(qtbot, box, "In plain words", "")
    box.window().close()
    opened.finish()

    assert kept(opened).plain_by_term == {"MARC": "catalog records"}


# A sentence's own wordings


@pytest.fixture
def editor(opened: Opened) -> PitchEditor:
    """A pitch whose second sentence is said in other words in fifteen seconds, of the trade and misspelled."""
    wording = Wording(15, "I mend MARC and catalgo.")
    draft = PitchDraft(
        name="P", audience="outside LIS", who_i_am="I'm Dana. I care about boxes of maps.", what_i_ask="Why?",
        marks=(SentenceMark("who_i_am", 1, Carried(0, (wording,))),),
    )  # fmt: skip
    opened.runner.do(KeepPlainWords("MARC", "old records"))
    opened.runner.do(AddPitch(draft))
    opened.finish()
    opened.trigger("show_pitches")
    opened.controller.pitches.editor.settle()
    return opened.controller.pitches.editor


def test_a_wording_is_spelled_and_remarked_on_under_the_name_of_its_cut(editor: PitchEditor) -> None:
    said = [remark.words for remark in editor.remarks.remarks() if remark.wording is not None]

    assert said == [
        "In 15 seconds: “MARC” is a word of the trade", "In 15 seconds: “catalgo” is not in the dictionary",
    ]  # fmt: skip
    assert editor.fields["who_i_am"].text_edit.places("spelling") == []
    assert editor.fields["who_i_am"].text_edit.places("remarks") == []


def test_a_remark_on_a_wording_leads_to_its_words(opened: Opened, editor: PitchEditor) -> None:
    opened.window.activateWindow()
    remark = next(each for each in editor.remarks.remarks() if each.check is Check.SPELLING)

    editor.show_place(remark)

    line = QApplication.focusWidget()
    assert isinstance(line, MarkedEdit)
    assert line.textCursor().selectedText() == "catalgo"
    assert line is editor.sentence.wordings[15].editor


def test_a_wording_is_marked_where_it_is_misspelled_and_suggestions_go_into_it(
    opened: Opened, editor: PitchEditor
) -> None:
    field = editor.sentence.wordings[15]
    editor.show_place(next(each for each in editor.remarks.remarks() if each.check is Check.SPELLING))
    marked = [(words, look.underlineStyle()) for words, look in field.text_edit.places("spelling")]
    menu = field.menu_at(field.text().index("catalgo") + 3)
    suggestion = next(action for action in menu.actions() if action.text() == "catalog")

    suggestion.trigger()
    field.commit()
    opened.finish()
    editor.settle()

    draft = opened.runner.read(lambda session: pitch_draft(session, 1))
    assert draft is not None
    assert marked == [("catalgo", QTextCharFormat.UnderlineStyle.WaveUnderline)]
    assert draft.cut(15) == "I'm Dana. I mend MARC and catalog. Why?"
    assert field.text_edit.places("spelling") == []


def test_enter_keeps_a_wording_as_one_sentence(opened: Opened, qtbot: QtBot, editor: PitchEditor) -> None:
    editor.show_place(next(each for each in editor.remarks.remarks() if each.check is Check.SPELLING))
    field = editor.sentence.wordings[15]

    qtbot.keyClicks(field.editor, "boxes")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    opened.finish()

    draft = opened.runner.read(lambda session: pitch_draft(session, 1))
    assert draft is not None
    assert draft.cut(15) == "I'm Dana. I mend MARC and boxes. Why?"
    assert "\n" not in field.text()


def test_spelling_switched_off_marks_no_wording(opened: Opened, editor: PitchEditor) -> None:
    editor.show_place(next(each for each in editor.remarks.remarks() if each.check is Check.SPELLING))

    opened.runner.do(SwitchCheck(Check.SPELLING, is_on=False))
    opened.finish()
    editor.settle()

    assert editor.sentence.wordings[15].text_edit.places("spelling") == []


@pytest.mark.usefixtures("editor")
def test_plain_words_go_into_a_wording(opened: Opened) -> None:
    opened.trigger("say_plainly")
    opened.finish()

    draft = opened.runner.read(lambda session: pitch_draft(session, 1))
    assert draft is not None
    assert draft.cut(15) == "I'm Dana. I mend old records and catalgo. Why?"


# Around it


def test_the_keys_are_listed_over_the_window_that_asks_for_them(opened: Opened, qtbot: QtBot) -> None:
    opened.trigger("show_effort")
    effort = opened.controller.effort.page
    assert effort is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is effort)

    press(qtbot, Qt.Key.Key_F1)

    (table,) = (table for table in effort.findChildren(QTableWidget) if table.accessibleName() == "Keyboard shortcuts")
    assert table.window().isVisible()
    table.window().close()
    effort.close()


@pytest.mark.parametrize(
    ("platform", "named"),
    [("linux", "apt install speech-dispatcher"), ("win32", "settings of Windows"), ("darwin", "Spoken Content")],
)
def test_a_system_without_a_voice_says_what_to_install(platform: str, named: str) -> None:
    assert named in no_voice(platform).next_step
