"""How high an embed is in a column of 600 px, worked out from what it shows, for hosts that let no script say it.

All lengths are in px, all widths of text in characters, as the styles of embeds make them in such a column.
"""

import re
from collections.abc import Mapping
from itertools import zip_longest
from math import ceil
from typing import Any

from .choosing import Chosen
from .kinds import Kind
from .taking import Data

STEP = 10  # heights are rounded up to one of these
SPARE = 1.03  # of what is added up: a frame that is too low has a bar to scroll
PINNED = 70  # the words on the edition

CHART = 183  # what stands round the parts below
CHART_WIDTH = 448  # of the narrow drawing
TITLE_LINE, TITLE_CHARS = 32, 52
MEASURE_LINE, MEASURE_CHARS = 24, 78
SOURCE_LINE, SOURCE_CHARS = 20, 58
SENTENCE_LINE, SENTENCE_CHARS = 28, 68
SWITCHES = 56
MODEL = 89  # the foot of its inputs, and what stands round them and its sentence
DIAL = 70
LABEL_LINE, LABEL_CHARS, LABEL_LEAST = 24, 17, 8  # the label has the room that the unit beside it leaves
FROM_LINE, FROM_CHARS = 20, 41

BILL, BILL_LINE, BILL_GROUP = 325, 78, 84
BILL_NOTHING = 140

COMPANIES, LAYER, CELL, CELL_LINE = 297, 37, 8, 24
GROUP_CHARS, FIRMS_CHARS, FIRMS_GAP = 18, 48, 3

TIMELINE, EVENT = 241, 153
STRIP_WIDTH, STRIP_GAP = 528, 16

_plot = re.compile(r'<svg\b[^>]*\bclass="chart chart--narrow"[^>]*>')
_strip = re.compile(r'<svg\b[^>]*\bclass="[^"]*strip-line--narrow"[^>]*>')
_box = re.compile(r'\bviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_unseen = re.compile(r'<span class="vh[^"]*">[^<]*</span>|<data class="as-record"[^>]*>.*?</data>|<[^>]*>', re.S)
_measure = re.compile(r'<p class="figure__measure">(.*?)</p>', re.S)
_source = re.compile(r'<div class="figure__source">(.*?)</div>', re.S)
_sentence = re.compile(r'<p class="model__sentence[^"]*">(.*?)</p>', re.S)

_label = re.compile(r'<label class="dial__label"[^>]*>(.*?)</label>', re.S)
_unit = re.compile(r'<span class="dial__unit"[^>]*>(.*?)</span>', re.S)
_from = re.compile(r'<p class="dial__from">(.*?)</p>', re.S)


def height_of(kind: Kind, data: Data, chosen: Chosen, pinned: bool = False) -> int:
    """The height of what is chosen of a thing; that of its kind where nothing of it can be reckoned."""
    reckon = {"chart": _chart, "bill": _bill, "companies": _companies, "timeline": _timeline}.get(kind.name)
    found = reckon(data, chosen) if reckon else 0
    if not found:
        return kind.height
    whole = ceil((found * SPARE + (PINNED if pinned else 0)) / STEP) * STEP
    return whole if kind.name == "chart" else min(whole, kind.height)


def _chart(data: Data, chosen: Chosen) -> float:
    html: str = data["html"]
    drawing = _scaled(_plot, html, CHART_WIDTH)
    if not drawing:
        return 0
    lines = TITLE_LINE * _lines(data["title"], TITLE_CHARS)
    lines += MEASURE_LINE * _lines(_text(_measure, html), MEASURE_CHARS)
    lines += SOURCE_LINE * _lines(_text(_source, html), SOURCE_CHARS)
    switches = SWITCHES if 'class="sides__row"' in html else 0
    return CHART + lines + drawing + switches + _model(html)


def _model(html: str) -> float:
    sentence = _text(_sentence, html)
    if not sentence:
        return 0
    dials = [_dial(part) for part in html.split(" data-input=")[1:]]
    rows = zip_longest(dials[::2], dials[1::2], fillvalue=0)  # two of them stand side by side
    return MODEL + SENTENCE_LINE * _lines(sentence, SENTENCE_CHARS) + sum(map(max, rows))


def _dial(html: str) -> int:
    label, unit, origin = (_text(part, html) for part in (_label, _unit, _from))
    room = max(LABEL_LEAST, LABEL_CHARS - len(unit) * 3 // 5)
    return DIAL + LABEL_LINE * _lines(label, room) + FROM_LINE * _lines(origin, FROM_CHARS)


def _bill(data: Data, chosen: Chosen) -> float:
    sections = chosen.context["sections"]
    lines = sum(BILL_LINE * len(section.rows) + (BILL_GROUP if section.heading else 0) for section in sections)
    return BILL + (lines or BILL_NOTHING)


def _companies(data: Data, chosen: Chosen) -> float:
    return COMPANIES + sum(_layer(cells) for _, cells in chosen.context["rows"])


def _layer(cells: list[tuple[str, list[Mapping[str, Any]]]]) -> int:
    return LAYER + sum(CELL + CELL_LINE * _lines_of(group, firms) for group, firms in cells if firms)


def _lines_of(group: str, firms: list[Mapping[str, Any]]) -> int:
    wide = sum(len(firm["name"]) + FIRMS_GAP for firm in firms)
    return max(_lines(group, GROUP_CHARS), ceil(wide / FIRMS_CHARS))


def _timeline(data: Data, chosen: Chosen) -> float:
    strip = _scaled(_strip, "".join(map(str, chosen.context["drawn"])), STRIP_WIDTH)
    return TIMELINE + (strip + STRIP_GAP if strip else 0) + EVENT * len(chosen.context["events"])


def _scaled(picture: re.Pattern[str], html: str, width: int) -> float:
    """How high the first of these pictures is at that width."""
    tag = picture.search(html)
    box = _box.search(tag[0]) if tag else None
    return width * float(box[2]) / float(box[1]) if box else 0


def _text(part: re.Pattern[str], html: str) -> str:
    found = part.search(html)
    return " ".join(_unseen.sub("", found[1]).split()) if found else ""


def _lines(text: str, chars: int) -> int:
    return max(1, ceil(len(text) / chars))
