"""The bill: choosing, sorting and grouping receipts."""

from typing import Any

import pytest

from datastory.ledger.bill import Choice, Options, bill


def line(number: int, **changes: Any) -> dict[str, Any]:
    """A receipt as the bill sees it."""
    view = changes.get("shown", shown("$1B", "1000000000"))
    return {
        "number": f"{number:03}",
        "slug": f"figure-{number}",
        "label": "Revenue",
        "period": "FY2024",
        "start": "2024-01-01",
        "end": "2024-12-31",
        "subject": {"slug": "acme", "name": "Acme"},
        "metric": {"slug": "revenue", "name": "Revenue"},
        "unit": "US dollars",
        "unit_code": "USD",
        "told": view,
        "record": None,
        "shown": view,
        "stamp": "open",
        "disputed": False,
    } | changes


def named(slug: str) -> dict[str, str]:
    return {"slug": slug, "name": slug.title()}


def numbers(rows: list[dict[str, Any]]) -> list[str]:
    return [row["number"].lstrip("0") for row in rows]


def shown(words: str, value: str = "", qualifier: str = "exact") -> dict[str, str]:
    return {"words": words, "compact": words, "value": value or words, "qualifier": qualifier}


def test_without_a_choice_the_bill_keeps_the_order_of_the_ledger() -> None:
    assert numbers(Choice.read({}).apply([line(2), line(1)])) == ["2", "1"]


def test_an_unknown_order_is_named_and_left_out() -> None:
    choice = Choice.read({"sort": "colour"})
    assert (choice.sort, choice.problems) == (
        "subject",
        {"sort": "The bill cannot be sorted by “colour”; it can be by subject, date, size, verdict."},
    )


@pytest.mark.parametrize(("asked", "disputed"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_disputed_is_on_unless_it_is_empty_or_zero(asked: str, disputed: bool) -> None:
    assert Choice.read({"disputed": asked}).disputed is disputed


def test_going_back_to_a_day_leaves_out_what_was_not_over_by_then() -> None:
    rows = [line(1, start="2021-01-01", end="2021-12-31"), line(2, start="2022-01-01", end="2022-12-31")]
    assert numbers(Choice.read({"then": "2022-06"}).apply(rows)) == ["1"]


def test_a_day_that_is_none_is_named_kept_and_not_followed() -> None:
    choice = Choice.read({"then": "yesterday"})
    assert (choice.then, choice.then_written) == (None, "yesterday")
    assert "“yesterday”" in choice.problems["then"]


def test_a_very_long_search_is_cut() -> None:
    assert len(Choice.read({"q": "x" * 5000}).q) == 100


@pytest.mark.parametrize("q", ["REVENUE", "fy2024 acme", "1b", "figure-1", "$1B"])
def test_every_word_of_a_search_is_found_anywhere_in_a_line(q: str) -> None:
    assert numbers(Choice.read({"q": q}).apply([line(1)])) == ["1"]


def test_a_line_that_lacks_a_word_is_left_out() -> None:
    assert Choice.read({"q": "revenue zebra"}).apply([line(1)]) == []


def test_only_disputed_lines_are_kept_if_asked_for() -> None:
    assert numbers(Choice.read({"disputed": "1"}).apply([line(1), line(2, disputed=True)])) == ["2"]


@pytest.mark.parametrize("field", ["subject", "metric"])
def test_a_subject_or_a_metric_can_be_chosen(field: str) -> None:
    rows = [line(1), line(2, **{field: named("other")})]
    assert numbers(Choice.read({field: "other"}).apply(rows)) == ["2"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"subject": "nobody"}, "No line of the bill is about “nobody”; all subjects are shown."),
        ({"metric": "luck"}, "Nothing on the bill is measured as “luck”; all measures are shown."),
        ({"year": "1999"}, "No line of the bill is of the year “1999”; it has 2024 to 2024, and all are shown."),
        ({"exact": "roughly"}, "“roughly” is no degree of exactness; there are exact, about, over, under, range."),
        ({"verdict": "fine"}, "There is no verdict “fine”; there are adds-up, rounded, does-not, disagree, open."),
        ({"reading": "both"}, "There is no reading “both”; numbers are shown as told."),
    ],
)
def test_what_nothing_on_the_bill_has_is_named_and_left_out(query: dict[str, str], problem: str) -> None:
    rows = [line(1)]
    choice = Choice.read(query, Options.of(rows))
    assert (choice.problems, numbers(choice.apply(rows))) == (dict.fromkeys(query, problem), ["1"])


