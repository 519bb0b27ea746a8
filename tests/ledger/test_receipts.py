"""The receipt of a figure and of a check: all that a reader is shown, from plain data."""

import json
from typing import Any

import pytest

from datastory.ledger.intervals import Qualifier, Stated, quantity
from datastory.ledger.receipts import (
    CheckEntry,
    FigureEntry,
    Ledger,
    ReadingEntry,
    SourceEntry,
    check_view,
    reading_view,
    receipt,
)
from datastory.ledger.verdicts import Relation, Stamp, Sum


def reading(value: str, unit: str = "USD", kind: str = "essay", qualifier: str = "exact", **rest: Any) -> ReadingEntry:
    source = SourceEntry(kind, kind, kind, kind.title(), "", "", "")
    stated = Stated(value, unit, Qualifier(qualifier), rest.get("low", ""), rest.get("high", ""), signed=True)
    return ReadingEntry(stated, source, "section 1", "stated", "", "")


def figure(slug: str, *readings: ReadingEntry, unit: str = "USD", period: str = "") -> FigureEntry:
    metric = {"slug": "m", "name": "M", "definition": ""}
    subject = {"slug": "acme", "name": "Acme"}
    return FigureEntry(7, 12, slug, slug.title(), unit, metric, subject, period, "", "", readings)


def ledger(*figures: FigureEntry, checks: tuple[CheckEntry, ...] = ()) -> Ledger:
    return Ledger({f.slug: f for f in figures}, checks)


def check(expression: str, expected: Any, unit: str = "USD", **rest: Any) -> CheckEntry:
    total = Sum("sum", expression, Relation.EQUALS, expected, **rest)
    return CheckEntry(1, "sum", "The sum holds.", "Because.", unit, total)


def data_of(entry: FigureEntry, **rest: Any) -> dict[str, Any]:
    return receipt(entry, [], ledger(entry, **rest))[1]


def reason_of(*readings: ReadingEntry, unit: str = "USD") -> str:
    reason: str = data_of(figure("f", *readings, unit=unit))["reason"]
    return reason


def outcome(whole: Ledger, side: str = "told") -> dict[str, Any]:
    shown: dict[str, Any] = check_view(whole.reckon()[0], whole)[side]
    return shown


def test_the_essays_first_reading_is_as_told() -> None:
    entry = figure("f", reading("9", kind="filing"), reading("1"), reading("2"))
    assert entry.told == reading("1")


@pytest.mark.parametrize(
    ("kinds", "best"),
    [
        (["aggregator", "press", "statement", "filing"], "filing"),
        (["press", "statement"], "statement"),
        (["aggregator", "press"], "press"),
        (["essay", "aggregator"], "aggregator"),
    ],
)
def test_the_strongest_source_is_on_record(kinds: list[str], best: str) -> None:
    record = figure("f", *(reading("1", kind=kind) for kind in kinds)).record
    assert record and record.source.kind == best


def test_of_two_equally_strong_sources_the_first_is_on_record() -> None:
    assert figure("f", reading("1", kind="press"), reading("2", kind="press")).record == reading("1", kind="press")


def test_an_essay_alone_is_not_on_record() -> None:
    assert figure("f", reading("1")).record is None


def test_the_receipt_can_be_kept_as_json() -> None:
    data = data_of(figure("f", reading("7E+10", qualifier="over"), reading("7.2E+10", kind="filing")))
    assert json.loads(json.dumps(data)) == data


def test_the_number_of_a_receipt_has_three_digits() -> None:
    assert data_of(figure("f", reading("1")))["number"] == "012"


def test_what_is_told_is_shown_before_what_is_on_record() -> None:
    assert data_of(figure("f", reading("1", kind="filing"), reading("2")))["shown"]["words"] == "$2"


def test_what_is_on_record_is_shown_where_nothing_is_told() -> None:
    assert data_of(figure("f", reading("1", kind="filing")))["shown"]["words"] == "$1"


