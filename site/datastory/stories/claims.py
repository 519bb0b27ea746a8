"""Claims of a chapter, each with the verdict on the figures in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from datastory.ledger.desk import figure_ids, lookup
from datastory.ledger.verdicts import Stamp

GRAVEST = [Stamp.DOES_NOT, Stamp.DISAGREE, Stamp.NOT_ON_RECORD, Stamp.ROUNDED, Stamp.ADDS_UP]


@dataclass(frozen=True)
class Claim:
    """A statement and the gravest stamp among its figures."""

    html: str
    stamp: str


@dataclass(frozen=True)
class Claims:
    """The list with a count by stamp."""

    items: list[Claim]
    counts: list[tuple[str, int]]


def claims(statements: Sequence[str]) -> Claims:
    """The verdict on each statement: that of the figure that stands worst."""
    found = lookup(figure_ids(*statements))
    items = []
    for html in statements:
        stamps = {Stamp(found[pk]["stamp"]) for pk in figure_ids(html) if pk in found}
        worst = next((s for s in GRAVEST if s in stamps), Stamp.NOT_ON_RECORD)
        items.append(Claim(html, worst.value))
    counted = Counter(item.stamp for item in items)
    return Claims(items, [(s.value, counted[s.value]) for s in Stamp if counted[s.value]])
