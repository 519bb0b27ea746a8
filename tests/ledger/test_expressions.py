"""Arithmetic over figures, and nothing but arithmetic."""

import ast
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from datastory.ledger.expressions import LONGEST, NoMeaning, evaluate, figure_names, worked
from datastory.ledger.intervals import INFINITY, Interval, Quantity


def among(low: Any, high: Any, point: Any = None) -> Quantity:
    """The quantity between two values; its point is the low one if nothing else is said."""
    return Quantity(Interval(Decimal(low), Decimal(high)), Decimal(low if point is None else point))


FIGURES = {
    "a": among(1, 2),
    "b": among(3, 4),
    "three": among(3, 3),
    "ten": among(10, 10),
    "loss": among(-4, -1),
    "around-zero": among(-1, 1, 0),
    "up-to-two": among(0, 2, 1),
    "over-three": Quantity(Interval(Decimal(3), INFINITY), Decimal(3)),
    "ipo-price": among("14.995", "15.005", 15),
    "ipo-close": among("28.525", "28.535", "28.53"),
}


@pytest.mark.parametrize(
    ("expression", "slugs"),
    [
        ("(ipo_close / ipo_price - 1) * 100", ["ipo-close", "ipo-price"]),
        ("a + a * a", ["a"]),
        ("ipo_price_close + b + ipo_price", ["ipo-price-close", "b", "ipo-price"]),
        ("b ** (1 / a)", ["b", "a"]),
        ("max(abs(a), sqrt(b))", ["a", "b"]),
        ("  -a ", ["a"]),
        ("1 + 1", []),
    ],
)
def test_figures_are_named_in_the_order_in_which_they_stand(expression: str, slugs: list[str]) -> None:
    assert figure_names(expression) == slugs


@pytest.mark.parametrize(
    ("expression", "point", "low", "high"),
    [
        ("a + b", "4", "4", "6"),
        ("b - a", "2", "1", "3"),
        ("a * b", "3", "3", "8"),
        ("b / a", "3", "1.5", "4"),
        ("-a", "-1", "-2", "-1"),
        ("+a", "1", "1", "2"),
        ("a ** 2", "1", "1", "4"),
        ("loss ** 2", "16", "1", "16"),
        ("around_zero ** 2", "0", "0", "1"),
        ("min(a, b, ten)", "1", "1", "2"),
        ("max(a, b)", "3", "3", "4"),
        ("abs(loss)", "4", "1", "4"),
        ("abs(around_zero)", "0", "0", "1"),
        ("sqrt(b - a + 1)", "1.732050807568877293527446342", "1.4142135623730950488016887242", "2"),
        ("over_three + a", "4", "4", "Infinity"),
        ("a / over_three", "0.3333333333333333333333333333", "0", "0.66666666666666666666666666667"),
        ("a - a", "0", "-1", "1"),
    ],
)
def test_points_and_intervals_are_reckoned_side_by_side(expression: str, point: str, low: str, high: str) -> None:
    found = evaluate(expression, FIGURES)
    assert found.point == Decimal(point)
    assert [round(end, 25) if end.is_finite() else end for end in (found.interval.low, found.interval.high)] == [
        round(Decimal(end), 25) if end != "Infinity" else INFINITY for end in (low, high)
    ]


def test_rounding_of_the_arithmetic_does_not_reach_the_point() -> None:
    assert evaluate("ten / three * three", FIGURES).point == 10


def test_a_constant_is_what_is_written() -> None:
    assert evaluate("a * 0 + 0.1", FIGURES).point == Decimal("0.1")


def test_a_figure_that_is_not_given_is_named() -> None:
    with pytest.raises(KeyError, match="unknown-figure"):
        evaluate("a + unknown_figure", FIGURES)


@pytest.mark.parametrize("expression", ["a / around_zero", "a / (b - b)", "a / 0", "around_zero ** -1", "1 / (a - a)"])
def test_a_division_by_what_may_be_zero_has_no_meaning(expression: str) -> None:
    with pytest.raises(NoMeaning, match="divides by"):
        evaluate(expression, FIGURES)


def test_a_divisor_that_reaches_down_to_zero_leaves_the_result_open() -> None:
    assert evaluate("a / up_to_two", FIGURES).interval == Interval(Decimal("0.5"), INFINITY)


@pytest.mark.parametrize("expression", ["over_three - over_three", "over_three * around_zero"])
def test_the_unlimited_from_the_unlimited_has_no_meaning(expression: str) -> None:
    with pytest.raises(NoMeaning, match="the unlimited from the unlimited"):
        evaluate(expression, FIGURES)


