"""E-mail addresses, links and phone numbers in readable text, each with its label."""

import re
from collections.abc import Iterable, Iterator

from insidescoop.domain.phones import EXTENSION, is_phone
from insidescoop.domain.signatures.text import Span, blanked
from insidescoop.domain.signatures.words import CHANNEL_LABELS, SITE_LABELS, words
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen

LONGEST_LOCAL_PART = 64
"""Letters before the @ of an address (RFC 5321, 4.5.3.1.1)."""
LONGEST_DOMAIN = 255
"""Letters after the @ of an address (RFC 5321, 4.5.3.1.2)."""

_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{}~-")
_DOMAIN = re.compile(r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}\.)){1,10}[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]")
_ANY_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,10}[\w-]{2,63}")
_HALF_DOMAIN = re.compile(r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?=$|[\s,;>)\]|])")
_HIDDEN = re.compile(
    r"[ \t]{0,2}(?P<open>[\[({<]?)[ \t]?\b(?:at|AT|At)\b[ \t]?[\])}>]?[ \t]{0,2}"
    r"(?P<domain>[\w-]{1,63}(?:"
    r"[ \t]{0,2}(?:[\[({<]?[ \t]?\b(?:dot|DOT|Dot|punkt)\b[ \t]?[\])}>]?|\.)[ \t]{0,2}[\w-]{1,63}){1,5})"
)
_DOT = re.compile(r"[ \t]{0,2}[\[({<]?[ \t]?\b(?:dot|DOT|Dot|punkt)\b[ \t]?[\])}>]?[ \t]{0,2}")
_TOKEN = re.compile(r"[^\s\x00|<>()\[\]{}\",;•·，、（）]+")
_SCHEME = re.compile(r"https?://\S|www\.[^\s.]", re.IGNORECASE)
_BARE = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}([a-z]{2,10})(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_TOP_DOMAINS = words("""
    com org net edu gov mil int info io app dev museum library name pro coop biz example test me co us uk ca au
    nz ie de at ch fr be nl lu es pt it se no dk fi is pl cz sk hu ro bg gr hr si rs ua ru ee lv lt tr il jp kr
    cn tw hk sg in br mx ar cl pe za ke ng eg ae jo lb blog social online site tech xyz art press academy
    university eu
""")
_ORCID = re.compile(r"(?<![\w-])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?![\w-])")
_HANDLE = re.compile(r"(?<![\w@.])@[\w.]{2,40}(?![\w@])")
_NUMBER = re.compile(
    r"(?<![\w\x00])[+(]{0,2}\d[\d ().\-\u2010-\u2015/\u2060]{3,34}\d"
    rf"(?:[ ,;/–-]{{0,3}}\(?(?:{EXTENSION.pattern})\d{{1,6}}(?!\d)\)?)?",
    re.IGNORECASE,
)
_BETWEEN_NUMBERS = re.compile(r"\s+[–—/-]\s+|\s{2,}|/")
_LABEL_BEFORE = re.compile(
    r"(?P<all>(?P<first>[^\W\d_]{1,15}[-.]?[^\W\d_]{0,14}[ .]{1,2})?"
    r"(?P<last>[^\W\d_]{1,15}[-\".]?[^\W\d_]{0,14}|[☎📞✉🌐📧📱📠])"
    r"[ \t\u3000]{0,3}(?:[.:#=)\]][.: \t\u3000]{0,3})?[(\[<]?)$"
)
_LABEL_AFTER = re.compile(r"[ \t]{0,2}[(\[]?([^\W\d_]{1,12})[)\]]?[ \t]{0,2}(?=$|[\n\x00|•·,;/])")
_LETTERS_OF = {"JP": re.compile(r"[\u3040-\u30ff]"), "KR": re.compile(r"[\uac00-\ud7af]")}
LEAST_DIGITS, MOST_DIGITS = 7, 17
"""Digits of a whole phone number with country code and a trunk digit (E.164 allows 15)."""


@frozen
class Channel:
    """One way to reach a person: the field of the draft, its value, where it stands and where with its label."""

    field: str
    value: str
    label: str | None
    span: Span
    with_label: Span


def channels_in(original: str, text: str, home_country: str) -> tuple[Channel, ...]:
    """Every address, link and number, in the order of their kinds, then of the text."""
    found = list(_emails(original, text))
    left = blanked(text, [channel.with_label for channel in found])
    found += _links(original, left)
    left = blanked(left, [channel.with_label for channel in found])
    found += _phones(original, left, home_country, (*_countries_of(found), *_countries_written_in(text)))
    return tuple(found)


def _channel(field: str, text: str, span: Span, value: str, own_label: str | None = None) -> Channel:
    start, label = _labelled(text, span[0])
    end = span[1]
    if label is None:
        after = _LABEL_AFTER.match(text, end, min(len(text), end + 20))
        if after and fold(after.group(1)) in CHANNEL_LABELS:
            label, end = CHANNEL_LABELS[fold(after.group(1))], after.end()
    return Channel(field, value, own_label or label, span, (start, end))


def _labelled(text: str, start: int) -> tuple[int, str | None]:
    """Where the label before a value begins, and its kind."""
    line_start = max(text.rfind("\n", max(0, start - 45), start) + 1, start - 45, 0)
    found = _LABEL_BEFORE.search(text[line_start:start])
    if found is None:
        return start, None
    last = fold(found.group("last")).strip(".\"'")
    first = fold(found.group("first") or "").strip(". ")
    if last not in CHANNEL_LABELS:
        return start, None
    # One letter is a label only where nothing but a sign or a line's start stands before it.
    begin = line_start + found.start("last")
    if first in CHANNEL_LABELS:
        return line_start + found.start("first"), CHANNEL_LABELS[first] or CHANNEL_LABELS[last]
    if len(last) == 1 and first:
        return start, None
    return begin, CHANNEL_LABELS[last]


def _emails(original: str, text: str) -> Iterator[Channel]:
    at = text.find("@")
    last = 0
    while at != -1:
        channel = _email_around(original, text, at, last)
        if channel is not None:
            yield channel
            last = channel.span[1]
        at = text.find("@", max(at + 1, last))
    for hidden in _HIDDEN.finditer(text):
        is_meant = bool(_DOT.search(hidden.group("domain"))) or bool(hidden.group("open"))
        start = _local_start(text, hidden.start(), 0)
        if is_meant and start < hidden.start():
            domain = _DOT.sub(".", hidden.group("domain")).replace(" ", "")
            value = f"{text[start : hidden.start()]}@{domain}"
            if _ANY_DOMAIN.fullmatch(domain):
                yield _channel("emails", text, (start, hidden.end()), value)


def _email_around(original: str, text: str, at: int, last: int) -> Channel | None:
    domain = _DOMAIN.match(text, at + 1, at + 1 + LONGEST_DOMAIN) or _ANY_DOMAIN.match(
        text, at + 1, at + 1 + LONGEST_DOMAIN
    )
    start = _local_start(text, at, last)
    if domain is None and start < at:
        # "bob@nowhere": no address that could be reached as it stands, but surely meant as one.
        domain = _HALF_DOMAIN.match(text, at + 1)
    if domain is None or start == at:
        return None
    span = (start, domain.end())
    if start > 0 and text[start - 1] == "@":
        span = (start - 1, span[1])
        return _channel("links", text, span, original[slice(*span)], "Mastodon")
    return _channel("emails", text, span, original[slice(*span)])


def _local_start(text: str, at: int, last: int) -> int:
    least = max(last, at - LONGEST_LOCAL_PART)
    start = at
    while start > least and text[start - 1] in _LOCAL:
        start -= 1
    if start == at:
        while start > least and (text[start - 1].isalnum() or text[start - 1] in "._-"):
            start -= 1
    while start < at and text[start] in ".'`/=?*#-":
        start += 1
    return start


def _links(original: str, text: str) -> Iterator[Channel]:
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        scheme = _SCHEME.search(text, start, end)
        if scheme is not None:
            start = scheme.start()
        elif "." in token.group():
            colon = text.find(":", start, end)
            if colon != -1 and fold(text[start:colon]) in CHANNEL_LABELS:
                start = colon + 1
        while end > start and text[end - 1] in ".:!?'*_":
            end -= 1
        bare = None if scheme else _BARE.fullmatch(text, start, end)
        if scheme or (bare and bare.group(1).casefold() in _TOP_DOMAINS and len(text[start:end].split(".")[0]) > 1):
            if bare and not bare.group(1).islower() and not bare.group(1).isupper():
                continue
            yield _channel("links", text, (start, end), original[start:end], _site(text[start:end]))
        elif _ORCID.fullmatch(text, start, end):
            yield _channel("links", text, (start, end), original[start:end], "ORCID")
    for handle in _HANDLE.finditer(text):
        begin, label = _labelled(text, handle.start())
        if begin < handle.start() and label:
            yield Channel("links", original[slice(*handle.span())], label, handle.span(), (begin, handle.end()))


def _site(link: str) -> str | None:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower())
    return next((label for site, label in SITE_LABELS.items() if bare.startswith(site)), None)


