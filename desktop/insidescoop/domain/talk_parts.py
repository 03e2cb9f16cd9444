"""The five parts of an interview."""

from enum import StrEnum


class TalkPart(StrEnum):
    """The parts in the order they come."""

    OPENING = "opening"
    PITCH = "pitch"
    QUESTIONS = "questions"
    CLOSING = "closing"
    THANKS = "thanks"

    @property
    def words(self) -> str:
        """What the part is called.

        >>> TalkPart.PITCH.words
        'Pitch'
        """
        return self.value.capitalize()