@pytest.mark.parametrize(
    "expression", ["sqrt(loss)", "sqrt(around_zero)", "loss ** 0.5", "around_zero ** 0.5", "loss ** (1 / three)"]
)
def test_the_root_of_what_may_be_negative_has_no_meaning(expression: str) -> None:
    with pytest.raises(NoMeaning, match="root"):
        evaluate(expression, FIGURES)


@pytest.mark.parametrize(
    "expression",
    [
        "9 ** 9 ** 9 ** 9 + a",
        "a ** 9 ** 9 ** 9",
        "a + 1 / 9 ** 9 ** 9 ** 9",
        "ten ** ten ** ten ** ten",
        "9.5 ** 9.5 ** 9.5 ** 9.5 * a",
        "a ** -9 ** 9 ** 9",
        "a ** 1e300",
        "a ** over_three",
    ],
)
def test_a_power_that_would_not_end_has_no_meaning(expression: str) -> None:
    with pytest.raises(NoMeaning, match="raises to a power beyond 1000"):
        evaluate(expression, FIGURES)


@pytest.mark.parametrize(
    "expression", ["(" * 40 + "b" + " ** 1000)" * 40, "a * 10 ** 1000 ** 1 * 10 ** 1000", "a / 10 ** 999 / 10 ** 999"]
)
def test_a_result_beyond_any_measure_has_no_meaning(expression: str) -> None:
    with pytest.raises(NoMeaning, match="beyond any measure"):
        evaluate(expression, FIGURES)


HOSTILE = [
    "__import__('os').system('true')", "a.__class__", "().__class__.__bases__", "open('/etc/passwd')", "eval('a')",
    "print(a)", "a()", "a[0]", "[a]", "(a, b)", "{a}", "{'a': a}", "[a for a in b]", "(a for _ in b)", "lambda: a",
    "lambda a: a", "'a' * 9", "b'a'", "f'{a}'", "a if b else a", "a < b", "a and b", "not a", "~a", "a // b", "a % b",
    "a @ b", "a << b", "a | b", "(a := b)", "yield", "await a", "a, b", "*a", "max(*a, b)", "min(a, b, key=b)",
    "1j * a", "True + a", "None", "...", "a; b", "a\nb", "a = b", "import os", "del a", "a b", "a +", "", "   ", ")",
    "a\0b", "1e999 + a", "-1e999", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("expression", HOSTILE)
def test_what_is_not_arithmetic_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r"is not |may be called"):
        figure_names(expression)


@pytest.mark.parametrize("expression", HOSTILE)
def test_what_is_not_arithmetic_is_never_run(expression: str) -> None:
    with pytest.raises(ValueError, match=r"is not |may be called"):
        evaluate(expression, FIGURES)


def test_a_hidden_name_is_only_an_unknown_figure() -> None:
    with pytest.raises(KeyError, match="--import--"):
        evaluate("__import__", FIGURES)


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("sqrt(a, b)", "sqrt takes one value"),
        ("abs()", "abs takes one value"),
        ("min(a)", "min takes two values or more"),
        ("max()", "max takes two values or more"),
    ],
)
def test_a_function_is_given_as_many_values_as_it_takes(expression: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        figure_names(expression)


def test_an_expression_of_the_longest_length_is_read() -> None:
    assert figure_names("a" * LONGEST) == ["a" * LONGEST]


def test_a_longer_expression_is_refused() -> None:
    with pytest.raises(ValueError, match=f"longer than {LONGEST} characters"):
        figure_names("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    "expression", ["-" * 400 + "a", "a" + "+1" * 200, "a" + "**1" * 150, "abs(" * 99 + "a" + ")" * 99]
)
def test_operations_nested_too_deep_are_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="more than 100 operations within each other"):
        figure_names(expression)


def test_brackets_beyond_the_parsers_depth_are_refused() -> None:
    with pytest.raises(ValueError, match="is not an arithmetic expression"):
        figure_names("(" * 249 + "a" + ")" * 249)


def test_a_sum_of_many_figures_is_not_deep() -> None:
    assert evaluate(" + ".join(["a"] * 90), FIGURES).point == 90


