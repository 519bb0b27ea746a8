"""How wide text is set, before anything draws it: the advances of the site's own two fonts."""

import unicodedata
from functools import lru_cache

# hundredths of an em for U+0020 to U+007E, read from the fonts in static/fonts
_SANS = [
    *(28, 29, 47, 63, 64, 98, 64, 30, 36, 36, 50, 66, 29, 46, 29, 36, 63, 41, 61, 62, 65, 59, 62, 57, 62, 62, 29, 30),
    *(66, 66, 66, 51, 97, 69, 65, 73, 72, 60, 59, 75, 74, 27, 57, 67, 57, 90, 75, 76, 64, 76, 64, 64, 65, 74, 69, 99),
    *(68, 68, 63, 36, 36, 36, 47, 46, 32, 56, 61, 57, 61, 58, 37, 61, 59, 24, 24, 55, 24, 88, 59, 60, 61, 61, 38, 53),
    *(33, 59, 56, 82, 55, 56, 55, 43, 33, 43, 66),
]
_SERIF = [
    *(22, 26, 34, 55, 55, 76, 70, 19, 27, 27, 43, 50, 23, 34, 22, 39, 55, 55, 55, 55, 55, 55, 55, 55, 55, 55, 24, 26),
    *(50, 50, 50, 41, 88, 69, 62, 69, 75, 62, 57, 73, 78, 32, 42, 71, 58, 96, 75, 76, 59, 76, 62, 53, 65, 75, 67, 94),
    *(69, 66, 62, 32, 39, 32, 50, 41, 50, 43, 52, 41, 53, 44, 32, 48, 54, 27, 23, 52, 26, 80, 55, 50, 54, 52, 38, 35),
    *(32, 51, 50, 71, 48, 50, 41, 31, 24, 31, 50),
]
_TABULAR = 64  # a figure of the sans-serif, where figures are of one width
RESERVE = 1.04  # for the heavier weights, which are set wider
ELLIPSIS = "…"


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, serif: bool = False) -> float:
    """About how wide a text is set at that size, px, with a small reserve."""
    return sum(_em(character, serif) for character in text) * size * RESERVE / 100


def shorten(text: str, room: float, size: float, serif: bool = False) -> str:
    """The text, or as much of it as fits into `room` px with an ellipsis at its end."""
    if text_width(text, size, serif) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = text[:end].rstrip(" ,;:–-") + ELLIPSIS
        if text_width(cut, size, serif) <= room:
            return cut
    return ELLIPSIS


def wrap(text: str, room: float, size: float, lines: int = 2) -> list[str]:
    """The text in at most that many lines of `room` px; the last one ends in an ellipsis if more would follow."""
    made: list[str] = []
    words = text.split()
    while words and len(made) < lines:
        count = 1
        while count < len(words) and text_width(" ".join(words[: count + 1]), size) <= room:
            count += 1
        last = len(made) == lines - 1
        made.append(shorten(" ".join(words if last else words[:count]), room, size))
        words = [] if last else words[count:]
    return made


def _em(character: str, serif: bool) -> int:
    code = ord(character)
    if 0x20 <= code <= 0x7E:
        if not serif and character.isdigit():
            return _TABULAR
        return (_SERIF if serif else _SANS)[code - 0x20]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 100
    return 68 if character.isupper() or character in "−×…" else 60
