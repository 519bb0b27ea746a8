"""The board: what of the timeline a choice shows, and all that its page says of it."""

import hashlib
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from datastory.ledger.dates import parse_date

from .axis import Period, Tick, between, in_order, middle, spot, ticks, whole
from .choice import Choice, happened
from .models import Event
from .periods import Density, Way, densities, step, zooms
from .placing import NARROW, WIDE, Item, Layout, lay, stylesheet
from .ride import Ride, ride


@dataclass(frozen=True)
class Met:
    """A point of the chart with which an event coincides, in words; on record where it reads otherwise there."""

    slug: str
    label: str
    told: str
    on_record: str = ""


@dataclass(frozen=True)
class Row:
    """An event on the board: when it was, with which points of the chart it coincides, what its mark looks like."""

    event: Event
    when: str
    meets: Sequence[Met]
    classes: str


class Board:
    """The timeline as a choice shows it.

    `texts` is what can be searched of an event, in lower case, by its slug; `drawing` is the chart beside it: its
    title, its slug, its points as `told`, and those on `record` where they differ; `named` has the figures that each
    event names, by slug.
    """

    def __init__(
        self,
        events: Sequence[Event],
        choice: Choice,
        texts: Mapping[str, str],
        drawing: Mapping[str, Any] | None = None,
        named: Mapping[str, Container[str]] | None = None,
    ) -> None:
        self.choice, self.total = choice, len(events)
        then = choice.then.end if choice.then else None
        kept = [event for event in events if choice.keeps(event, texts.get(event.slug, event.title.lower()))]
        self.every = whole([e for e in events if not then or happened(e, then)], then)
        self.counts = Counter(middle(event).year for event in kept)
        self.events = sorted((e for e in kept if choice.falls_in(e)), key=in_order)
        self.period: Period | None = None
        self.ride: Ride | None = None
        self.on_record: Ride | None = None  # where it differs
        if self.every and self.events:
            self.period = between(self.every, choice.first, choice.last)
            if drawing:
                self.ride, self.on_record = self._rides(drawing, self.period, then, named or {})

    def _rides(
        self, drawing: Mapping[str, Any], period: Period, then: date | None, named: Mapping[str, Container[str]]
    ) -> tuple[Ride | None, Ride | None]:
        two = bool(drawing.get("record"))
        told, record = (
            ride(
                drawing["title"], drawing["slug"], drawing[side], period, self.events, then, side if two else "", named
            )
            if drawing.get(side)
            else None
            for side in ("told", "record")
        )
        if told and not told.marks and all(len(line) < 2 for line in told.guides):
            return None, None
        if told and record:  # at one scale, so that what differs is seen
            top = max(told.top, record.top)
            told, record = replace(told, top=top), replace(record, top=top)
        return told, record

    @cached_property
    def items(self) -> list[Item]:
        """What is placed. In a crowd the story's own events keep their labels, and those at a point of the chart."""
        if not self.period:
            return []
        return [
            Item(
                event.slug,
                event.category,
                spot(event, self.period),
                event.title,
                2 * (event.source.kind != "essay") + (not self._meets(event)),
            )
            for event in self.events
        ]

    def _meets(self, event: Event) -> list[Met]:
        if not self.ride:
            return []
        there = {mark.slug: mark.words for mark in self.on_record.marks} if self.on_record else {}
        marks = self.ride.of(event.slug)
        return [
            Met(m.slug, m.label, m.words, there[m.slug] if there.get(m.slug, m.words) != m.words else "") for m in marks
        ]

    @cached_property
    def wide(self) -> Layout:
        """The board of lanes."""
        return lay(self.items, self.period, WIDE, lanes=True) if self.period else Layout(0)

    @cached_property
    def narrow(self) -> Layout:
        """The board of a single line."""
        return lay(self.items, self.period, NARROW, lanes=False) if self.period else Layout(0)

    @cached_property
    def rows(self) -> list[Row]:
        """The events in the order of time."""
        return [self._row(event, item) for event, item in zip(self.events, self.items, strict=True)]

    def _row(self, event: Event, item: Item) -> Row:
        then, when = self.choice.then, event.when
        if then and event.until and parse_date(event.until).end > then.end:
            when = f"since {parse_date(event.date).words()}"  # its end was not known
        kinds = {
            "lasts": item.spot.lasting,
            "span": not item.spot.lasting and not item.spot.precise,
            "fold-wide": self.wide.folds(event.slug),
            "fold-narrow": self.narrow.folds(event.slug),
        }
        return Row(event, when, self._meets(event), " ".join(f"event--{k}" for k, is_so in kinds.items() if is_so))

    @property
    def folded(self) -> tuple[int, int]:
        """How many events have only their mark, on the wide and on the narrow board."""
        return len(self.events) - len(self.wide.moved), len(self.events) - len(self.narrow.moved)

    @property
    def lanes(self) -> list[str]:
        """The kinds of event, as lanes are headed."""
        return [str(label) for _, label in Event.Category.choices]

    @cached_property
    def ticks(self) -> dict[str, list[Tick]]:
        """What is written beside the axis of either board; a year leads to itself."""
        if not self.period:
            return {}
        period, query = self.period, self.choice.query
        return {
            kind: [
                replace(t, query=query(begin=f"{t.year:04}", end=f"{t.year:04}")) for t in ticks(period, layout.year)
            ]
            for kind, layout in (("wide", self.wide), ("narrow", self.narrow))
        }

    @property
    def rides(self) -> list[SafeString]:
        """The chart beside either board, on each side of the ledger where they differ."""
        if not self.period:
            return []
        return [
            drawing
            for each in (self.ride, self.on_record)
            if each
            for drawing in (each.wide(self.period, self.wide.year), each.narrow(self.period, self.narrow.year))
        ]

    @property
    def densities(self) -> list[Density]:
        """Every year of the whole timeline."""
        return densities(self.every, self.counts, self.choice) if self.every else []

    @property
    def zooms(self) -> list[Way]:
        """The whole line, five years, one year."""
        return zooms(self.every, self.counts, self.choice) if self.every else []

    @property
    def earlier(self) -> Way | None:
        """The period before."""
        return step(self.every, self.choice, -1) if self.every else None

    @property
    def later(self) -> Way | None:
        """The period after."""
        return step(self.every, self.choice, 1) if self.every else None

    @property
    def narrowed(self) -> bool:
        """Whether a period was asked for."""
        return bool(self.choice.start or self.choice.end)

    @property
    def today(self) -> str:
        """The query of the same choice without going back in time."""
        return self.choice.query(then="")

    @cached_property
    def css(self) -> str:
        """The stylesheet that places everything."""
        if not self.period:
            return ""
        return stylesheet(self.items, self.period, self.wide, self.narrow, dict(self.ticks))

    @cached_property
    def version(self) -> str:
        """What changes with the stylesheet."""
        return hashlib.sha256(self.css.encode()).hexdigest()[:12]

    @property
    def address(self) -> str:
        """The query of the stylesheet."""
        query = self.choice.query()
        return f"{query}&v={self.version}" if query else f"?v={self.version}"
