"""People out of vCards: version 2.1 (versit, 1996), 3.0 (RFC 2426) and 4.0 (RFC 6350), one card at a time.

Known properties become facts; every other one becomes a line of the notes. Only what tells of the file and not of the
person is passed over: VERSION, PRODID, REV, UID, SOURCE, PROFILE and Apple's marks of its own records.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from insidescoop.domain.acquaintance import Channel, Relation, Role
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.imports import FoundPeople, FoundPerson, Unreadable
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.text import first_line, tidy_line
from insidescoop.exchange.gathering import Gathered, NotAPerson
from insidescoop.exchange.text_decoding import DecodedText, western
from insidescoop.exchange.vcard_lines import RawCard, property_name, raw_cards
from insidescoop.exchange.vcard_properties import plain_properties

OWN_PROPERTY = "X-INSIDE-SCOOP-"
"""How the properties begin that other programs have no word for."""

OWN_PRODUCT = "-//Inside Scoop//Contacts//EN"
"""The product that our cards name: what stands in them is taken word by word."""

FAMILY_FIRST = "family-first"

LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes of a picture that is taken from a card."""

_PASSED_OVER = {
    "VERSION", "PRODID", "REV", "UID", "SOURCE", "PROFILE", "X-ABUID", "X-ABADR", "X-ABLABEL", "X-ABSHOWAS",
    "CLIENTPIDMAP",
}  # fmt: skip
_LISTS_BY_COMMA = {"N", "ADR", "CATEGORIES", "NICKNAME"}
_BINARY = {"PHOTO", "LOGO", "SOUND", "KEY"}
_PART_OF_A_CHARSET = re.compile(
    r";(?:CHARSET=[^;:]*|(?:ENCODING=)?(?:QUOTED-PRINTABLE|8BIT|7BIT))(?=;|$)", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(r";(?:[A-Za-z0-9-]+=)?(?=;|$)")
"""A parameter without a value, or a semicolon too many: the library would refuse the card for it."""
_CHARSET = re.compile(r";CHARSET=\"?([^;:\"]*)", re.IGNORECASE)
_IS_QUOTED_PRINTABLE = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE(?=;|$)", re.IGNORECASE)
_IS_BASE64 = re.compile(r";(?:ENCODING=(?:B|BASE64)|BASE64)(?=;|$)", re.IGNORECASE)
_BARE_COMMA = re.compile(r"((?:^|[^\\])(?:\\\\)*),")
_APPLE_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")
_BEGIN = re.compile(r"^BEGIN:VCARD", re.IGNORECASE | re.MULTILINE)
_ORDER = {"FN": 0, "ROLE": 2}
_WORDS = {"BDAY": "Birthday", "IMPP": "Chat", "TEL": "Phone", "LANG": "Language"}
_NO_LABEL = {"pref", "voice", "internet", "text", "x400", "postal", "parcel", "intl", "dom", "uri"}
_LABELS = {"cell": "mobile", "iphone": "mobile"}
_A_REPORT = 200
"""Cards between two reports of progress: a fiftieth of a second's work."""


def people_of_vcards(text: DecodedText, file_name: str, report: Report = unheard) -> FoundPeople:
    """Everybody the cards of a file tell of, and the cards nobody could be made of.

    Raises:
        Cancelled: the report called it off.
    """
    people: list[FoundPerson] = []
    unreadable: list[Unreadable] = []
    total = sum(1 for _begin in _BEGIN.finditer(text.text))
    for done, raw in enumerate(raw_cards(text.text)):
        if done % _A_REPORT == 0:
            report(Progress(min(done, total), total, "Reading cards"))
        try:
            people.append(_person(raw))
        except NotAPerson as fault:
            unreadable.append(Unreadable(raw.line, str(fault), first_line(_excerpt(raw))))
    remarks = (f"The letters were read as {text.encoding}: look whether the names are right.",) * text.is_guessed
    return FoundPeople(file_name, tuple(people), tuple(unreadable), remarks)


def _excerpt(raw: RawCard) -> str:
    named = [line for _number, line in raw.lines if property_name(line) in ("FN", "N")]
    return next(iter([*named, *(line for _number, line in raw.lines)]), "BEGIN:VCARD")


def _person(raw: RawCard) -> FoundPerson:
    if raw.fault is not None:
        raise NotAPerson(raw.fault)
    gathered = Gathered(raw.line, is_exact=any(line == f"PRODID:{OWN_PRODUCT}" for _number, line in raw.lines))
    lines = [(number, plain) for number, line in raw.lines for plain in _plain_lines(number, line, gathered)]
    try:
        _take(list(_properties([plain for _number, plain in lines])), gathered)
    except NotAPerson:
        raise
    except Exception as error:  # the library raises what it meets, LookupError and RecursionError among it
        raise NotAPerson(_why(lines, error)) from error
    if raw.agent:
        gathered.note("Assistant's card", "\n".join(raw.agent))
    return gathered.person()


def _why(lines: list[tuple[int, str]], error: Exception) -> str:
    """Which line of a card the library stumbled over, in words."""
    for number, plain in lines:
        try:
            list(_properties([plain]))
        except Exception:  # whatever it was, this is the line
            return f"line {number} cannot be read: {first_line(plain, at_most=40)}"
    return f"the card cannot be read ({type(error).__name__})"


def _plain_lines(number: int, line: str, gathered: Gathered) -> Iterator[str]:
    """A line as the library reads it without loss: pictures taken out, text decoded, commas kept.

    vobject 0.9.9 cuts every text at its first bare comma, and knows quoted-printable in capitals and in known
    character sets only.
    """
    head, colon, value = _split(line)
    name = property_name(head)
    if not colon or not name:
        gathered.note(f"Line {number}", line)
        gathered.remarks.append(f"line {number} is no property; it stands in the notes")
        return
    if name in _BINARY:
        _take_binary(name, head, value, gathered)
        return
    if ";" not in head:
        pass
    elif _IS_QUOTED_PRINTABLE.search(head):
        value = _unquoted(value, head, gathered)
    elif _IS_BASE64.search(head):
        try:
            value = _as_value(base64.b64decode("".join(value.split()), validate=True).decode("utf-8"))
        except ValueError:
            gathered.note(f"Line {number}", line)
            gathered.remarks.append(f"line {number} cannot be read; it stands in the notes")
            return
        head = _IS_BASE64.sub("", head)
    if ";" in head:
        head = _SAYS_NOTHING.sub("", _PART_OF_A_CHARSET.sub("", head))
    if "," in value and name not in _LISTS_BY_COMMA:
        # Twice, for of two commas in a row the first match takes the letter before the second.
        value = _BARE_COMMA.sub(r"\1\\,", _BARE_COMMA.sub(r"\1\\,", value))
    yield f"{head}:{value}"


def _split(line: str) -> tuple[str, str, str]:
    """The part before the first colon outside quotation marks, the colon, and the value."""
    head, colon, value = line.partition(":")
    if '"' not in head:
        return head, colon, value
    is_quoted = False
    for place, letter in enumerate(line):
        if letter == '"':
            is_quoted = not is_quoted
        elif letter == ":" and not is_quoted:
            return line[:place], ":", line[place + 1 :]
    return line.partition(":")


def _unquoted(value: str, head: str, gathered: Gathered) -> str:
    data = quopri.decodestring(value.encode("utf-8"))
    named = _CHARSET.search(head)
    charset = named.group(1).strip() if named else "utf-8"
    try:
        text = data.decode(charset)
    except (LookupError, ValueError):
        gathered.remarks.append(f"its letters are not in “{charset}” as it says: look whether they are right")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = western(data)
    return _as_value(text)


def _as_value(text: str) -> str:
    """Decoded text as it would stand on one line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _take_binary(name: str, head: str, value: str, gathered: Gathered) -> None:
    """The picture of a card, if it stands in the card itself: an address of a picture is never fetched."""
    inline = value
    if value[:5].lower() == "data:":
        inline = value.partition(",")[2]
    elif "VALUE=UR" in head.upper() or "://" in value[:40]:
        gathered.note(name.capitalize(), value)
        return
    if name != "PHOTO" or gathered.photo is not None:
        gathered.remarks.append(f"its {name.lower()} was left out")
        return
    try:
        data = base64.b64decode("".join(inline.split()), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data or len(data) > LARGEST_PICTURE:
        gathered.remarks.append("its picture cannot be read and was left out")
    else:
        gathered.photo = data


def _properties(lines: list[str]) -> Iterator[Any]:
    plain = plain_properties(lines)
    if plain is not None:
        yield from plain
        return
    # Loaded when the first card is read that is not plain.
    import vobject

    whole = "\n".join(["BEGIN:VCARD", "VERSION:3.0", *(line for line in lines if not _is_version(line)), "END:VCARD"])
    # Without allowQP: all is decoded by now, and a text that speaks of quoted-printable would swallow its follower.
    for card in vobject.readComponents(whole + "\n", allowQP=False):
        yield from card.getChildren()


def _is_version(line: str) -> bool:
    return property_name(line) == "VERSION"


def _take(properties: list[Any], gathered: Gathered) -> None:
    labels = {
        each.group.casefold(): each.value if gathered.is_exact else _apple_label(each.value)
        for each in properties
        if each.name == "X-ABLABEL" and each.group
    }
    if any(each.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") and _text(each).lower() == "group" for each in properties):
        raise NotAPerson("it is a group of people, not a person")
    # The whole name first: what stands in it need not be noted, and a role is a title where no title is given.
    for each in sorted(properties, key=lambda each: (_ORDER.get(each.name, 1), _preference(each))):
        taker = _TAKERS.get(each.name)
        if taker is not None:
            taker(each, _label(each, labels), gathered)
        elif each.name not in _PASSED_OVER and not (each.name == "KIND" and _text(each).lower() == "individual"):
            name = _WORDS.get(each.name) or each.name.removeprefix("X-").replace("-", " ").capitalize()
            # Apple says only in the label whose day or which relation it is.
            said = labels.get(each.group.casefold()) if each.name.startswith("X-AB") and each.group else None
            gathered.note(said or name, _without_made_up_year(each))


def _without_made_up_year(each: Any) -> str:
    """The text of a property; of a day whose year Apple made up, as in 1604-03-05, without the year."""
    said = _text(each)
    year = each.params.get("X-APPLE-OMIT-YEAR", [""])[0]
    return f"--{said.removeprefix(year).lstrip('-')}" if year and said.startswith(year) else said


def _preference(each: Any) -> int:
    """Properties in their order, but for those that say they are preferred: PREF, TYPE=pref, or PREF=1 to 100."""
    said = each.params.get("PREF", [""])[0]
    if said.isdigit():
        return int(said)
    return 50 if "pref" in _types(each) else 101


def _types(each: Any) -> list[str]:
    named = [word for value in each.params.get("TYPE", []) for word in value.split(",")]
    return [word.strip().lower() for word in (*named, *each.singletonparams) if word.strip()]


def _apple_label(said: str) -> str:
    label = _APPLE_LABEL.sub(r"\1", said)
    return label.lower() if label in ("Home", "Work", "Mobile", "Other") else label


def _label(each: Any, labels: dict[str, str]) -> str | None:
    if each.group and each.group.casefold() in labels:
        return labels[each.group.casefold()]
    words = [_LABELS.get(word, word) for word in _types(each) if word not in _NO_LABEL and not word.startswith("x-")]
    return " ".join(dict.fromkeys(words)) or None


def _text(each: Any) -> str:
    value = each.value
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, list):
        return ", ".join(_flat(part) for part in value)
    return str(value)


def _flat(part: Any, between: str = ",") -> str:
    """A component that may be a list, as the text it was: vobject splits at commas, which mean nothing in most."""
    return between.join(part) if isinstance(part, list | tuple) else str(part)


def _take_name(each: Any, _label: str | None, gathered: Gathered) -> None:
    name = each.value
    given = " ".join(filter(None, (_flat(name.given, " "), _flat(name.additional, " "))))
    gathered.say("given_name", given)
    gathered.say("family_name", _flat(name.family, " "))
    for words, part in (("Name prefix", name.prefix), ("Name suffix", name.suffix)):
        affix = tidy_line(_flat(part, " "))
        # What the name as a whole says need not be said again.
        if affix and affix not in gathered.facts.get("display_name", ""):
            gathered.note(words, affix)


def _take_address(each: Any, label: str | None, gathered: Gathered) -> None:
    part = each.value
    town = " ".join(filter(None, (_flat(part.city), _flat(part.region), _flat(part.code))))
    lines = (_flat(part.box), _flat(part.extended), _flat(part.street), town, _flat(part.country))
    gathered.say_address("\n".join(line for line in lines if line.strip()), label)


def _take_organization(each: Any, _label: str | None, gathered: Gathered) -> None:
    name, *units = [_flat(part) for part in each.value]
    gathered.say("organization", name)
    gathered.note("Department", ", ".join(unit for unit in units if unit.strip()))


def _take_role(each: Any, _label: str | None, gathered: Gathered) -> None:
    if "title" in gathered.facts:
        gathered.note("Role", _text(each))
    else:
        gathered.say("title", _text(each))


def _take_tags(each: Any, _label: str | None, gathered: Gathered) -> None:
    gathered.tags += each.value if isinstance(each.value, list) else [_text(each)]


def _link(said: str, gathered: Gathered) -> str:
    # Old cards of Apple's have "https\\://", which is no escape of RFC 2426.
    return said if gathered.is_exact else said.replace("\\:", ":")


def _take_zone(each: Any, _label: str | None, gathered: Gathered) -> None:
    said = _text(each)
    if "/" in said:
        gathered.say("time_zone", said)
    else:
        gathered.note("Time zone", said)


def _take_profile(each: Any, label: str | None, gathered: Gathered) -> None:
    if each.value.lower().startswith(("http://", "https://")):
        gathered.say_link(each.value, label)
    else:
        gathered.note(f"Profile ({label})" if label else "Profile", each.value)


def _take_met_on(each: Any, _label: str | None, gathered: Gathered) -> None:
    try:
        gathered.met_on = date.fromisoformat(_text(each))
    except ValueError:
        gathered.note("Met on", _text(each))


def _take_name_order(each: Any, _label: str | None, gathered: Gathered) -> None:
    gathered.is_family_first = _text(each) == FAMILY_FIRST


def _saying(name: str) -> "Taker":
    return lambda each, _label, gathered: gathered.say(name, _text(each))


def _choosing(name: str, words: type[Relation] | type[Role] | type[Channel]) -> "Taker":
    def take(each: Any, _label: str | None, gathered: Gathered) -> None:
        said = _text(each)
        if said in [word.value for word in words]:
            setattr(gathered, name, words(said))
        else:
            gathered.note(name.replace("_", " ").capitalize(), said)

    return take


Taker = Callable[[Any, str | None, Gathered], None]

_TAKERS: dict[str, Taker] = {
    "FN": _saying("display_name"),
    "N": _take_name,
    "ORG": _take_organization,
    "TITLE": _saying("title"),
    "ROLE": _take_role,
    "EMAIL": lambda each, label, gathered: gathered.say_email(_text(each), label),
    "TEL": lambda each, label, gathered: gathered.say_phone(_text(each), label),
    "URL": lambda each, label, gathered: gathered.say_link(_link(_text(each), gathered), label),
    "X-SOCIALPROFILE": _take_profile,
    "SOCIALPROFILE": _take_profile,
    "ADR": _take_address,
    "NOTE": lambda each, _label, gathered: gathered.notes.append(_text(each)),
    "CATEGORIES": _take_tags,
    "TZ": _take_zone,
    # RFC 9554 section 3.4
    "PRONOUNS": _saying("pronouns"),
    f"{OWN_PROPERTY}PRONOUNS": _saying("pronouns"),
    f"{OWN_PROPERTY}HOW-TO-SAY": _saying("how_to_say"),
    f"{OWN_PROPERTY}MET-AT": _saying("met_event"),
    f"{OWN_PROPERTY}MET-ON": _take_met_on,
    f"{OWN_PROPERTY}NAME-ORDER": _take_name_order,
    f"{OWN_PROPERTY}RELATION": _choosing("relation", Relation),
    f"{OWN_PROPERTY}ROLE": _choosing("role", Role),
    f"{OWN_PROPERTY}CHANNEL": _choosing("preferred_channel", Channel),
}


def known_label(entry: Labelled) -> str | None:
    """The TYPE that says a label, if one does and reads back as the same label."""
    return {"home": "HOME", "work": "WORK", "mobile": "CELL", "fax": "FAX", "other": "OTHER"}.get(entry.label or "")
