"""What a file says of one person while it is read: known facts into their fields, everything else into the notes."""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from insidescoop.domain.acquaintance import Channel, Relation, Role
from insidescoop.domain.contacts import ContactDraft, Labelled, name_in_order
from insidescoop.domain.drafts import LONGEST_LINE, LONGEST_TEXT
from insidescoop.domain.imports import FoundPerson
from insidescoop.domain.moments import YEARS
from insidescoop.domain.names.parsing import is_post_nominal, split_name
from insidescoop.domain.text import first_line, fold, tidy_line, tidy_text

_LINES = {
    "given_name": "Given name",
    "family_name": "Family name",
    "display_name": "Name",
    "how_to_say": "How to say the name",
    "pronouns": "Pronouns",
    "title": "Title",
    "organization": "Organization",
    "time_zone": "Time zone",
    "met_event": "Met at",
}
"""The one-line facts a file can give, and what they are called where they end up in the notes."""
_SHARED = ("title", "organization")
USUAL_PLACES = ("home", "work", "other")
"""What an address can be called without its being worth a note."""
_NAMED_ADDRESS = re.compile(r"\s*[\"']?(.*?)[\"']?\s*<([^<>\s]+@[^<>\s]+)>")
_BETWEEN = re.compile(r"[;,\s]+")
_CHAT_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?://)?", re.IGNORECASE)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_PRONOUNS = re.compile(
    r"\s*[(\[]((?:she|he|they|ze|xe|her|him|them|it|any)(?:/[a-z]{2,6}){1,3})[)\]]\s*$", re.IGNORECASE
)
_EMOJI = r"[\u200d\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff\s]+"
_SIGNS_AROUND = re.compile(f"^{_EMOJI}|{_EMOJI}$")
_MARKS_OF_DIRECTION = "\u200b\u2060\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Signs without a letter that are copied along from screens; around a name or number they hide that two are one."""


class NotAPerson(Exception):  # noqa: N818 - a fact about an entry
    """Nobody can be made of an entry; the message says why, in words."""


