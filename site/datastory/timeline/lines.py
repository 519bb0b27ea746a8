"""Events as pages show them: fetched once, with their sources, and the timeline made of them."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from datastory.charts.gallery import for_everybody
from datastory.charts.models import Artifact
from datastory.ledger.desk import figure_ids, receipts
from datastory.ledger.hindsight import known, withheld

from .axis import in_order
from .board import Board
from .choice import Choice
from .models import Event

_tag = re.compile(r"<[^>]*>")
UNREAD = ("svg", "vega", "vegalite", "png", "chart__drawing")  # long, and not needed for a line beside the axis


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
    return sorted(found.filter(category__in=wanted) if wanted else found, key=in_order)


class Timeline:
    """The events, receipts and drawing of a timeline page: three queries, whatever it holds."""

    def __init__(self, page: Any, choice: Choice) -> None:
        self.page, self.choice = page, choice

    @cached_property
    def events(self) -> list[Event]:
        """All published events."""
        return all_events()

    @cached_property
    def receipts(self) -> dict[int, dict[str, Any]]:
        """The receipts of all figures in texts; of those not known at the time, only what was counted."""
        found = receipts(figure_ids(*(event.text for event in self.events)))
        if not self.choice.then:
            return found
        day = self.choice.then.end
        return {pk: data if known(data, day) else withheld(data) for pk, data in found.items()}

    @cached_property
    def board(self) -> Board:
        """What the choice shows, laid out."""
        return Board(self.events, self.choice, self._texts(), self._drawing(), self._named())

    @property
    def receipts_shown(self) -> list[dict[str, Any]]:
        """The receipts that open from the events shown."""
        ids = figure_ids(*(row.event.text for row in self.board.rows))
        return [self.receipts[pk] for pk in ids if pk in self.receipts and not self.receipts[pk].get("withheld")]

    def _texts(self) -> dict[str, str]:
        """What a search looks through, by slug: title, date, text with its numbers, source."""
        if not self.choice.q:
            return {}
        return {event.slug: self.text_of(event) for event in self.events}

    def text_of(self, event: Event) -> str:
        """All that a search looks through in an event."""
        numbers = [self.receipts[pk] for pk in figure_ids(event.text) if pk in self.receipts]
        shown = (view for receipt in numbers for view in (receipt["told"], receipt["record"]) if view)
        parts = [
            event.title,
            event.when,
            _tag.sub("", event.text),
            event.source.title,
            "" if self.choice.then else event.note,
            *(f"{view['words']} {view['compact']}" for view in shown),
        ]
        return " ".join(parts).lower()

    def _named(self) -> dict[str, set[str]]:
        """The figures that each event names, by slug."""
        slugs = {pk: receipt["slug"] for pk, receipt in self.receipts.items()}
        return {event.slug: {slugs[pk] for pk in figure_ids(event.text) if pk in slugs} for event in self.events}

    def _drawing(self) -> dict[str, Any] | None:
        if not self.page.chart_id:
            return None
        found = Artifact.objects.filter(chart_id=self.page.chart_id, width="wide", scale="")
        drawings = {drawing.side: drawing for drawing in found.select_related("chart").defer(*UNREAD)}
        if "told" not in drawings or not for_everybody(drawings["told"].chart):
            return None
        chart, told = drawings["told"].chart, drawings["told"].points
        record = drawings["record"].points if "record" in drawings else told
        differs = [point["text"] for point in record] != [point["text"] for point in told]
        return {"title": chart.measure, "slug": chart.slug, "told": told, "record": record if differs else []}
