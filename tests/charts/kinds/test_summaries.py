"""A chart in words: where it goes, how far, and what stands out."""

import pytest

from datastory.charts.kinds import KINDS
from datastory.charts.kinds.telling import ranked, series
from datastory.charts.samples import figure, sample

EXPECTED = {
    "line": "up to 3 times the first. The highest is over $4.1M (FY2021)",
    "bars": "The largest is Wheat, FY2022, about $2.1M; the smallest is Spelt, FY2022, under $600,000",
    "ranges": "The highest is Margin of cake, the lowest Margin of wheat",
    "slope": "Result: 2 values, from −$300,000 (FY2018) to $400,000 (FY2022), up",
    "shares": "The rest of each row: everything else",
    "dumbbell": "Rye: 34% to 22%, 64.7% of it",
    "waterfall": "about +$360,000 are not itemised",
    "mosaic": "Cake: sales $1.2M, margin 62%, profit $744,000, 48% of all",
    "units": "17.5%, 17.5 of 100 dots filled",
    "matrix": "4 layers by 3 columns",
    "heat": "highest FY2021, lowest FY2022",
    "density": "The most fall in 2021, 4 of them",
    "multiples": "Bakers: 4 values, from 9 (FY2018) to 11 (FY2022), up by 22%. The highest is 21 (FY2021)",
    "model": "After a fall of 60% the peak is 2.5 times the low",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_summary_says_what_the_drawing_shows(kind: str) -> None:
    summary = KINDS[kind].summary(sample(kind))
    assert EXPECTED[kind] in summary
    assert summary.endswith(".")
    assert "  " not in summary


@pytest.mark.parametrize("kind", KINDS)
def test_one_figure_is_told_or_refused_in_words(kind: str) -> None:
    job = sample(kind)
    one = job.model_copy(update={"points": job.points[:1], "rows": job.rows[:1]})
    try:
        assert KINDS[kind].summary(one).endswith(".")
    except ValueError as refused:
        assert len(str(refused).split()) >= 5


def test_per_cents_change_by_points() -> None:
    assert "down by 5 points" in series("Margin", [figure("M", 56, "56%", 2019), figure("M", 51, "51%", 2022)])


def test_of_a_bound_only_the_direction_is_told() -> None:
    over = figure("Value", 70, "over $70", 2021, qualifier="over", high=None)
    assert series("", [figure("Value", 2, "$2", 2018), over]).endswith("to over $70 (FY2021), up.")


def test_equal_values_have_no_extremes() -> None:
    assert ranked([figure("A", 1, "1"), figure("B", 1, "1")]) == "2 values, all equal: 1."
