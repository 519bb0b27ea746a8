"""The tag for events in lists."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from ..board import Row
from ..listing import listed
from ..models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def event_item(
    context: dict[str, Any], event: Event, level: str, row: Row | None = None, ride: str = "", then: Any = None
) -> SafeString:
    """`{% event_item event level="h3" %}`, and on the board `{% event_item row.event level="h3" row=row ride=… %}`."""
    return listed(event, context["navigation"].places, level, row, ride, bool(then))
