"""The receipt: everything that a reader is shown of one figure, and of one check, from plain data.

Pure functions. What they return is kept as JSON by `books`, so that showing a number costs no arithmetic.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from . import expressions, formats
from .bars import Span, bars
from .formats import Form
from .intervals import INFINITY, Interval, Qualifier, Quantity, Stated, interval, quantity
from .units import Family, Unit, unit
from .verdicts import Outcome, Relation, Stamp, Sum, Verdict, check, compare, stamp

STRENGTH = {"filing": 0, "statement": 1, "press": 2, "aggregator": 3}  # strongest first
ESSAY = "essay"
BOUNDS = {Qualifier.OVER, Qualifier.UNDER, Qualifier.RANGE}  # which give no point of their own
_slug = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class SourceEntry:
    """A source as a receipt names it."""

    slug: str
    kind: str
    kind_name: str
    title: str
    publisher: str
    published: str
    url: str


@dataclass(frozen=True)
class ReadingEntry:
    """One reading; `stated` carries its value."""

    stated: Stated
    source: SourceEntry
    locator: str
    basis: str
    wording: str
    note: str

    @property
    def as_told(self) -> bool:
        return self.source.kind == ESSAY


@dataclass(frozen=True)
class FigureEntry:
    """A figure with all that is documented of it."""

    pk: int
    number: int
    slug: str
    label: str
    unit: str
    metric: Mapping[str, str]  # slug, name, definition
    subject: Mapping[str, str]  # slug, name, and of what it is a part: parent
    period: str
    start: str
    end: str
    readings: Sequence[ReadingEntry]

    @property
    def told(self) -> ReadingEntry | None:
        """What the essay says: its first reading."""
        return next((r for r in self.readings if r.as_told), None)

    @property
    def record(self) -> ReadingEntry | None:
        """The best reading of the public record: the strongest kind of source, then the first given."""
        found = [r for r in self.readings if not r.as_told]
        return min(found, key=lambda r: STRENGTH.get(r.source.kind, 9), default=None)


@dataclass(frozen=True)
class CheckEntry:
    """A check with its words; `total` is the arithmetic."""

    pk: int
    slug: str
    statement: str
    explanation: str
    unit: str
    total: Sum
    expected_text: str = ""  # where a number is expected


@dataclass(frozen=True)
class Reckoning:
    """A check reckoned over both sets of readings."""

    entry: CheckEntry
    told: Outcome
    record: Outcome


@dataclass(frozen=True)
class Ledger:
    """All published figures and checks."""

    figures: Mapping[str, FigureEntry]
    checks: Sequence[CheckEntry] = field(default_factory=tuple)

    def quantities(self, side: str) -> dict[str, Quantity]:
        """What arithmetic works on, by slug: `side` is "told" or "record"."""
        readings = ((slug, getattr(entry, side)) for slug, entry in self.figures.items())
        return {slug: quantity(reading.stated) for slug, reading in readings if reading}

    def reckon(self) -> list[Reckoning]:
        """Every check, as told and on record."""
        told, record = self.quantities("told"), self.quantities("record")
        return [Reckoning(entry, check(entry.total, told), check(entry.total, record)) for entry in self.checks]


def receipt(entry: FigureEntry, reckonings: Iterable[Reckoning], ledger: Ledger) -> tuple[Stamp, dict[str, Any]]:
    """The stamp on a figure and its receipt as JSON-ready data; `reckonings` are those that it is in."""
    own = list(reckonings)
    told, record = entry.told, entry.record
    told_quantity = quantity(told.stated) if told else None
    record_quantity = quantity(record.stated) if record else None
    sums = [(r.entry.total, r.told.verdict) for r in own]
    mark = stamp(entry.slug, told_quantity, record_quantity, sums, bound=_bound(told))
    shown = told or record
    data = {
        "pk": entry.pk,
        "slug": entry.slug,
        "number": f"{entry.number:03}",
        "label": entry.label,
        "unit": unit(entry.unit).name,
        "unit_code": entry.unit,
        "metric": dict(entry.metric),
        "subject": dict(entry.subject),
        "period": entry.period,
        "start": entry.start,
        "end": entry.end,
        "shown": reading_view(shown) if shown else None,
        "told": reading_view(told) if told else None,
        "record": reading_view(record) if record else None,
        "others": [reading_view(r) for r in entry.readings if r not in (told, record)],
        "stamp": mark.value,
        "disputed": mark in (Stamp.DISAGREE, Stamp.DOES_NOT),
        "reason": _reason(mark, told, record, told_quantity, record_quantity),
        "bars": _readings_drawn(entry),
        "sum": _telling(entry.slug, mark, own, ledger),
        "checks": [r.entry.slug for r in own],
    }
    return mark, data


def _bound(reading: ReadingEntry | None) -> bool:
    """Whether it says no more than over, under, from … to, or a date, which may be any of its days."""
    return reading is not None and (reading.stated.qualifier in BOUNDS or reading.stated.unit == "date")


def _readings_drawn(entry: FigureEntry) -> list[dict[str, Any]]:
    """What each reading allows, on one scale; nothing to see where there is one number to the last digit."""
    spans = []
    for name, reading in (("as told", entry.told), ("on record", entry.record)):
        if reading:
            whole = quantity(reading.stated)
            text = formats.span(whole.interval, unit(reading.stated.unit))
            spans.append(Span(name, whole.interval, whole.point, text))
    return bars(spans)


def _telling(slug: str, mark: Stamp, own: Sequence[Reckoning], ledger: Ledger) -> dict[str, Any] | None:
    """The one sum that a slip has room for: where the stamp says so one that fails, else one that gives this figure.

    Where it gives another figure, it names that.
    """

    def rank(reckoning: Reckoning) -> tuple[bool, bool, bool, bool]:
        holds = reckoning.told.verdict is not Verdict.DOES_NOT
        elsewhere = reckoning.entry.total.expected != slug
        return reckoning.told.result is None, mark is Stamp.DOES_NOT and holds, elsewhere, holds

    if not own:
        return None
    view = check_view(min(own, key=rank), ledger)
    if not (view["told"]["result"] or view["record"]["result"]):
        return None
    kept = ("slug", "relation", "expected_slug")
    sides = ("verdict", "parts", "result", "expected")
    other = view["expected_slug"] if view["expected_slug"] != slug else ""
    return {
        **{name: view[name] for name in kept},
        "gives": ledger.figures[other].label if other in ledger.figures else "",
        **{side: {name: view[side][name] for name in sides} for side in ("told", "record")},
    }


def reading_view(reading: ReadingEntry) -> dict[str, Any]:
    """A reading in words, in every form in which a page may set it."""
    whole = interval(reading.stated)
    middle = quantity(reading.stated).point
    return {
        "words": formats.text(reading.stated, Form.WORDS),
        "bare": formats.text(reading.stated, Form.BARE),
        "compact": formats.text(reading.stated, Form.COMPACT),
        "word": formats.text(reading.stated, Form.WORD),
        "value": plain(middle),
        "low": plain(whole.low),
        "high": plain(whole.high),
        "interval": formats.span(whole, unit(reading.stated.unit)),
        "exactness": formats.exactness(reading.stated),
        "qualifier": reading.stated.qualifier.value,
        "basis": reading.basis,
        "locator": reading.locator,
        "wording": reading.wording,
        "note": reading.note,
        "source": asdict(reading.source),
    }


def check_view(reckoning: Reckoning, ledger: Ledger) -> dict[str, Any]:
    """A check with its worked arithmetic on both sides."""
    entry = reckoning.entry
    return {
        "slug": entry.slug,
        "statement": entry.statement,
        "explanation": entry.explanation,
        "relation": entry.total.relation.value,
        "operands": [
            {
                "pk": ledger.figures[slug].pk,
                "slug": slug,
                "label": ledger.figures[slug].label,
                "period": ledger.figures[slug].period,
                "subject": dict(ledger.figures[slug].subject),
            }
            for slug in figures_of(entry)
            if slug in ledger.figures
        ],
        "expected_slug": entry.total.expected if isinstance(entry.total.expected, str) else "",
        "told": _side(entry, reckoning.told, ledger, "told"),
        "record": _side(entry, reckoning.record, ledger, "record"),
    }


def figures_of(entry: CheckEntry) -> list[str]:
    """The slugs of all figures of a check, the expected one last."""
    expected = entry.total.expected
    slugs = [*expressions.figure_names(entry.total.expression), *([expected] if isinstance(expected, str) else [])]
    return list(dict.fromkeys(slugs))


def _side(entry: CheckEntry, outcome: Outcome, ledger: Ledger, side: str) -> dict[str, Any]:
    code = unit(entry.unit)
    texts = {}
    for slug in expressions.figure_names(entry.total.expression):
        figure = ledger.figures.get(slug)
        reading = getattr(figure, side) if figure else None
        texts[slug] = _operand(reading) if reading else f"[{figure.label if figure else slug}]"
    result, expected = outcome.result, outcome.expected
    stated = formats.measured(_expected_text(entry, ledger, side), code) if expected else ""
    return {
        "verdict": outcome.verdict.value,
        "reason": _named(outcome.reason, ledger),
        "worked": expressions.worked(entry.total.expression, texts),
        "parts": [list(part) for part in expressions.worked_parts(entry.total.expression, texts)],
        "result": _result(result, code) if result else "",
        "interval": formats.measured(formats.span(result.interval, code), code) if result else "",
        "low": plain(result.interval.low) if result else None,
        "high": plain(result.interval.high) if result else None,
        "point": plain(result.point) if result else None,
        "expected": stated,
        "expected_interval": formats.measured(formats.span(expected.interval, code), code) if expected else "",
        "expected_low": plain(expected.interval.low) if expected else None,
        "expected_high": plain(expected.interval.high) if expected else None,
        "bars": _sum_drawn(entry, outcome, stated),
    }


def _result(result: Quantity, code: Unit) -> str:
    """What came out; of a date all the days that it may be."""
    if code.family is Family.DATE:
        return formats.span(result.interval, code)
    return formats.measured(formats.result(result.point, code, True), code)


def _sum_drawn(entry: CheckEntry, outcome: Outcome, stated: str) -> list[dict[str, Any]]:
    """The result and what it should be on one scale; "at most" allows all that is below, "at least" all above."""
    if not (outcome.result and outcome.expected):
        return []
    result, expected, code = outcome.result, outcome.expected.interval, unit(entry.unit)
    expected_words, words = (formats.measured(formats.span(each, code), code) for each in (expected, result.interval))
    allowed = {
        Relation.EQUALS: Span(f"stated {stated}", expected, None, expected_words),
        Relation.AT_MOST: Span("should be at most", Interval(-INFINITY, expected.high), None, stated),
        Relation.AT_LEAST: Span("should be at least", Interval(expected.low, INFINITY), None, stated),
    }[entry.total.relation]
    return bars([Span("it may be", result.interval, result.point, words), allowed])


def _operand(reading: ReadingEntry) -> str:
    """How a reading stands in a sum: the bare value without its unit's words, a range in brackets."""
    stated = reading.stated
    code = unit(stated.unit)
    if stated.qualifier.value == "range":
        return f"[{formats.text(stated, Form.COMPACT)}]"
    if code.code == "date":
        return formats.text(stated, Form.BARE)
    if code.code == "one-in":
        return stated.value
    return formats.text(stated, Form.BARE if code.family.value == "percent" else Form.COMPACT)


