"""What a reader asks of the timeline, in the address: a period, kinds, words, and the day of which to tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from datastory.ledger.dates import PartialDate, parse_date

from .models import Event

LONGEST = 100  # characters of a field; what is longer is nothing that somebody typed
DATES = {"from": "The first date", "to": "The last date", "then": "The day to go back to"}


@dataclass(frozen=True)
class Choice:
    """A reader's choice. `written` keeps every field as it was written; `problems` says what could not be followed."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    then: PartialDate | None = None
    categories: tuple[str, ...] = ()
    q: str = ""
    written: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, query: QueryDict) -> "Choice":
        """The choice in a query string. What is not understood is not followed, but kept and named."""
        written = {name: query.get(name, "").replace("\x00", "")[:LONGEST].strip() for name in (*DATES, "q")}
        problems: dict[str, str] = {}
        dates = {name: _date(name, written[name], problems) for name in DATES}
        start, end = dates["from"], dates["to"]
        if start and end and end.end < start.start:
            problems["to"] = f"The period ends ({end}) before it begins ({start}), so only its beginning is followed."
            end = None
        asked = [value[:LONGEST] for value in query.getlist("category") if value]
        unknown = [value for value in asked if value not in Event.Category.values]
        if unknown:
            known = ", ".join(Event.Category.values)
            problems["category"] = f"There is no kind “{unknown[0]}”; there are {known}."
        categories = tuple(value for value in Event.Category.values if value in asked)
        if len(categories) == len(Event.Category.values):
            categories = ()  # all of them are the same as none
        return cls(start, end, dates["then"], categories, written["q"], written, problems)

    @property
    def first(self) -> date | None:
        """The first day asked for."""
        return self.start.start if self.start else None

    @property
    def last(self) -> date | None:
        """The last day asked for, no later than the day to go back to."""
        ends = [asked.end for asked in (self.end, self.then) if asked]
        return min(ends, default=None)

    @property
    def when_known(self) -> str:
        """The day to go back to, in a phrase: on a day, or by the end of what is longer."""
        return self.then.by_then() if self.then else ""

    def query(self, **changes: str) -> str:
        """The canonical query string of this choice, with some of it changed; `begin` and `end` for the period."""
        pairs: list[tuple[str, Any]] = [
            ("from", changes.get("begin", self.start.text if self.start else "")),
            ("to", changes.get("end", self.end.text if self.end else "")),
            *(("category", value) for value in self.categories),
            ("q", self.q),
            ("then", changes.get("then", self.then.text if self.then else "")),
        ]
        text = urlencode([(name, value) for name, value in pairs if value])
        return f"?{text}" if text else ""

    def keeps(self, event: Event, text: str) -> bool:
        """Whether an event is asked for, apart from the period; `text` is all that can be searched of it."""
        if self.categories and event.category not in self.categories:
            return False
        if self.then and not happened(event, self.then.end):
            return False
        return all(word in text for word in self.q.lower().split())

    def falls_in(self, event: Event) -> bool:
        """Whether any of an event lies in the period asked for."""
        return not (self.first and event.last_day < self.first) and not (self.last and event.first_day > self.last)


def happened(event: Event, day: date) -> bool:
    """Whether an event had certainly begun by the end of a day: of a year, only when the year was over."""
    return parse_date(event.date).end <= day


def _date(name: str, text: str, problems: dict[str, str]) -> PartialDate | None:
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        problems[name] = f"{DATES[name]} cannot be “{text}”; write it as 2008, 2008-11 or 2024-01-08."
        return None
