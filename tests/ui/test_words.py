"""The words to choose from: changed, added, hidden, and taken back; whoever carries one follows."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from builders import MONDAY
from insidescoop.commands.contacts import EditContact
from insidescoop.commands.profile import EditProfile
from insidescoop.domain.contact_filters import ContactFilter
from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.problems import Problem
from insidescoop.domain.profile import ProfileDraft
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_list import contact_ids
from insidescoop.queries.pitch_desk import PitchRow
from insidescoop.ui.interviews.plan_editor import _cuts_in_words
from insidescoop.ui.preferences.words_panel import WordsPanel
from windows import Opened, ToldProblems, fill, panel_of, press


@pytest.fixture
def words(busy: Opened, qtbot: QtBot) -> WordsPanel:
    busy.trigger("edit_words")
    return panel_of(qtbot, busy, WordsPanel)


def shown(words: WordsPanel) -> list[str]:
    return [words.words.item(place).text() for place in range(words.words.count())]


def test_a_word_is_added_with_keys_and_offered_in_the_form(busy: Opened, words: WordsPanel, qtbot: QtBot) -> None:
    fill(qtbot, words, "Add a word", "Zine library")
    press(qtbot, Qt.Key.Key_Return)
    busy.finish()

    assert shown(words)[-1] == "Zine library"
    assert words.fields["name"].text() == "Zine library"
    assert words.new.text() == ""
    assert busy.said() == "Added Zine library"


def test_a_word_that_is_there_is_refused_in_words(busy: Opened, words: WordsPanel, qtbot: QtBot) -> None:
    before = shown(words)

    fill(qtbot, words, "Add a word", "LAW library")
    press(qtbot, Qt.Key.Key_Return)
    busy.finish()

    assert shown(words) == before
    assert "is on the list already" in words.problem.text()
    words.new.replace_text("")


def test_a_word_that_is_refused_as_the_dialog_closes_is_told_over_the_window(
    busy: Opened, words: WordsPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Problem] = []
    monkeypatch.setattr(ToldProblems, "tell", lambda _self, problem: told.append(problem))

    fill(qtbot, words, "Add a word", "LAW library")
    words.window().close()
    busy.finish()

    assert ["is on the list already" in problem.what_happened for problem in told] == [True]


def test_whoever_carries_a_word_gets_its_new_wording(busy: Opened, words: WordsPanel) -> None:
    law = Term(Vocabulary.SETTING, "Law library")
    busy.runner.do(EditContact(1, ContactDraft(given_name="Dana", terms=(law,))))
    busy.finish()
    words.words.setCurrentRow(shown(words).index("Law library"))

    words.fields["name"].editor.setText("Court library")
    words.fields["name"].commit()
    busy.finish()

    card = busy.runner.read(lambda session: contact_card(session, 1))
    assert card is not None
    assert card.draft.terms == (Term(Vocabulary.SETTING, "Court library"),)


def test_a_hidden_word_is_offered_no_more_until_undo(busy: Opened, words: WordsPanel) -> None:
    item = words.words.item(0)

    item.setCheckState(Qt.CheckState.Unchecked)
    busy.finish()
    said = busy.said()
    busy.runner.undo()
    busy.finish()

    assert said == "Hid University library"
    assert words.words.item(0).checkState() == Qt.CheckState.Checked


def test_numbers_are_compared_as_dialled_in_the_new_country(busy: Opened) -> None:
    busy.runner.do(EditContact(1, ContactDraft(given_name="Dana", phones=(Labelled("020 7946 0123"),))))

    busy.runner.do(EditProfile(ProfileDraft(home_country="GB")))
    busy.finish()

    ids = busy.runner.read(lambda s: contact_ids(s, ContactFilter(text="+442079460123"), today=MONDAY))
    assert ids == (1,)


def test_the_openings_to_choose_from_tell_which_take_longer_than_they_are_called() -> None:
    row = PitchRow(1, "Archives", 30, 34, None, (15, 30, 60), (15, 34, 50))

    assert _cuts_in_words(row) == ["Archives, 15 s", "Archives, 30 s (takes 34 s)", "Archives, 60 s"]
