"""Where the words of a drawing stand: read from the SVG itself, so that nothing a builder believes is trusted."""

import re
from itertools import combinations
from xml.etree import ElementTree

from datastory.charts.labels import Box
from datastory.charts.widths import RESERVE, text_width

SVG = "{http://www.w3.org/2000/svg}"
SHIFT = re.compile(r"translate\(([-\d.]+)[, ]([-\d.]+)\)")
TURN = re.compile(r"rotate\(([-\d.]+)\)")


def text_boxes(svg: str) -> list[tuple[str, Box]]:
    """Each text with the box that it covers, px of the viewBox."""
    found: list[tuple[str, Box]] = []
    _walk(ElementTree.fromstring(svg), 0.0, 0.0, found)
    return found


def _walk(element: ElementTree.Element, x: float, y: float, found: list[tuple[str, Box]]) -> None:
    moved = SHIFT.search(element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if element.tag == f"{SVG}text" and (element.text or "").strip():
        found.append((element.text or "", _box(element, x, y)))
    for child in element:
        _walk(child, x, y, found)


def _box(element: ElementTree.Element, x: float, y: float) -> Box:
    text = element.text or ""
    size = float(element.get("font-size", "14px").removesuffix("px"))
    wide = text_width(text, size, "Newsreader" in element.get("font-family", "")) / RESERVE
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[element.get("text-anchor", "start")]
    if TURN.search(element.get("transform", "")):  # upwards, from its foot
        return Box(x - size * 0.75, y - left - wide, x + size * 0.2, y - left)
    return Box(x + left, y - size * 0.72, x + left + wide, y + size * 0.2)


def overlapping(svg: str) -> list[tuple[str, str]]:
    """Pairs of texts of which one covers more than a sliver of the other."""
    return [(a, b) for (a, one), (b, two) in combinations(text_boxes(svg), 2) if one.overlap(two) > 6]


def outside(svg: str) -> list[str]:
    """Texts that reach over the edge of the picture."""
    left, top, wide, tall = (float(v) for v in re.search(r'viewBox="([^"]+)"', svg)[1].split())  # type: ignore[index]
    edge = Box(left - 2, top - 2, left + wide + 2, top + tall + 2)
    return [t for t, b in text_boxes(svg) if b.overlap(edge) < (b.right - b.left) * (b.bottom - b.top) - 1]
