"""The question entity: the bank, built-in and own."""

from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.domain.questions.questions import QuestionSource
from insidescoop.store.base import Base, WordOf, marked


class Question(Base):
    """A question of the bank. `built_in_id` names a seeded one; `is_edited` keeps its text from later upgrades.

    `core_order` is its place among the ten for twenty minutes; `rank` its place in its category;
    `settings` the library settings it is for, separated by commas.
    """

    __tablename__ = "question"
    __table_args__ = marked(kind=Kind.QUESTION, words=("text",))

    built_in_id: Mapped[str | None] = mapped_column(unique=True)
    text: Mapped[str]
    category: Mapped[str]
    source: Mapped[QuestionSource] = mapped_column(WordOf(QuestionSource))
    rank: Mapped[int]
    core_order: Mapped[int | None]
    tiara: Mapped[str | None]
    check_website_first: Mapped[bool] = mapped_column(default=False)
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    only_if_offered: Mapped[bool] = mapped_column(default=False)
    settings: Mapped[str | None]
    is_starred: Mapped[bool] = mapped_column(default=False)
    is_retired: Mapped[bool] = mapped_column(default=False)
    is_edited: Mapped[bool] = mapped_column(default=False)