def test_a_very_long_wrong_word_is_cut_in_the_answer() -> None:
    assert len(Choice.read({"sort": "x" * 5000}).problems["sort"]) < 200


@pytest.mark.parametrize(("year", "kept"), [("2021", []), ("2022", ["1"]), ("2023", ["1"]), ("2024", ["1", "2"])])
def test_a_year_keeps_every_line_whose_period_reaches_into_it(year: str, kept: list[str]) -> None:
    rows = [line(1, start="2022-06-01"), line(2), line(3, start="", end="")]
    assert numbers(Choice(year=year).apply(rows)) == kept


def test_exactness_is_that_of_the_side_shown() -> None:
    rows = [line(1, record=shown("2", qualifier="over")), line(2)]
    assert numbers(Choice(exact="over").apply(rows)) == []
    assert numbers(Choice(exact="over", reading="record").apply(rows)) == ["1"]


def test_a_verdict_can_be_chosen() -> None:
    assert numbers(Choice(verdict="rounded").apply([line(1), line(2, stamp="rounded")])) == ["2"]


def test_by_size_on_record_the_value_on_record_counts() -> None:
    rows = [line(1, shown=shown("5"), record=shown("1")), line(2, shown=shown("3"))]
    assert numbers(Choice(sort="size", reading="record").apply(rows)) == ["2", "1"]


def test_the_options_are_those_of_the_lines_the_latest_year_first() -> None:
    options = Options.of([line(1), line(2, start="2020-01-01", end="2020-12-31", subject=named("abel"))])
    assert options.years == ("2024", "2020")
    assert options.subjects == (("abel", "Abel"), ("acme", "Acme"))


def test_by_date_lines_without_a_date_come_last() -> None:
    rows = [line(1, start=""), line(2, start="2024-01-01"), line(3, start="2008-11-01")]
    assert numbers(Choice.read({"sort": "date"}).apply(rows)) == ["3", "2", "1"]


def test_by_size_the_largest_of_a_unit_comes_first() -> None:
    rows = [line(1, shown=shown("5")), line(2, shown=shown("70")), line(3, unit_code="percent", shown=shown("99"))]
    assert numbers(Choice.read({"sort": "size"}).apply(rows)) == ["2", "1", "3"]


def test_by_size_a_line_without_a_value_comes_last() -> None:
    rows = [line(1, shown=None, told=None), line(2)]
    assert numbers(Choice.read({"sort": "size"}).apply(rows)) == ["2", "1"]


def test_by_verdict_what_does_not_add_up_comes_first() -> None:
    stamps = ["adds-up", "open", "rounded", "disagree", "does-not"]
    rows = [line(n, stamp=stamp) for n, stamp in enumerate(stamps, 1)]
    assert numbers(Choice.read({"sort": "verdict"}).apply(rows)) == ["5", "4", "3", "2", "1"]


def test_by_subject_each_subject_stands_once_in_the_order_of_the_ledger() -> None:
    rows = [line(1, subject=named("zed")), line(2, subject=named("acme")), line(3, subject=named("zed"))]
    sections = bill(rows, Choice())
    assert [(s.heading, numbers(s.rows)) for s in sections] == [("Zed", ["1", "3"]), ("Acme", ["2"])]


@pytest.mark.parametrize(
    ("sort", "heading"), [("date", "2024"), ("size", "US dollars"), ("verdict", "open"), ("subject", "Acme")]
)
def test_a_section_is_headed_by_what_the_bill_is_sorted_by(sort: str, heading: str) -> None:
    assert bill([line(1)], Choice(sort=sort))[0].heading == heading


def test_a_section_counts_its_disputed_lines() -> None:
    assert bill([line(1, disputed=True), line(2)], Choice())[0].disputed == 1


def test_a_line_without_a_date_stands_under_no_date() -> None:
    assert bill([line(1, start="")], Choice(sort="date"))[0].heading == "No date"
