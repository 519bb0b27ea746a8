"""A slice of the timeline inside a page."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from datastory.ledger.dates import parse_date

from .models import Event


class DateBlock(blocks.CharBlock):
    """A date as precisely as wanted: 2021, 2021-02, 2021-02-18."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned:
            try:
                parse_date(cleaned)
            except ValueError as error:
                raise ValidationError(str(error)) from None
        return cleaned


class TimelineBlock(blocks.StructBlock):
    """Events of a period, by category."""

    title = blocks.CharBlock(required=False, max_length=80)
    start = DateBlock(required=False, max_length=10)
    end = DateBlock(required=False, max_length=10)
    categories = blocks.MultipleChoiceBlock(choices=Event.Category.choices, required=False)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        from .strip import strip

        events = events_of(value)
        context["events"] = events
        context["strip"] = strip(events, _day(value["start"], first=True), _day(value["end"], first=False))
        return context

    class Meta:
        icon = "calendar-alt"
        group = "Record"
        template = "blocks/timeline/slice.html"
        description = "The events of a period, in order."
        preview_value = {"title": "Two years", "start": "2021", "end": "2022", "categories": []}


def events_of(value: Any) -> list[Event]:
    """The events of a slice; fetched once a block value."""
    from .lines import slice_events

    if not hasattr(value, "fetched_events"):
        value.fetched_events = slice_events(
            _day(value["start"], first=True), _day(value["end"], first=False), value["categories"] or ()
        )
    return list(value.fetched_events)


def _day(text: str | None, first: bool) -> date | None:
    if not text:
        return None
    parsed = parse_date(text)
    return parsed.start if first else parsed.end
