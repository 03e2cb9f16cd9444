"""Built-in questions, templates, rules and words: planted at first, upgraded later without touching an edit."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from insidescoop.domain.follow_ups.rules import FollowUpRule, Trigger, Unit
from insidescoop.domain.letters.templates import TemplateDraft, TemplateKind
from insidescoop.domain.profile import USUAL_PACE, ProfileDraft
from insidescoop.domain.questions.questions import QuestionSource
from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import TermDraft, Vocabulary
from insidescoop.store.entities import (
    THE_PROFILE,
    FollowUpRuleSetting,
    Profile,
    Question,
    Template,
    VocabularyTerm,
)

_TABLES = ("CREATE TABLE seed_version (name TEXT PRIMARY KEY, version INTEGER NOT NULL)",)


@frozen
class SeedQuestion:
    """One built-in question; `seed_id` as in "FIELD-01" never changes its meaning."""

    seed_id: str
    category: str
    rank: int
    core_order: int | None
    tiara: str | None
    text: str
    check_website_first: bool
    is_sensitive: bool
    only_if_offered: bool
    settings: tuple[str, ...]


@frozen
class SeedTemplate:
    """One built-in message template."""

    seed_id: str
    draft: TemplateDraft


@frozen
class SeedTerm:
    """One built-in word of a vocabulary."""

    seed_id: str
    draft: TermDraft


@frozen
class Seeds:
    """Everything built in, as of `version`, a number that grows with every release that changes any of it."""

    version: int
    questions: tuple[SeedQuestion, ...] = ()
    templates: tuple[SeedTemplate, ...] = ()
    rules: tuple[FollowUpRule, ...] = ()
    terms: tuple[SeedTerm, ...] = ()


class SeedFiles:
    """The built-in data files of a folder, read only when a store asks for them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def version(self) -> int:
        """The version of the files."""
        return int((self._folder / "seeds_version.txt").read_text("ascii"))

    def read(self) -> Seeds:
        """Everything in the files."""
        return Seeds(
            version=self.version(),
            questions=tuple(map(_question, self._entries("questions.json"))),
            templates=tuple(map(_template, self._entries("templates.json"))),
            rules=self.rules(),
            terms=tuple(map(_term, self._entries("vocabularies.json"))),
        )

    def rules(self) -> tuple[FollowUpRule, ...]:
        """The follow-up rules as they are at first, in order."""
        return tuple(map(_rule, self._entries("follow_up_rules.json")))

    def _entries(self, name: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = json.loads((self._folder / name).read_text("utf-8"))
        return entries


def _question(entry: dict[str, Any]) -> SeedQuestion:
    return SeedQuestion(
        seed_id=entry["id"],
        category=entry["category"],
        rank=entry["rank"],
        core_order=entry["core_order"],
        tiara=entry["tiara"],
        text=entry["text"],
        check_website_first=entry["check_website_first"],
        is_sensitive=entry["sensitive"],
        only_if_offered=entry["only_if_offered"],
        settings=tuple(entry["settings"]),
    )


def _template(entry: dict[str, Any]) -> SeedTemplate:
    kind = TemplateKind(entry["kind"])
    draft = TemplateDraft(kind, name=entry["name"], subject=entry["subject"], body=entry["body"])
    return SeedTemplate(entry["id"], draft)


def _rule(entry: dict[str, Any]) -> FollowUpRule:
    return FollowUpRule(
        rule_id=entry["id"],
        trigger=Trigger(entry["trigger"]),
        count=entry["count"],
        unit=Unit(entry["unit"]),
        what=entry["what"],
        is_on=entry["is_on"],
        cancels=tuple(entry.get("cancels", ())),
        leads_to=Trigger(entry["leads_to"]) if "leads_to" in entry else None,
    )


def _term(entry: dict[str, Any]) -> SeedTerm:
    draft = TermDraft(Vocabulary(entry["vocabulary"]), entry["name"], short=entry["short"], note=entry["note"])
    return SeedTerm(entry["id"], draft)


def table_statements() -> tuple[str, ...]:
    """The statement that makes the table of what was planted."""
    return _TABLES


def planted_version(session: Session) -> int | None:
    """The version of the seeds in the store; None before the first planting."""
    return session.execute(text("SELECT version FROM seed_version WHERE name = 'seeds'")).scalar_one_or_none()


def plant(session: Session, seeds: Seeds) -> None:
    """Adds what is new and renews what the user never edited; stars, retirements and switches stay as they are.

    What is no longer built in is retired, not deleted. The profile's row is made if it is missing.
    """
    _plant_questions(session, seeds.questions)
    _plant_templates(session, seeds.templates)
    _plant_rules(session, seeds.rules)
    _plant_terms(session, seeds.terms)
    if session.get(Profile, THE_PROFILE) is None:
        first = ProfileDraft()
        session.add(Profile(id=THE_PROFILE, pace=USUAL_PACE, paper=first.paper, work_days="01234"))
    session.execute(
        text("INSERT OR REPLACE INTO seed_version (name, version) VALUES ('seeds', :version)"),
        {"version": seeds.version},
    )


def _plant_questions(session: Session, seeds: tuple[SeedQuestion, ...]) -> None:
    planted = {
        row.built_in_id: row for row in session.scalars(select(Question).where(Question.built_in_id.is_not(None)))
    }
    for seed in seeds:
        row = planted.pop(seed.seed_id, None)
        if row is None:
            row = Question(built_in_id=seed.seed_id, source=QuestionSource.BUILT_IN, text=seed.text)
            session.add(row)
        if not row.is_edited:
            row.text = seed.text
            row.category = seed.category
        row.rank = seed.rank
        row.core_order = seed.core_order
        row.tiara = seed.tiara
        row.check_website_first = seed.check_website_first
        row.is_sensitive = seed.is_sensitive
        row.only_if_offered = seed.only_if_offered
        row.settings = ",".join(seed.settings) or None
    for row in planted.values():
        row.is_retired = True


def _plant_templates(session: Session, seeds: tuple[SeedTemplate, ...]) -> None:
    planted = {
        row.built_in_id: row for row in session.scalars(select(Template).where(Template.built_in_id.is_not(None)))
    }
    for seed in seeds:
        row = planted.pop(seed.seed_id, None)
        name, body = seed.draft.name or seed.seed_id, seed.draft.body or ""
        if row is None:
            session.add(
                Template(
                    built_in_id=seed.seed_id, kind=seed.draft.kind, name=name, subject=seed.draft.subject, body=body
                )
            )
        elif not row.is_edited:
            row.kind, row.name, row.subject, row.body = seed.draft.kind, name, seed.draft.subject, body
    for row in planted.values():
        row.is_retired = True


def _plant_rules(session: Session, seeds: tuple[FollowUpRule, ...]) -> None:
    planted = {row.rule_id: row for row in session.scalars(select(FollowUpRuleSetting))}
    for position, seed in enumerate(seeds):
        row = planted.pop(seed.rule_id, None)
        if row is None:
            row = FollowUpRuleSetting(rule_id=seed.rule_id, is_on=seed.is_on)
            session.add(row)
        row.position, row.trigger = position, seed.trigger
        row.cancels, row.leads_to = ",".join(seed.cancels) or None, seed.leads_to
        if not row.is_edited:
            row.count, row.unit, row.what, row.is_on = seed.count, seed.unit, seed.what, seed.is_on
    for row in planted.values():
        row.is_on = False


def _plant_terms(session: Session, seeds: tuple[SeedTerm, ...]) -> None:
    planted = {
        row.built_in_id: row
        for row in session.scalars(select(VocabularyTerm).where(VocabularyTerm.built_in_id.is_not(None)))
    }
    for position, seed in enumerate(seeds):
        row = planted.pop(seed.seed_id, None)
        if row is None:
            row = VocabularyTerm(built_in_id=seed.seed_id, vocabulary=seed.draft.vocabulary)
            session.add(row)
        row.position = position
        if not row.is_edited:
            row.name, row.short, row.note = seed.draft.name or seed.seed_id, seed.draft.short, seed.draft.note
    for row in planted.values():
        row.is_retired = True