TEXTS = {"a": "$1", "b": "$3", "around-zero": "[−1 to 1]"}


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("a + b", "$1 + $3"),
        ("a - (b - a)", "$1 − ($3 − $1)"),
        ("(a - b) - a", "$1 − $3 − $1"),
        ("a * (b + 1)", "$1 × ($3 + 1)"),
        ("a * b + 1", "$1 × $3 + 1"),
        ("a / (b / 2)", "$1 / ($3 / 2)"),
        ("a / b / 2", "$1 / $3 / 2"),
        ("a / (b * 2)", "$1 / ($3 × 2)"),
        ("(b / a) ** (1 / 3) - 1", "($3 / $1) ^ (1 / 3) − 1"),
        ("(a ** 2) ** 3", "($1 ^ 2) ^ 3"),
        ("a ** 2 ** 3", "$1 ^ (2 ^ 3)"),
        ("-a ** 2", "−$1 ^ 2"),
        ("(-a) ** 2", "(−$1) ^ 2"),
        ("-(a + b)", "−($1 + $3)"),
        ("+a", "$1"),
        ("min(a + b, 5)", "min($1 + $3, 5)"),
        ("around_zero * 100", "[−1 to 1] × 100"),
        ("a * 1000000", "$1 × 1,000,000"),
        ("a * 1e9", "$1 × 1,000,000,000"),
        ("a * 0.25", "$1 × 0.25"),
        ("a + not_given", "$1 + not-given"),
    ],
)
def test_worked_arithmetic_keeps_the_brackets_that_matter(expression: str, words: str) -> None:
    assert worked(expression, TEXTS) == words


names = st.sampled_from(["x", "y", "z"])
leaves = names | st.integers(0, 9).map(str) | st.decimals("0.01", "9.99", places=2).map(str)
sums = st.recursive(
    leaves,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
        | inner.map(lambda t: f"-{t}")
        | inner.map(lambda t: f"({t} ** 2)")
        | inner.map(lambda t: f"abs({t})")
        | st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})")
    ),
    max_leaves=6,
)
centis = st.integers(-1000, 1000).map(lambda n: Decimal(n) / 100)
spans = st.tuples(centis, centis).map(sorted)
shares = st.fractions(0, 1, max_denominator=7)


def exactly(expression: str, values: dict[str, Fraction]) -> Fraction:
    """The value of an expression made here, in fractions: nothing is rounded."""
    run: dict[type, Any] = {
        ast.Add: lambda a, b: a + b,
        ast.Sub: lambda a, b: a - b,
        ast.Mult: lambda a, b: a * b,
        ast.Div: lambda a, b: a / b,
        ast.Pow: lambda a, b: a**b,
    }

    def walk(node: Any) -> Fraction:
        match node:
            case ast.Name():
                return values[node.id]
            case ast.Constant():
                return Fraction(str(node.value))
            case ast.UnaryOp():
                return -walk(node.operand)
            case ast.BinOp():
                return Fraction(run[type(node.op)](walk(node.left), walk(node.right)))
            case ast.Call():
                return Fraction({"abs": abs, "min": min, "max": max}[node.func.id](*map(walk, node.args)))
        raise AssertionError(node)

    return walk(ast.parse(expression, mode="eval").body)


@given(sums, st.lists(spans, min_size=3, max_size=3), st.lists(shares, min_size=3, max_size=3))
def test_no_possible_value_is_outside_the_result(expression: str, three: list[Any], at: list[Fraction]) -> None:
    figures = {name: among(*span) for name, span in zip("xyz", three, strict=True)}
    values = {
        name: Fraction(low) + (Fraction(high) - Fraction(low)) * share
        for name, (low, high), share in zip("xyz", three, at, strict=True)
    }
    try:
        whole = evaluate(expression, figures).interval
        value = exactly(expression, values)
    except (NoMeaning, ZeroDivisionError):
        assume(False)
    assert whole.low == -INFINITY or Fraction(whole.low) <= value
    assert whole.high == INFINITY or value <= Fraction(whole.high)


@given(sums, st.lists(centis, min_size=3, max_size=3))
def test_the_point_is_the_value_to_its_last_kept_digit(expression: str, three: list[Decimal]) -> None:
    figures = {name: among(value, value) for name, value in zip("xyz", three, strict=True)}
    try:
        found = evaluate(expression, figures).point
    except NoMeaning:
        assume(False)
    value = exactly(expression, {name: Fraction(v) for name, v in zip("xyz", three, strict=True)})
    assert abs(Fraction(found) - value) <= Fraction(1, 10**20) * max(1, abs(value))


@given(sums, st.lists(spans, min_size=3, max_size=3), st.lists(spans, min_size=3, max_size=3))
def test_wider_operands_never_give_a_narrower_result(expression: str, three: list[Any], more: list[Any]) -> None:
    narrow = {name: among(*span) for name, span in zip("xyz", three, strict=True)}
    wide = {
        name: among(min(one[0], other[0]), max(one[1], other[1]))
        for name, one, other in zip("xyz", three, more, strict=True)
    }
    try:
        inner, outer = evaluate(expression, narrow).interval, evaluate(expression, wide).interval
    except NoMeaning:
        assume(False)
    assert outer.low <= inner.low and inner.high <= outer.high
