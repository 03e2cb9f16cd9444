"""The name in a signature, apart from what stands around it: for whom it is signed, a nickname, another script."""

import re
from dataclasses import replace

from insidescoop.domain.names import iberian
from insidescoop.domain.names.family_first import comes_first
from insidescoop.domain.names.parsing import PersonName, is_post_nominal, split_name
from insidescoop.domain.values import frozen

_FOR = re.compile(
    r"^(?:i\.?\s?a\.|i\.?\s?v\.|i\.?\s?v\.\s?m\.|ppa\.?|p\.\s?p\.|pp\.|gez\.|sgd\.?|im auftrag|in vertretung|p\.\s?o\.|"
    r"p/o|fdo\.?:?|signed:?)\s+(?=\S)",
    re.IGNORECASE,
)
"""Signed on behalf of somebody (i. A., i. V., ppa.), or only said to be signed."""
_NICKNAME = re.compile(r"\s*(?:[\"“”„«]\s?([^\"“”„«»]{1,24}?)\s?[\"“”»]|(?<=\s)['‘]([^'‘’]{2,24})['’](?=\s|$))\s*")
_BRACKETED = re.compile(r"\s*[(\[（]\s*([^()（）\[\]]{2,40}?)\s*[)\]）]\s*$")
_BEHIND_COMMA = re.compile(r"^([^,]+\s[^,]+),\s?((?:[^\W\d_]*[.])?\s?[a-zà-ÿ][^,]*|[^,]*\w\.\s?[^,]*)$")
"""What stands behind a whole name and is none: "fil.dr", "prof. UW"."""
_MIDDLE_BRACKET = re.compile(r"(?<=\s)\(([^\W\d_][\w.'’ -]{0,20})\)\s+(?=\S)")
_MONSIEUR = re.compile(r"^M\.\s\w{3,}\S*\s\w{2,}")
_FRENCH = frozenset({"FR", "BE", "CH", "CA", "LU"})
_HAN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@frozen
class SignedName:
    """A name as it is signed: `bare` without what stands around it, `spoken` how a name in Han or Hangul is said.

    `aside` is True if something was left out that is to be kept in the notes.
    """

    bare: str
    spoken: str | None = None
    aside: bool = False


def signed_name(piece: str) -> SignedName:
    """A piece that may be a name, cleaned of what is no part of it.

    >>> signed_name("i.A. Dr. Eva Holm").bare
    'Dr. Eva Holm'
    >>> signed_name('Margaret "Peggy" Hale')
    SignedName(bare='Margaret Hale', spoken=None, aside=True)
    >>> signed_name("山田 太郎 (Yamada Taro)").spoken
    'Yamada Taro'
    """
    bare = _FOR.sub("", piece.strip(), count=1)
    spoken, aside = None, bare != piece.strip()
    bracket = _BRACKETED.search(bare)
    if bracket and bracket.start():
        inside, before = bracket.group(1), bare[: bracket.start()]
        if _HAN.search(before) and not _HAN.search(inside):
            bare, spoken = before, inside
        elif _HAN.search(inside) or len(before.split()) >= 2:
            bare, aside = before, True
    behind = _BEHIND_COMMA.match(bare)
    if behind and not is_post_nominal(behind.group(2)):
        bare, aside = behind.group(1), True
    for pattern in (_NICKNAME, _MIDDLE_BRACKET):
        nickname = pattern.search(bare)
        if nickname and nickname.start() and nickname.end() < len(bare):
            bare = f"{bare[: nickname.start()].rstrip()} {bare[nickname.end() :].lstrip()}"
            aside = True
    return SignedName(bare, spoken, aside)


def name_in(signed: SignedName, countries: frozenset[str]) -> PersonName:
    """The parts of a signed name; `countries` are those the rest of the signature speaks of ("HU")."""
    if countries & _FRENCH and _MONSIEUR.match(signed.bare):
        signed = replace(signed, bare=signed.bare[2:].strip())
    read = split_name(signed.bare)
    if not read.is_family_first and comes_first(signed.bare, countries):
        return split_name(signed.bare, is_family_first=True)
    if countries & iberian.COUNTRIES and read.given and read.family and "," not in signed.bare:
        words = f"{read.given} {read.family}".split()
        at = iberian.family_names_start_at(words, is_at_home=True)
        if at is not None:
            return replace(read, given=" ".join(words[:at]), family=" ".join(words[at:]))
    return read
