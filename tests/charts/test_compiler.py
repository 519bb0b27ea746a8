"""What the compiler draws: every kind and width, the same bytes each time, harmless whatever it is given."""

import base64
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings

from datastory.charts.data import Drawing
from datastory.charts.kinds.kind import thinning
from datastory.charts.theme import TOKENS
from tests.charts import hostile
from tests.charts.jobs import KINDS, failing_jobs, losing_jobs

SVG = "{http://www.w3.org/2000/svg}"
GOOD = [
    *(f"{kind}-chart/told/{width}" for kind in KINDS for width in ("wide", "narrow")),
    "line-chart/told/hero",
    "bars-chart/record/wide",
]
HOSTILE = [made.key for made in hostile.jobs()]
LOSSES = [made.key for made in losing_jobs()]

Drawings = Mapping[str, Drawing]


def tree(drawing: Drawing) -> Any:
    """The SVG as a tree; it has to be well-formed."""
    return ElementTree.fromstring(drawing.svg)


def words(drawing: Drawing) -> list[str]:
    """The texts of the picture, in the order in which they are drawn."""
    return [element.text or "" for element in tree(drawing).iter(f"{SVG}text")]


def marks(drawing: Drawing, opacity: str) -> int:
    """How many marks have that opacity."""
    return sum(element.get("opacity") == opacity for element in tree(drawing).iter())


@pytest.mark.parametrize("key", GOOD)
def test_every_kind_is_drawn_at_every_width(drawings: Drawings, key: str) -> None:
    assert (drawings[key].error, len(words(drawings[key])) > 4) == ("", True)


@pytest.mark.parametrize(("width", "px"), [("wide", "960"), ("narrow", "350")])
@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_as_wide_as_its_place(drawings: Drawings, kind: str, width: str, px: str) -> None:
    assert tree(drawings[f"{kind}-chart/told/{width}"]).get("viewBox").split()[2] == px


@pytest.mark.parametrize("key", GOOD)
def test_a_drawing_is_one_picture_with_a_name_and_a_description(drawings: Drawings, key: str) -> None:
    whole = tree(drawings[key])
    named = {element.get("id"): element.text for element in whole}
    assert whole.get("role") == "img"
    assert named[whole.get("aria-labelledby")].startswith("A chart of ")
    assert named[whole.get("aria-describedby")] == "Four values, one of each qualifier."


@pytest.mark.parametrize("key", GOOD)
def test_two_processes_draw_the_same_bytes(drawings: Drawings, drawings_again: Drawings, key: str) -> None:
    assert drawings[key] == drawings_again[key]


@pytest.mark.parametrize("key", [*GOOD, *HOSTILE])
def test_every_colour_is_a_token_of_the_theme(drawings: Drawings, key: str) -> None:
    allowed = {"none", *(f"var(--{name},{value})" for value, name in TOKENS.items())}
    painted = {
        value
        for element in tree(drawings[key]).iter()
        for name, value in element.attrib.items()
        if name in ("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color")
    }
    assert painted - allowed == set() and painted & allowed


def test_the_colours_of_charts_are_those_of_the_light_theme() -> None:
    css = (Path(settings.STATICFILES_DIRS[0]) / "css" / "tokens.css").read_text()
    light = dict(re.findall(r"--([a-z0-9-]+):\s*light-dark\((#[0-9A-Fa-f]{6})", css))
    assert {name: value.lower() for name, value in light.items() if name in TOKENS.values()} == {
        name: value for value, name in TOKENS.items()
    }


def test_no_id_stands_twice_on_a_page_of_all_charts(drawings: Drawings) -> None:
    ids = Counter(element.get("id") for key in [*GOOD, *HOSTILE] for element in tree(drawings[key]).iter())
    del ids[None]
    assert ids and max(ids.values()) == 1


@pytest.mark.parametrize("key", [*GOOD, *HOSTILE])
def test_a_drawing_holds_nothing_that_runs_or_fetches(drawings: Drawings, key: str) -> None:
    elements = list(tree(drawings[key]).iter())
    assert {e.tag.removeprefix(SVG) for e in elements} <= {"svg", "title", "desc", "g", "path", "line", "text"}
    attributes = {name for e in elements for name in e.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name or name in ("style", "src")}
    assert not [value for e in elements for value in e.attrib.values() if "script" in value or "http" in value]


@pytest.mark.parametrize("key", [*GOOD, *LOSSES])
def test_every_mark_and_word_begins_inside_the_picture(drawings: Drawings, key: str) -> None:
    width, height = (float(n) for n in tree(drawings[key]).get("viewBox").split()[2:])
    astray = [(x, y) for x, y in places(tree(drawings[key])) if not (-1 <= x <= width + 1 and -1 <= y <= height + 1)]
    assert astray == []


def places(element: Any, x: float = 0, y: float = 0) -> Iterator[tuple[float, float]]:
    """Where each mark and word is put in the picture, px."""
    if moved := re.match(r"translate\((-?[\d.]+),(-?[\d.]+)\)", element.get("transform", "")):
        x, y = x + float(moved[1]), y + float(moved[2])
    if element.tag in (f"{SVG}text", f"{SVG}line"):
        yield x, y
    for started in re.findall(r"M(-?[\d.]+),(-?[\d.]+)", element.get("d", "")):
        yield x + float(started[0]), y + float(started[1])
    for child in element:
        yield from places(child, x, y)


@pytest.mark.parametrize("key", [key for key in LOSSES if key.startswith(("line", "ranges"))])
def test_zero_stands_on_the_scale_of_losses(drawings: Drawings, key: str) -> None:
    ticks = [text for text in words(drawings[key]) if TICK.fullmatch(text)]
    assert ticks and {"0", "$0"} & set(ticks)


