"""The known points of a line, drawn anew."""

import re
from typing import Any

from datastory.charts.sketch import HEIGHT, WIDTHS, sketch


def point(start: str, value: float, **changes: Any) -> dict[str, Any]:
    drawn = {"start": start, "end": "", "value": value, "text": f"${value:g}", "period": start[:4]}
    return drawn | {"qualifier": "exact"} | changes


def circles(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', svg)]


def test_nothing_is_drawn_for_no_points() -> None:
    assert sketch([], "Value", "wide") == ""


def test_time_runs_to_the_right_at_one_scale_and_larger_values_stand_higher() -> None:
    (x1, y1), (x2, y2), (x3, y3) = circles(
        sketch([point("2010-01-01", 1), point("2012-01-01", 4), point("2016-01-01", 2)], "Value", "wide")
    )
    assert abs((x3 - x2) - 2 * (x2 - x1)) < 1
    assert y2 < y3 < y1


def test_a_single_point_stands_in_the_middle() -> None:
    assert circles(sketch([point("2016-06-23", 2)], "Value", "narrow"))[0][0] == WIDTHS["narrow"] / 2


def test_values_below_nought_stand_under_the_axis() -> None:
    svg = sketch([point("2020-01-01", 3), point("2021-01-01", -2)], "Result", "wide")
    axis = re.search(r'class="sketch__axis"[^>]* y1="([\d.]+)"', svg)
    assert axis and circles(svg)[0][1] < float(axis[1]) < circles(svg)[1][1] <= HEIGHT


def test_a_bound_is_open_on_its_side() -> None:
    svg = sketch([point("2020-01-01", 3, qualifier="over")], "Value", "wide")
    y = circles(svg)[0][1]
    ends = [float(end) for end in re.findall(r'class="sketch__open"[^>]* y2="([\d.-]+)"', svg)]
    assert len(ends) == 3 and max(ends) < y


def test_the_strokes_of_a_bound_end_at_nought() -> None:
    svg = sketch([point("2020-01-01", 100), point("2021-01-01", 2, qualifier="under")], "Value", "wide")
    assert "sketch__open" not in svg


def test_all_points_are_said_in_words_and_words_are_text() -> None:
    svg = sketch([point("2016-06-23", 2, text="<$2B>", period="June 2016")], "Value", "wide")
    assert 'role="img" aria-label="Value: &lt;$2B&gt;, June 2016."' in svg and "<$2B>" not in svg
