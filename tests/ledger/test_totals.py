"""Sums on the bill: only where they mean something."""

from typing import Any

import pytest

from datastory.ledger.totals import totals

_number = iter(range(1000))


def row(period: str, value: str = "100", **changes: Any) -> dict[str, Any]:
    """A line of the bill: dollars of a year of account, or of a quarter."""
    year = period[-4:]
    first, last = ("01-01", "12-31")
    if period.startswith("Q"):
        first, last = {"1": ("01-01", "03-31"), "2": ("04-01", "06-30")}[period[1]]
    view = {"value": value, "low": value, "high": value}
    return {
        "slug": f"figure-{next(_number)}",
        "period": period,
        "start": f"{year}-{first}",
        "end": f"{year}-{last}",
        "unit_code": "USD",
        "metric": {"slug": "revenue", "name": "Revenue"},
        "subject": {"slug": "acme", "name": "Acme", "parent": ""},
        "told": view,
        "record": None,
        "shown": view,
    } | changes


def part(slug: str, of: str = "acme") -> dict[str, str]:
    return {"slug": slug, "name": slug.title(), "parent": of}


def test_years_of_one_subject_add_up_and_the_sum_says_what_was_summed() -> None:
    found = totals([row("FY2022"), row("FY2023", "200"), row("FY2024", "300")])
    assert [(t.label, t.when, t.told["text"]) for t in found] == [
        ("Revenue of Acme", "FY2022 to FY2024, 3 years", "$600")
    ]


def test_years_with_a_gap_are_named_one_by_one() -> None:
    assert totals([row("FY2020"), row("FY2022"), row("FY2023")])[0].when == "FY2020, FY2022, FY2023"


@pytest.mark.parametrize(
    "rows",
    [
        [row("FY2024")],
        [row("FY2023"), row("FY2024", metric={"slug": "loss", "name": "Loss"})],
        [row("FY2023"), row("FY2024", subject=part("other", ""))],
        [row("FY2023"), row("Q1 2024")],
        [row("FY2024"), row("FY2024")],
        [row("FY2023", unit_code="people"), row("FY2024", unit_code="people")],
        [row("FY2023", unit_code="percent"), row("FY2024", unit_code="percent")],
        [row("FY2023", unit_code="USD/share"), row("FY2024", unit_code="USD/share")],
        [row("mid 2023", start="2023-06-01", end="2023-07-31"), row("late 2024", start="2024-10-01")],
        [row("FY2024"), row("FY2024", subject=part("one"))],
    ],
    ids=[
        "one line",
        "two measures",
        "two subjects",
        "year and quarter",
        "the same year twice",
        "heads",
        "shares",
        "prices",
        "dates that are no period of account",
        "a whole and its part",
    ],
)
def test_what_cannot_be_compared_is_not_summed(rows: list[dict[str, Any]]) -> None:
    assert totals(rows) == []


def test_quarters_add_up_among_themselves() -> None:
    found = totals([row("Q1 2024"), row("Q2 2024"), row("FY2024"), row("FY2023")])
    assert [(t.when, t.told["text"]) for t in found] == [("Q1 2024, Q2 2024", "$200"), ("FY2023, FY2024", "$200")]


def test_parts_of_one_whole_add_up_in_the_same_period() -> None:
    found = totals([row("FY2024", subject=part("one")), row("FY2024", "50", subject=part("other"))])
    assert [(t.label, t.when, t.told["text"]) for t in found] == [("Revenue of One and Other", "FY2024", "$150")]


def test_parts_of_two_wholes_do_not() -> None:
    assert totals([row("FY2024", subject=part("one")), row("FY2024", subject=part("other", "zed"))]) == []


def test_an_open_end_stays_open_in_the_sum() -> None:
    floor = {"value": "100", "low": "100", "high": None}
    found = totals([row("FY2023", told=floor, shown=floor), row("FY2024")])
    assert found[0].told["interval"] == "$200 or more"


def test_on_record_the_told_value_stands_in_where_the_record_is_silent() -> None:
    record = {"value": "90", "low": "90", "high": "90"}
    found = totals([row("FY2023", record=record), row("FY2024")])
    assert (found[0].told["text"], found[0].record["text"]) == ("$200", "$190")
