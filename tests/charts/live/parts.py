"""Small points and jobs for the tests of this folder."""

from typing import Any

from datastory.charts.data import Point


def point(slug: str, **fields: Any) -> Point:
    """A point of a made-up chart."""
    given = {"label": slug, "value": 1.0, "low": 1.0, "high": 1.0, "qualifier": "exact", "text": "1"}
    return Point(slug=slug, **(given | fields))
