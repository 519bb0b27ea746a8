"""What the compiler writes beside a drawing: where its figures stand, what it says, how it stands alone."""

import xml.etree.ElementTree as ET

from datastory.charts.data import Point, Spot
from datastory.charts.poster import poster
from datastory.charts.walk import MOST, spots, walkable
from tests.charts.live.parts import point

SVG = (
    '<svg class="chart chart--wide" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 184" role="img" '
    'aria-labelledby="a-t" aria-describedby="a-d"><title id="a-t">T</title><desc id="a-d">D</desc>'
    '<text font-family="Inter, sans-serif" fill="var(--ink,#16202e)">x</text></svg>'
)


def spec(rows: list[dict[str, object]], mark: str = "point") -> dict[str, object]:
    return {
        "width": 100,
        "height": 100,
        "padding": 10,
        "autosize": "none",
        "layer": [
            {
                "data": {"values": rows},
                "mark": mark,
                "encoding": {
                    "x": {"field": "x", "type": "quantitative", "scale": None, "axis": None},
                    "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
                },
            }
        ],
    }


def test_a_row_belongs_to_a_figure_by_its_slug() -> None:
    rows: list[dict[str, object]] = [{"slug": "a", "x": 40, "y": 30}]
    assert spots(spec(rows), [point("a")]) == [Spot(slug="a", x=50, y=40)]


def test_or_by_its_label_and_text() -> None:
    rows: list[dict[str, object]] = [
        {"label": "A", "text": "$1", "x": 5, "y": 5},
        {"label": "B", "text": "$1", "x": 1, "y": 1},
    ]
    assert [s.slug for s in spots(spec(rows), [point("a", label="A", text="$1")])] == ["a"]


def test_points_of_a_series_are_walked_from_left_to_right() -> None:
    rows: list[dict[str, object]] = [{"slug": "b", "x": 80, "y": 1}, {"slug": "a", "x": 2, "y": 1}]
    assert [s.slug for s in spots(spec(rows), [point("b"), point("a")])] == ["a", "b"]


def test_asking_leaves_the_spec_as_it_was() -> None:
    asked = spec([{"slug": "a", "x": 1, "y": 1}])
    spots(asked, [point("a")])
    assert "description" not in str(asked)


def test_the_walk_is_written_on_the_drawing() -> None:
    walk = [Spot(slug="b", x=1, y=2), Spot(slug="a", x=3, y=4, w=5, h=6)]
    assert 'data-walk="1:1,2 0:3,4,5,6"' in walkable(SVG, walk, [point("a"), point("b")])


def test_thousands_of_points_are_left_to_the_table() -> None:
    many: list[Point] = [point(f"p{n}") for n in range(MOST + 1)]
    walk = [Spot(slug=p.slug, x=1, y=1) for p in many]
    assert "data-walk" not in walkable(SVG, walk, many)


def test_a_poster_needs_no_page() -> None:
    alone = poster(SVG, "A <title> & more", "Measure", "Site")
    root = ET.fromstring(alone)
    assert root.attrib["width"] == "1008" and "var(" not in alone and "data-walk" not in alone
    assert "Inter, Arial" in alone and "A <title> & more" in "".join(root.itertext())


def test_a_long_title_runs_over_lines() -> None:
    one, many = (ET.fromstring(poster(SVG, "word " * n, "M", "S")) for n in (3, 60))
    assert float(many.attrib["height"]) > float(one.attrib["height"])
