"""Days as people type them: the one reader behind every field for a day and behind the notes of a conversation.

The rules, all counted from `today`:

- A day and a month without a year ("4 Dec", "12/4") are the next such day from today on, or, looking back, the last
  one up to today. 29 Feb is looked for until the next leap year.
- A weekday alone ("Fri") is the next one after today; looking back, the last one before today. "This Friday" may be
  today. "Next Friday" is the Friday of the next week, Monday to Sunday; "last Friday" the last one before today.
- "15th" is the next 15th, or the last one, today included.
- "+3d", "in 2 weeks", "in a month", "2 days ago", "-1w", "next week" (in seven days) and "last month" count days,
  weeks, months and years; a month that has no such day gives its last day.
- "End of the week" is Friday, the end of the working week; said on a weekend, the next one. "End of next week",
  "end of the month", "end of next month" and "end of December" are meant likewise.
- Numbers alone are read in the order they are given in (`DayOrder`), whatever stands between them. Four figures at the
  beginning are the year. A year of two figures is the one nearest to today's.
- A weekday beside a day is checked, never counted. What is impossible (31 Feb), contradicts itself (Mon 4 Dec 2026,
  a Friday) or is not understood gives a `NoDay` that says why, and never another day.
- Capitals, commas, repeated blanks and a word such as "by" or "on" in front make no difference.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from insidescoop.domain.moments import YEARS, exact_day
from insidescoop.domain.text import tidy_line
from insidescoop.domain.values import frozen


class DayOrder(StrEnum):
    """In which order a day's numbers are written."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


class Looking(StrEnum):
    """Where a day without a year is looked for."""

    AHEAD = "ahead"
    BACK = "back"


@frozen
class NoDay:
    """Why something typed gives no day, in a sentence for whoever typed it."""

    why: str


def day_order_of(pattern: str) -> DayOrder:
    """The order of a locale's short date pattern.

    >>> [day_order_of(pattern).value for pattern in ("M/d/yy", "dd.MM.yyyy", "yyyy/MM/dd", "")]
    ['month_first', 'day_first', 'year_first', 'day_first']
    """
    first = next((letter for letter in pattern.lower() if letter in "dmy"), "d")
    return {"d": DayOrder.DAY_FIRST, "m": DayOrder.MONTH_FIRST, "y": DayOrder.YEAR_FIRST}[first]


def read_day(
    typed: str, *, today: date, looking: Looking = Looking.AHEAD, order: DayOrder = DayOrder.DAY_FIRST
) -> date | NoDay | None:
    """The day that a whole field means, why it means none, or None for an empty one.

    >>> today = date(2026, 11, 27)
    >>> [str(read_day(typed, today=today)) for typed in ("4 Dec", "tomorrow", "+2w", "next Friday")]
    ['2026-12-04', '2026-11-28', '2026-12-11', '2026-12-04']
    >>> read_day("12/4", today=today, order=DayOrder.MONTH_FIRST)
    datetime.date(2026, 12, 4)
    >>> read_day("4 Dec", today=today, looking=Looking.BACK)
    datetime.date(2025, 12, 4)
    >>> read_day("Mon 4 Dec 2026", today=today).why
    '4 Dec 2026 is a Friday, not a Monday.'
    """
    tidied = tidy_line(re.sub(r"[,，\s]+", " ", typed))
    if tidied is None:
        return None
    reader = _Reader(today, looking, order)
    doubt: NoDay | None = None
    for form in _forms_of_a_field():
        match = form.fullmatch(tidied)
        meant = None if match is None else reader.meant(match)
        if isinstance(meant, date):
            return meant
        doubt = doubt or meant
    return doubt or NoDay(f"“{tidied}” is not a day this can read. {HOW_TO_WRITE}")


HOW_TO_WRITE = "Write it like 4 Dec, Fri, tomorrow, +3d or 2026-12-04."


