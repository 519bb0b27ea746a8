"""The proportional axis: where days stand on it, what is written beside it, and where events begin."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from datastory.ledger.dates import decimal_year, parse_date

from .models import Event

SHORTEST = timedelta(days=31)  # an axis of less shows nothing but its ends


@dataclass(frozen=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date

    @property
    def years(self) -> float:
        """The length in years."""
        return self.at(self.last + timedelta(days=1))

    def at(self, day: date) -> float:
        """Years from the beginning of the period to the morning of a day."""
        return float(decimal_year(day) - decimal_year(self.first))

    def clip(self, years: float) -> float:
        """Those years, or the nearer end of the period."""
        return min(max(years, 0.0), self.years)


@dataclass(frozen=True)
class Spot:
    """Where an event stands, in years from the beginning of the axis.

    `at` is the middle of what its date may mean; `start` and `end` bound its mark: the span of that date, or,
    if the event lasted, all of its time.
    """

    at: float
    start: float
    end: float
    dated: float  # how long the time is that its date may mean
    precise: bool  # known to the month or the day
    lasting: bool


@dataclass(frozen=True)
class Tick:
    """A year or a month beside the axis."""

    at: float
    name: str
    year: int
    month: int = 0
    query: str = ""  # to that year alone


def spot(event: Event, period: Period) -> Spot:
    """Where an event stands on the axis of a period; what is outside is drawn at its edge."""
    begun = parse_date(event.date)
    start, end = period.at(begun.start), period.at(begun.end + timedelta(days=1))
    last = period.at(event.last_day + timedelta(days=1))
    lasting = bool(event.until) and last > end
    return Spot(
        at=period.clip((start + end) / 2),
        start=period.clip(start),
        end=period.clip(last if lasting else end),
        dated=period.clip(end) - period.clip(start),
        precise=begun.precision in ("day", "month"),
        lasting=lasting,
    )


def middle(event: Event) -> date:
    """The day by which events are put in order: the middle of what the date may mean."""
    begun = parse_date(event.date)
    return begun.start + (begun.end - begun.start) / 2


def in_order(event: Event) -> tuple[date, date, int]:
    """What events are sorted by wherever they are listed."""
    return middle(event), event.last_day, event.position


def whole(events: Iterable[Event], then: date | None = None) -> Period | None:
    """Full years round all events, none after that of `then`; None if there is no event."""
    days = [(event.first_day, event.last_day) for event in events]
    if not days:
        return None
    last = max(d[1].year for d in days)
    return Period(date(min(d[0].year for d in days), 1, 1), date(min(last, then.year) if then else last, 12, 31))


def between(every: Period, start: date | None, end: date | None) -> Period:
    """The part of a period from `start` to `end`, a month long at least."""
    first = max(every.first, start or every.first)
    last = min(every.last, end or every.last)
    return Period(first, max(last, first + SHORTEST - timedelta(days=1)))


def ticks(period: Period, year: float) -> list[Tick]:
    """What is written beside an axis whose years are `year` px long: years, or months where there is room."""
    if year >= 500:
        return _months(period)
    step = next((s for s in (1, 2, 5, 10, 20, 50) if s * year >= 32), 100)
    found = range(period.first.year, period.last.year + 1)
    return [Tick(period.clip(period.at(date(y, 1, 1))), str(y), y) for y in found if y % step == 0 or step == 1]


def _months(period: Period) -> list[Tick]:
    found: list[Tick] = []
    year, month = period.first.year, period.first.month
    while (year, month) <= (period.last.year, period.last.month):
        name = str(year) if month == 1 else calendar.month_abbr[month]
        at = period.clip(period.at(date(year, month, 1)))
        found.append(Tick(at, f"{name} {year}" if not found and month > 1 else name, year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