@pytest.mark.parametrize("key", LOSSES)
def test_no_hyphen_stands_for_a_minus(drawings: Drawings, key: str) -> None:
    assert [text for text in words(drawings[key]) if "-" in text] == []


@pytest.mark.parametrize("key", HOSTILE)
def test_hostile_words_are_drawn(drawings: Drawings, key: str) -> None:
    assert drawings[key].error == ""


@pytest.mark.parametrize("key", HOSTILE)
def test_hostile_words_stay_the_words_that_they_are(drawings: Drawings, key: str) -> None:
    known = [*hostile.WORDS.values(), *(f"{a}{between}{b}" for a, b in PAIRS for between in (", ", "  "))]
    drawn = [text for text in words(drawings[key]) if not TICK.fullmatch(text)]
    assert len(drawn) >= 4
    assert [text for text in drawn if not any(_is_of(text, whole) for whole in known)] == []


PAIRS = list(itertools.product(hostile.WORDS.values(), repeat=2))  # a label and its period, a value and its series
TICK = re.compile(r"−?[$]?[\d,.]+[BM]?")


@pytest.mark.parametrize("key", HOSTILE)
def test_hostile_names_and_descriptions_stay_the_words_that_they_are(drawings: Drawings, key: str) -> None:
    made = next(made for made in hostile.jobs() if made.key == key)
    assert [element.text for element in tree(drawings[key])[:2]] == [made.title, made.description]


def _is_of(text: str, whole: str) -> bool:
    """Whether a drawn text is those words, a line of them, or their beginning where there was no room for all."""
    return all(_plain(part) in _plain(whole) for part in re.split("…,?", text))


def _plain(text: str) -> str:
    """One line, without the marks that keep a script from turning what stands beside it."""
    return " ".join(text.translate({0x2068: None, 0x2069: None}).split())


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("kind", KINDS)
def test_words_keep_their_digits(drawings: Drawings, kind: str, width: str) -> None:
    assert any("$28.53" in text for text in words(drawings[f"{kind}-chart/told/{width}"]))


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_value_is_written(drawings: Drawings, kind: str, width: str) -> None:
    drawn = " ".join(words(drawings[f"{kind}-chart/told/{width}"]))
    assert [text for text in ("$28.53", "over $70", "under $40", "$48 to $52") if text not in drawn] == []


@pytest.mark.parametrize("kind", ["line", "ranges"])
def test_an_open_end_is_drawn_as_strokes_that_thin_out(drawings: Drawings, kind: str) -> None:
    strokes = [e for e in tree(drawings[f"{kind}-chart/told/wide"]).iter(f"{SVG}line") if e.get("opacity")]
    thin = Counter(e.get("opacity") for e in strokes if e.get("stroke-width") == "2.5")
    assert thin == {"0.8": 2, "0.5": 2, "0.3": 2}  # one figure is over, one under


def test_a_bar_over_its_value_goes_on_in_slices(drawings: Drawings) -> None:
    drawn = drawings["bars-chart/told/wide"]
    assert [marks(drawn, opacity) for opacity in ("0.8", "0.5", "0.3")] == [1, 1, 1]


def test_a_bar_under_its_value_is_cut_into_slices(drawings: Drawings) -> None:
    cuts = [e for e in tree(drawings["bars-chart/told/wide"]).iter(f"{SVG}path") if "--paper" in e.get("fill", "")]
    assert len(cuts) == 3


@pytest.mark.parametrize("direction", [1, -1])
def test_strokes_thin_out_away_from_the_point(direction: int) -> None:
    strokes = thinning(1.0, direction)
    away = [stroke["from"] * direction for stroke in strokes] + [strokes[-1]["to"] * direction]
    assert away == sorted(away) and away[0] > 0
    assert [s["opacity"] for s in strokes] == sorted((s["opacity"] for s in strokes), reverse=True)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_an_event_is_a_ring_on_the_guide(drawings: Drawings, width: str) -> None:
    rings = [
        e
        for e in tree(drawings[f"line-chart/told/{width}"]).iter(f"{SVG}path")
        if "--paper" in e.get("fill", "") and "--data-1" in e.get("stroke", "")
    ]
    assert len(rings) == 1


def test_an_event_is_named_and_dated_where_there_is_room(drawings: Drawings) -> None:
    assert {"The first day", "8 May 2021"} <= set(words(drawings["line-chart/told/wide"]))


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_wide_drawing_as_told_has_a_png(drawings: Drawings, kind: str) -> None:
    with_png = [key for key in GOOD if key.startswith(kind) and drawings[key].png]
    assert with_png == [f"{kind}-chart/told/wide"]


def test_a_png_is_a_png(drawings: Drawings) -> None:
    assert base64.b64decode(drawings["bars-chart/told/wide"].png).startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize("key", GOOD)
def test_the_compiled_specification_fetches_nothing(drawings: Drawings, key: str) -> None:
    spec = json.loads(drawings[key].vega)
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega/")
    assert '"url":' not in drawings[key].vega


@pytest.mark.parametrize("sentence", failing_jobs())
def test_what_cannot_be_drawn_is_said_in_a_sentence(drawings: Drawings, sentence: str) -> None:
    drawing = drawings[failing_jobs()[sentence].key]
    assert (drawing.error, drawing.svg) == (sentence, "")


def test_a_failing_job_does_not_stop_those_after_it(drawings: Drawings) -> None:
    first_good = list(drawings).index(GOOD[0])
    assert all(drawing.error for drawing in list(drawings.values())[:first_good])
    assert [key for key in GOOD if drawings[key].error] == []