def _expected_text(entry: CheckEntry, ledger: Ledger, side: str) -> str:
    if not isinstance(entry.total.expected, str):
        return entry.expected_text
    reading = getattr(ledger.figures[entry.total.expected], side)
    return formats.text(reading.stated, Form.COMPACT) if reading else ""


def _named(reason: str, ledger: Ledger) -> str:
    """The reason with labels in place of slugs: a reader knows no slugs."""

    def label(word: re.Match[str]) -> str:
        entry = ledger.figures.get(word[0])
        if not entry:
            return word[0]
        return f"“{entry.label}, {entry.period}”" if entry.period else f"“{entry.label}”"

    return _slug.sub(label, reason)


def _reason(
    mark: Stamp,
    told: ReadingEntry | None,
    record: ReadingEntry | None,
    told_quantity: Quantity | None,
    record_quantity: Quantity | None,
) -> str:
    if told is None:
        return "The essay does not give this figure; it is here from the public record."
    if record is None:
        return {
            Stamp.DOES_NOT: "It fails a sum over other figures of the story, and no public source was found for it.",
            Stamp.ADDS_UP: "No public source was found for it, but other figures of the story give the same.",
            Stamp.ROUNDED: "No public source was found for it; other figures give it only by rounding.",
        }.get(mark, "No public source that we read gives this figure.")
    assert told_quantity and record_quantity
    gap = abs(record_quantity.point - told_quantity.point)
    apart = _apart(gap, told.stated)
    verdict = compare(told_quantity, record_quantity)
    if verdict is Verdict.DOES_NOT:
        return f"The essay and the public record are {apart} apart, more than their rounding allows."
    if verdict is Verdict.ROUNDED and (_bound(told) or _bound(record)):
        says, has = (formats.text(each.stated, Form.COMPACT) for each in (told, record))
        return f"The essay says {says}, the public record {has}: both can be true."
    if verdict is Verdict.ROUNDED:
        return f"The essay and the public record agree, but only within rounding: they are {apart} apart."
    sums = {
        Stamp.DOES_NOT: ", but it fails a sum over other figures of the story",
        Stamp.ROUNDED: "; other figures give it only by rounding",
    }
    return f"The essay and the public record agree{sums.get(mark, '')}."


def _apart(gap: Decimal, stated: Stated) -> str:
    if stated.unit == "date":
        return formats.apart(gap)
    return formats.result(gap, unit("percentage point" if stated.unit == "percent" else stated.unit), True)


def plain(value: Decimal) -> str | None:
    """A decimal as plain digits for `<data value>` and charts; None where it is infinite."""
    if not value.is_finite():
        return None
    return f"{value.normalize():f}"


__all__ = [
    "CheckEntry",
    "FigureEntry",
    "Ledger",
    "ReadingEntry",
    "Reckoning",
    "Relation",
    "SourceEntry",
    "check_view",
    "reading_view",
    "receipt",
]
