"""Template tags of receipts: values that stand on two sides."""

from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from ..sides import RECORD, TOLD, view

register = template.Library()


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
