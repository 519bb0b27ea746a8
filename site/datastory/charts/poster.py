"""A drawing that stands alone: with its finding, its measure and where it is from, in light colours of its own."""

import re
from xml.sax.saxutils import escape

from . import theme
from .labels import text_width

_TOKEN = re.compile(r"var\(--[\w-]+,(#[0-9a-f]{6})\)")
_WALK = re.compile(r' data-walk="[^"]*"')
_OPEN = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_FAMILY = re.compile(r'font-family="(Inter|Newsreader), (sans-serif|serif)"')

FALLBACK = {
    "Inter": "Inter, Arial, Helvetica, sans-serif",
    "Newsreader": "Newsreader, Georgia, 'Times New Roman', serif",
}
SIDES = {"told": "as told", "record": "on record"}
MARGIN = 24
TITLE, LINE, SMALL = 26, 32, 14


def poster(svg: str, title: str, measure: str, credit: str) -> str:
    """The page's SVG as a file: nothing in it refers to a page, colours are those of the light theme.

    Raises ValueError if `svg` is not a drawing of the compiler's.
    """
    opening = _OPEN.search(svg)
    size = opening and _SIZE.search(opening[0])
    if not opening or not size:
        raise ValueError("this is no drawing of a chart")
    wide, high = float(size[1]), float(size[2])
    lines = _wrapped(title, TITLE, wide, serif=True)
    small = _wrapped(measure, SMALL, wide)
    top = MARGIN + LINE * len(lines) + 20 * len(small) + 20
    whole = f"{wide + 2 * MARGIN:g}", f"{top + high + 48 + MARGIN:g}"
    ids = re.search(r'aria-labelledby="([^"]+)" aria-describedby="([^"]+)"', opening[0])
    names = f' role="img" aria-labelledby="{ids[1]}" aria-describedby="{ids[2]}"' if ids else ""
    body = _WALK.sub("", svg[opening.end() : svg.rindex("</svg>")])
    ink, soft = theme.COLOUR["ink"], theme.COLOUR["ink-soft"]
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole[0]}" height="{whole[1]}" '
        f'viewBox="0 0 {whole[0]} {whole[1]}"{names}>',
        f'<rect width="{whole[0]}" height="{whole[1]}" fill="{theme.COLOUR["paper"]}"/>',
        *_texts(
            lines, MARGIN + TITLE, LINE, f'{_font("Newsreader")} font-size="{TITLE}" font-weight="500" fill="{ink}"'
        ),
        *_texts(small, MARGIN + LINE * len(lines) + 16, 20, f'{_font("Inter")} font-size="{SMALL}" fill="{soft}"'),
        f'<svg x="{MARGIN}" y="{top}" width="{wide:g}" height="{high:g}" overflow="visible">',
        body,
        "</svg>",
        *_texts([credit], top + high + 44, 20, f'{_font("Inter")} font-size="13" fill="{soft}"'),
        "</svg>",
    ]
    whole_text = _TOKEN.sub(r"\1", "".join(drawn))
    return _FAMILY.sub(lambda m: _font(m[1]), whole_text)


def credit(site: str, side: str) -> str:
    """The line under a picture that leaves the site."""
    return f"{site} · figures {SIDES[side]}"


def _font(name: str) -> str:
    return f'font-family="{FALLBACK[name]}"'


def _texts(lines: list[str], top: float, step: int, style: str) -> list[str]:
    return [f'<text x="{MARGIN}" y="{top + n * step:g}" {style}>{escape(line)}</text>' for n, line in enumerate(lines)]


def _wrapped(text: str, size: float, wide: float, serif: bool = False) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, serif) > wide:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line for line in lines if line]
