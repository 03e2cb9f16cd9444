"""Phone numbers: kept as typed, shown in the usual form, compared as the number that is dialled."""

import re
from functools import lru_cache
from typing import Any

HOME_COUNTRY = "US"
"""Where a number without a country code is dialled, until the profile says otherwise (ISO 3166 code)."""

SHORTEST_KEY = 5
"""Digits below which a number that no plan knows is not compared: a room or an extension."""

EXTENSION = re.compile(
    r"(?:ext(?:n|ension|ensi[oó]n|ens[aã]o)?|x|#|durchwahl|dw|klappe|poste|int(?:erno)?|ramal|anexo|toestel|tst|"
    r"ankn(?:ytning)?|lokal|lok|alanumero|linka|klapka|wewn|wew|mellék|dahili|доб|вн|εσωτ|שלוחה|تحويلة|"
    r"内線|內線|内线|分机|分機|내선)(?:[ .:]{0,2}(?:no|nr|number|#))?[ .:]{0,3}(?=\d)",
    re.IGNORECASE,
)
"""The words before the extension of a number, in any case, up to its digits."""

_NOT_DIGITS = re.compile(r"\D+")
_AMERICAN = re.compile(
    r"\+1[ .-]?(?:\(([2-9][0-9]{2})\)|([2-9][0-9]{2}))[ .-]?([2-9][0-9]{2})[ .-]?([0-9]{4})", re.ASCII
)
"""A whole number of the United States and their neighbours in its usual forms, that no plan need be asked about."""


def phone_key(typed: str, home_country: str = HOME_COUNTRY) -> str | None:
    """The number as it is compared, with its country and extension; None where there is too little to compare.

    >>> phone_key("(212) 555-0134"), phone_key("+1 212.555.0134"), phone_key("212 555 0134 ext. 12")
    ('+12125550134', '+12125550134', '+12125550134;12')
    >>> phone_key("(212) 555-0134 EXT #12"), phone_key("+33 1 42 55 01 42 poste 12")
    ('+12125550134;12', '+33142550142;12')
    >>> phone_key("ask at the desk") is None
    True
    """
    return _key(typed, home_country)


@lru_cache(maxsize=2**17)
def _key(typed: str, home_country: str) -> str | None:
    # Remembered, for an import compares a number first and keeps it later: reading it takes a fifth of a millisecond.
    american = _AMERICAN.fullmatch(typed)
    if american is not None:
        return f"+1{''.join(filter(None, american.groups()))}"
    number = _number(typed, home_country)
    if number is None:
        digits = _NOT_DIGITS.sub("", typed)
        return digits if len(digits) >= SHORTEST_KEY else None
    whole = f"+{number.country_code}{'0' if number.italian_leading_zero else ''}{number.national_number}"
    return f"{whole};{number.extension}" if number.extension else whole


def phone_shown(typed: str, home_country: str = HOME_COUNTRY) -> str:
    """The number as people write it, with its country code only where it is not at home; as typed if it is none.

    >>> phone_shown("2125550134"), phone_shown("+442079460123"), phone_shown("+1 555 0134")
    ('(212) 555-0134', '+44 20 7946 0123', '+1 555 0134')
    >>> phone_shown("03-3581-2331"), phone_shown("03-3581-2331", "JP")
    ('03-3581-2331', '03-3581-2331')
    """
    number = _number(typed, home_country)
    if number is None:
        return typed
    import phonenumbers as library

    if not library.is_valid_number(number):
        # One of another country, written as it is dialled there: the plan at home would only take its signs away.
        return typed
    is_at_home = library.region_code_for_country_code(number.country_code) == home_country
    form = library.PhoneNumberFormat.NATIONAL if is_at_home else library.PhoneNumberFormat.INTERNATIONAL
    return library.format_number(number, form)


def is_phone(typed: str, home_country: str = HOME_COUNTRY) -> bool:
    """True if a numbering plan has such a number: stricter than what may be typed into a field.

    >>> is_phone("617-555-0134"), is_phone("02110-1234"), is_phone("030 5550123", "DE")
    (True, False, True)
    """
    number = _number(typed, home_country)
    if number is None:
        return False
    import phonenumbers as library

    return library.is_valid_number(number)


def _number(typed: str, home_country: str) -> Any:
    if sum(letter.isdigit() for letter in typed) < SHORTEST_KEY:
        return None
    # Loaded when the first number is looked at: the numbering plans of the world take a while.
    import phonenumbers as library

    try:
        # The library knows the word for an extension in a few languages only.
        number = library.parse(EXTENSION.sub(" ext. ", typed), home_country)
    except library.NumberParseException:
        return None
    # Seven digits under the code of a country with ten are a number only for a neighbour.
    reason = library.is_possible_number_with_reason(number)
    return number if reason == library.ValidationResult.IS_POSSIBLE else None
