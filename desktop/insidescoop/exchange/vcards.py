"""People out of vCards: version 2.1 (versit, 1996), 3.0 (RFC 2426) and 4.0 (RFC 6350), one card at a time."""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator

from insidescoop.domain.imports import FoundPeople, FoundPerson, Unreadable
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.text import first_line
from insidescoop.exchange.gathering import Gathered, NotAPerson
from insidescoop.exchange.text_decoding import known_encoding, unfolded_text, western
from insidescoop.exchange.vcard_facts import OWN_PRODUCT, take_properties
from insidescoop.exchange.vcard_lines import RawCard, property_name, raw_cards
from insidescoop.exchange.vcard_properties import Property, property_of

LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes of a picture that is taken from a card."""

_BINARY = {"PHOTO", "LOGO", "SOUND", "KEY"}
_CHARSET = re.compile(r";CHARSET=\"?([^;:\"]*)", re.IGNORECASE)
_IS_QUOTED_PRINTABLE = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE(?=;|$)", re.IGNORECASE)
_IS_BASE64 = re.compile(r";(?:ENCODING=(?:B|BASE64)|BASE64)(?=;|$)", re.IGNORECASE)
_HOLDS_A_FILE = re.compile(r"data:[^,]{0,100};base64\\?,", re.IGNORECASE)
_BEGIN = re.compile(rb"BEGIN:VCARD", re.IGNORECASE)
_LABELLED_BY_ANDROID = re.compile(r";X-CUSTOM\((?:CHARSET=[^,)]*,)?(?:ENCODING=[^,)]*,)?([^:]*)\)", re.IGNORECASE)
"""A label in other than English letters, as AOSP's VCardBuilder writes it in version 2.1: no parameter of vCard's."""
_LONGEST_HEAD = 1000
"""Letters of a line in which such a label is looked for."""
_A_REPORT = 200
"""Cards between two reports of progress: a fiftieth of a second's work."""


def people_of_vcards(data: bytes, file_name: str, report: Report = unheard) -> FoundPeople:
    """Everybody the cards of a file tell of, and the cards nobody could be made of.

    Raises:
        Cancelled: the report called it off.
    """
    people: list[FoundPerson] = []
    unreadable: list[Unreadable] = []
    lines, remarks = unfolded_text(data)
    total = sum(1 for _begin in _BEGIN.finditer(data))
    for done, raw in enumerate(raw_cards(lines)):
        if done % _A_REPORT == 0:
            report(Progress(min(done, total), total, "Reading cards"))
        try:
            people.append(_person(raw))
        except NotAPerson as fault:
            unreadable.append(Unreadable(raw.line, str(fault), first_line(_excerpt(raw))))
    return FoundPeople(file_name, tuple(people), tuple(unreadable), remarks)


def _excerpt(raw: RawCard) -> str:
    named = [line for _number, line in raw.lines if property_name(line) in ("FN", "N")]
    return next(iter([*named, *(line for _number, line in raw.lines)]), "BEGIN:VCARD")


def _person(raw: RawCard) -> FoundPerson:
    if raw.fault is not None:
        raise NotAPerson(raw.fault)
    is_ours = any(line == f"PRODID:{OWN_PRODUCT}" for _number, line in raw.lines)
    gathered = Gathered(raw.line, is_exact=is_ours, is_card=True)
    gathered.remarks += raw.remarks
    properties = [each for number, line in raw.lines for each in _properties(number, line, gathered)]
    take_properties(properties, gathered)
    if not gathered.is_exact:
        gathered.split_whole_name()
    if raw.agent:
        gathered.note("Assistant's card", "\n".join(raw.agent))
    return gathered.person()


def _properties(number: int, line: str, gathered: Gathered) -> Iterator[Property]:
    """The property of a line, with pictures taken out and text decoded; what is none goes into the notes."""
    head, colon, value = _split(line)
    name = property_name(head)
    if not colon or not name:
        _note_line(number, line, "is no property", gathered)
        return
    if name in _BINARY:
        _take_binary(name, head, value, gathered)
        return
    if "(" in head[:_LONGEST_HEAD] and (labelled := _LABELLED_BY_ANDROID.search(head[:_LONGEST_HEAD])) is not None:
        group, head = f"line{number}", _LABELLED_BY_ANDROID.sub("", head).rpartition(".")[2]
        yield Property("X-ABLABEL", group, _unquoted(labelled.group(1), head, gathered))
        head = f"{group}.{head}"
    if ";" in head:
        if _IS_QUOTED_PRINTABLE.search(head):
            value = _unquoted(value, head, gathered)
        elif _IS_BASE64.search(head):
            try:
                data = base64.b64decode("".join(value.split()), validate=True)
            except ValueError:
                _note_line(number, line, "cannot be read", gathered)
                return
            try:
                value = _as_value(data.decode("utf-8"))
            except UnicodeDecodeError:
                gathered.remarks.append(f"line {number} holds a file and was left out")
                return
            head = _IS_BASE64.sub("", head)
        head = _CHARSET.sub("", head)
    if _HOLDS_A_FILE.match(value):
        gathered.remarks.append(f"line {number} holds a file and was left out")
        return
    made = property_of(head, value)
    if made is None:
        _note_line(number, line, "cannot be read", gathered)
    else:
        yield made


def _note_line(number: int, line: str, fault: str, gathered: Gathered) -> None:
    gathered.note(f"Line {number}", line)
    gathered.remarks.append(f"line {number} {fault}; it stands in the notes")


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
        text = data.decode(known_encoding(charset) or "ascii")
    except ValueError:
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
    is_readable = data.startswith((b"\xff\xd8", b"\x89PNG")) or data[8:12] == b"WEBP"
    if not is_readable or len(data) > LARGEST_PICTURE:
        gathered.remarks.append("its picture cannot be read and was left out")
    else:
        gathered.photo = data