def test_further_readings_are_listed_apart() -> None:
    entry = figure("f", reading("1"), reading("2"), reading("3", kind="filing"), reading("4", kind="press"))
    assert [view["words"] for view in data_of(entry)["others"]] == ["$2", "$4"]


def test_a_figure_without_readings_shows_nothing() -> None:
    data = data_of(figure("f"))
    assert (data["shown"], data["stamp"]) == (None, "open")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("words", "over $70 billion"),
        ("bare", "$70 billion"),
        ("compact", "over $70B"),
        ("value", "70000000000"),
        ("low", "70000000000"),
        ("high", None),
        ("interval", "$70B or more"),
        ("exactness", "a floor"),
    ],
)
def test_a_reading_is_kept_in_every_form_in_which_a_page_may_set_it(key: str, shown: str | None) -> None:
    assert reading_view(reading("7E+10", qualifier="over"))[key] == shown


@pytest.mark.parametrize(
    ("readings", "reason"),
    [
        ((reading("15"), reading("15.0", kind="filing")), "The essay and the public record agree."),
        (
            (reading("4.5E+9"), reading("4.46E+9", kind="filing")),
            "The essay and the public record agree, but only within rounding: they are $40M apart.",
        ),
        (
            (reading("435", qualifier="over"), reading("443.49", kind="filing")),
            "The essay says over $435, the public record $443.49: both can be true.",
        ),
        (
            (reading("28.5"), reading("29.1", kind="filing")),
            "The essay and the public record are $0.60 apart, more than their rounding allows.",
        ),
        ((reading("15"),), "No public source that we read gives this figure."),
        (
            (reading("15", kind="filing"),),
            "The essay does not give this figure; it is here from the public record.",
        ),
    ],
)
def test_the_stamp_has_a_reason(readings: tuple[ReadingEntry, ...], reason: str) -> None:
    assert reason_of(*readings) == reason


def test_shares_are_points_apart() -> None:
    readings = reading("92", "percent"), reading("95", "percent", kind="filing")
    assert "are 3 pp apart" in reason_of(*readings, unit="percent")


@pytest.mark.parametrize(
    ("verdict", "expected", "start"),
    [
        ("does-not", "9", "It fails a sum over other figures of the story"),
        ("adds-up", "5", "No public source was found for it, but other figures of the story give the same."),
        ("rounded", "5.6", "No public source was found for it; other figures give it only by rounding."),
    ],
)
def test_the_sums_give_the_reason_where_the_record_is_silent(verdict: str, expected: str, start: str) -> None:
    one, other, whole = figure("one", reading("2")), figure("other", reading("3")), figure("whole", reading(expected))
    books = ledger(one, other, whole, checks=(check("one + other", "whole"),))
    mark, data = receipt(whole, books.reckon(), books)
    assert mark == Stamp(verdict)
    assert data["reason"].startswith(start)


@pytest.mark.parametrize(("kinds", "disputed"), [(("1", "9"), True), (("1", "1"), False)])
def test_a_figure_is_disputed_if_its_sources_disagree(kinds: tuple[str, str], disputed: bool) -> None:
    told, record = kinds
    assert data_of(figure("f", reading(told), reading(record, kind="filing")))["disputed"] is disputed


def test_a_check_is_reckoned_as_told_and_on_record() -> None:
    one = figure("one", reading("2"), reading("4", kind="filing"))
    whole = figure("whole", reading("4"), reading("4", kind="filing"))
    books = ledger(one, whole, checks=(check("one * 2", "whole"),))
    view = check_view(books.reckon()[0], books)
    assert (view["told"]["verdict"], view["record"]["verdict"]) == ("adds-up", "does-not")


def test_a_check_shows_its_arithmetic_with_the_values_of_each_side() -> None:
    one = figure("one", reading("2E+9", qualifier="over"), reading("2.1E+9", kind="filing"))
    books = ledger(one, checks=(check("one * 100", quantity(Stated("1", "USD"))),))
    assert (outcome(books)["worked"], outcome(books, "record")["worked"]) == ("over $2B × 100", "$2.1B × 100")


