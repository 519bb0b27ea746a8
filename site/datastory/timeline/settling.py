"""Labels beside a line: each wants to stand at its own height, and none may cover another.

Pure arithmetic in px. `static/js/timeline-fit.js` does the same with sizes measured in the browser.
"""

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

LINE = 20  # px of one line of a label's text
MOST_LINES = 3


@dataclass(frozen=True)
class Label:
    """A label: the top that it wants, its height with the gap under it, and how little it matters (0 the most).

    `slack` px more than others it may move, because it still stands beside its mark.
    """

    top: float
    height: float
    rank: int = 0
    slack: float = 0.0

    @property
    def weight(self) -> float:
        """How hard it resists being moved."""
        return 1 / (1 + self.slack / 100)

    def strain(self, top: float) -> float:
        """How far this top is from where it wants to stand, beyond its slack."""
        return abs(top - self.top) - self.slack


def settle(labels: Sequence[Label], first: float = 0.0) -> list[float]:
    """The tops at which labels in this order do not cover each other, moved as little as can be.

    Least squares by weight: an isotonic regression of the wishes, by pooling neighbours that collide. No top is less
    than `first`.
    """
    pools: list[tuple[float, float, int]] = []  # sum of wishes by weight, weight, count
    above = 0.0
    before = []
    for label in labels:
        before.append(above)
        pools.append(((label.top - above) * label.weight, label.weight, 1))
        above += label.height
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, weight, count = pools.pop()
            pools[-1] = (pools[-1][0] + total, pools[-1][1] + weight, pools[-1][2] + count)
    settled = [max(first, total / weight) for total, weight, count in pools for _ in range(count)]
    return [offset + top for offset, top in zip(before, settled, strict=True)]


def furthest(labels: Sequence[Label], first: float = 0.0) -> float:
    """How far the label that had to move furthest moved, beyond its slack; 0 at the least."""
    return max((label.strain(top) for label, top in zip(labels, settle(labels, first), strict=True)), default=0.0)


def fold(labels: Sequence[Label], limit: float, first: float = 0.0) -> list[int]:
    """The indices of the labels that keep their names if none may move further than `limit`, beyond its slack.

    Of a crowd those go first that matter least.
    """
    if furthest(labels, first) <= limit:
        return list(range(len(labels)))
    kept = _thinned(labels, limit)
    while kept:
        shown = [labels[n] for n in kept]
        tops = settle(shown, first)
        far = [n for n, top in enumerate(tops) if shown[n].strain(top) > limit]
        if not far:
            break
        del kept[max(far, key=lambda n: (shown[n].rank, shown[n].strain(tops[n])))]
    return kept


def _thinned(labels: Sequence[Label], limit: float) -> list[int]:
    """As many labels as there is room for round the place of each, those that matter most first."""
    kept: list[int] = []
    for n in sorted(range(len(labels)), key=lambda n: labels[n].rank):
        label = labels[n]
        reach = limit + label.slack
        low = bisect_left(kept, label.top - reach, key=lambda k: labels[k].top)
        high = bisect_right(kept, label.top + reach, key=lambda k: labels[k].top)
        if sum(labels[k].height for k in kept[low:high]) + label.height <= 2 * reach:
            insort(kept, n)
    return kept


def lines(labels: Sequence[Label], tops: Sequence[float]) -> list[int]:
    """How many lines of its text each label has room for above the next one."""
    room = [below - top - label.height for label, top, below in zip(labels, tops, [*tops[1:], math.inf], strict=True)]
    return [max(0, min(MOST_LINES, int(min(space, 1e3) // LINE))) for space in room]
