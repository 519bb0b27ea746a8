"""White space in a block, as a browser shows it and as Wagtail's editor keeps it.

Runs of it are one space; none stands at the ends of a block or beside a line break or a list; a space at the end
of an element stands after it. No-break spaces are left alone. (`HtmlToContentStateHandler` of Wagtail does the
same when a text is opened, so a text that is opened and saved comes out as it was.)
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from .tree import LISTS, Element, Node

SPACE = re.compile(r"[ \t\n\f\r]+")


class _Next(Enum):
    """What becomes of a space that comes next."""

    DROP = 0
    KEEP = 1
    OWED = 2  # one was read, and is written before the next word


def spaced(children: Sequence[Node]) -> tuple[Node, ...]:
    """The content of a block with its white space in order, and without elements that hold nothing."""
    return tuple(_Spacing().walk(children))


class _Spacing:
    def __init__(self) -> None:
        self.next = _Next.DROP

    def walk(self, children: Sequence[Node]) -> Iterator[Node]:
        text = ""  # neighbouring texts are one
        for node in children:
            if isinstance(node, str):
                text += self._text(SPACE.sub(" ", node))
                continue
            if isinstance(node, Element) and (node.tag in LISTS or node.tag == "br"):
                self.next = _Next.DROP
            elif self.next is _Next.OWED:
                text += " "
                self.next = _Next.DROP
            if isinstance(node, Element) and node.tag not in (*LISTS, "br"):
                inner = tuple(self.walk(node.children))
                if not inner:
                    continue
                node = Element(node.tag, inner, node.link)
            elif not isinstance(node, Element):
                self.next = _Next.KEEP
            if text:
                yield text
                text = ""
            yield node
        if text:
            yield text

    def _text(self, text: str) -> str:
        if text == " ":
            self.next = _Next.DROP if self.next is _Next.DROP else _Next.OWED
            return ""
        if self.next is _Next.DROP:
            text = text.removeprefix(" ")
        elif self.next is _Next.OWED and not text.startswith(" "):
            text = f" {text}"
        self.next = _Next.OWED if text.endswith(" ") else _Next.KEEP
        return text.removesuffix(" ")