def countries_of(channels: Iterable[Channel]) -> frozenset[str]:
    """The countries that the addresses and links name by their endings (ISO 3166)."""
    return frozenset(_countries_of(channels))


def _countries_of(channels: Iterable[Channel]) -> tuple[str, ...]:
    """Countries that the addresses and links name by their endings: where a number without a code may be dialled."""
    found: dict[str, None] = {}
    for channel in channels:
        host = re.sub(r"^https?://", "", channel.value.rsplit("@", 1)[-1]).split("/")[0]
        ending = host.rsplit(".", 1)[-1].upper()
        if len(ending) == 2 and ending.isascii() and ending.isalpha():
            found["GB" if ending == "UK" else ending] = None
    return tuple(found)[:3]


def _countries_written_in(text: str) -> tuple[str, ...]:
    """Countries that the letters of a text belong to, where a number without a code may be dialled."""
    return tuple(country for country, letters in _LETTERS_OF.items() if letters.search(text))


def _phones(original: str, text: str, home_country: str, countries: tuple[str, ...]) -> Iterator[Channel]:
    for run in _NUMBER.finditer(text):
        for start, end in _numbers_in(text, run.span(), (home_country, *countries)):
            yield _channel("phones", text, (start, end), original[start:end])


def _numbers_in(text: str, span: Span, countries: tuple[str, ...]) -> list[Span]:
    if _is_number(text, span, countries):
        return [_without_open_bracket(text, span)]
    parts, last = [], span[0]
    for gap in _BETWEEN_NUMBERS.finditer(text, *span):
        parts.append((last, gap.start()))
        last = gap.end()
    parts.append((last, span[1]))
    if len(parts) > 1:
        return [_without_open_bracket(text, part) for part in parts if _is_number(text, part, countries)]
    # A postal code may stand before the number.
    for space in list(re.finditer(r" +", text[slice(*span)]))[:2]:
        rest = (span[0] + space.end(), span[1])
        if _is_number(text, rest, countries):
            return [rest]
    return []


def _without_open_bracket(text: str, span: Span) -> Span:
    start, end = span
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1
    return start, end


def _is_number(text: str, span: Span, countries: tuple[str, ...]) -> bool:
    typed = text[slice(*span)]
    digits = sum(letter.isdigit() for letter in EXTENSION.split(typed)[0])
    begin, _ = _labelled(text, span[0])
    is_labelled = begin < span[0]
    if is_labelled and 5 <= digits <= MOST_DIGITS:
        return True
    if not LEAST_DIGITS <= digits <= MOST_DIGITS:
        return False
    if typed.lstrip("(").startswith(("+", "00")):
        return True
    return any(is_phone(typed, country) for country in countries)
