"""Postal addresses in readable text: streets, towns with postal codes, and the lines between and after them."""

import re
from collections.abc import Sequence

from insidescoop.domain.signatures.text import Span
from insidescoop.domain.signatures.words import COUNTRIES
from insidescoop.domain.text import fold

_STREET = re.compile(
    r"^\d{1,6}[a-z]?(?:[-–/]\d{1,5}[a-z]?)?,?\s(?:[\w.'’-]+\s){0,5}(?:st|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|"
    r"dr|drive|way|court|ct|circle|cir|place|pl|plaza|square|sq|parkway|pkwy|highway|hwy|terrace|mall|quad|row|walk|"
    r"broadway|crescent|close|green|hill|loop|trail|wharf|quay)\b"
    r"|^\d{1,5}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|av|boulevard|bd|place|quai|allee|chemin|impasse|route|cours)\s"
    r"|^c/\s?\S.{0,60}|^(?:calle|avenida|avda|av|paseo|plaza|rua|praca|travessa|largo|via|viale|piazza|corso|vicolo|ul|ulica|ул|"
    r"улица|пр|просп|проспект|rehov|שדרות|רחוב|שארע|شارع|طريق|οδος|λεωφ)\b\.?\s?.{0,60}"
    r"|^[\w.'-]{1,40}(?:\s[\w.'-]{1,30}){0,3}\s?(?:str|strasse|straße|weg|allee|alle|platz|gasse|ring|damm|ufer|straat|laan|"
    r"gracht|plein|kade|gatan|vagen|vej|gade|utca|sokak|caddesi)\b\.?\s\d{1,5}"
    r"|^(?:p\.?\s?o\.?\s?box|box|postfach|apartado|bp|postbus|casella postale|c\.p\.)\s\d"
    r"|^one\s(?:[\w.'-]+\s){1,3}(?:street|avenue|plaza|square|place|way|circle|drive|road)\b"
)
_STREET_NAME = re.compile(r"\b(?:street|road|avenue|lane|square|drive|way|place|st|rd|ave|terrace|close)\.?$")
_TOWN = re.compile(
    r"(?:^|[\s,])[a-z]{2}\.?,?\s+\d{5}(?:-\d{4})?(?=$|[\s,])"
    r"|(?:^|[\s,])[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}(?=$|[\s,])"
    r"|(?:^|[\s,])[a-z]\d[a-z]\s?\d[a-z]\d(?=$|[\s,])"
    r"|(?:^|,\s?)(?:[a-z]{1,2}-)?\d{4,5}\s[^\W\d_][^\d]{1,40}$"
    r"|(?:^|,\s?)\d{4}\s[a-z]{2},?\s[^\W\d_][^\d]{1,40}$"
    r"|(?:^|,\s?)\d{2}-\d{3}\s[^\W\d_]|(?:^|,\s?)\d{3}\s\d{2}\s[^\W\d_]|(?:^|,\s?)\d{5}-\d{3}\b|(?:^|,\s?)\d{4}-\d{3}\s[^\W\d_]"
    r"|(?:^|,\s?)\d{6},?\s[^\W\d_]|\b(?:nsw|vic|qld|act|tas|wa|sa|nt)\s\d{4}\b"
)
_EAST_ASIAN = re.compile(
    r"〒\s?\d{3}-?\d{4}|[都道府県市区县省]\S{1,20}\d|^\S{1,6}[都道府県省市]\S{1,12}[市区町村路街县]|[路街]\s?\d{1,5}\s?[号號]"
    r"|[시도군구]\s?\S{1,12}[로길동]\s?\d"
)
_INSIDE = re.compile(
    r"^(?:room|rm|suite|ste|floor|fl|building|bldg|level|unit|apt|hall)\b\.?\s?[#\w-]{1,6}$|^\d{1,3}(?:st|nd|rd|th)\s(?:floor|fl)\b"
    r"|^\S{1,15}\s(?:building|hall|house)$"
)
_NUMBERED = re.compile(r"^[^\W\d_][\w.'’-]{0,30}(?:\s[\w.'’-]{2,30}){0,3}\s\d{1,4}\s?[a-z]?$")
"""A street whose name does not say that it is one: "Am Wall 17"."""
_TOWN_AND_STATE = re.compile(r"^[^\W\d_][\w .'’-]{1,40},\s[^\W\d_][\w .'’-]{1,30}$")


def is_street(folded: str) -> bool:
    """True for a street with its number, or a post box, in folded text."""
    return bool(_STREET.search(folded))


def is_town(folded: str) -> bool:
    """True for a town with its postal code, in folded text."""
    return bool(_TOWN.search(folded)) or bool(_EAST_ASIAN.search(folded))


def address_starts_at(text: str, parts: Sequence[Span], taken: Sequence[bool]) -> int | None:
    """The first of the parts of a piece that belongs to an address; None if none does.

    `taken` says which parts are something else for certain, such as an institution.
    """
    folded = [fold(text[slice(*part)]) for part in parts]
    street = next((at for at, part in enumerate(folded) if is_street(part)), None)
    if street is not None:
        return street
    whole = fold(text[parts[0][0] : parts[-1][1]])
    if not is_town(whole):
        return None
    free = next((at for at in range(len(parts)) if not any(taken[at:])), None)
    if free is None:
        return None
    named = next((at for at in range(free, len(parts)) if _STREET_NAME.search(folded[at])), None)
    return free if named is None else named


def joins_address(folded: str) -> bool:
    """True for what belongs to an address only where it stands beside one: a country, a floor, a town and its state."""
    bare = folded.strip(" .,")
    return (
        bare in COUNTRIES
        or bool(_NUMBERED.match(bare))
        or bool(_INSIDE.search(bare))
        or bool(_TOWN_AND_STATE.match(bare))
    )
