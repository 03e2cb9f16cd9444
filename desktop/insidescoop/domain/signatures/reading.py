"""A pasted signature, business card or typed name read into the fields of a contact.

A wrong guess is worse than an empty field. Nothing is guessed from the domain of an e-mail address: it may be a
mail service's, a parent's or a former employer's. It only confirms what stands in the text.
"""

import re
from collections.abc import Iterable

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.emails import email_key
from insidescoop.domain.links import link_key
from insidescoop.domain.names.parsing import PersonName, has_honorific, join_name, split_name
from insidescoop.domain.phones import HOME_COUNTRY
from insidescoop.domain.signatures.channels import Channel, channels_in, countries_of
from insidescoop.domain.signatures.items import Is, Item, items_in, sorted_lines
from insidescoop.domain.signatures.lines import PRONOUNS, Institution, looks_like_name
from insidescoop.domain.signatures.meetings import meetings_in
from insidescoop.domain.signatures.name_lines import name_in, signed_name
from insidescoop.domain.signatures.quotations import is_recipient
from insidescoop.domain.signatures.text import Span, blanked, lines_of, pieces_of, readable
from insidescoop.domain.signatures.words import AT_WORDS, words
from insidescoop.domain.text import counted, fold
from insidescoop.domain.values import frozen

MOST_READ = 10_000
"""Characters that are read; a signature has some 300. Lines behind them go to the notes as they are."""

MOST_LINES_READ = 200
"""Lines in which fields are looked for; those behind them go to the notes as well."""

_ROLE_MAILBOXES = words("""
    info contact hello library reference ask office admin support help desk circulation archives archive team
    mail reply no noreply service services jobs press news public the
""")
_CHANNELS = ("emails", "phones", "links")
_LOCAL_NAME = re.compile(r"[^\W\d_]{2,20}(?:[._-][^\W\d_]{1,20}){1,3}\d{0,4}")


@frozen
class ReadSignature:
    """What a text says about a person.

    `draft` holds it, what fitted nowhere in its notes. `name` holds honorifics and degrees, too. `spans` pairs the
    fields of the draft with the places in the text they came from. `leftover` are the pieces that went to the notes,
    `passed_over` the lines that say nothing of the person: greetings, signature marks, confidentiality notices.
    """

    draft: ContactDraft
    name: PersonName
    spans: tuple[tuple[str, tuple[Span, ...]], ...]
    leftover: tuple[str, ...]
    passed_over: tuple[str, ...]

    def spans_of(self, field: str) -> tuple[Span, ...]:
        """Where in the text a field came from, in order; empty if it came from nowhere."""
        return next((spans for name, spans in self.spans if name == field), ())

    @property
    def remarks(self) -> tuple[str, ...]:
        """What may be wrong with the text, and how much of it was left out, in sentences."""
        is_incomplete = any("." not in email.value.rpartition("@")[2] for email in self.draft.emails)
        left_out = counted(len(self.passed_over), "line")
        return (
            *(["The e-mail address looks incomplete."] if is_incomplete else []),
            *([f"Left out: {left_out} of greetings or notices."] if self.passed_over else []),
        )


def read_signature(typed: str, home_country: str = HOME_COUNTRY) -> ReadSignature:
    """The fields a pasted text fills; any text may come, and the first `MOST_READ` characters are read.

    `home_country` says where phone numbers without a country code are dialled (ISO 3166). E-mail addresses, numbers
    and links stand as typed, but for an address hidden with "at" and "dot", which is written out.
    """
    read = _Reading(typed[:MOST_READ], typed[MOST_READ:], home_country).read()
    line = typed.strip()
    if read.draft == ContactDraft() and "\n" not in line and any(map(str.isalnum, line)):
        # Nothing was understood of a single line: it is what the person goes by, as it stands ("<img src=x>").
        start = typed.index(line)
        spans = (("given_name", ((start, start + len(line)),)),)
        return ReadSignature(ContactDraft(given_name=line), PersonName(given=line), spans, (), ())
    return read


