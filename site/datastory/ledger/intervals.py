"""What a statement allows: from the words "about", "over" and "under" to closed intervals."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .dates import PartialDate
from .units import Family, last_digit, parse_value, unit

INFINITY = Decimal("Infinity")
CENT = Decimal("0.01")
PRICES = ("USD/share", "USD/month")  # a price of $15 is $15.00: prices are kept to the cent
ABOUT = Decimal("0.05")  # the convention stated to readers: "about" allows 5 % to either side


class Qualifier(StrEnum):
    """How exactly a source states a value."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    RANGE = "range"


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included; either may be infinite.

    Raises ValueError where low > high.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"the low end {self.low} is above the high end {self.high}")

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def meets(self, other: "Interval") -> bool:
        """Whether some value is in both."""
        return self.low <= other.high and other.low <= self.high

    @property
    def bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.low.is_finite() and self.high.is_finite()


@dataclass(frozen=True)
class Stated:
    """A value as one source states it, in base units of `unit`; the texts keep the stated digits."""

    value: str
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    low: str = ""
    high: str = ""
    signed: bool = False  # whether values below zero have a meaning


@dataclass(frozen=True)
class Quantity:
    """What arithmetic works on: the interval of values, and the one that stands for them.

    A range is represented by its middle, "over" and "under" by the bound that the source names.
    """

    interval: Interval
    point: Decimal


def quantity(stated: Stated) -> Quantity:
    """The interval and the representative point of a statement. Raises ValueError, in words."""
    return Quantity(interval(stated), point(stated))


def interval(stated: Stated) -> Interval:
    """The closed interval of values, in base units, that a statement allows.

    "exact" allows half a unit of the last stated digit to either side (Calculations 1.1, XBRL
    International, section 2), except that prices are stated to the cent, and things counted to the last
    one are what they are; a date allows every day that it may mean; "about" allows 5 %; "over" and
    "under" are open towards infinity, "under" only down to zero where less has no meaning. `low` and
    `high` take the place of the end.
    Raises ValueError where low > high, a range lacks an end, or the value lies outside its own ends.
    """
    low_end, high_end = _ends(stated)
    low = _bound(stated.low, stated.unit, 0) if stated.low else low_end
    high = _bound(stated.high, stated.unit, 1) if stated.high else high_end
    whole = Interval(low, high)
    if stated.value and not whole.meets(Interval(*_span(stated))):
        raise ValueError(
            f"the value {stated.value} lies outside its own ends, {stated.low or low} to {stated.high or high}"
        )
    return whole


def point(stated: Stated) -> Decimal:
    """The value that stands for the statement in ordinary arithmetic."""
    whole = interval(stated)
    if not stated.value:
        return (whole.low + whole.high) / 2
    start, end = _span(stated)
    if start == end:
        return start
    return (max(start, whole.low) + min(end, whole.high)) / 2  # of a date: the middle of what is left of it


def _ends(stated: Stated) -> tuple[Decimal, Decimal]:
    if stated.qualifier is Qualifier.RANGE:
        if not (stated.low and stated.high):
            raise ValueError("a range needs both its low and its high end")
        return -INFINITY, INFINITY  # both are replaced by the caller
    if not stated.value:
        raise ValueError(f"a value is missing; only a range may do without one, not {stated.qualifier.value!r}")
    return _SPREAD[stated.qualifier](stated, *_span(stated))


def _span(stated: Stated) -> tuple[Decimal, Decimal]:
    """What the value itself covers: a number one point, a date all of its days."""
    parsed = parse_value(stated.value, stated.unit)
    return parsed.years if isinstance(parsed, PartialDate) else (parsed, parsed)


def _exact(stated: Stated, start: Decimal, end: Decimal) -> tuple[Decimal, Decimal]:
    family = unit(stated.unit).family
    if family is Family.DATE or (family is Family.COUNT and last_digit(start) == 1):
        return start, end
    digit = last_digit(start)
    if stated.unit in PRICES:
        digit = min(digit, CENT)
    return start - digit / 2, end + digit / 2


def _about(stated: Stated, start: Decimal, end: Decimal) -> tuple[Decimal, Decimal]:
    if unit(stated.unit).family is Family.DATE:  # five per cent of a calendar means nothing: half a year
        return start - Decimal("0.5"), end + Decimal("0.5")
    spread = abs(start) * ABOUT
    return start - spread, end + spread


def _over(stated: Stated, start: Decimal, end: Decimal) -> tuple[Decimal, Decimal]:
    return start, INFINITY


def _under(stated: Stated, start: Decimal, end: Decimal) -> tuple[Decimal, Decimal]:
    open_below = stated.signed or unit(stated.unit).family is Family.DATE
    return -INFINITY if open_below else min(Decimal(0), end), end


_SPREAD: dict[Qualifier, Callable[[Stated, Decimal, Decimal], tuple[Decimal, Decimal]]] = {
    Qualifier.EXACT: _exact,
    Qualifier.ABOUT: _about,
    Qualifier.OVER: _over,
    Qualifier.UNDER: _under,
}


def _bound(text: str, code: str, end: int) -> Decimal:
    parsed = parse_value(text, code)
    return parsed.years[end] if isinstance(parsed, PartialDate) else parsed
