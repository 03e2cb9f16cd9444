"""The user's own words about words: what is not to be remarked on, said plainly, or spelled another way."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.store.base import Base, marked


class SilencedCheck(Base):
    """A check of the pitch editor that is switched off."""

    __tablename__ = "silenced_check"
    __table_args__ = marked(kind=Kind.PROFILE, record="profile_id")

    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]


class PlainWord(Base):
    """What the user says to outsiders instead of a word of the trade."""

    __tablename__ = "plain_word"
    __table_args__ = marked(kind=Kind.PROFILE, record="profile_id")

    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    term: Mapped[str]
    plain: Mapped[str]


class KnownWord(Base):
    """A word of the user's own dictionary, in small letters."""

    __tablename__ = "known_word"
    __table_args__ = marked(kind=Kind.PROFILE, record="profile_id")

    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    word: Mapped[str]
