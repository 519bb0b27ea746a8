"""Where the figures stand in a drawing, found in Vega's scene: one way for every kind of chart.

The scene of a copy of the spec is asked, in which each mark is described by the slug of its figure. A row of a
builder's data belongs to a figure if it has its `slug`, or else its label and text.
"""

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import vl_convert as vlc

from .data import Job, Point, Spot

MOST = 400  # figures to walk; beyond, the table is the better way
BEST = ("symbol", "arc", "rect", "rule", "text")  # of several marks of one figure, the one that is the point


def walked(job: Job) -> list[Point]:
    """What a reader walks: the figures, or the rows of a kind that draws none, as the table has them."""
    return job.points or [
        Point(
            slug=f"row-{n}",
            label=str(row["label"]),
            group=str(row["group"]),
            period=str(row["period"]),
            value=0,
            low=None,
            high=None,
            qualifier="exact",
            text=str(row["text"] or row["group"]),
        )
        for n, row in enumerate(job.rows)
    ]


def spots(spec: dict[str, Any], points: Sequence[Point]) -> list[Spot]:
    """The spots of those figures that the drawing shows, in the order in which a reader walks them.

    Points of a series are walked along the horizontal axis; bars and cells as the editor placed them.
    """
    asked = copy.deepcopy(spec)
    by_words: dict[tuple[Any, Any], list[Point]] = {}
    for p in points:
        by_words.setdefault((p.label, p.said), []).append(p)
    _name_marks(asked, {p.slug for p in points}, by_words)
    scene = vlc.vegalite_to_scenegraph(asked, allowed_base_urls=[])
    left, top = scene["origin"]
    found: dict[str, tuple[int, Spot]] = {}
    known = {p.slug for p in points}
    for kind, item, x, y in _items(scene["scenegraph"], left, top):
        slug = item.get("description")
        if slug in known and kind in BEST:
            rank = BEST.index(kind)
            if slug not in found or rank < found[slug][0]:
                found[slug] = rank, _spot(slug, kind, item, x, y)
    return _in_order({slug: spot for slug, (_, spot) in found.items()}, points)


def _name_marks(node: dict[str, Any], slugs: set[str], by_words: dict[tuple[Any, Any], list[Point]]) -> None:
    for part in (*node.get("layer", ()), *node.get("hconcat", ()), *node.get("vconcat", ())):
        _name_marks(part, slugs, by_words)
    named = False
    for row in node.get("data", {}).get("values") or ():
        if isinstance(row, dict) and row.get("slug") not in slugs:
            row["slug"] = _whose(row, by_words.get((row.get("label"), row.get("text")), []))
        named = named or bool(isinstance(row, dict) and row["slug"])
    if named and "mark" in node:
        node.setdefault("encoding", {})["description"] = {"field": "slug", "type": "nominal"}


def _whose(row: dict[str, Any], alike: list[Point]) -> str:
    """The slug of the figure that a row is of; of several with the same words, group or period tell which."""
    if len(alike) > 1:
        own = [p for p in alike if row.get("group") == p.group] or [p for p in alike if row.get("period") == p.period]
        alike = own or alike
    return alike[0].slug if alike else ""


def _items(mark: Any, x: float, y: float) -> Iterator[tuple[str, dict[str, Any], float, float]]:
    """Every item with the kind of its mark and the origin of its group."""
    for item in mark.get("items", ()):
        if "marktype" in item:
            yield from _items(item, x, y)
        elif mark.get("marktype", "group") == "group":
            yield from _items(item, x + item.get("x", 0), y + item.get("y", 0))
        else:
            yield mark["marktype"], item, x, y


def _spot(slug: str, kind: str, item: dict[str, Any], x: float, y: float) -> Spot:
    left, top = x + item.get("x", 0), y + item.get("y", 0)
    if kind == "rect":
        wide, high = item.get("width", 0), item.get("height", 0)
        return Spot(slug=slug, x=round(left), y=round(top), w=round(wide), h=round(high))
    if kind == "rule":
        left, top = (left + x + item.get("x2", left - x)) / 2, (top + y + item.get("y2", top - y)) / 2
    return Spot(slug=slug, x=round(left), y=round(top))


def _in_order(found: dict[str, Spot], points: Sequence[Point]) -> list[Spot]:
    groups = list(dict.fromkeys(p.group for p in points))
    shown = [(groups.index(p.group), found[p.slug]) for p in points if p.slug in found]
    if any(spot.w or spot.h for _, spot in shown):
        return [spot for _, spot in shown]
    return [spot for _, spot in sorted(shown, key=lambda pair: (pair[0], pair[1].x))]


def walkable(svg: str, walk: Sequence[Spot], points: Sequence[Point]) -> str:
    """The drawing with its walk written on it: `row:x,y` or `row:x,y,w,h`, rows as in the table of the figures."""
    rows = {p.slug: n for n, p in enumerate(points)}
    if not walk or len(walk) > MOST:
        return svg
    steps = [f"{rows[s.slug]}:{s.x:g},{s.y:g}" + (f",{s.w:g},{s.h:g}" if s.w or s.h else "") for s in walk]
    return svg.replace("<svg ", f'<svg data-walk="{" ".join(steps)}" ', 1)
