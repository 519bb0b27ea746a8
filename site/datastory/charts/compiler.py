"""The chart compiler, a process of its own: jobs as JSON lines on stdin, drawings as JSON lines on stdout.

Web workers never import this module: vl-convert holds the interpreter's lock while it converts, takes some
180 MiB, and deadlocks in a process that forked after its first conversion.
"""

import base64
import json
import os
import re
import sys
from pathlib import Path

import altair as alt
import vl_convert as vlc

from .data import Drawing, Job
from .poster import poster
from .svg import page_svg
from .theme import CONFIG, TOKENS
from .walk import spots, walkable, walked

ROWS = 20_000  # more than any story; a guard against a runaway builder


def main() -> None:
    """Draw every job of stdin. A job that fails is answered by a sentence, and the next one is drawn."""
    _register_fonts()
    alt.data_transformers.disable_max_rows()
    for line in sys.stdin:
        if line.strip():
            print(draw(Job.model_validate_json(line)).model_dump_json(), flush=True)


def draw(job: Job) -> Drawing:
    """One job's drawing; its `error` is a sentence for the editor where there is none."""
    from .kinds import KINDS

    try:
        kind = KINDS.get(job.kind)
        if kind is None:
            raise ValueError(f"there is no kind of chart called {job.kind!r}; there are {', '.join(sorted(KINDS))}")
        spec = kind.build(job).configure(**CONFIG).to_dict(validate=False)
        spec.pop("background", None)
        spec["config"]["background"] = None
        vega = vlc.vegalite_to_vega(spec)
        raw = vlc.vega_to_svg(vega, allowed_base_urls=[])
        uid = job.key.replace("/", "-")
        page = page_svg(raw, uid, job.title, job.description, job.width)
        png = b""
        if job.png:
            png = vlc.svg_to_png(poster(page, job.title, job.measure, job.credit), scale=2)
        figures = walked(job)
        walk = spots(spec, figures)
        return Drawing(
            key=job.key,
            svg=walkable(page, walk, figures),
            vegalite=_canonical(spec),
            vega=_canonical({**vega, "usermeta": {"tokens": TOKENS}}),
            png=base64.b64encode(png).decode(),
            summary=kind.summary(job),
            walk=walk,
        )
    except Exception as error:  # whatever a builder raises, the other charts are drawn
        message = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
        return Drawing(key=job.key, error=message[:500])


def _canonical(spec: object) -> str:
    return json.dumps(spec, separators=(",", ":"), ensure_ascii=False, sort_keys=True)


def _register_fonts() -> None:
    """The site's fonts, unpacked once: the converter reads TrueType only, and knows a family by its plain name."""
    from fontTools.ttLib import TTFont

    source = Path(os.environ["STORY_FONTS"])
    target = Path(os.environ["STORY_FONT_CACHE"])
    target.mkdir(parents=True, exist_ok=True)
    for packed in sorted(source.glob("*.woff2")):
        unpacked = target / f"{packed.stem}.family.ttf"
        if not unpacked.exists():
            font = TTFont(packed)
            font.flavor = None
            for name in font["name"].names:
                if name.nameID in (1, 4, 16):  # "Newsreader 16pt" is Newsreader
                    name.string = re.sub(r"( \d+pt)+", "", name.toUnicode())
            partial = unpacked.with_suffix(f".{os.getpid()}")
            font.save(partial)
            partial.replace(unpacked)
    vlc.register_font_directory(str(target))


if __name__ == "__main__":
    import django

    django.setup()
    main()
