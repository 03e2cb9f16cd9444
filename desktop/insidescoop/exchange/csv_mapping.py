"""What each column of a table nobody knows holds: guessed from its heading and its values, corrected by the user."""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache

from insidescoop.exchange.csv_columns import CsvColumn, Fact, is_profile, plain_heading, spellings
from insidescoop.exchange.csv_sheets import CsvSheet
from insidescoop.exchange.heading_languages import known_headings


class Meaning(StrEnum):
    """What the user can say a column holds, in the order it is offered."""

    NOTE = "note"
    LEAVE_OUT = "leave_out"
    AS_HEADED = "as_headed"
    GIVEN_NAME = "given_name"
    MIDDLE_NAME = "middle_name"
    FAMILY_NAME = "family_name"
    NAME = "name"
    FORM_OF_ADDRESS = "form_of_address"
    PRONOUNS = "pronouns"
    HOW_TO_SAY = "how_to_say"
    TITLE = "title"
    ORGANIZATION = "organization"
    EMAIL = "email"
    PHONE = "phone"
    MOBILE = "mobile"
    WORK_PHONE = "work_phone"
    HOME_PHONE = "home_phone"
    LINK = "link"
    LINKEDIN = "linkedin"
    ADDRESS = "address"
    STREET = "street"
    TOWN = "town"
    REGION = "region"
    POSTAL_CODE = "postal_code"
    COUNTRY = "country"
    TIME_ZONE = "time_zone"
    MET_AT = "met_at"
    MET_ON = "met_on"
    TAGS = "tags"
    NOTES = "notes"

    @property
    def words(self) -> str:
        """What the window says."""
        return _WORDS.get(self, self.value.replace("_", " ").capitalize())


_WORDS = {
    Meaning.NOTE: "A note, under its heading",
    Meaning.LEAVE_OUT: "Nothing, leave it out",
    Meaning.AS_HEADED: "What its heading says",
    Meaning.NAME: "Whole name",
    Meaning.EMAIL: "E-mail",
    Meaning.MOBILE: "Mobile phone",
    Meaning.LINKEDIN: "LinkedIn page",
    Meaning.ADDRESS: "Address as a whole",
    Meaning.STREET: "Address: street",
    Meaning.TOWN: "Address: town",
    Meaning.REGION: "Address: region",
    Meaning.POSTAL_CODE: "Address: postal code",
    Meaning.COUNTRY: "Address: country",
    Meaning.MET_ON: "Met on (a day as 2026-11-23)",
}
_FACTS: dict[Meaning, tuple[Fact, str | None, int]] = {
    meaning: (Fact[meaning.name], None, 0) for meaning in Meaning if meaning.name in Fact.__members__
} | {
    Meaning.NOTE: (Fact.OTHER, None, 0),
    Meaning.LEAVE_OUT: (Fact.LEFT_OUT, None, 0),
    Meaning.MOBILE: (Fact.PHONE, "mobile", 0),
    Meaning.WORK_PHONE: (Fact.PHONE, "work", 0),
    Meaning.HOME_PHONE: (Fact.PHONE, "home", 0),
    Meaning.LINKEDIN: (Fact.LINK, "LinkedIn", 0),
    Meaning.STREET: (Fact.ADDRESS_PART, "home", 2),
    Meaning.TOWN: (Fact.ADDRESS_PART, "home", 5),
    Meaning.REGION: (Fact.ADDRESS_PART, "home", 6),
    Meaning.POSTAL_CODE: (Fact.ADDRESS_PART, "home", 7),
    Meaning.COUNTRY: (Fact.ADDRESS_PART, "home", 8),
}
_MEANING_BY_FACT = {(fact, label): meaning for meaning, (fact, label, part) in _FACTS.items() if not part}


@cache
def _meaning_by_heading() -> dict[str, Meaning]:
    """What headings of address books in other languages mean, and those of lists people keep themselves."""
    return {
        plain_heading(heading): Meaning(meaning)
        for meaning, headings in known_headings()["by_meaning"].items()
        for heading in headings
    }


_FIRST_OR_WHOLE = set(
    map(plain_heading, ("nombre", "nome", "jméno", "имя", "ім'я", "όνομα", "ad", "名", "名字", "이름"))
)
_LAST_OR_WHOLE = {"nom"}
"""Headings that say a given or family name beside the other one, and the whole name alone."""

_EMAIL = re.compile(r"^[^\s@]+@[^\s@]+\.[^\s@]+$")
_LINK = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)
_PHONE = re.compile(r"^\+?[\d\s()./-]{7,}$")
_DAY = re.compile(r"^(\d{1,2}[./-] ?\d{1,2}[./-] ?(\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b(?![./-])")
"""A day as it is written, which has the signs of a phone number."""


