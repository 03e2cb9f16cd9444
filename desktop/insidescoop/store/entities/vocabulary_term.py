"""The vocabulary entity: the field's own words, built in and added to."""

from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.domain.vocabularies import Vocabulary
from insidescoop.store.base import Base, WordOf, marked


class VocabularyTerm(Base):
    """One word to choose from; a retired one is offered no more. `is_edited` keeps a newer built-in text away."""

    __tablename__ = "vocabulary_term"
    __table_args__ = marked(kind=Kind.TERM)

    vocabulary: Mapped[Vocabulary] = mapped_column(WordOf(Vocabulary), index=True)
    built_in_id: Mapped[str | None] = mapped_column(unique=True)
    position: Mapped[int]
    name: Mapped[str]
    short: Mapped[str | None]
    note: Mapped[str | None]
    is_edited: Mapped[bool] = mapped_column(default=False)
    is_retired: Mapped[bool] = mapped_column(default=False)
