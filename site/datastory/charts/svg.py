"""From Vega's SVG to one that a page can hold: themable, named, small, with ids of its own."""

import re
from xml.sax.saxutils import escape

from .theme import TOKENS

_COLOUR = re.compile(r'\b(fill|stroke)="(#[0-9a-fA-F]{6})"')
_RGB = re.compile(r"rgba?\((\d+),\s*(\d+),\s*(\d+)\)")
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')
_ROLES = re.compile(r' (?:role|aria-label|aria-roledescription|aria-hidden)="[^"]*"')
_UNSEEN = re.compile(r'<path\b[^>]* opacity="0"/>')  # areas for the walk alone
_OPEN = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'viewBox="([^"]+)"')


FADING = ((3, 8), (15, 6), (25, 4))  # px: where each stroke of an open end starts, and its length


def px(value: float) -> str:
    """A length in px as SVG drawn by hand has it, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def page_svg(raw: str, uid: str, title: str, description: str, width: str) -> str:
    """The drawing as a page holds it: `role="img"`, a title and a description, colours as custom properties.

    Vega names every mark for assistive technology; here the whole picture has one name, and the table beside
    it has the values. Raises ValueError if `raw` is not an SVG of Vega's.
    """
    opening = _OPEN.search(raw)
    size = opening and _SIZE.search(opening[0])
    if not opening or not size:
        raise ValueError("the compiler returned no SVG")
    body = _TAG.sub(lambda tag: _tag(tag[0], uid), raw[opening.end() :])  # never the words between tags
    body = re.sub(r"<g(?: [^>]*)?></g>", "", _UNSEEN.sub("", body))
    head = (
        f'<svg class="chart chart--{width}" xmlns="http://www.w3.org/2000/svg" viewBox="{size[1]}" role="img" '
        f'aria-labelledby="{uid}-t" aria-describedby="{uid}-d"><title id="{uid}-t">{escape(title)}</title>'
        f'<desc id="{uid}-d">{escape(description)}</desc>'
    )
    return head + body


def _tag(tag: str, uid: str) -> str:
    tag = _ROLES.sub("", tag)
    tag = _RGB.sub(lambda m: "#" + "".join(f"{int(v):02x}" for v in m.groups()), tag)
    tag = _COLOUR.sub(_themed, tag)
    tag = _NUMBER.sub(_rounded, tag)
    tag = re.sub(r'(id="|url\(#)', rf"\1{uid}-", tag)
    return tag.replace(' class="background"', "").replace(' stroke-miterlimit="10"', "")


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match[0]):.1f}".rstrip("0").rstrip(".")


def _themed(match: re.Match[str]) -> str:
    name, value = match[1], match[2].lower()
    token = TOKENS.get(value)
    return f'{name}="var(--{token},{value})"' if token else match[0]
