"""Events as pages show them: fetched once, with their sources, grouped by year."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from .models import Event


def all_events() -> list[Event]:
    """All published events by date; one query."""
    return list(Event.objects.filter(live=True).select_related("source"))


def slice_events(start: date | None, end: date | None, categories: Iterable[str] = ()) -> list[Event]:
    """Published events that fall at least partly between two days, of these categories (all, if none is named)."""
    found = Event.objects.filter(live=True).select_related("source")
    if start:
        found = found.filter(last_day__gte=start)
    if end:
        found = found.filter(first_day__lte=end)
    wanted = [c for c in categories if c]
    return list(found.filter(category__in=wanted) if wanted else found)


def by_year(events: Iterable[Event]) -> list[tuple[int, list[Event]]]:
    """Events grouped by the year in which they begin."""
    return [(year, list(group)) for year, group in groupby(events, key=lambda e: e.first_day.year)]
