"""Cards that were drawn, by digest, in `var/cards/`."""

import os
from pathlib import Path

from django.conf import settings

from .text import Card

MOST = 2000  # pictures of some 15 kB; the oldest go first


def kept(digest: str) -> bytes | None:
    """The picture of that digest, if it was drawn."""
    try:
        return (_folder() / f"{digest}.png").read_bytes()
    except OSError:
        return None


def drawn(card: Card) -> bytes:
    """The card's picture: the one that was drawn before, or a new one, kept for the next who asks."""
    if picture := kept(card.digest):
        return picture
    from .drawing import draw

    picture = draw(card)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{card.digest}.{os.getpid()}"
    partial.write_bytes(picture)
    partial.replace(folder / f"{card.digest}.png")
    _make_room(folder)
    return picture


def _folder() -> Path:
    return Path(settings.CARDS_ROOT)


def _make_room(folder: Path) -> None:
    pictures = sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
    for old in pictures[:-MOST]:
        old.unlink(missing_ok=True)