@pytest.mark.parametrize(
    ("entry", "worked"),
    [
        (reading("", "percent", qualifier="range", low="48", high="52"), "[48 to 52%] × 2"),
        (reading("3", "one-in"), "3 × 2"),
        (reading("2008", "date", qualifier="about"), "2008 × 2"),
        (reading("92", "percent", qualifier="about"), "92% × 2"),
    ],
)
def test_an_operand_is_written_as_a_sum_needs_it(entry: ReadingEntry, worked: str) -> None:
    one = figure("one", entry, unit=entry.stated.unit)
    assert outcome(ledger(one, checks=(check("one * 2", quantity(Stated("1", "times"))),)))["worked"] == worked


def test_a_missing_operand_stands_in_brackets_by_its_label() -> None:
    one = figure("one", reading("2", kind="filing"))
    books = ledger(one, checks=(check("one * 2", quantity(Stated("4", "USD"))),))
    assert outcome(books)["worked"] == "[One] × 2"


def test_a_missing_figure_is_called_by_its_label_and_period_in_the_reason() -> None:
    one = figure("one", reading("2", kind="filing"), period="FY2024")
    books = ledger(one, checks=(check("one * 2", quantity(Stated("4", "USD"))),))
    assert outcome(books)["reason"] == "missing here: “One, FY2024”"


def test_a_slug_within_a_label_or_a_longer_slug_is_left_alone() -> None:
    figures = [figure(slug, reading("2", kind="filing")) for slug in ("one-sales", "sales", "one")]
    books = ledger(*figures, checks=(check("one_sales + one_sales_abroad", quantity(Stated("4", "USD"))),))
    assert outcome(books)["reason"] == "missing here: “One-Sales”, one-sales-abroad"


def test_a_result_without_an_upper_limit_has_none_in_the_data() -> None:
    one = figure("one", reading("2", qualifier="over"))
    view = outcome(ledger(one, checks=(check("one * 2", quantity(Stated("4", "USD"))),)))
    assert (view["low"], view["high"], view["interval"]) == ("4", None, "$4 or more")


def test_the_result_of_a_sum_of_dates_is_all_the_days_that_it_may_be() -> None:
    one = figure("one", reading("2008", "date"), unit="date")
    books = ledger(one, checks=(check("one + 8", quantity(Stated("2016", "date")), "date"),))
    assert outcome(books)["result"] == "1 January to 31 December 2016"


def test_what_a_bound_allows_is_not_called_rounded() -> None:
    over = figure(
        "one",
        reading("435", "USD/share", qualifier="over"),
        reading("443.49", "USD/share", kind="filing"),
        unit="USD/share",
    )
    books = ledger(over)
    mark, data = receipt(over, [], books)
    assert mark is Stamp.ADDS_UP
    assert data["reason"] == "The essay says over $435, the public record $443.49: both can be true."


def test_a_day_within_the_month_that_is_told_adds_up() -> None:
    month = figure("one", reading("2021-02", "date"), reading("2021-02-18", "date", kind="filing"), unit="date")
    mark, data = receipt(month, [], ledger(month))
    assert mark is Stamp.ADDS_UP
    assert data["told"]["interval"] == "1 to 28 February 2021"


def test_a_slip_names_what_its_sum_gives_where_that_is_another_figure() -> None:
    one, two = figure("one", reading("2", "people")), figure("two", reading("4", "people"))
    books = ledger(one, two, checks=(check("one * 2", "two", "people"),))
    found = {entry.slug: receipt(entry, books.reckon(), books)[1]["sum"]["gives"] for entry in (one, two)}
    assert found == {"one": two.label, "two": ""}


def test_a_bound_on_record_does_not_make_an_estimate_exact() -> None:
    about = figure("one", reading("70", qualifier="about"), reading("72", kind="filing", qualifier="over"))
    assert receipt(about, [], ledger(about))[0] is Stamp.ROUNDED
