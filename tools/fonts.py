"""Makes a variable font lighter: `.venv/bin/python tools/fonts.py static/fonts/NAME.woff2 wght=400 opsz=24`.

Kerning that varies with weight and optical size is a third of the file, and in ems it hardly changes. So the pairs
are taken as they are at one place of the axes, and only the outlines and widths go on varying. The file is replaced.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

KERNING = ("GPOS", "GDEF")


def settle_kerning(path: Path, place: dict[str, float]) -> tuple[int, int]:
    """Fix the kerning at a place (axis: value); the file's size before and after, bytes.

    Raises SystemExit if the place does not name each axis of the font.
    """
    font = TTFont(path)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    if axes != set(place):
        sys.exit(f"{path.name} varies by {', '.join(sorted(axes))}: give a value for each, as in wght=400.")
    settled = instancer.instantiateVariableFont(TTFont(path), place)
    if settled.getGlyphOrder() != font.getGlyphOrder():
        sys.exit(f"{path.name} has other glyphs at {place}: its kerning cannot be taken from there.")
    for table in KERNING:
        font[table] = settled[table]
    before = path.stat().st_size
    font.flavor = "woff2"
    font.save(path)
    return before, path.stat().st_size


if __name__ == "__main__":
    if len(sys.argv) < 3 or not all("=" in each for each in sys.argv[2:]):
        sys.exit(__doc__)
    values = (each.split("=", 1) for each in sys.argv[2:])
    print("{} bytes before, {} after".format(*settle_kerning(Path(sys.argv[1]), {k: float(v) for k, v in values})))
