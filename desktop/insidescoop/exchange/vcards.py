"""People out of vCards: version 2.1 (versit, 1996), 3.0 (RFC 2426) and 4.0 (RFC 6350), one card at a time."""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from typing import Any

from insidescoop.domain.imports import FoundPeople, FoundPerson, Unreadable
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.text import first_line, fold
from insidescoop.exchange.gathering import Gathered, NotAPerson
from insidescoop.exchange.text_decoding import DecodedText, western
from insidescoop.exchange.vcard_facts import OWN_PRODUCT, take_properties
from insidescoop.exchange.vcard_lines import RawCard, property_name, raw_cards
from insidescoop.exchange.vcard_properties import plain_properties

LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes of a picture that is taken from a card."""

_COMMAS_AS_THEY_ARE = {"N", "ADR", "CATEGORIES", "GEO"}
"""Lists whose commas part their texts, and GEO, which the library takes as it is."""
_MOST_PARTS = {"N": 5, "ADR": 7}
_PARTS_APART = re.compile(r"(?<!\\);")
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
_BEGIN = re.compile(r"^BEGIN:VCARD", re.IGNORECASE | re.MULTILINE)
_LABELLED_BY_ANDROID = re.compile(r";X-CUSTOM\((?:CHARSET=[^,)]*,)?(?:ENCODING=[^,)]*,)?([^:]*)\)", re.IGNORECASE)
"""A label in other than English letters, as AOSP's VCardBuilder writes it in version 2.1: no parameter of vCard's."""
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
        take_properties(_readable_properties(lines, gathered), gathered)
        if not gathered.is_exact:
            gathered.split_whole_name()
    except NotAPerson:
        raise
    except Exception as error:  # the library raises what it meets, LookupError and RecursionError among it
        raise NotAPerson("it does not keep to the form of cards") from error
    if raw.agent:
        gathered.note("Assistant's card", "\n".join(raw.agent))
    return gathered.person()


def _readable_properties(lines: list[tuple[int, str]], gathered: Gathered) -> list[Any]:
    """The properties of a card; a line the library cannot read goes into the notes, and that is told."""
    try:
        return list(_properties([plain for _number, plain in lines]))
    except Exception:  # the library raises what it meets, LookupError and RecursionError among it
        readable = [plain for number, plain in lines if _is_readable(number, plain, gathered)]
        if len(readable) == len(lines):
            raise
        return list(_properties(readable))


def _is_readable(number: int, plain: str, gathered: Gathered) -> bool:
    try:
        list(_properties([plain]))
    except Exception:  # whatever it was, this is the line
        gathered.note(f"Line {number}", plain)
        gathered.remarks.append(f"line {number} cannot be read; it stands in the notes")
        return False
    return True


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
    if "(" in head and (labelled := _LABELLED_BY_ANDROID.search(head)) is not None:
        group, head = f"line{number}", _LABELLED_BY_ANDROID.sub("", head).rpartition(".")[2]
        yield f"{group}.X-ABLABEL:{_unquoted(labelled.group(1), head, gathered)}"
        head = f"{group}.{head}"
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
    if name in _MOST_PARTS and value.count(";") >= _MOST_PARTS[name]:
        value = _without_further_parts(name, value, gathered)
    if "," in value and name not in _COMMAS_AS_THEY_ARE:
        # Twice, for of two commas in a row the first match takes the letter before the second.
        value = _BARE_COMMA.sub(r"\1\\,", _BARE_COMMA.sub(r"\1\\,", value))
    yield f"{head}:{value}"


def _without_further_parts(name: str, value: str, gathered: Gathered) -> str:
    """A name or an address of the parts it has in vCard 3.0: RFC 9554 adds to a name, and Google a whole address."""
    parts = _PARTS_APART.split(value)
    usual, further = parts[: _MOST_PARTS[name]], parts[_MOST_PARTS[name] :]
    for part in further:
        said = part.replace("\\n", "\n").replace("\\", "")
        if not set(fold(said).split()) <= set(fold(" ".join(usual).replace("\\n", " ")).split()):
            gathered.note("Name, further part" if name == "N" else "Address as printed", said)
    return ";".join(usual)


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
    is_readable = data.startswith((b"\xff\xd8", b"\x89PNG")) or data[8:12] == b"WEBP"
    if not is_readable or len(data) > LARGEST_PICTURE:
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
