"""Arithmetic over figures: one expression, evaluated with points and with intervals.

Figures are named by their slugs with `-` written as `_`. simpleeval walks the expression, so nothing but
arithmetic can run; mpmath's interval context rounds outwards, so a result never excludes a possible value.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException, localcontext
from typing import Any

from mpmath import iv, mp
from mpmath.libmp import ComplexResult
from simpleeval import InvalidExpression, SimpleEval

from .intervals import INFINITY, Interval, Quantity

iv.dps = 30
LONGEST = 500  # characters of an expression
DEEPEST = 100  # operations within operations
LARGEST_POWER = 1000


class NoMeaning(ValueError):  # noqa: N818  (it is a result, said to readers, more than an error)
    """The expression has no value for these figures: a division by what may be zero."""


def _power(base: Any, exponent: Any) -> Any:
    """`base ** exponent` of points or of intervals. Raises NoMeaning where it is not real, or would not end."""
    points = isinstance(exponent, Decimal)
    if not (abs(exponent) <= LARGEST_POWER if points else exponent in iv.mpf([-LARGEST_POWER, LARGEST_POWER])):
        raise NoMeaning(f"it raises to a power beyond {LARGEST_POWER}")
    if not points and base.a < 0 and not (exponent.delta == 0 and mp.isint(mp.mpf(exponent.a))):
        raise NoMeaning("it takes the root of what may be negative")
    return base**exponent


_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
FUNCTIONS = ("min", "max", "abs", "sqrt")


def figure_names(expression: str) -> list[str]:
    """The slugs of the figures in an expression, in order, each once.

    Raises ValueError, in words, for anything that is not arithmetic over figures.
    """
    if len(expression) > LONGEST:
        raise ValueError(f"the expression is longer than {LONGEST} characters")
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"{expression!r} is not an arithmetic expression") from None
    if _depth(tree) > DEEPEST:
        raise ValueError(f"the expression holds more than {DEEPEST} operations within each other")
    for node in ast.walk(tree):
        _refuse(node)
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id not in called]
    names.sort(key=lambda node: (node.lineno, node.col_offset))
    return list(dict.fromkeys(node.id.replace("_", "-") for node in names))


def _depth(tree: ast.AST) -> int:
    depth, level = 0, [tree]
    while level:
        depth, level = depth + 1, [child for node in level for child in ast.iter_child_nodes(node)]
    return depth


def _refuse(node: ast.AST) -> None:
    allowed = (
        ast.Expression,
        ast.BinOp,
        ast.UnaryOp,
        ast.Name,
        ast.Load,
        ast.Constant,
        ast.Call,
        *_OPERATORS,
    )
    if not isinstance(node, allowed):
        raise ValueError(f"{type(node).__name__} is not arithmetic; use + - * / ** and {', '.join(FUNCTIONS)}")
    if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS):
        raise ValueError(f"only the functions {', '.join(FUNCTIONS)} may be called")
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        alone = node.func.id in ("abs", "sqrt")
        if len(node.args) != 1 if alone else len(node.args) < 2:
            raise ValueError(f"{node.func.id} takes {'one value' if alone else 'two values or more'}")
    if isinstance(node, ast.Constant) and not _is_number(node.value):
        raise ValueError(f"{node.value!r} is not a number")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value != math.inf


def evaluate(expression: str, figures: Mapping[str, Quantity]) -> Quantity:
    """The value of an expression in point and in interval arithmetic; `figures` by slug.

    Raises KeyError for a figure that is not given, NoMeaning for a division by what may be zero,
    ValueError for an expression that is not arithmetic.
    """
    names = figure_names(expression)
    for slug in names:
        figures[slug]
    quantities = {slug.replace("-", "_"): figures[slug] for slug in names}
    whole = _interval(expression, {name: q.interval for name, q in quantities.items()})
    return Quantity(whole, _point(expression, {name: q.point for name, q in quantities.items()}))


def _point(expression: str, names: Mapping[str, Decimal]) -> Decimal:
    functions = {"min": min, "max": max, "abs": abs, "sqrt": lambda x: Decimal(x).sqrt()}
    try:
        with localcontext() as context:
            context.prec = 34
            value = Decimal(_run(expression, names, functions, lambda n: Decimal(str(n))))
        return +value  # to fewer digits than it was reckoned with: 10 / 3 * 3 is 10
    except (DecimalException, ZeroDivisionError):
        raise NoMeaning("it divides by zero, or takes the root of a negative number") from None


def _interval(expression: str, names: Mapping[str, Interval]) -> Interval:
    values = {name: iv.mpf([_mp(i.low), _mp(i.high)]) for name, i in names.items()}
    functions = {
        "min": lambda *xs: iv.mpf([min(x.a for x in xs), min(x.b for x in xs)]),
        "max": lambda *xs: iv.mpf([max(x.a for x in xs), max(x.b for x in xs)]),
        "abs": abs,
        "sqrt": iv.sqrt,
    }
    try:
        result = _run(expression, values, functions, lambda n: iv.mpf(str(n)))
    except ZeroDivisionError:
        raise NoMeaning("it divides by what may be zero") from None
    except ComplexResult:
        raise NoMeaning("it takes the root of what may be negative") from None
    low, high = _decimal(result.a), _decimal(result.b)
    if low.is_nan() or high.is_nan() or (low == -INFINITY and high == INFINITY):
        raise NoMeaning(
            "every value is possible: it divides by what may be zero, or takes the unlimited from the unlimited"
        )
    return Interval(low, high)


def _run(expression: str, names: Mapping[str, Any], functions: Mapping[str, Any], number: Callable[[Any], Any]) -> Any:
    engine = SimpleEval(operators=_OPERATORS, functions=dict(functions), names=dict(names))
    engine.nodes[ast.Constant] = lambda node: number(node.value)
    try:
        return engine.eval(expression)
    except InvalidExpression as error:
        raise ValueError(str(error)) from error


def _mp(value: Decimal) -> Any:
    if value.is_infinite():
        return mp.inf if value > 0 else -mp.inf
    return str(value)


def _decimal(end: Any) -> Decimal:
    with mp.workdps(40):  # more than iv.dps, so that nothing is rounded inwards
        value = mp.mpf(end)
        if mp.isnan(value):
            return Decimal("NaN")
        if mp.isinf(value):
            return INFINITY if value > 0 else -INFINITY
        if value and abs(mp.mag(value)) > 4 * LARGEST_POWER:  # in powers of two
            raise NoMeaning("the result is beyond any measure")
        return Decimal(mp.nstr(value, 35))


def worked(expression: str, texts: Mapping[str, str]) -> str:
    """The expression with each figure replaced by its text, set as a person would write it."""
    tree = ast.parse(expression.strip(), mode="eval").body
    return _write(tree, texts, 0)


_MARK = "\0"  # no text that is shown has one


def worked_parts(expression: str, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """`worked` cut where the figures stand: pairs of a text and the slug of its figure, "" for what is between."""
    slugs = figure_names(expression)
    written = worked(expression, {slug: f"{_MARK}{slug}{_MARK}" for slug in slugs})
    pieces = written.split(_MARK)
    parts = [(texts.get(piece, piece), piece) if n % 2 else (piece, "") for n, piece in enumerate(pieces)]
    return [part for part in parts if part[0]]


_SIGNS: dict[type[ast.AST], tuple[str, int]] = {
    ast.Add: (" + ", 1),
    ast.Sub: (" − ", 1),
    ast.Mult: (" × ", 2),
    ast.Div: (" / ", 2),
    ast.Pow: (" ^ ", 3),
}


def _write(node: ast.expr, texts: Mapping[str, str], outer: int) -> str:
    if isinstance(node, ast.BinOp):
        sign, rank = _SIGNS[type(node.op)]
        left = rank + isinstance(node.op, ast.Pow)  # (a ^ b) ^ c is not a ^ (b ^ c)
        inner = _write(node.left, texts, left) + sign + _write(node.right, texts, rank + 1)
        return f"({inner})" if rank < outer else inner
    if isinstance(node, ast.UnaryOp):
        inner = ("−" if isinstance(node.op, ast.USub) else "") + _write(node.operand, texts, 3)
        return f"({inner})" if outer > 3 else inner
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        return f"{node.func.id}({', '.join(_write(a, texts, 0) for a in node.args)})"
    if isinstance(node, ast.Name):
        slug = node.id.replace("_", "-")
        return texts.get(slug, slug)
    assert isinstance(node, ast.Constant) and isinstance(node.value, int | float)
    return f"{int(node.value) if node.value == int(node.value) else node.value:,}"
