"""Where labels go: each is tried at a few places round its point, and takes the first that is free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


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
    """Where a label's text starts relative to its point: offset px and text alignment."""

    dx: float
    dy: float
    align: str
    box: Box


def text_width(text: str, size: float, serif: bool = False) -> float:
    """About how wide a text is set, px: 0.47 em a character in the sans-serif, 0.44 in the serif, plus a reserve."""
    return len(text) * size * (0.50 if serif else 0.54)


def place(labels: Iterable[Label], frame: Box, taken: Sequence[Box] = ()) -> list[Placed]:
    """Place each label, in order of importance, where it covers least of what is taken and of the frame's outside."""
    occupied = list(taken)
    placed = []
    for label in labels:
        options = [_at(label, where) for where in label.places]
        best = min(options, key=lambda option: _cost(option.box, frame, occupied) + options.index(option))
        occupied.append(best.box)
        placed.append(best)
    return placed


def _at(label: Label, where: str) -> Placed:
    gap, half = label.gap, label.height / 2
    vertical = -half
    if where.endswith("above"):
        vertical = -gap - label.height
    elif where.endswith("below"):
        vertical = gap
    if where.startswith("right"):
        dx, align, left = gap, "left", label.x + gap
    elif where.startswith("left"):
        dx, align, left = -gap, "right", label.x - gap - label.width
    else:
        dx, align, left = 0.0, "center", label.x - label.width / 2
    if where in ("right above", "right below", "left above", "left below"):
        vertical = vertical / 2 if "above" in where else vertical * 0.4
    top = label.y + vertical
    return Placed(dx, vertical, align, Box(left, top, left + label.width, top + label.height))


def _cost(box: Box, frame: Box, occupied: Sequence[Box]) -> float:
    area = (box.right - box.left) * (box.bottom - box.top)
    outside = area - box.overlap(frame)
    return 100 * outside + 50 * sum(box.overlap(other) for other in occupied)
