"""Charts of the story: kinds, the compiler, chart pages and their drawings."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def compiler_version() -> str:
    """A digest of the code that draws: a changed builder draws its charts anew."""
    here = Path(__file__).resolve().parent
    files = [
        *sorted(here.glob("kinds/*.py")),
        *sorted(here.glob("simulations/*.py")),
        *(
            here / f"{n}.py"
            for n in ("compiler", "data", "labels", "poster", "scales", "svg", "theme", "walk", "widths")
        ),
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
