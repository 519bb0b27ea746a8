"""The kinds of chart: one file each, with the editor's block and the Altair builder side by side.

Builders import Altair when they are called, in the compiler's process alone; a web worker only ever
sees the blocks.
"""

from . import bars, line, model, ranges, shares, slope
from .kind import Kind, KindBlock

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (line.KIND, bars.KIND, ranges.KIND, slope.KIND, shares.KIND, model.KIND)
}

__all__ = ["KINDS", "Kind", "KindBlock"]