def day_in(text: str, *, today: date, order: DayOrder = DayOrder.DAY_FIRST) -> tuple[str, date | NoDay | None]:
    """A text without the last day it names, and that day; the text as it is where it names none.

    A day to come is looked for. What is no day of any calendar stays in the text, with a NoDay that says why.

    >>> day_in("she sends the list on 3 Dec", today=date(2026, 11, 24))
    ('she sends the list', datetime.date(2026, 12, 3))
    >>> day_in("send it by 31 Feb", today=date(2026, 11, 24))[1].why
    'There is no 31 Feb: the month has at most 29 days.'
    """
    reader = _Reader(today, Looking.AHEAD, order)
    found = sorted(
        (match for form in _forms_of_a_text() for match in form.finditer(text)),
        key=lambda each: (-each.end(), each.start()),
    )
    refused: list[tuple[re.Match[str], NoDay]] = []
    for match in found:
        if any(match.start() < other.end() and other.start() < match.end() for other, _why in refused):
            # "Mon 31 Feb" is one day that is not; its Monday is no other.
            continue
        meant = reader.meant(match)
        if isinstance(meant, date):
            before, after = text[: match.start()].rstrip(" ,;(–—-"), text[match.end() :].lstrip(" ,;)")
            return (tidy_line(f"{before} {after}") or text), meant
        refused.append((match, meant))
    return text, refused[0][1] if refused else None


# The words

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHORT_MONTHS = tuple(name.lower() for name in _MONTHS)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "a couple of": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
            "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}  # fmt: skip
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2,
         "the day before yesterday": -2}  # fmt: skip
_DAYS_OF = {"d": 1, "w": 7, "f": 14}
_MONTHS_OF = {"m": 1, "y": 12}
_LEAPYEARS_APART = 8

_WEEKDAY_WORD = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
)
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_LEAD = r"(?:(?:by|on|until|till|before|not later than)\s+)"
_BESIDE = rf"(?:(?P<weekday>{_WEEKDAY_WORD}),?\s+)?(?:the\s+)?"
_BEHIND = rf"(?:\s+\(?(?P<behind>{_WEEKDAY_WORD})\)?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ORDINAL = r"(?P<ordinal>\d{1,2})(?:st|nd|rd|th)"
_MONTH = rf"(?P<month>{_MONTH_WORD})"
_YEAR_BEHIND = r"(?:,?\s+(?P<year>\d{4}))?"
_ANY_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_NUMBERS_APART = r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})"
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_UNITS = "days?|weeks?|fortnights?|months?|years?"
_UNIT = rf"(?P<unit>{_UNITS})"
_SHORT_UNIT = rf"(?P<unit>[dwmy]|{_UNITS})"
_END = rf"(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|(?P<end_next>next)\s+)?(?P<end>week|month|year|{_MONTH_WORD})"


@cache
def _forms_of_a_field() -> tuple[re.Pattern[str], ...]:
    """What a whole field can say, commas and repeated blanks aside."""
    absolute = (
        r"(?P<iso>\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{8})",
        rf"{_DAY}\.?[\s/-]*(?:of\s+)?{_MONTH}(?:[\s/-]*{_ANY_YEAR})?",
        rf"{_MONTH}[\s/-]*(?:the\s+)?{_DAY}(?:[\s/-]+{_ANY_YEAR})?",
        rf"{_NUMBERS_APART}(?:[/.-](?P<year>\d{{4}}|\d{{1,2}})|\.)?",
        _ORDINAL,
    )
    counted = (
        rf"(?P<near>{'|'.join(_NEAR)})",
        rf"(?:with)?in\s+{_COUNT}\s+{_UNIT}(?:'?\s+time)?",
        rf"{_COUNT}\s+{_UNIT}\s+(?:(?P<ago>ago)|from\s+(?:now|today))",
        rf"(?P<sign>[+−-])\s*(?P<count>\d{{1,4}})\s*{_SHORT_UNIT}?",
        rf"(?P<plain_count>\d{{1,4}})\s*{_SHORT_UNIT}(?:\s+(?P<ago>ago))?",
        r"(?P<side>next|last)\s+(?P<unit>week|month|year)",
        rf"(?:(?P<which>this|coming|next|last)\s+)?(?P<alone>{_WEEKDAY_WORD})",
        _END,
        rf"(?P<whole_month>{_MONTH_WORD})(?:\s+\d{{4}})?",
    )
    forms = (*(f"{_BESIDE}{form}{_BEHIND}" for form in absolute), *counted)
    return tuple(re.compile(rf"{_LEAD}?(?:{form})", re.IGNORECASE) for form in forms)


