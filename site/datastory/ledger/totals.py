"""Sums of what is shown on the bill, only where a sum means something.

Dollars that flow in like periods add up: of one subject over years, or over quarters, that do not overlap; or
of parts of one whole in the same period. A price, a share, a count at a date, a market value do not, and no
sum mixes measures, kinds of period, or a whole with its parts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from . import formats
from .intervals import INFINITY, Interval
from .sides import RECORD, TOLD, view
from .units import unit

_KINDS = {"year": re.compile(r"FY\d{4}"), "quarter": re.compile(r"Q[1-4] \d{4}")}  # as periods of account are called
_ADDITIVE = "USD"


@dataclass(frozen=True)
class Total:
    """A sum in words, on both sides of the ledger, with what was summed."""

    label: str
    when: str
    count: int
    told: dict[str, str]  # text, interval
    record: dict[str, str]


def totals(rows: Iterable[dict[str, Any]]) -> list[Total]:
    """Every meaningful sum of two lines or more, those over time first."""
    over_time: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    over_parts: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        kind = _kind(row)
        if kind and row["unit_code"] == _ADDITIVE and row["shown"] and row["start"] and row["end"]:
            metric, subject = row["metric"]["slug"], row["subject"]
            over_time[metric, subject["slug"], kind].append(row)
            if subject.get("parent"):
                over_parts[metric, subject["parent"], row["start"], row["end"]].append(row)
    found = [_over_time(kind, group) for (_, _, kind), group in over_time.items() if _follow(group)]
    return found + [_over_parts(group) for group in over_parts.values() if _differ(group)]


def _kind(row: dict[str, Any]) -> str:
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(row["period"])), "")


def _follow(group: list[dict[str, Any]]) -> bool:
    """Whether there are at least two periods, of which none overlaps another."""
    spans = sorted((row["start"], row["end"]) for row in group)
    return len(spans) > 1 and all(before[1] < after[0] for before, after in pairwise(spans))


def _differ(group: list[dict[str, Any]]) -> bool:
    return len(group) > 1 and len({row["subject"]["slug"] for row in group}) == len(group)


def _over_time(kind: str, group: list[dict[str, Any]]) -> Total:
    rows = sorted(group, key=lambda row: row["start"])
    names = [row["period"] for row in rows]
    whole = len(rows) > 2 and _unbroken(rows)
    when = f"{names[0]} to {names[-1]}, {len(rows)} {kind}s" if whole else ", ".join(names)
    return _total(f"{rows[0]['metric']['name']} of {rows[0]['subject']['name']}", when, rows)


def _unbroken(rows: list[dict[str, Any]]) -> bool:
    day = timedelta(days=1)
    return all(
        date.fromisoformat(before["end"]) + day == date.fromisoformat(after["start"])
        for before, after in pairwise(rows)
    )


def _over_parts(rows: list[dict[str, Any]]) -> Total:
    names = " and ".join(row["subject"]["name"] for row in rows)
    return _total(f"{rows[0]['metric']['name']} of {names}", rows[0]["period"], rows)


def _total(label: str, when: str, rows: list[dict[str, Any]]) -> Total:
    return Total(label, when, len(rows), _sum(rows, TOLD), _sum(rows, RECORD))


def _sum(rows: list[dict[str, Any]], side: str) -> dict[str, str]:
    views = [shown for row in rows if (shown := view(row, side))]
    low = sum((Decimal(v["low"]) if v["low"] is not None else -INFINITY for v in views), Decimal(0))
    high = sum((Decimal(v["high"]) if v["high"] is not None else INFINITY for v in views), Decimal(0))
    point = sum((Decimal(v["value"]) for v in views), Decimal(0))
    code = unit(_ADDITIVE)
    return {"text": formats.result(point, code, True), "interval": formats.span(Interval(low, high), code)}
