"""Ways to other periods: every year with how much happened in it, three zooms, the period before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from .axis import Period
from .choice import Choice

PILE = 52  # px of the pile of strokes of the densest year


@dataclass(frozen=True)
class Density:
    """A year of the overview: how many events it has, and whether it is in the period shown."""

    year: int
    count: int
    query: str
    shown: bool
    pitch: float  # px from one stroke to the next

    @property
    def short(self) -> str:
        """The year without its century."""
        return f"{self.year % 100:02}"

    @property
    def strokes(self) -> SafeString:
        """One stroke an event, piled up."""
        ways = "".join(f"M0 {PILE - (n + 0.5) * self.pitch:.1f}h24" for n in range(self.count))
        drawn = f'<path d="{ways}" stroke-width="{max(0.5, self.pitch * 0.6):.1f}"/>' if self.count else ""
        return mark_safe(f'<svg viewBox="0 0 24 {PILE}" aria-hidden="true">{drawn}</svg>')


@dataclass(frozen=True)
class Way:
    """A link to another period; `years` is its length where the script may choose its beginning."""

    name: str
    query: str
    years: int = 0
    current: bool = False


def densities(every: Period, counts: Mapping[int, int], choice: Choice) -> list[Density]:
    """Every year of the whole timeline with the number of events chosen in it."""
    first, last = choice.first or every.first, choice.last or every.last
    pitch = min(4.0, PILE / max(counts.values(), default=1))
    return [
        Density(
            year,
            counts.get(year, 0),
            choice.query(begin=f"{year:04}", end=f"{year:04}"),
            first <= date(year, 12, 31) and last >= date(year, 1, 1),
            pitch,
        )
        for year in range(every.first.year, every.last.year + 1)
    ]


def zooms(every: Period, counts: Mapping[int, int], choice: Choice) -> list[Way]:
    """The whole line, five years, one year; the latter two round what is shown, or where most happened."""
    narrowed = bool(choice.start or choice.end)
    length = choice.last.year - choice.first.year + 1 if choice.first and choice.last else 0

    def way(name: str, years: int) -> Way:
        first = _beginning(every, counts, choice, years)
        query = choice.query(begin=f"{first:04}", end=f"{first + years - 1:04}")
        return Way(name, query, years, narrowed and length == years)

    whole = Way("The whole line", choice.query(begin="", end=""), current=not narrowed)
    return [whole, way("Five years", 5), way("One year", 1)]


def _beginning(every: Period, counts: Mapping[int, int], choice: Choice, years: int) -> int:
    low, high = every.first.year, max(every.first.year, every.last.year - years + 1)
    if choice.start or choice.end:
        first, last = choice.first or every.first, choice.last or every.last
        return min(max((first.year + last.year) // 2 - years // 2, low), high)
    return max(range(low, high + 1), key=lambda year: sum(counts.get(year + n, 0) for n in range(years)))


def step(every: Period, choice: Choice, way: int) -> Way | None:
    """The period before (-1) or after (1) the one asked for, as long as that, if the timeline reaches there."""
    if not (choice.start and choice.end):
        return None
    length = choice.end.end.year - choice.start.start.year + 1
    first = choice.start.start.year + way * length
    last = first + length - 1
    if last < every.first.year or first > every.last.year:
        return None
    name = str(first) if length == 1 else f"{first}–{last}"
    return Way(name, choice.query(begin=f"{first:04}", end=f"{last:04}"))
