"""The message template entity."""

from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.store.base import Base, WordOf, marked


class Template(Base):
    """A message template. `built_in_id` names a seeded one; `is_edited` keeps it from later upgrades."""

    __tablename__ = "template"
    __table_args__ = marked(kind=Kind.TEMPLATE, names=("name",), words=("subject", "body"))

    built_in_id: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[TemplateKind] = mapped_column(WordOf(TemplateKind))
    name: Mapped[str]
    subject: Mapped[str | None]
    body: Mapped[str]
    is_edited: Mapped[bool] = mapped_column(default=False)
    is_retired: Mapped[bool] = mapped_column(default=False)
