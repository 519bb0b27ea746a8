"""Dates as precisely as they are known: a year is not 1 January.

The written forms are those of EDTF (ISO 8601-2:2019, level 1) that a story needs: `2008`, `2008-11`,
`2024-01-08`, seasons `2016-21` (spring) to `2016-24` (winter); and quarters, `2022-Q2`.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date

LAST_MOMENT = Decimal("0.0001")  # of a year: neighbouring dates do not touch
SEASONS = {21: ("spring", 3, 20), 22: ("summer", 6, 21), 23: ("autumn", 9, 22), 24: ("winter", 12, 21)}
_FORM = re.compile(r"(\d{4})(?:-(?:(Q[1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)


@dataclass(frozen=True)
class PartialDate:
    """A day, month, quarter, season or year: the span of days that it may mean, both ends included."""

    text: str
    start: date
    end: date
    precision: str  # "day", "month", "quarter", "season" or "year"

    def __str__(self) -> str:
        return self.words()

    def words(self, locale: str = "en") -> str:
        """The date as a sentence has it: `8 January 2024`, `November 2008`, `spring of 2016`, `2008`."""
        year = self.start.year
        if self.precision == "day":
            return format_date(self.start, "d MMMM y", locale=locale)
        if self.precision == "month":
            return format_date(self.start, "MMMM y", locale=locale)
        if self.precision == "quarter":
            return format_date(self.start, "QQQ y", locale=locale)
        if self.precision == "season":
            return f"{SEASONS[int(self.text[-2:])][0]} of {year}"
        return str(year)

    def by_then(self) -> str:
        """By when something had to be known, in a phrase: "on 8 January 2024", or "by the end of 2008"."""
        return f"{'on' if self.precision == 'day' else 'by the end of'} {self}"

    @property
    def years(self) -> tuple[Decimal, Decimal]:
        """The span as years with a fraction; it stops short of the next day: 2008 is 2008.0 to 2008.9999."""
        return decimal_year(self.start), decimal_year(self.end + timedelta(days=1)) - LAST_MOMENT


def parse_date(text: str) -> PartialDate:
    """Read one of the written forms. Raises ValueError that says which forms there are."""
    return _read(text.strip())


@lru_cache(maxsize=4096)
def _read(text: str) -> PartialDate:
    match = _FORM.fullmatch(text)
    try:
        if not match or match[1] == "9999":  # whose last day has no next one
            raise ValueError
        return _span(text, int(match[1]), match[2], match[3], match[4])
    except ValueError:
        forms = "2008, 2008-11, 2024-01-08, 2022-Q2 or 2016-21 (spring; -22 summer, -23 autumn, -24 winter)"
        raise ValueError(f"{text!r} is not a date; write it as {forms}") from None


def _span(text: str, year: int, quarter: str | None, month: str | None, day: str | None) -> PartialDate:
    if quarter:
        first = int(quarter[1]) * 3 - 2
        last = first + 2
        return PartialDate(text, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), "quarter")
    if not month:
        return PartialDate(text, date(year, 1, 1), date(year, 12, 31), "year")
    if int(month) in SEASONS and not day:
        _, first, on = SEASONS[int(month)]
        start = date(year, first, on)
        following = SEASONS.get(int(month) + 1)
        end = date(year, following[1], following[2]) if following else date(year + 1, 3, 20)
        return PartialDate(text, start, end - timedelta(days=1), "season")
    if not day:
        return PartialDate(
            text,
            date(year, int(month), 1),
            date(year, int(month), calendar.monthrange(year, int(month))[1]),
            "month",
        )
    exact = date(year, int(month), int(day))
    return PartialDate(text, exact, exact, "day")


@lru_cache(maxsize=4096)
def decimal_year(day: date) -> Decimal:
    """1 July 2016 is 2016.4973: the year and the share of its days that are over."""
    length = 366 if calendar.isleap(day.year) else 365
    return (day.year + Decimal((day - date(day.year, 1, 1)).days) / length).quantize(Decimal("0.0001"))


def day_of(years: Decimal, last: bool = False) -> date:
    """The day of a year with a fraction; of a span's end, which stops short of the next day, its `last` day."""
    years = min(max(years, Decimal(1)), Decimal(9998))  # arithmetic may leave the calendar
    first = date(int(years), 1, 1)
    days = (years - first.year) * (366 if calendar.isleap(first.year) else 365)
    return first + timedelta(days=int(days) if last else round(days))


def span_words(first: date, last: date, locale: str = "en") -> str:
    """From one day to another, saying month and year once: "1 to 28 February 2021", "1 January to 31 March 2021"."""
    if first >= last:
        return format_date(last, "d MMMM y", locale=locale)
    same_year = first.year == last.year
    pattern = "d" if same_year and first.month == last.month else "d MMMM" if same_year else "d MMMM y"
    return f"{format_date(first, pattern, locale=locale)} to {format_date(last, 'd MMMM y', locale=locale)}"