_WORDS_APART = re.compile(r"[^\w]+")
_PLACES = {
    "work": {"work", "business", "office", "geschaftlich", "dienstlich", "bureau", "professionnel", "trabajo"},
    "home": {"home", "personal", "private", "privat", "domicile", "personnel", "particular"},
    "mobile": {"mobile", "cell", "handy", "mobil", "portable", "movil"},
}
"""Words of a heading that say where an address or a number leads."""


def guessed(sheet: CsvSheet) -> tuple[Meaning, ...]:
    """What each column seems to hold: by its heading, else by its first values; a line of the notes for the rest."""
    meanings = [_by_heading(column) for column in sheet.columns]
    for place, word in enumerate(spellings(column.heading)[-1] for column in sheet.columns):
        if word in _FIRST_OR_WHOLE:
            meanings[place] = Meaning.GIVEN_NAME if Meaning.FAMILY_NAME in meanings else Meaning.NAME
        elif word in _LAST_OR_WHOLE:
            meanings[place] = Meaning.FAMILY_NAME if Meaning.GIVEN_NAME in meanings else Meaning.NAME
        elif meanings[place] is Meaning.NOTE:
            meanings[place] = _by_values(sheet.examples[place])
    if not {Meaning.NAME, Meaning.GIVEN_NAME, Meaning.FAMILY_NAME} & set(meanings):
        _guess_names(sheet, meanings)
    return tuple(meanings)


def columns_of(sheet: CsvSheet, meanings: Sequence[Meaning]) -> tuple[CsvColumn, ...]:
    """The table's columns read as was said of them."""
    return tuple(
        _column(column, meaning, place)
        for place, (column, meaning) in enumerate(zip(sheet.columns, meanings, strict=True))
    )


def as_text(meanings: Sequence[Meaning]) -> str:
    """Meanings as they are kept."""
    return "\t".join(meanings)


def of_text(text: str | None, sheet: CsvSheet) -> tuple[Meaning, ...] | None:
    """Meanings as they were kept for the headings of this table; None if there are none, or not for these columns."""
    words = (text or "").split("\t")
    known = set(Meaning)
    if len(words) != len(sheet.columns) or not all(word in known for word in words):
        return None
    return tuple(map(Meaning, words))


def _by_heading(column: CsvColumn) -> Meaning:
    if column.fact is not Fact.OTHER:
        return _MEANING_BY_FACT.get((column.fact, column.label), Meaning.AS_HEADED)
    meanings = map(_meaning_by_heading().get, spellings(column.heading))
    return next(filter(None, meanings), Meaning.NOTE)


def _by_values(examples: tuple[str, ...]) -> Meaning:
    for pattern, meaning in ((_EMAIL, Meaning.EMAIL), (_LINK, Meaning.LINK), (_PHONE, Meaning.PHONE)):
        if examples and all(pattern.match(example) and not _DAY.match(example) for example in examples):
            is_of_linkedin = meaning is Meaning.LINK and all(map(is_profile, examples))
            return Meaning.LINKEDIN if is_of_linkedin else meaning
    return Meaning.NOTE


def _guess_names(sheet: CsvSheet, meanings: list[Meaning]) -> None:
    """The first column of words is a whole name; without headings, one of single words a given or family name."""
    texts = [
        place
        for place, examples in enumerate(sheet.examples)
        if meanings[place] is Meaning.NOTE and examples and not any(map(str.isdigit, "".join(examples)))
    ]
    if not texts:
        return
    is_whole = any(" " in example for example in sheet.examples[texts[0]])
    if is_whole or (not sheet.has_headings and (len(texts) == 1 or texts[1] != texts[0] + 1)):
        meanings[texts[0]] = Meaning.NAME
    elif not sheet.has_headings:
        meanings[texts[0]], meanings[texts[1]] = Meaning.GIVEN_NAME, Meaning.FAMILY_NAME


def _column(column: CsvColumn, meaning: Meaning, place: int) -> CsvColumn:
    if meaning is Meaning.AS_HEADED:
        return column
    fact, label, part = _FACTS[meaning]
    if (column.fact, column.label) == (fact, label) and column.group:
        # Another column may say its label.
        return column
    if label is None and fact in (Fact.EMAIL, Fact.PHONE):
        said = set(_WORDS_APART.split(spellings(column.heading)[0]))
        label = next((place for place, words in _PLACES.items() if said & words), None)
    group = "address home" if fact is Fact.ADDRESS_PART else f"column {place}"
    return replace(column, fact=fact, label=label, group=group, part=part)
