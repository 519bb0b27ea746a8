"""Does the sum hold? The verdict on a check, the agreement of two readings, the stamp on a figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .expressions import NoMeaning, evaluate, figure_names
from .intervals import Quantity


class Verdict(StrEnum):
    """What interval arithmetic says of a sum."""

    ADDS_UP = "adds-up"
    ROUNDED = "rounded"
    DOES_NOT = "does-not"
    CANNOT = "cannot"


class Relation(StrEnum):
    """How the result should stand to what is expected."""

    EQUALS = "equals"
    AT_MOST = "at most"
    AT_LEAST = "at least"


class Stamp(StrEnum):
    """What a receipt is stamped with."""

    ADDS_UP = "adds-up"
    ROUNDED = "rounded"
    DOES_NOT = "does-not"
    DISAGREE = "disagree"
    NOT_ON_RECORD = "open"


@dataclass(frozen=True)
class Sum:
    """A check as plain data: expressions name figures by slug."""

    slug: str
    expression: str
    relation: Relation
    expected: Quantity | str  # a number, or the slug of a figure
    positive: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The verdict with what led to it; `result` and `expected` are missing where nothing could be computed."""

    verdict: Verdict
    reason: str
    result: Quantity | None = None
    expected: Quantity | None = None


def check(total: Sum, figures: Mapping[str, Quantity]) -> Outcome:
    """The outcome of a check over one set of readings, `figures` by slug."""
    needed = [*figure_names(total.expression), *([total.expected] if isinstance(total.expected, str) else [])]
    missing = sorted({slug for slug in needed if slug not in figures})
    if missing:
        return Outcome(Verdict.CANNOT, f"missing here: {', '.join(missing)}")
    for slug in total.positive:
        if slug in figures and figures[slug].point <= 0:
            return Outcome(Verdict.CANNOT, f"no meaning: the base, {slug}, is not above zero")
    expected = figures[total.expected] if isinstance(total.expected, str) else total.expected
    try:
        result = evaluate(total.expression, figures)
    except NoMeaning as error:
        return Outcome(Verdict.CANNOT, f"no meaning: {error}", None, expected)
    return Outcome(compare(result, expected, total.relation), "", result, expected)


def compare(result: Quantity, expected: Quantity, relation: Relation = Relation.EQUALS) -> Verdict:
    """Adds up: the point value fits what is expected. Rounded: only the intervals meet. Else it does not."""
    if relation is Relation.EQUALS:
        possible, fits = result.interval.meets(expected.interval), result.point in expected.interval
    elif relation is Relation.AT_MOST:
        possible, fits = result.interval.low <= expected.interval.high, result.point <= expected.point
    else:
        possible, fits = result.interval.high >= expected.interval.low, result.point >= expected.point
    if not possible:
        return Verdict.DOES_NOT
    return Verdict.ADDS_UP if fits else Verdict.ROUNDED


def stamp(
    slug: str,
    told: Quantity | None,
    record: Quantity | None,
    sums: Iterable[tuple[Sum, Verdict]],
    bound: bool = False,
) -> Stamp:
    """The stamp on a figure, from its two readings and the verdicts *as told* of the checks that it is in.

    Where what is told is but a `bound`, a record within it adds up: over $435 is not $443.49 rounded.

    A failing sum marks only the figures that the check names as suspects, and of those only the ones
    that the public record does not confirm. A figure without a counterpart on record can still add up:
    where a sum over other figures gives it.
    """
    verdicts = list(sums)
    agreement = compare(told, record) if told and record else None
    if bound and told and record and agreement is Verdict.ROUNDED and record.point in told.interval:
        agreement = Verdict.ADDS_UP
    agrees = agreement in (Verdict.ADDS_UP, Verdict.ROUNDED)
    suspected = any(v is Verdict.DOES_NOT and slug in _suspects(s) for s, v in verdicts)
    if suspected and not agrees:
        return Stamp.DOES_NOT
    if agreement is Verdict.DOES_NOT:
        return Stamp.DISAGREE
    if agrees:
        return Stamp.ADDS_UP if agreement is Verdict.ADDS_UP else Stamp.ROUNDED
    if told is None:
        return Stamp.ADDS_UP if record else Stamp.NOT_ON_RECORD
    own = {v for s, v in verdicts if s.expected == slug}
    if Verdict.ROUNDED in own:
        return Stamp.ROUNDED
    return Stamp.ADDS_UP if Verdict.ADDS_UP in own else Stamp.NOT_ON_RECORD


def _suspects(total: Sum) -> tuple[str, ...]:
    return total.suspects or ((total.expected,) if isinstance(total.expected, str) else ())
