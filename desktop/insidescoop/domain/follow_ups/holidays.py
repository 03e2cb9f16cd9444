"""The days on which nobody works: the user's own list, and the public holidays of a country to fill it from."""

from datetime import date

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.values import frozen


@frozen
class HolidayDraft:
    """One day off, tidied as it is made. `source` names the country it was filled in from, as in "US-NY"."""

    day: date
    name: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=("name",))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this day from being kept; empty if nothing does."""
        return tuple(too_long(self, lines=("name",)))


@frozen
class Country:
    """A country whose holidays are known: its ISO 3166 code and the codes of its parts that have days of their own."""

    code: str
    parts: tuple[str, ...]


_WITH_ARTICLE = frozenset(
    {"Bahamas", "Caribbean Netherlands", "Comoros", "Gambia", "Isle of Man", "Maldives", "Netherlands", "Philippines",
     "Seychelles"}
)  # fmt: skip
_ENDS_WITH_ARTICLE = ("Emirates", "Islands", "Kingdom", "Republic", "States", "Territories", "Territory")


def country_in_a_sentence(name: str) -> str:
    """A country as it is named within a sentence.

    >>> country_in_a_sentence("United States"), country_in_a_sentence("Canada")
    ('the United States', 'Canada')
    """
    return f"the {name}" if name in _WITH_ARTICLE or name.endswith(_ENDS_WITH_ARTICLE) else name


def known_countries() -> tuple[Country, ...]:
    """The countries whose public holidays are known, by code."""
    import holidays

    supported = holidays.list_supported_countries(include_aliases=False)
    return tuple(Country(code, tuple(parts)) for code, parts in sorted(supported.items()) if len(code) == 2)


def years_to_fill_in(today: date) -> tuple[int, int]:
    """The years whose public holidays are put on the list: follow-ups of December fall into the next one."""
    return today.year, today.year + 1


def public_holidays(country: str, part: str | None, years: tuple[int, ...]) -> tuple[HolidayDraft, ...]:
    """The public holidays of a country, or of one of its parts, in order; none for a country that is not known.

    Names are in English where the library has them, else in the country's own language.

    >>> [f"{day.day} {day.name}" for day in public_holidays("US", "NY", (2026,))[-2:]]
    ['2026-11-26 Thanksgiving Day', '2026-12-25 Christmas Day']
    """
    # Loaded here, when the user asks for it: 0.19 s and 11 MiB, and 8 MiB more with a country (measured).
    import holidays

    try:
        found = holidays.country_holidays(country, subdiv=part, years=years, language="en_US")
    except NotImplementedError:
        return ()
    source = f"{country}-{part}" if part else country
    return tuple(HolidayDraft(day, name, source) for day, name in sorted(found.items()) if day.year in years)
