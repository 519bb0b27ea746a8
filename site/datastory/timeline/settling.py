"""Labels beside a line: each wants to stand at its own height, and none may cover another.

Pure arithmetic in px. `static/js/timeline-fit.js` does the same with sizes measured in the browser.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LINE = 20  # px of one line of a label's text
MOST_LINES = 3


@dataclass(frozen=True)
class Label:
    """A label: the top that it wants, its height with the gap under it, and how little it matters (0 the most)."""

    top: float
    height: float
    rank: int = 0


def settle(labels: Sequence[Label], first: float = 0.0) -> list[float]:
    """The tops at which labels in this order do not cover each other, moved as little as can be (least squares).

    That is an isotonic regression of the wishes, by pooling neighbours that collide. No top is less than `first`.
    """
    pools: list[tuple[float, int]] = []  # sum of wishes, count
    above = 0.0
    before = []
    for label in labels:
        before.append(above)
        pools.append((label.top - above, 1))
        above += label.height
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1] = (pools[-1][0] + total, pools[-1][1] + count)
    settled = [max(first, total / count) for total, count in pools for _ in range(count)]
    return [offset + top for offset, top in zip(before, settled, strict=True)]


def furthest(labels: Sequence[Label], first: float = 0.0) -> float:
    """How far the label that moved most had to move."""
    return max((abs(top - label.top) for label, top in zip(labels, settle(labels, first), strict=True)), default=0.0)


def fold(labels: Sequence[Label], limit: float, first: float = 0.0) -> list[int]:
    """The indices of the labels that are named if none may move further than `limit`; the least of a crowd go first."""
    kept = list(range(len(labels)))
    while kept:
        shown = [labels[n] for n in kept]
        tops = settle(shown, first)
        worst = max(range(len(kept)), key=lambda n: abs(tops[n] - shown[n].top))
        excess = abs(tops[worst] - shown[worst].top) - limit
        if excess <= 0:
            break
        crowd = _crowd(shown, tops, worst)
        many = min(max(1, int(excess * 1.5 / shown[worst].height)), max(1, len(crowd) // 2))
        least = sorted(crowd, key=lambda n: (shown[n].rank, abs(tops[n] - shown[n].top)), reverse=True)[:many]
        gone = {kept[n] for n in least}
        kept = [n for n in kept if n not in gone]
    return kept


def _crowd(labels: Sequence[Label], tops: Sequence[float], one: int) -> list[int]:
    """The labels that touch each other round this one."""

    def touch(n: int) -> bool:
        return math.isclose(tops[n] + labels[n].height, tops[n + 1], abs_tol=0.5)

    low = high = one
    while low > 0 and touch(low - 1):
        low -= 1
    while high < len(labels) - 1 and touch(high):
        high += 1
    return list(range(low, high + 1))


def lines(labels: Sequence[Label], tops: Sequence[float]) -> list[int]:
    """How many lines of its text each label has room for above the next one."""
    room = [below - top - label.height for label, top, below in zip(labels, tops, [*tops[1:], math.inf], strict=True)]
    return [max(0, min(MOST_LINES, int(min(space, 1e3) // LINE))) for space in room]
