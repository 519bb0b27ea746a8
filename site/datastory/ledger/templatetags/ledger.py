"""Template tags of receipts: values that stand on two sides, and what was known on an earlier day."""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ..dates import PartialDate
from ..rich_text import number as number_of
from ..sides import RECORD, TOLD, view

register = template.Library()

OF_A_DAY = {"numberspage": "the bill", "timelinepage": "the timeline", "chartindexpage": "the charts"}


@register.simple_tag
def number(receipt: dict[str, Any], form: str) -> SafeString:
    """A number as prose has it: it opens its receipt and follows the side chosen."""
    return mark_safe(number_of(receipt, form))  # made from escaped text


@register.simple_tag
def sided(receipt: dict[str, Any], name: str) -> SafeString:
    """A field of the reading shown: once where both sides have the same, else both, of which CSS shows one."""
    told, record = view(receipt, TOLD), view(receipt, RECORD)
    return either(told[name] if told else "", record[name] if record else "")


@register.simple_tag
def either(told: str, record: str) -> SafeString:
    """Two texts, of which CSS shows the one of the chosen side; one where they are the same."""
    if told == record:
        return conditional_escape(told)
    return format_html('<span class="as-told">{}</span><span class="as-record">{}</span>', told, record)


@register.filter
def differs(receipt: dict[str, Any]) -> bool:
    """Whether the figure reads otherwise on record than as told."""
    told, record = receipt[TOLD], receipt[RECORD]
    return bool(told and record and told["compact"] != record["compact"])


@register.inclusion_tag("parts/then.html", takes_context=True)
def as_known(context: dict[str, Any], day: PartialDate, here: str, back: str, left_out: str) -> dict[str, Any]:
    """What a page of an earlier day leaves out, the way back, and the other pages of that day; `here` is its type."""
    places = context["navigation"].places
    others = [(name, places[model]) for model, name in OF_A_DAY.items() if model in places and model != here]
    return {"day": day, "back": back, "left_out": left_out, "others": others}
