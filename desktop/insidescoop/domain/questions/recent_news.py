"""The recent news of an organization: a marked line among its research notes, for questions that start from it."""

import re

NEWS_SLOT = "{recent_news}"
NEWS_MARK = "News:"
"""What a line of the research notes begins with, to be the news."""

_NEWS = re.compile(r"^[\s\-•*]*(?:recent\s+)?news\s*:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)


def recent_news(research_notes: str | None) -> str | None:
    """The first line marked as news, without its mark and its full stop; None where there is none.

    >>> recent_news("Serves 12,000 students\\nNews: the merger with the city archive.")
    'the merger with the city archive'
    >>> recent_news("No news here") is None
    True
    """
    found = _NEWS.search(research_notes or "")
    return found[1].rstrip(".") or None if found else None


def with_news(question: str, research_notes: str | None) -> str:
    """A question with the news in it; it stays open where there is none.

    >>> with_news("I read about {recent_news}. Why?", "News: the new wing")
    'I read about the new wing. Why?'
    """
    news = recent_news(research_notes)
    return question.replace(NEWS_SLOT, news) if news else question
