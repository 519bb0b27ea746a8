"""Scales that are known before anything is drawn, so that labels can be placed and bounds marked."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from datastory.ledger.units import Family, unit

from .data import Point


@dataclass(frozen=True)
class Frame:
    """The plot and the margins round it, px. The whole is `left + width + right` wide."""

    width: int
    height: int
    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    @classmethod
    def of(cls, total: int, height: int, left: int, right: int, top: int, bottom: int) -> "Frame":
        """A frame of that total width and plot height."""
        return cls(total - left - right, height, left, right, top, bottom)

    @property
    def padding(self) -> dict[str, int]:
        return {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}


@dataclass(frozen=True)
class Scale:
    """A linear or logarithmic scale from `low`…`high` in plotted units to 0…`length` px."""

    low: float
    high: float
    length: float
    log: bool = False

    def px(self, value: float) -> float:
        """Distance from the low end, px. Raises ValueError for what a logarithm does not have."""
        if self.log:
            if value <= 0:
                raise ValueError(f"{value} cannot stand on a logarithmic scale; it has only values above zero")
            return self.length * (math.log(value / self.low) / math.log(self.high / self.low))
        return self.length * (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Measure:
    """How values are plotted: divided by `divisor`, the top tick written with its prefix and suffix."""

    divisor: float
    prefix: str
    suffix: str

    def label(self, value: float) -> str:
        """A tick with its unit: `$80B`, `75%`, `−$2B`."""
        sign, size = ("−", -value) if value < 0 else ("", value)
        return f"{sign}{self.prefix}{size:,g}{self.suffix}"


def measure(values: Iterable[float], code: str) -> Measure:
    """The measure in which values in base units of `code` are plotted."""
    largest = max((abs(v) for v in values), default=0.0)
    family = unit(code).family
    if family is Family.PERCENT:
        return Measure(1, "", "%" if code == "percent" else " pp")
    prefix = "$" if family is Family.MONEY else ""
    for divisor, suffix in ((1e9, "B"), (1e6, "M")):
        if largest >= divisor:
            return Measure(divisor, prefix, suffix)
    return Measure(1, prefix, "")


BARE = Measure(1, "", "")  # for ticks whose unit stands elsewhere


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round values that enclose `low`…`high`, some `about` steps apart; zero is among them if it is inside."""
    if high <= low:
        high = low + 1
    rough = (high - low) / about
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= rough)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def decades(low: float, high: float) -> list[float]:
    """The powers of ten that enclose `low`…`high`. Raises ValueError unless both are above zero."""
    if low <= 0:
        raise ValueError(f"{low} cannot stand on a logarithmic scale; it has only values above zero")
    first = math.floor(math.log10(low) + 1e-9)
    last = max(first + 1, math.ceil(math.log10(high) - 1e-9))
    return [10.0**n for n in range(first, last + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """Round values that enclose `low`…`high` on a logarithmic scale: 1-2-5, over many decades powers of ten.

    Raises ValueError unless both are above zero.
    """
    powers = decades(low, high)
    if len(powers) > 4:
        return powers
    every = [m * power for power in powers for m in (1, 2, 5)]
    below = max(v for v in every if v <= low * (1 + 1e-9))
    above = next((v for v in every if v >= high * (1 - 1e-9) and v > below), every[-1])
    return [v for v in every if below <= v <= above]


def middle(point: Point) -> date:
    """The day that stands for a period. Raises ValueError for a figure without one."""
    if not point.start:
        raise ValueError(f"the figure “{point.label}” has no period, so it has no place on a time axis")
    start = date.fromisoformat(point.start)
    end = date.fromisoformat(point.end or point.start)
    return start + timedelta(days=(end - start).days // 2)


def milliseconds(day: date) -> int:
    """Since 1970 in UTC, as Vega counts time."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def year_span(days: Sequence[date], spare: float = 0.04) -> tuple[date, date]:
    """From the first of January before to the end of the year after what is shown, with room at both ends."""
    first, last = min(days), max(days)
    room = max(120, int((last - first).days * spare))
    start = date(first.year, 1, 1) if (first - date(first.year, 1, 1)).days < 300 else first - timedelta(days=60)
    return min(start, first - timedelta(days=room)), last + timedelta(days=room)