@cache
def _forms_of_a_text() -> tuple[re.Pattern[str], ...]:
    """What names a day among other words: less than a field may say, as "1/2" and "sat" are seldom days there."""
    forms = (
        rf"{_LEAD}?{_BESIDE}(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})",
        rf"{_LEAD}?{_BESIDE}{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR_BEHIND}",
        rf"{_LEAD}?{_BESIDE}{_MONTH}\s+{_DAY}{_YEAR_BEHIND}",
        rf"{_LEAD}?{_BESIDE}{_NUMBERS_APART}[/.-](?P<year>\d{{4}})",
        rf"{_LEAD}{_BESIDE}(?:{_NUMBERS_APART}(?:[/.-](?P<year>\d{{2}}))?|{_ORDINAL})",
        rf"{_LEAD}?(?P<near>{'|'.join(word for word, days in _NEAR.items() if days >= 0)})",
        rf"{_LEAD}?(?:with)?in\s+{_COUNT}\s+{_UNIT}",
        r"(?P<sign>\+)(?P<count>\d{1,4})(?P<unit>[dwmy])",
        rf"{_LEAD}?(?P<side>next)\s+(?P<unit>week|month|year)",
        rf"(?:{_LEAD}(?:(?:this|(?P<next>next))\s+)?|this\s+|(?P<which>next)\s+)(?P<alone>{_WEEKDAY_WORD})",
        rf"{_LEAD}?{_END}",
    )
    return tuple(re.compile(rf"(?<![\w/-])(?:{form})(?![\w/-])", re.IGNORECASE) for form in forms)


# What they mean

_TOO_FAR = NoDay("This is too far away to be a day.")