class _Reading:
    def __init__(self, original: str, rest: str, home_country: str) -> None:
        self._original = original
        self._rest = rest
        self._home_country = home_country
        self._text = readable(original)
        self._values: dict[str, str] = {}
        self._spans: dict[str, list[Span]] = {}
        self._used: list[Span] = []
        self._name = PersonName()
        self._name_aside: str | None = None
        self._countries: frozenset[str] = frozenset()

    def read(self) -> ReadSignature:
        text = self._text
        found = channels_in(self._original, text, self._home_country)
        meetings = tuple(meetings_in(blanked(text, [channel.with_label for channel in found])))
        known = [*(channel.with_label for channel in found), *(whole for whole, _ in meetings)]
        sorted_text = sorted_lines(text, blanked(text, known))
        # Where nothing but quoted mail was pasted, it is what the user wants read.
        is_all_quoted = not (sorted_text.lines or sorted_text.courtesies or sorted_text.asides)
        of_others = () if is_all_quoted else sorted_text.quoted
        own = [channel for channel in found if not _is_inside(channel.span, of_others)]
        self._countries = countries_of(own)
        self._read_meeting([meeting for meeting in meetings if not _is_inside(meeting[0], sorted_text.quoted)])
        channels = self._chosen(own, (*sorted_text.asides, *sorted_text.courtesies))
        left = blanked(text, self._used)
        left = self._read_pronouns(left, sorted_text.lines)
        items = items_in(left, sorted_text.lines[:MOST_LINES_READ])
        emails = tuple(channel.value for channel in channels if channel.field == "emails")
        self._read_name(items, emails, sorted_text.last_farewell)
        if not emails:
            channels += self._chosen(self._of_this_name(found), ())
        self._read_work(items)
        self._read_address(items)
        return self._result(channels, sorted_text.courtesies)

    def _read_meeting(self, meetings: list[tuple[Span, Span]]) -> None:
        if meetings:
            whole, event = meetings[0]
            self._put("met_event", event, self._piece(event))
            self._used.append(whole)

    def _of_this_name(self, channels: Iterable[Channel]) -> list[Channel]:
        """The first address that is made of the name or stands behind it: a mail quoted may be one's own."""
        names = [fold(name) for name in (self._name.given, self._name.family) if name]
        for channel in channels:
            start = channel.span[0]
            line = self._text[self._text.rfind("\n", 0, start) + 1 : start]
            before = fold(re.split(r"[;@]", line)[-1])
            is_named = len(names) == 2 and all(name in before for name in names)
            if channel.field == "emails" and (is_named or _matches(" ".join(names), (channel.value,))):
                return [channel]
        return []

    def _chosen(self, channels: Iterable[Channel], aside: tuple[Span, ...]) -> list[Channel]:
        """Each channel once; those in sentences and notices only where the signature has none."""
        found = list(channels)
        chosen: list[Channel] = []
        keys: set[object] = set()
        for field in _CHANNELS:
            of_field = [channel for channel in found if channel.field == field]
            outside = [channel for channel in of_field if not _is_inside(channel.span, aside)]
            # A number in a sentence may be somebody else's; an address is taken if it is the only one.
            is_all_there_is = field == "emails" or not any(channel.field != field for channel in chosen)
            for channel in outside or (self._from_sender(of_field) if is_all_there_is else []):
                key = (field, email_key(channel.value) if field == "emails" else link_key(channel.value))
                self._put(field, channel.span)
                if key not in keys:
                    chosen.append(channel)
                self._used.append(channel.with_label)
                keys.add(key)
        return chosen

    def _from_sender(self, channels: list[Channel]) -> list[Channel]:
        """Those of them that stand in no line saying whom the mail was sent to; all if there is no other."""
        lines = [self._text[self._text.rfind("\n", 0, each.span[0]) + 1 : each.span[0]] for each in channels]
        sent_by = [each for each, line in zip(channels, lines, strict=True) if not is_recipient(line)]
        return sent_by or channels

    def _put(self, field: str, span: Span, value: str | None = None) -> None:
        self._spans.setdefault(field, []).append(span)
        self._used.append(span)
        if value is not None:
            self._values[field] = value

    def _piece(self, span: Span) -> str:
        # What was blanked in the readable text (tags, entities) is not part of a value; the letters are as typed.
        return "".join(
            typed if read == typed or read not in " \n" or typed.isspace() else read
            for typed, read in zip(self._original[slice(*span)], self._text[slice(*span)], strict=True)
        ).replace("&    ", "&")

    def _read_pronouns(self, left: str, lines: tuple[Span, ...]) -> str:
        for start, end in lines:
            found = PRONOUNS.search(left, start, end)
            if found and (found.start() == start or not left[found.start() - 1].isalnum()):
                span = found.span("all")
                label = re.search(
                    r"(?:pronouns?|pronomen|pronoms|pronombres)[ \t]?[:=]?[ \t]*$", left[start : found.start()], re.I
                )
                whole = (start + label.start() if label else found.start(), found.end())
                self._put("pronouns", span, self._piece(span))
                self._used.append(whole)
                return blanked(left, [whole])
        return left

    # The name

    def _read_name(self, items: list[Item], emails: tuple[str, ...], last_farewell: int) -> None:
        best = self._best_name(items, emails, last_farewell)
        if best is not None:
            items.remove(best)
            signed = signed_name(self._piece(best.span))
            self._name = name_in(signed, self._countries)
            if signed.aside or self._name.honorifics or self._name.post_nominals:
                self._name_aside = self._piece(best.span) if signed.aside else join_name(self._name)
            if signed.spoken:
                self._put("how_to_say", best.span, signed.spoken)
            for field, value in (("given_name", self._name.given), ("family_name", self._name.family)):
                if value is not None:
                    self._put(field, best.span, value)
            return
        if emails and not any(self._is_shaped(item) for item in items):
            self._read_name_from(emails[0])

    def _best_name(self, items: list[Item], emails: tuple[str, ...], last_farewell: int) -> Item | None:
        labelled = next((item for item in items if item.kind is Is.NAME), None)
        if labelled is not None:
            return labelled
        best, best_score = None, 0
        unknown = [item for item in items if item.kind is Is.UNKNOWN]
        after = [item for item in unknown if item.span[0] >= last_farewell] or unknown
        shaped = [item for item in after if self._is_shaped(item)]
        for item in items:
            piece = signed_name(self._piece(item.span)).bare
            matches = _matches(piece, emails)
            is_possible = matches and len(piece.split()) <= 4 and not any(map(str.isdigit, piece))
            is_possible = is_possible and (len(piece.split()) > 1 or item in unknown)
            if not is_possible and item not in shaped:
                is_alone = (
                    len(items) == 1 and item in unknown and len(lines := list(lines_of(self._text))) == 1 and lines
                )
                if not (is_alone and not emails and not any(sign.isdigit() or sign in "@/\\" for sign in piece)):
                    continue
            has_titles = has_honorific(piece) or bool(split_name(piece).post_nominals)
            score = 1 + 5 * matches + 3 * has_titles + 3 * (shaped[:1] == [item])
            if score > best_score:
                best, best_score = item, score
        return best

    def _is_shaped(self, item: Item) -> bool:
        return looks_like_name(signed_name(self._piece(item.span)).bare)

    def _read_name_from(self, email: str) -> None:
        local = email.rpartition("@")[0]
        words = [word for word in re.split(r"[._-]+|\d+", local) if word]
        if _LOCAL_NAME.fullmatch(local) and not _ROLE_MAILBOXES.intersection(map(str.lower, words)):
            self._name = split_name(" ".join(_with_capital(word) for word in words))
            for field, value in (("given_name", self._name.given), ("family_name", self._name.family)):
                if value is not None:
                    self._put(field, self._spans["emails"][0], value)

    # Title, organization, address

    def _read_work(self, items: list[Item]) -> None:
        name_end = max((end for _, end in self._spans.get("given_name", self._spans.get("family_name", []))), default=0)
        titles = [item for item in items if item.kind is Is.TITLE]
        titles.sort(key=lambda item: (not item.is_labelled, item.span[0] < name_end))
        named = [item for item in items if item.kind is Is.ORGANIZATION]
        named.sort(key=lambda item: -item.certainty)
        title = titles[0] if titles else None
        organization = named[0] if named else None
        unknown = [item for item in items if item.kind is Is.UNKNOWN and item.span[0] >= name_end]
        if title is not None and organization is None:
            organization = next((item for item in unknown if self._may_follow(item, title)), None)
        elif title is None and organization is not None and name_end and organization.certainty > Institution.PART:
            between = [item for item in unknown if item.span[1] <= organization.span[0]]
            title = next((item for item in between if len(self._piece(item.span).split()) <= 6), None)
        if title is not None:
            self._put("title", title.span, self._piece(title.span))
        if organization is not None:
            self._put("organization", organization.span, self._piece(organization.span))

    def _may_follow(self, item: Item, title: Item) -> bool:
        """True for the piece right behind a title that is written like a name of its own."""
        words = self._piece(item.span).split()
        is_next = item.span[0] > title.span[0] and item.line - title.line <= 1
        return (
            is_next
            and len(words) <= 5
            and all(word[:1].isupper() or word in ("of", "the", "and", "&") for word in words)
        )

    def _read_address(self, items: list[Item]) -> None:
        parts = [item for item in items if item.kind is Is.ADDRESS]
        address = ""
        for before, item in zip(parts[:1] + parts, parts, strict=False):
            if address:
                address += ", " if before.line == item.line else "\n"
            address += self._piece(item.span)
            self._put("address", item.span)
        if address:
            self._values["address"] = address

    # What is left

    def _result(self, channels: list[Channel], courtesies: tuple[Span, ...]) -> ReadSignature:
        leftover, passed_over = self._left(courtesies)
        name = self._name
        aside = [self._name_aside] if self._name_aside else []
        entries = {
            field: tuple(Labelled(c.value, c.label) for c in channels if c.field == field) for field in _CHANNELS
        }
        draft = ContactDraft(
            given_name=self._values.get("given_name"),
            family_name=self._values.get("family_name"),
            is_family_first=name.is_family_first,
            how_to_say=self._values.get("how_to_say"),
            pronouns=self._values.get("pronouns"),
            title=self._values.get("title"),
            organization=self._values.get("organization"),
            emails=entries["emails"],
            phones=entries["phones"],
            links=entries["links"],
            address=self._values.get("address"),
            met_event=self._values.get("met_event"),
            notes="\n".join((*aside, *leftover)) or None,
        )
        spans = tuple((field, tuple(sorted(set(found)))) for field, found in self._spans.items())
        return ReadSignature(draft, name, spans, tuple(leftover), tuple(passed_over))

    def _left(self, courtesies: tuple[Span, ...]) -> tuple[list[str], list[str]]:
        left = blanked(self._text, self._used)
        leftover: list[str] = []
        passed_over: list[str] = []
        for start, end in lines_of(self._original):
            if _is_inside((start, end), courtesies) or not any(map(str.isalnum, self._text[start:end])):
                passed_over.append(self._original[start:end])
            elif left[start:end] == self._text[start:end]:
                leftover.append(self._original[start:end])
            else:
                for piece in pieces_of(left, (start, end)):
                    said = self._piece(piece).strip(" ()[]")
                    is_said = any(map(str.isalnum, said)) and said.casefold() not in AT_WORDS
                    leftover += [said] if is_said else []
        return leftover + [line for line in self._rest.split("\n") if line.strip()], passed_over


def _is_inside(span: Span, spans: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def _with_capital(word: str) -> str:
    return word[:1].upper() + word[1:] if word.islower() else word


def _matches(piece: str, emails: tuple[str, ...]) -> bool:
    """True if one of the addresses is made of this name: dana.okafor@, dokafor@, okafor@, danao@."""
    words = ["".join(filter(str.isalnum, fold(word))) for word in piece.split()]
    words = [word for word in words if word]
    local_parts = ["".join(filter(str.isalpha, fold(email.rpartition("@")[0]))) for email in emails]
    if len(words) == 1:
        # A person of one name is known by an address that is nothing else.
        return len(words[0]) > 2 and words[0] in local_parts and words[0] not in _ROLE_MAILBOXES
    if not words:
        return False
    first, last = words[0], words[-1]
    for local in local_parts:
        if local in (first + last, last + first, first[:1] + last, first + last[:1], last + first[:1], last, first):
            return True
        if len(last) > 3 and last in local and local[:1] == first[:1]:
            return True
    return False
