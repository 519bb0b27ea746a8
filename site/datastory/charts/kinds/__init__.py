"""The kinds of chart: one file each, with the editor's block, the Altair builder and the words side by side.

Builders import Altair when they are called, in the compiler's process alone; a web worker only ever
sees the blocks.
"""

from . import (
    bars,
    density,
    dumbbell,
    heat,
    line,
    matrix,
    model,
    mosaic,
    multiples,
    ranges,
    shares,
    slope,
    units,
    waterfall,
)
from .kind import Kind, KindBlock

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        line.KIND, bars.KIND, ranges.KIND, slope.KIND, shares.KIND, dumbbell.KIND, waterfall.KIND, mosaic.KIND,
        units.KIND, matrix.KIND, heat.KIND, density.KIND, multiples.KIND, model.KIND,
    )
}  # fmt: skip

__all__ = ["KINDS", "Kind", "KindBlock"]
