"""Letters and messages: templates with fields, which the program drafts and never sends."""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.values import frozen

_FIELD = re.compile(r"\{([^{}]*)\}")

_OWN_NAME = "{my_name}"


class TemplateKind(StrEnum):
    """What a message is for."""

    OUTREACH = "outreach"
    INTRODUCTION_REQUEST = "introduction_request"
    REMINDER = "reminder"
    CONFIRMATION = "confirmation"
    THANK_YOU = "thank_you"
    REPORT_BACK = "report_back"
    AFTER_EVENT = "after_event"
    KEEP_IN_TOUCH = "keep_in_touch"
    GOOD_NEWS = "good_news"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            TemplateKind.OUTREACH: "Request",
            TemplateKind.THANK_YOU: "Thank-you",
            TemplateKind.REPORT_BACK: "What came of it",
        }.get(self, self.value.replace("_", " ").capitalize())


KNOWN_FIELDS = frozenset(
    {
        "action_started_or_planned", "advice_or_person", "connection_first", "contact_name", "date", "event",
        "field_or_setting", "first_subject", "item", "minutes", "month", "my_link", "my_name", "my_phone", "new_role",
        "nudge_date", "one_sentence_update", "optional", "organization", "place", "place_or_link", "promise_line",
        "referral_line", "referred_person", "referrer_name", "result", "role_now", "sent_date", "shared_tie",
        "something_useful_for_them", "specific_point", "specific_topic", "start_date", "talk_date", "talk_day",
        "target_name", "their_help", "their_work", "thing_they_were_working_on", "time", "time_given", "time_zone",
        "topic", "two_line_self_description", "weekday", "what_changed", "what_i_did", "what_i_want_to_know",
        "window_1", "window_2",
    }
)  # fmt: skip
"""Fields a template may hold; "{field: a hint}" is allowed too."""


def field_names(text: str) -> tuple[str, ...]:
    """The fields of a template text in order, each once, hints left off.

    >>> field_names("Dear {contact_name}, {item: an article} made me think of you, {contact_name}.")
    ('contact_name', 'item')
    """
    return tuple(dict.fromkeys(found.split(":", 1)[0].strip() for found in _FIELD.findall(text)))


def field_words(name: str) -> str:
    """A field's name as people read it.

    >>> field_words("what_i_did")
    'what I did'
    """
    return re.sub(r"\bi\b", "I", name.replace("_", " "))


def filled(text: str, values: Mapping[str, str | None]) -> str:
    """The text with the fields filled that have a value; the others stay as they are, to be seen.

    >>> filled("Dear {contact_name}, {item: an article} made me think of you.", {"contact_name": "Dana", "item": None})
    'Dear Dana, {item: an article} made me think of you.'
    """

    def value(found: re.Match[str]) -> str:
        return values.get(found[1].split(":", 1)[0].strip()) or found[0]

    return _FIELD.sub(value, text)


_LINES_TO_DROP = frozenset({"my_link", "my_phone", "promise_line", "referral_line"})
"""Fields that may stand in a line of their own, which goes where there is nothing to say."""


def with_own_name(text: str, *, before: str | None, name: str | None) -> str:
    """A letter's text with the user's own name where its field stands, or the name that was given `before`.

    >>> with_own_name("Thank you, {my_name}", before=None, name="Maya")
    'Thank you, Maya'
    >>> with_own_name("Thank you, Maya", before="Maya", name=None)
    'Thank you, {my_name}'
    """
    signed = name if name is not None else _OWN_NAME
    if before is not None:
        text = re.sub(rf"(?<!\w){re.escape(before)}(?!\w)", lambda _found: signed, text)
    return text.replace(_OWN_NAME, signed)


def begun(text: str, values: Mapping[str, str | None]) -> str:
    """A template's text as a letter begins: filled, and without lines and paragraphs for which there is nothing to say.

    >>> begun("Thank you,\\n{my_name}\\n{my_link}", {"my_name": "Maya"})
    'Thank you,\\nMaya'
    >>> begun("Dear Dana,\\n\\n{promise_line}\\n\\nMaya", {})
    'Dear Dana,\\n\\nMaya'
    """
    kept: list[str] = []
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if not _says_nothing(line, values):
            kept.append(line)
        elif kept and not kept[-1].strip() and not "".join(lines[place + 1 : place + 2]).strip():
            # A paragraph of its own: one of the blank lines around it goes, too.
            kept.pop()
    text = "\n".join(kept)
    if values.get("time_given"):
        # How a thank-you of one's own may still say it: of a short talk, the minutes are better left out.
        text = text.replace("giving me {minutes} minutes", "{time_given}")
    if values.get("minutes") == "1":
        text = text.replace("{minutes} minutes", "{minutes} minute")
    return filled(text, values)


def _says_nothing(line: str, values: Mapping[str, str | None]) -> bool:
    """True of a line that is nothing but a field which may be left out, and of which nothing is known."""
    names = field_names(line)
    is_alone = len(names) == 1 and line.strip().startswith("{") and line.strip().endswith("}")
    return is_alone and names[0] in _LINES_TO_DROP and not values.get(names[0])


def field_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where each open field begins and ends in a text, in order.

    >>> field_places("Dear {contact_name},")
    ((5, 19),)
    """
    return tuple(found.span() for found in _FIELD.finditer(text))


_SUBJECT = "Subject: "


def as_kept(subject: str | None, body: str) -> str:
    """A letter as the timeline keeps it: the subject's line, then the words.

    >>> subject_of(as_kept("Coffee", "Dear Dana,"))
    'Coffee'
    """
    return f"{_SUBJECT}{subject}\n\n{body}" if subject else body


def subject_of(kept: str | None) -> str | None:
    """The subject of a letter the timeline keeps; None where there is none."""
    first = (kept or "").split("\n", 1)[0]
    return first.removeprefix(_SUBJECT) if first.startswith(_SUBJECT) else None


@frozen
class TemplateDraft:
    """A message template as typed, tidied as it is made."""

    kind: TemplateKind
    name: str | None = None
    subject: str | None = None
    body: str | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=("name", "subject"), texts=("body",))

    def own_copy(self) -> "TemplateDraft":
        """The same template under a name that says it is the user's own."""
        return replace(self, name=f"{self.name} (mine)")

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept, an unknown field too; empty if nothing does."""
        found = []
        if not self.name:
            found.append(FieldProblem("name", "Give the template a name."))
        if not self.body:
            found.append(FieldProblem("body", "Write the message first."))
        for field, text in (("subject", self.subject), ("body", self.body)):
            unknown = [name for name in field_names(text or "") if name not in KNOWN_FIELDS]
            if unknown:
                found.append(FieldProblem(field, f"“{{{unknown[0]}}}” is not a field this program can fill."))
        return tuple(found + too_long(self, lines=("name", "subject"), texts=("body",)))
