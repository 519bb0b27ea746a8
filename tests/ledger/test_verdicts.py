"""Does the sum hold? Verdicts on checks, the agreement of readings, the stamps on figures."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datastory.ledger.intervals import INFINITY, Interval, Quantity
from datastory.ledger.verdicts import Relation, Stamp, Sum, Verdict, check, compare, stamp


def among(low: Any, high: Any, point: Any = None) -> Quantity:
    """The quantity between two values; the middle stands for it if nothing else is said."""
    low, high = Decimal(low), Decimal(high)
    return Quantity(Interval(low, high), (low + high) / 2 if point is None else Decimal(point))


def exactly(value: Any) -> Quantity:
    return among(value, value)


def total(expression: str, expected: Any = "expected", relation: str = "equals", **rest: Any) -> Sum:
    return Sum("sum", expression, Relation(relation), expected, **rest)


FIGURES = {"price": among("14.995", "15.005"), "close": among("28.525", "28.535"), "expected": among("89.5", "90.5")}
RISE = "(close / price - 1) * 100"


@pytest.mark.parametrize(
    ("result", "expected", "verdict"),
    [
        (exactly(90), among("89.5", "90.5"), Verdict.ADDS_UP),
        (among("89", "91"), among("89.5", "90.5"), Verdict.ADDS_UP),
        (among("90.4", "91"), among("89.5", "90.5"), Verdict.ROUNDED),
        (among("90.5", "91"), among("89.5", "90.5"), Verdict.ROUNDED),
        (among("90.6", "91"), among("89.5", "90.5"), Verdict.DOES_NOT),
        (among("88", "89.4"), among("89.5", "90.5"), Verdict.DOES_NOT),
        (Quantity(Interval(Decimal(70), INFINITY), Decimal(70)), exactly(72), Verdict.ROUNDED),
        (Quantity(Interval(Decimal(70), INFINITY), Decimal(70)), exactly(69), Verdict.DOES_NOT),
    ],
)
def test_equal_is_what_lies_in_the_expected_interval(result: Quantity, expected: Quantity, verdict: Verdict) -> None:
    assert compare(result, expected) is verdict


@pytest.mark.parametrize(
    ("relation", "result", "verdict"),
    [
        ("at most", exactly(9), Verdict.ADDS_UP),
        ("at most", exactly(10), Verdict.ADDS_UP),
        ("at most", exactly("10.4"), Verdict.ROUNDED),
        ("at most", among("10.4", "12"), Verdict.ROUNDED),
        ("at most", exactly("10.6"), Verdict.DOES_NOT),
        ("at least", exactly(11), Verdict.ADDS_UP),
        ("at least", exactly(10), Verdict.ADDS_UP),
        ("at least", exactly("9.6"), Verdict.ROUNDED),
        ("at least", among("8", "9.6"), Verdict.ROUNDED),
        ("at least", exactly("9.4"), Verdict.DOES_NOT),
    ],
)
def test_a_bound_holds_on_its_one_side(relation: str, result: Quantity, verdict: Verdict) -> None:
    assert compare(result, among("9.5", "10.5"), Relation(relation)) is verdict


def test_a_check_that_adds_up_shows_its_result() -> None:
    outcome = check(total(RISE), FIGURES)
    assert (outcome.verdict, round(outcome.result.point, 1)) == (Verdict.ADDS_UP, Decimal("90.2"))  # type: ignore[union-attr]


def test_a_check_that_does_not_add_up_shows_both_sides() -> None:
    outcome = check(total(RISE, among("91.5", "92.5")), FIGURES)
    assert outcome.verdict is Verdict.DOES_NOT
    assert outcome.expected == among("91.5", "92.5")


def test_a_number_may_be_expected_in_place_of_a_figure() -> None:
    assert check(total(RISE, exactly("90.15")), FIGURES).verdict is Verdict.ROUNDED


def test_a_relation_other_than_equality_is_followed() -> None:
    assert check(total(RISE, exactly(80), "at least"), FIGURES).verdict is Verdict.ADDS_UP


def test_missing_figures_are_named_in_alphabetical_order() -> None:
    outcome = check(total("zulu + close + alpha", "bravo"), FIGURES)
    assert (outcome.verdict, outcome.reason) == (Verdict.CANNOT, "missing here: alpha, bravo, zulu")


@pytest.mark.parametrize("base", [exactly(0), exactly(-3), among(-1, 1)])
def test_growth_from_nothing_or_a_loss_has_no_meaning(base: Quantity) -> None:
    outcome = check(total("close / price", positive=("price",)), FIGURES | {"price": base})
    assert (outcome.verdict, outcome.reason) == (Verdict.CANNOT, "no meaning: the base, price, is not above zero")


def test_a_base_above_zero_is_no_obstacle() -> None:
    assert check(total(RISE, positive=("price",)), FIGURES).verdict is Verdict.ADDS_UP


def test_a_base_that_is_not_in_the_sum_need_not_be_there() -> None:
    assert check(total(RISE, positive=("elsewhere",)), FIGURES).verdict is Verdict.ADDS_UP


def test_a_division_by_what_may_be_zero_cannot_be_checked() -> None:
    outcome = check(total("close / (price - 15)"), FIGURES)
    assert outcome.verdict is Verdict.CANNOT
    assert outcome.reason.startswith("no meaning: every value is possible")


def test_what_cannot_be_checked_still_shows_what_was_expected() -> None:
    assert check(total("close / (price - 15)"), FIGURES).expected == FIGURES["expected"]


values = st.decimals(-100, 100, places=2)
quantities = st.tuples(values, values, values).map(sorted).map(lambda t: among(t[0], t[2], t[1]))
relations = st.sampled_from(list(Relation))
margins = st.decimals(0, 50, places=2)
expressions = st.sampled_from(["a + b", "a - b", "a * b", "a * a - b", "-a", "abs(a) + b", "min(a, b)", "a / 7 - b"])
PASSING = (Verdict.ADDS_UP, Verdict.ROUNDED)


def widened(quantity: Quantity, below: Decimal, above: Decimal) -> Quantity:
    return Quantity(Interval(quantity.interval.low - below, quantity.interval.high + above), quantity.point)


@given(expressions, relations, quantities, quantities, quantities, st.sampled_from("abe"), margins, margins)
def test_less_exact_operands_never_make_a_sum_fail(
    expression: str,
    relation: Relation,
    a: Quantity,
    b: Quantity,
    expected: Quantity,
    which: str,
    below: Decimal,
    above: Decimal,
) -> None:
    narrow = {"a": a, "b": b, "e": expected}
    wide = narrow | {which: widened(narrow[which], below, above)}
    before, after = (check(Sum("s", expression, relation, "e"), figures).verdict for figures in (narrow, wide))
    assert after in PASSING or before not in PASSING


@given(quantities, quantities)
def test_equality_fails_from_both_sides_or_from_neither(one: Quantity, other: Quantity) -> None:
    assert (compare(one, other) is Verdict.DOES_NOT) == (compare(other, one) is Verdict.DOES_NOT)


@given(quantities, quantities)
def test_what_is_equal_is_also_at_most_and_at_least(one: Quantity, other: Quantity) -> None:
    equal, *bounds = (compare(one, other, relation) in PASSING for relation in Relation)
    assert equal == all(bounds)


@given(quantities)
def test_every_quantity_adds_up_with_itself(one: Quantity) -> None:
    assert {compare(one, one, relation) for relation in Relation} == {Verdict.ADDS_UP}


TOLD, SAME, NEAR, FAR = among(9, 11, 10), among(9, 11, 10), among("10.5", "11.5"), among(20, 21)
OWN = total("a", "figure")
BLAMES = total("a", "other", suspects=("figure",))
EXCUSES = total("a", "figure", suspects=("other",))


@pytest.mark.parametrize(
    ("told", "record", "sums", "mark"),
    [
        # two readings and no sum
        (TOLD, SAME, [], Stamp.ADDS_UP),
        (TOLD, NEAR, [], Stamp.ROUNDED),
        (TOLD, FAR, [], Stamp.DISAGREE),
        # a failing sum of which the figure is expected or suspected
        (TOLD, None, [(OWN, Verdict.DOES_NOT)], Stamp.DOES_NOT),
        (TOLD, None, [(BLAMES, Verdict.DOES_NOT)], Stamp.DOES_NOT),
        (TOLD, FAR, [(BLAMES, Verdict.DOES_NOT)], Stamp.DOES_NOT),
        # the public record exonerates it
        (TOLD, SAME, [(BLAMES, Verdict.DOES_NOT)], Stamp.ADDS_UP),
        (TOLD, NEAR, [(OWN, Verdict.DOES_NOT)], Stamp.ROUNDED),
        # a failing sum that blames another figure
        (TOLD, None, [(EXCUSES, Verdict.DOES_NOT)], Stamp.NOT_ON_RECORD),
        (TOLD, FAR, [(EXCUSES, Verdict.DOES_NOT)], Stamp.DISAGREE),
        # not on record, but other figures give it
        (TOLD, None, [(OWN, Verdict.ADDS_UP)], Stamp.ADDS_UP),
        (TOLD, None, [(OWN, Verdict.ROUNDED)], Stamp.ROUNDED),
        (TOLD, None, [(OWN, Verdict.ADDS_UP), (OWN, Verdict.ROUNDED)], Stamp.ROUNDED),
        (TOLD, None, [(OWN, Verdict.ADDS_UP), (BLAMES, Verdict.DOES_NOT)], Stamp.DOES_NOT),
        # not on record, and nothing gives it
        (TOLD, None, [], Stamp.NOT_ON_RECORD),
        (TOLD, None, [(OWN, Verdict.CANNOT)], Stamp.NOT_ON_RECORD),
        (TOLD, None, [(total("figure", "other"), Verdict.ADDS_UP)], Stamp.NOT_ON_RECORD),
        # the record alone
        (None, SAME, [], Stamp.ADDS_UP),
        (None, SAME, [(OWN, Verdict.CANNOT)], Stamp.ADDS_UP),
        # no reading at all
        (None, None, [], Stamp.NOT_ON_RECORD),
    ],
)
def test_a_figure_is_stamped_by_its_readings_and_its_sums(
    told: Quantity | None, record: Quantity | None, sums: list[tuple[Sum, Verdict]], mark: Stamp
) -> None:
    assert stamp("figure", told, record, sums) is mark


def test_a_failing_sum_against_a_number_blames_nobody_unnamed() -> None:
    assert stamp("figure", TOLD, None, [(total("figure", exactly(3)), Verdict.DOES_NOT)]) is Stamp.NOT_ON_RECORD
