"""Where labels go: each is tried at a few places round its point, and takes the first that is free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .widths import shorten, text_width

__all__ = ["Box", "Label", "Placed", "place", "shorten", "spread", "text_width"]


@dataclass(frozen=True)
class Box:
    """A rectangle in px, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area that both cover, px²."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)


@dataclass(frozen=True)
class Label:
    """A label to be placed at (x, y) px: its size, and the places to try, the best first."""

    x: float
    y: float
    width: float
    height: float
    places: Sequence[str] = ("right", "left", "above", "below")
    gap: float = 12


@dataclass(frozen=True)
class Placed:
    """Where a label's text starts relative to its point (px), how it is aligned, and how much it covers."""

    dx: float
    dy: float
    align: str
    box: Box
    cost: float = 0.0


def place(
    labels: Iterable[Label],
    frame: Box,
    taken: Sequence[Box] = (),
    worst: float = float("inf"),
    stretches: Sequence[float] = (1, 1.8, 3),
) -> list[Placed | None]:
    """Place each label, in order of importance, where it covers least of what is taken and of the frame's outside.

    A label whose best place costs more than `worst` is left out (None) and takes no room. Each place is tried at
    its gap times each of the `stretches`.
    """
    occupied = list(taken)
    placed: list[Placed | None] = []
    for label in labels:
        options = [
            _inside(_at(label, where, label.gap * stretch), frame) for stretch in stretches for where in label.places
        ]
        costed = [replace(o, cost=_cost(o.box, frame, occupied)) for o in options]
        best = min(costed, key=lambda option: option.cost + 20 * costed.index(option))
        if best.cost > worst:
            placed.append(None)
            continue
        occupied.append(best.box)
        placed.append(best)
    return placed


def spread(middles: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels in a column, moved apart so that none covers another, between `low` and `high` if they fit."""
    order = sorted(range(len(middles)), key=lambda n: middles[n])
    moved = list(middles)
    edge = low
    for n in order:
        moved[n] = max(moved[n], edge + heights[n] / 2)
        edge = moved[n] + heights[n] / 2
    edge = high
    for n in reversed(order):
        moved[n] = min(moved[n], edge - heights[n] / 2)
        edge = moved[n] - heights[n] / 2
    return moved


def _at(label: Label, where: str, gap: float) -> Placed:
    half = label.height / 2
    up, down = "above" in where, "below" in where
    sideways = where.startswith(("right", "left"))
    slant = 0.6 if sideways and (up or down) else 1.0
    vertical = -half
    if up:
        vertical = -gap * slant - label.height * (1 if slant == 1 else 0.8)
    elif down:
        vertical = gap * slant - (0 if slant == 1 else label.height * 0.2)
    if where.startswith("right"):
        dx, align, left = gap * slant, "left", label.x + gap * slant
    elif where.startswith("left"):
        dx, align, left = -gap * slant, "right", label.x - gap * slant - label.width
    else:
        dx, align, left = 0.0, "center", label.x - label.width / 2
    top = label.y + vertical
    return Placed(dx, vertical, align, Box(left, top, left + label.width, top + label.height))


def _inside(option: Placed, frame: Box) -> Placed:
    """A centred label that would reach over the edge of the frame is pushed inwards."""
    box = option.box
    push = max(0.0, frame.left - box.left) - max(0.0, box.right - frame.right)
    if option.align != "center" or not push or box.right - box.left > frame.right - frame.left:
        return option
    return replace(option, dx=option.dx + push, box=Box(box.left + push, box.top, box.right + push, box.bottom))


def _cost(box: Box, frame: Box, occupied: Sequence[Box]) -> float:
    area = (box.right - box.left) * (box.bottom - box.top)
    outside = area - box.overlap(frame)
    return 20 * outside + 10 * sum(box.overlap(other) for other in occupied)
