"""Events that no database knows."""

from typing import Any

from datastory.ledger.dates import parse_date
from datastory.ledger.models import Source
from datastory.timeline.models import Event


def event(date: str, until: str = "", slug: str = "event", kind: str = "essay", **fields: Any) -> Event:
    """An unsaved event, said by a source of that kind."""
    made = {"title": slug.capitalize(), "category": "firm", "position": 1} | fields
    source = Source(slug=kind, kind=kind, title=kind)
    days = {"first_day": parse_date(date).start, "last_day": parse_date(until or date).end}
    return Event(date=date, until=until, slug=slug, source=source, **days, **made)