@dataclass(slots=True)
class Gathered:
    """The facts of one person so far. Nothing said is dropped: what fits no field becomes a line of the notes.

    With `is_exact` two spellings of one address stay two, as in files this program wrote. With `is_card` someone with
    no name is called by whatever else leads to them, if by a link, a chat or a postal address; in a table such a row is
    one whose owner hides.
    """

    line: int
    is_exact: bool = False
    is_card: bool = False
    facts: dict[str, str] = field(default_factory=dict)
    emails: list[Labelled] = field(default_factory=list)
    phones: list[Labelled] = field(default_factory=list)
    links: list[Labelled] = field(default_factory=list)
    address: str | None = None
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    photo: bytes | None = None
    met_on: date | None = None
    relation: Relation | None = None
    role: Role | None = None
    preferred_channel: Channel | None = None
    is_family_first: bool = False
    is_organization: bool = False
    nickname: str | None = None
    chat: str | None = None
    named: str | None = None
    """What an e-mail address is said to be of, for where nothing else says the name."""

    def say(self, name: str, value: str | None) -> None:
        """Takes a one-line fact; a second one of the same name, or one that is too long, goes into the notes."""
        tidied = tidy_line(value)
        if tidied is not None and not tidied.isascii() and not self.is_exact:
            tidied = tidied.strip(_MARKS_OF_DIRECTION) or None
        if tidied is None or self.facts.get(name) == tidied:
            return
        # Two long parts make a whole name that is longer than a line.
        is_too_long = len(tidied) > LONGEST_LINE and not (self.is_exact and name == "display_name")
        if name in self.facts or is_too_long:
            self.note(_LINES[name], value)
        else:
            # Many share them: one text for all is a good part of the memory that 100,000 people take.
            self.facts[name] = sys.intern(tidied) if name in _SHARED else tidied

    def split_whole_name(self) -> None:
        """Makes a given and a family name of a whole name that comes without them; one not understood stays whole."""
        if self.named:
            self._take_addressee(self.named)
        whole = self.facts.get("display_name")
        if (
            whole is None
            or self.facts.keys() & {"given_name", "family_name"}
            or whole == self.facts.get("organization")
            or self.is_organization
            or "@" in whole
            or not any(map(str.isalpha, whole))
        ):
            return
        plain = self._without_signs(whole)
        name = split_name(plain)
        if not (name.given and name.family):
            return
        self.facts["given_name"], self.facts["family_name"] = name.given, name.family
        self.is_family_first = name.is_family_first
        if not (name.honorifics or name.post_nominals):
            # What is left of it is the order, and that is kept.
            del self.facts["display_name"]
        else:
            self.facts["display_name"] = plain

    def _without_signs(self, name: str) -> str:
        """A name without the emoji around it, and without the pronouns behind it, which are taken."""
        plain = _SIGNS_AROUND.sub("", name)
        pronouns = _PRONOUNS.search(plain)
        if pronouns is None or self.facts.get("pronouns", pronouns.group(1)) != pronouns.group(1):
            return plain or name
        self.facts["pronouns"] = pronouns.group(1)
        return _SIGNS_AROUND.sub("", plain[: pronouns.start()]) or name

    def _take_addressee(self, named: str) -> None:
        facts = self.facts
        whole = facts.get("display_name") or f"{facts.get('given_name', '')} {facts.get('family_name', '')}".strip()
        if not whole:
            self.say("display_name", named)
        elif fold(named) != fold(whole):
            self.note("E-mail to", named)

    def note(self, name: str, value: str | None) -> None:
        """Keeps something that has no field as a line of the notes, "Name: value"."""
        tidied = tidy_text(value)
        if tidied is not None:
            self.extra.append(f"{tidy_line(name)}: {tidied}")

    def say_nickname(self, value: str | None) -> None:
        """Notes a nickname, which is the name of someone without any other."""
        self.note("Nickname", value)
        self.nickname = self.nickname or tidy_line(value)

    def say_chat(self, name: str, value: str) -> None:
        """Notes by what name somebody chats; the first is what they are called where nothing better is said."""
        self.note(name, value)
        self.chat = self.chat or tidy_line(_CHAT_SCHEME.sub("", value.strip()))

    def say_met_on(self, value: str, name: str = "Met on") -> None:
        """Takes an ISO date; any other text goes into the notes."""
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            day = None
        if day is None or day.year not in YEARS:
            self.note(name, value)
        else:
            self.met_on = day

    def say_address(self, address: str | None, label: str | None = None) -> None:
        """Takes the first postal address as the person's; further ones go into the notes."""
        tidied = tidy_text(address)
        if tidied is None or tidied == self.address:
            return
        if self.address is None:
            self.address = tidied
            if label and label not in USUAL_PLACES:
                self.note("Address", label)
        else:
            self.note(f"Address ({label})" if label else "Address", tidied)

    def say_email(self, value: str | None, label: str | None = None) -> None:
        """Takes an e-mail address; text without an @ sign goes into the notes."""
        tidied = tidy_line(value) or ""
        if not self.is_exact:
            tidied = _without_scheme(tidied, "mailto")
            if "<" in tidied or tidied.count("@") > 1 or not tidied.isascii():
                *others, tidied = self._addresses(tidied)
                for other in others:
                    self.say_email(other, label)
        if "@" in tidied.strip("@") and (self.is_exact or len(tidied) <= LONGEST_LINE):
            self._add(self.emails, tidied, label)
        else:
            self.note("E-mail", value)

    def _addresses(self, said: str) -> list[str]:
        """The addresses in what is said to be one: letters are addressed to names, and to several."""
        if not said.isascii():
            said = said.strip(_MARKS_OF_DIRECTION)
        if "<" in said and (named := _NAMED_ADDRESS.fullmatch(said)) is not None:
            self.named = self.named or named.group(1)
            return [named.group(2)]
        if said.count("@") > 1:
            parts = _BETWEEN.split(said.strip(";, "))
            if all("@" in part.strip("@") for part in parts):
                return parts
        return [said]

    def say_phone(self, value: str | None, label: str | None = None) -> None:
        """Takes a phone number, whatever it looks like."""
        tidied = tidy_line(value) or ""
        if not self.is_exact:
            tidied = _dialled(tidied if tidied.isascii() else tidied.strip(_MARKS_OF_DIRECTION))
            if _ROUNDED.fullmatch(tidied):
                self.remarks.append(f"a spreadsheet has cut the digits of its number {tidied}")
        self._say_part(self.phones, "Phone", tidied, label)

    def say_link(self, value: str | None, label: str | None = None) -> None:
        """Takes a web address, as it is written."""
        self._say_part(self.links, "Link", tidy_line(value) or "", label)

    def _say_part(self, parts: list[Labelled], name: str, value: str, label: str | None) -> None:
        if len(value) > LONGEST_LINE and not self.is_exact:
            self.note(name, value)
        elif value:
            self._add(parts, value, label)

    def _add(self, parts: list[Labelled], value: str, label: str | None) -> None:
        if self.is_exact or not parts or all(fold(part.value) != fold(value) for part in parts):
            parts.append(Labelled(value, label))

    def person(self) -> FoundPerson:
        """The person these facts make.

        Raises:
            NotAPerson: there is no name of any kind, or more text than a person's notes hold.
        """
        if not self.is_exact:
            self._part_from_affixes()
        facts = dict(self.facts)
        if not ("given_name" in facts or "family_name" in facts or "display_name" in facts):
            facts["display_name"] = self._stand_in()
        draft = self._draft(facts)
        problems = draft.problems()
        if any(problem.field == "time_zone" for problem in problems):
            self.note(_LINES["time_zone"], facts.pop("time_zone"))
            draft = self._draft(facts)
            problems = draft.problems()
        if len(draft.notes or "") > LONGEST_TEXT:
            raise NotAPerson(f"it holds more than {LONGEST_TEXT:,} characters of notes")
        if problems:
            raise NotAPerson(problems[0].sentence)
        return FoundPerson(self.line, draft, tuple(self.remarks), self.photo)

    def _stand_in(self) -> str:
        """What someone without a name is called: by a nickname, else by the first thing that leads to them."""
        if self.nickname is not None and len(self.nickname) <= LONGEST_LINE:
            self.extra.remove(f"Nickname: {self.nickname}")
            return self.nickname
        ways = [way.value for way in (*self.emails, *self.phones)]
        if self.is_card:
            street = (self.address or "").split("\n")[0]
            ways += filter(None, (*(link.value for link in self.links), self.chat, street))
        stand_in = self.facts.get("organization") or next(iter(ways), None)
        if stand_in is None:
            raise NotAPerson("there is no name in it")
        return first_line(stand_in, at_most=LONGEST_LINE)

    def _part_from_affixes(self) -> None:
        # "Dr. Dana" and "Okafor, PhD, MLIS (she/her)" in the columns of names: sorted, greeted and compared, the name
        # is what stands between.
        shown = self.facts.get("display_name", "")
        for name_field in ("given_name", "family_name"):
            said = self.facts.get(name_field)
            if said is None:
                continue
            name, *parts = self._without_signs(said).split(",")
            behind = [part for part in parts if _SIGNS_AROUND.sub("", part)]
            if not name.strip() or not all(map(is_post_nominal, behind)):
                continue
            before = split_name(name).honorifics if name_field == "given_name" else ()
            plain = name.strip().removeprefix(" ".join(before)).strip()
            if not plain:
                continue
            self.facts[name_field] = plain
            for words, affix in (("Name prefix", " ".join(before)), ("Name suffix", ",".join(behind).strip())):
                if affix and affix not in shown:
                    self.note(words, affix)

    def _draft(self, facts: dict[str, str]) -> ContactDraft:
        name_order = _name_order(facts, is_family_first=self.is_family_first)
        if name_order is None and "display_name" in facts and not self.is_exact and _is_filed(facts):
            name_order = False
        if name_order is not None:
            facts = {name: fact for name, fact in facts.items() if name != "display_name"}
        return ContactDraft(
            **facts,  # type: ignore[arg-type]
            emails=tuple(self.emails),
            phones=tuple(self.phones),
            links=tuple(self.links),
            address=self.address,
            tags=tuple(self.tags),
            met_on=self.met_on,
            relation=self.relation,
            role=self.role,
            preferred_channel=self.preferred_channel,
            is_family_first=self.is_family_first if name_order is None else name_order,
            notes=_joined([*self.notes, *self.extra]) if self.notes or self.extra else None,
        )


def _without_scheme(said: str, scheme: str) -> str:
    return said[len(scheme) + 1 :] if said[: len(scheme) + 1].lower() == f"{scheme}:" else said


def _dialled(said: str) -> str:
    """A number out of a "tel:" address (RFC 3966), its extension in the usual words; any other text as it is."""
    number = _without_scheme(said, "tel")
    return number.replace(";ext=", " ext. ") if number != said else said


def _name_order(facts: dict[str, str], *, is_family_first: bool) -> bool | None:
    """Whether the parts of a name make the whole one family name first; None where they make it in no order."""
    shown, given, family = facts.get("display_name"), facts.get("given_name"), facts.get("family_name")
    if shown is None or not (given or family):
        return None
    orders = (is_family_first, not is_family_first)
    return next((order for order in orders if name_in_order(given, family, is_family_first=order) == shown), None)


def _is_filed(facts: dict[str, str]) -> bool:
    """True if the whole name is no more than its parts as a card index has them: "Okafor, Dana"."""
    given, family = facts.get("given_name"), facts.get("family_name")
    return given is not None and family is not None and facts.get("display_name") == f"{family}, {given}"


def _joined(texts: Iterable[str]) -> str | None:
    return "\n".join(text for text in map(tidy_text, texts) if text) or None
