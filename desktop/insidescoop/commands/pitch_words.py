"""What a user can change about how their words are looked at: checks, plain words, their own dictionary."""

from sqlalchemy import select

from insidescoop.domain.pitch.checks import Check
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import tidy_line
from insidescoop.domain.values import frozen
from insidescoop.store.entities import THE_PROFILE, KnownWord, PlainWord, SilencedCheck
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class SwitchCheck:
    """Switches a check of the pitch editor on or off, for all pitches."""

    check: Check
    is_on: bool

    @property
    def label(self) -> str:
        return f"Switch {'on' if self.is_on else 'off'} the check “{self.check.words}”"

    def run(self, work: UnitOfWork) -> None:
        row = work.session.scalar(select(SilencedCheck).where(SilencedCheck.name == self.check.value))
        if self.is_on and row is not None:
            work.session.delete(row)
        elif not self.is_on and row is None:
            work.session.add(SilencedCheck(profile_id=THE_PROFILE, name=self.check.value))


@frozen
class KeepPlainWords:
    """Keeps what is said to outsiders instead of a word of the trade; nothing typed forgets it."""

    term: str
    plain: str

    @property
    def label(self) -> str:
        return f"Plain words for “{self.term}”"

    def run(self, work: UnitOfWork) -> None:
        plain = tidy_line(self.plain)
        row = work.session.scalar(select(PlainWord).where(PlainWord.term == self.term))
        if row is None and plain is not None:
            work.session.add(PlainWord(profile_id=THE_PROFILE, term=self.term, plain=plain))
        elif row is not None and plain is None:
            work.session.delete(row)
        elif row is not None and plain is not None:
            row.plain = plain


@frozen
class LearnWord:
    """Adds a word to the user's own dictionary."""

    word: str

    @property
    def label(self) -> str:
        return f"Add “{self.word}” to my dictionary"

    def run(self, work: UnitOfWork) -> None:
        word = tidy_line(self.word)
        if word is None:
            raise Invalid("There is no word to add.", next_step="Choose a word and try again.")
        word = word.lower()
        if work.session.scalar(select(KnownWord).where(KnownWord.word == word)) is None:
            work.session.add(KnownWord(profile_id=THE_PROFILE, word=word))


@frozen
class ForgetWord:
    """Takes a word out of the user's own dictionary."""

    word: str

    @property
    def label(self) -> str:
        return f"Take “{self.word}” out of my dictionary"

    def run(self, work: UnitOfWork) -> None:
        for row in work.session.scalars(select(KnownWord).where(KnownWord.word == self.word.lower())):
            work.session.delete(row)
