"""What a talk is about, in the words of a letter."""

_QUESTION_WORDS = ("how", "what", "when", "where", "whether", "which", "who", "whose", "why")


def as_topic(purpose: str | None) -> str | None:
    """A talk's purpose as it stands inside a sentence; None for none.

    >>> as_topic("How digital archives decide what to process."), as_topic("RDA in small libraries")
    ('how digital archives decide what to process', 'RDA in small libraries')
    """
    if not purpose:
        return None
    plain = purpose.strip().rstrip(".?!")
    is_word = len(plain) > 1 and plain[0].isupper() and plain[1].islower()
    return (plain[0].lower() + plain[1:] if is_word else plain) or None


def after_how(purpose: str | None) -> str | None:
    """The purpose as it follows the word "how"; None where it does not begin with it.

    >>> after_how("How digital archives decide"), after_how("Cataloging") is None
    ('digital archives decide', True)
    """
    topic = as_topic(purpose)
    return topic[4:].strip() or None if topic and topic.lower().startswith("how ") else None


def is_clause(topic: str) -> bool:
    """True if a topic begins as an indirect question does, and so can follow "I would like to hear"."""
    return topic.split()[0].lower() in _QUESTION_WORDS


def as_clause(purpose: str | None) -> str | None:
    """The purpose as it follows "I would like to hear"; None for none.

    >>> as_clause("What a small library looks for."), as_clause("Cataloging")
    ('what a small library looks for', 'about cataloging')
    """
    topic = as_topic(purpose)
    return topic if topic is None or is_clause(topic) else f"about {topic}"
