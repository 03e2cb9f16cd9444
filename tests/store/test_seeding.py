"""Built-in questions and templates: all there, and upgraded without touching an edit."""

import json
import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from builders import SetClock
from insidescoop.commands.questions import EditQuestion, RetireQuestion, StarQuestion
from insidescoop.domain.letters.templates import KNOWN_FIELDS, field_names
from insidescoop.domain.questions.questions import CATEGORY_TITLES, QuestionDraft
from insidescoop.queries.question_bank import bank_questions
from insidescoop.store.entities import FollowUpRuleSetting, Question, Template
from insidescoop.store.seeding import SeedFiles
from insidescoop.store.store import Store
from insidescoop.system.resources import resource_path

FILES = ("questions.json", "templates.json", "follow_up_rules.json", "vocabularies.json", "seeds_version.txt")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(resource_path(name), tmp_path / name)
    return tmp_path


def _open(folder: Path, seeds: Path) -> Store:
    return Store.open(folder, clock=SetClock(), seeds=SeedFiles(seeds))


def _release(seeds: Path, version: int, **new_texts: str) -> None:
    questions = json.loads((seeds / "questions.json").read_text("utf-8"))
    for question in questions:
        question["text"] = new_texts.get(question["id"].replace("-", "_"), question["text"])
    (seeds / "questions.json").write_text(json.dumps(questions), "utf-8")
    (seeds / "seeds_version.txt").write_text(str(version), "ascii")


def test_the_bank_holds_every_question_of_every_category(store: Store) -> None:
    with store.reading() as session:
        questions = bank_questions(session)

    assert len(questions) == 132
    assert {question.category for question in questions} == set(CATEGORY_TITLES) - {"OWN"}
    core = sorted(question.core_order for question in questions if question.core_order)
    assert core == list(range(1, 11))


def test_every_template_holds_known_fields_only(store: Store) -> None:
    with store.reading() as session:
        texts = [f"{template.subject} {template.body}" for template in session.scalars(select(Template))]

    assert len(texts) == 10
    assert {name for text in texts for name in field_names(text)} <= KNOWN_FIELDS


@pytest.mark.parametrize("name", FILES)
def test_what_is_built_in_is_spelled_the_american_way(name: str) -> None:
    british = re.compile(
        r"neighbour|favour|colour|behaviour|labour|licence|centre\b|programme\b|catalogue|organis|practis"
    )

    assert british.findall(resource_path(name).read_text("utf-8").lower()) == []


def test_a_newer_bank_changes_wordings_but_no_edit_star_or_hiding(folder: Path, seeds: Path) -> None:
    store = _open(folder, seeds)
    with store.reading() as session:
        ids = dict(session.execute(select(Question.built_in_id, Question.id)).all())
    store.do(EditQuestion(ids["FIELD-01"], QuestionDraft(text="My own wording?", category="FIELD")))
    store.do(StarQuestion(ids["FIELD-02"], is_starred=True))
    store.do(RetireQuestion(ids["FIELD-03"], is_retired=True))
    store.close()
    _release(
        seeds, 1_000, FIELD_01="Newer one?", FIELD_02="Newer two?", FIELD_03="Newer three?", FIELD_04="Newer four?"
    )

    reopened = _open(folder, seeds)

    with reopened.reading() as session:
        rows = {
            row.built_in_id: (row.text, row.is_starred, row.is_retired) for row in session.scalars(select(Question))
        }
    reopened.close()
    assert rows["FIELD-01"] == ("My own wording?", False, False)
    assert rows["FIELD-02"] == ("Newer two?", True, False)
    assert rows["FIELD-03"] == ("Newer three?", False, True)
    assert rows["FIELD-04"] == ("Newer four?", False, False)


def test_a_question_no_longer_built_in_is_hidden_not_deleted(folder: Path, seeds: Path) -> None:
    _open(folder, seeds).close()
    questions = json.loads((seeds / "questions.json").read_text("utf-8"))[1:]
    (seeds / "questions.json").write_text(json.dumps(questions), "utf-8")
    (seeds / "seeds_version.txt").write_text("1000", "ascii")

    store = _open(folder, seeds)

    with store.reading() as session:
        assert len(bank_questions(session)) == 131
        assert len(bank_questions(session, with_retired=True)) == 132
    store.close()


def test_planting_is_no_step_of_the_user_s(store: Store) -> None:
    assert store.history().undo is None


def test_rules_come_with_their_switches(store: Store) -> None:
    with store.reading() as session:
        is_on = {row.rule_id: row.is_on for row in session.scalars(select(FollowUpRuleSetting))}

    assert is_on["F08"]
    assert not is_on["F17"]
