"""Filters for pages of firms."""

from collections.abc import Mapping

from django import template

from ..documented import Documented
from ..models import Profile

register = template.Library()


@register.filter
def of(known: Mapping[int, Documented], profile: Profile) -> Documented:
    """What is documented of a firm."""
    return known.get(profile.pk) or Documented()
