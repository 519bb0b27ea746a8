"""Filters for pages of firms."""

from collections.abc import Mapping

from django import template

from ..documented import Documented
from ..models import Profile
from ..panel import Panel
from ..relations import relations

register = template.Library()


@register.filter
def of(known: Mapping[int, Documented], profile: Profile) -> Documented:
    """What is documented of a firm."""
    return known.get(profile.pk) or Documented()


@register.filter
def ties(panel: Panel, profile: Profile) -> list[tuple[str, Profile]]:
    """Whom a firm has to do with, in the words that lead there."""
    return relations(profile, panel)
