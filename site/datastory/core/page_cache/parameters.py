"""The parameters that pages read from a query: those of the settings, and those that a room names when it is ready."""

from collections.abc import Iterable

from django.conf import settings

_named: set[str] = set()


def name_parameters(names: Iterable[str]) -> None:
    """Say that pages read these, too: what a query gives them makes a page of its own, which may be kept."""
    _named.update(names)


def known_parameters() -> frozenset[str]:
    """All of them. Where any other stands in a query, nothing is kept."""
    return frozenset(settings.PAGE_PARAMETERS) | _named
