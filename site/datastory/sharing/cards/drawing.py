"""A card as a picture: warm paper, the title large, and the figure on a receipt with a torn edge."""

import io
import os
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from datastory.core.templatetags.story import VERDICTS

from .text import Card, Slip

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
SLIP_WIDTH = 372
COLOURS = 48  # of the picture's palette: two inks on two papers, and the steps between

PAPER, SHEET, INK, SOFT = "#FAF7F1", "#FFFDF8", "#16202E", "#54606E"
RULE, EDGE, SIGNAL = "#E2DACB", "#CFC5B2", "#B8321E"
STAMPS = {"good": "#0B7473", "round": "#985F08", "bad": SIGNAL, "open": "#5F6B79"}

TITLE_SIZES = (116, 100, 88, 76, 66, 58, 50)
MOST_LINES = 4

Font = ImageFont.FreeTypeFont


def draw(card: Card) -> bytes:
    """The card as PNG, 1200 × 630. The same card gives the same bytes."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    room = WIDTH - 2 * MARGIN - (SLIP_WIDTH + 64 if card.slip else 0)
    if card.above:
        pen.text((MARGIN, 76), card.above, SOFT, font("plex-mono-400", 24), anchor="ls")
    _title(pen, card.title, room)
    pen.line((MARGIN, HEIGHT - 96, WIDTH - MARGIN, HEIGHT - 96), RULE, 2)
    pen.text((MARGIN, HEIGHT - 48), card.site, INK, font("inter-var", 26, 600), anchor="ls")
    if card.slip:
        _slip(picture, card.slip)
    out = io.BytesIO()
    picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(pen: ImageDraw.ImageDraw, title: str, room: int) -> None:
    top, foot = 104, HEIGHT - 136  # it stands on the line at the foot, like a headline over its column
    for size in TITLE_SIZES:
        face = font("newsreader-var", size, 400, 72)
        lines = broken(title, partial(_length, face, size), room)
        leading = round(size * 1.04)
        if len(lines) <= MOST_LINES and leading * len(lines) <= foot - top:
            break
    for number, line in enumerate(reversed(lines[: (foot - top) // leading])):
        _tracked(pen, (MARGIN - size * 0.04, foot - leading * number), line, face, size)


def broken(text: str, length: Callable[[str], float], room: float) -> list[str]:
    """The text in lines that are no longer than `room`, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _length(face: Font, size: int, text: str) -> float:
    return face.getlength(text) - TRACKING * size * len(text)


TRACKING = 0.03  # em that large type is set closer


def _tracked(pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, face: Font, size: int) -> None:
    left, base = place
    for number, letter in enumerate(text):
        before = face.getlength(text[: number + 1]) - face.getlength(letter)  # with the kerning up to here
        pen.text((left + before - TRACKING * size * number, base), letter, INK, face, anchor="ls")


def _slip(picture: Image.Image, slip: Slip) -> None:
    pen = ImageDraw.Draw(picture)
    left, top = WIDTH - MARGIN - SLIP_WIDTH, 64
    right, inner = left + SLIP_WIDTH, 28
    mono, bold = font("plex-mono-400", 21), font("plex-mono-600", 22)
    room = SLIP_WIDTH - 2 * inner
    item = broken(slip.item, bold.getlength, room)[:3]
    value = _largest(slip.value, room)
    lines = _fitting(slip.lines, mono, room)
    height = 74 + 30 * len(item) + round(value.size * 1.25) + 34 * len(lines) + (96 if slip.stamp else 24) + 20
    _paper(pen, left, top, right, top + height)
    base = top + 48
    pen.text((left + inner, base), slip.head, SOFT, mono, anchor="ls")
    base += 14
    for line in item:
        base += 30
        pen.text((left + inner, base), line, INK, bold, anchor="ls")
    base += round(value.size * 0.9) + 14
    pen.text((left + inner, base), slip.value, INK, value, anchor="ls")
    base += 10
    for name, text in lines:
        base += 34
        _leader(pen, (left + inner, base), name, text, mono, room)
    if slip.stamp:
        _stamp(picture, (left + right) // 2, base + 60, slip.stamp)


def _paper(pen: ImageDraw.ImageDraw, left: int, top: int, right: int, foot: int) -> None:
    teeth = 24
    step = (right - left) / teeth
    edge = [(right - step * n / 2, foot + (0 if n % 2 else 9)) for n in range(teeth * 2 + 1)]
    outline = [(left, top), (right, top), *edge]
    pen.polygon(outline, fill=SHEET)
    pen.line([*outline, (left, top)], EDGE, 2, joint="curve")


def _leader(pen: ImageDraw.ImageDraw, place: tuple[int, int], name: str, text: str, face: Font, room: int) -> None:
    left, base = place
    pen.text(place, name, SOFT, face, anchor="ls")
    pen.text((left + room, base), text, INK, face, anchor="rs")
    begin, end = left + face.getlength(name) + 8, left + room - face.getlength(text) - 8
    for dot in range(int(begin), int(end), 7):
        pen.rectangle((dot, base - 2, dot + 1, base - 1), EDGE)


def _stamp(picture: Image.Image, middle: int, height: int, name: str) -> None:
    colour, _, word = VERDICTS[name]
    ink, face = STAMPS[colour], font("plex-mono-600", 22)
    wide = round(face.getlength(word.upper())) + 44
    stamp = Image.new("RGBA", (wide + 16, 72), SHEET + "00")
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((4, 10, wide + 11, 61), outline=ink, width=2)
    pen.rectangle((9, 15, wide + 6, 56), outline=ink, width=1)
    pen.text(((wide + 16) / 2, 43), word.upper(), ink, face, anchor="ms")
    turned = stamp.rotate(2.5, Image.Resampling.BICUBIC, expand=True, fillcolor=SHEET + "00")
    picture.paste(turned, (middle - turned.width // 2, height - turned.height // 2), turned)


def _largest(text: str, room: int) -> Font:
    """The largest face in which a value fits on its line."""
    faces = [font("plex-mono-600", size) for size in (68, 60, 52, 44, 36, 30, 24)]
    return next((face for face in faces if face.getlength(text) <= room), faces[-1])


def _fitting(lines: Sequence[tuple[str, str]], face: Font, room: int) -> list[tuple[str, str]]:
    """Those lines whose two ends do not meet."""
    return [(name, text) for name, text in lines if face.getlength(name) + face.getlength(text) + 24 <= room][:5]


@lru_cache(maxsize=64)
def font(name: str, size: int, weight: int = 0, optical: int = 0) -> Font:
    """One of the site's own fonts, its size in pixels; a variable one in a weight and, if it has it, optical size."""
    face = ImageFont.truetype(str(unpacked(name)), size, layout_engine=ImageFont.Layout.BASIC)
    if weight:
        face.set_variation_by_axes([weight, optical] if optical else [weight])
    return face


def unpacked(name: str) -> Path:
    """The font as TrueType, which Pillow reads; the site's own are packed for the web."""
    packed = Path(settings.STATICFILES_DIRS[0]) / "fonts" / f"{name}.woff2"
    made = Path(settings.ENV.var) / "fonts" / f"{name}.ttf"
    if not made.exists():
        from fontTools.ttLib import TTFont

        made.parent.mkdir(parents=True, exist_ok=True)
        face = TTFont(packed)
        face.flavor = None
        partial = made.with_suffix(f".{os.getpid()}")
        face.save(partial)
        partial.replace(made)
    return made