@frozen
class _Reader:
    today: date
    looking: Looking
    order: DayOrder

    def meant(self, match: re.Match[str]) -> date | NoDay:
        """The day that a match of one of the forms means."""
        given = {name: value.lower() for name, value in match.groupdict().items() if value}
        try:
            meant = self._absolute(given) or self._counted(given)
        except (ValueError, OverflowError):
            return _TOO_FAR
        for name in ("weekday", "behind"):
            if isinstance(meant, date) and name in given and _weekday(given[name]) != meant.weekday():
                said = _WEEKDAYS[_weekday(given[name])]
                plain = exact_day(meant, with_weekday=False)
                return NoDay(f"{plain} is a {_WEEKDAYS[meant.weekday()]}, not a {said}.")
        return meant

    def _absolute(self, given: dict[str, str]) -> date | NoDay | None:
        if "iso" in given:
            figures = re.sub(r"\D", " ", given["iso"])
            year, month, day = figures.split() if " " in figures else (figures[:4], figures[4:6], figures[6:])
            return _day_of(int(year), int(month), int(day))
        if "month" in given:
            return self._in_year(given.get("year"), _month(given["month"]), int(given["day"]))
        if "first" in given:
            return self._numbered(int(given["first"]), int(given["second"]), given.get("year"))
        if "ordinal" in given:
            return self._ordinal(int(given["ordinal"]))
        if "whole_month" in given:
            return NoDay("Write the day of the month too, like 4 Dec.")
        return None

    def _numbered(self, first: int, second: int, year: str | None) -> date | NoDay:
        if self.order is DayOrder.YEAR_FIRST and year is not None and len(year) < 4:
            return self._in_year(f"{first:02}", second, int(year))
        if year is not None and len(year) == 1:
            return NoDay("Write the year with two or four figures.")
        is_day_first = self.order is DayOrder.DAY_FIRST
        day, month = (first, second) if is_day_first else (second, first)
        if month > len(_MONTHS) and 0 < day <= len(_MONTHS):
            # Not taken the other way round: who is in the habit of that would get another day for 4/5.
            leads = "day" if is_day_first else "month"
            return NoDay(
                f"There is no month {month}: this machine writes the {leads} first. Write {month} {_MONTHS[day - 1]}."
            )
        return self._in_year(year, month, day)

    def _in_year(self, year: str | None, month: int, day: int) -> date | NoDay:
        if year is None:
            return self._without_year(month, day)
        if len(year) == 4:
            return _day_of(int(year), month, day)
        century = self.today.year // 100 * 100
        years = (century + around + int(year) for around in (-100, 0, 100))
        return _day_of(min(years, key=lambda each: abs(each - self.today.year)), month, day)

    def _without_year(self, month: int, day: int) -> date | NoDay:
        step = 1 if self.looking is Looking.AHEAD else -1
        refused: NoDay | None = None
        for year in range(self.today.year, self.today.year + step * (_LEAPYEARS_APART + 1), step):
            try:
                meant = date(year, month, day)
            except ValueError:
                refused = _no_such_day(None, month, day)
                continue
            if (meant - self.today).days * step >= 0:
                return meant
        return refused or _TOO_FAR

    def _ordinal(self, day: int) -> date | NoDay:
        step = 1 if self.looking is Looking.AHEAD else -1
        for months in range(0, 3 * step, step):
            year, month = _month_from(self.today, months)
            if 1 <= day <= monthrange(year, month)[1]:
                meant = date(year, month, day)
                if (meant - self.today).days * step >= 0:
                    return meant
        return NoDay("No month has this day.")

    def _counted(self, given: dict[str, str]) -> date:
        today = self.today
        if "near" in given:
            return today + timedelta(days=_NEAR[given["near"]])
        if "alone" in given:
            return self._weekday_meant(_weekday(given["alone"]), given.get("which") or given.get("next"))
        if "end" in given:
            return self._end(given["end"], is_next="end_next" in given)
        typed = given.get("count") or given.get("plain_count") or "1"
        count = _NUMBERS.get(typed) or int(typed)
        is_back = (
            given.get("side") == "last"
            or given.get("sign", "+") != "+"
            or "ago" in given
            or ("plain_count" in given and self.looking is Looking.BACK)
        )
        if is_back:
            count = -count
        return _later(today, count, given.get("unit", "d")[0])

    def _weekday_meant(self, weekday: int, which: str | None) -> date:
        today = self.today
        if which == "next":
            return today + timedelta(days=7 - today.weekday() + weekday)
        is_back = which == "last" or (self.looking is Looking.BACK and which != "coming")
        # How many days from today, today itself being none only where "this" is said.
        days = (today.weekday() - weekday) % 7 if is_back else (weekday - today.weekday()) % 7
        days = days or (0 if which == "this" else 7)
        return today - timedelta(days=days) if is_back else today + timedelta(days=days)

    def _end(self, what: str, *, is_next: bool) -> date:
        today = self.today
        if what == "week":
            # The working week ends on Friday; said on a weekend, the next one is meant.
            return today + timedelta(days=(4 - today.weekday()) % 7 + 7 * is_next)
        if what == "month":
            return _last_of(*_month_from(today, int(is_next)))
        if what == "year":
            return date(today.year + is_next, 12, 31)
        month = _month(what)
        is_over = _last_of(today.year, month) < today
        if self.looking is Looking.AHEAD:
            return _last_of(today.year + (is_over or is_next), month)
        return _last_of(today.year - (not is_over), month)


def _weekday(word: str) -> int:
    return _SHORT_WEEKDAYS.index(word[:3])


def _month(word: str) -> int:
    return _SHORT_MONTHS.index(word[:3]) + 1


def _day_of(year: int, month: int, day: int) -> date | NoDay:
    if year not in YEARS:
        return NoDay(f"The year {year} is not between {YEARS[0]} and {YEARS[-1]}.")
    try:
        return date(year, month, day)
    except ValueError:
        return _no_such_day(year, month, day)


def _no_such_day(year: int | None, month: int, day: int) -> NoDay:
    if not 1 <= month <= len(_MONTHS):
        return NoDay(f"There is no month {month}.")
    plain = " ".join(str(part) for part in (day, _MONTHS[month - 1], year) if part is not None)
    # 2000 had a 29 February.
    days = monthrange(2000 if year is None else year, month)[1]
    if day == 0:
        return NoDay(f"There is no {plain}: a month begins with the 1st.")
    return NoDay(f"There is no {plain}: the month has {'at most ' if year is None and month == 2 else ''}{days} days.")


def _later(day: date, count: int, unit: str) -> date:
    if unit in _DAYS_OF:
        return day + timedelta(days=_DAYS_OF[unit] * count)
    year, month = _month_from(day, _MONTHS_OF[unit] * count)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _month_from(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
