"""Reading rich text: one pass over its tokens, with every fault and where it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from .spacing import spaced
from .tree import BLOCKS, INLINE, LISTS, OUTSIDE, Element, Node, Number, file_number

_NUMBER = r"\[\[([^\[\]\n]*)\]\]"
_TOKEN = re.compile(
    rf"""<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<attrs>(?:\s+[\w:-]+\s*=\s*"[^"]*")*)\s*(?P<void>/?)>
    |{_NUMBER.replace("(", "(?P<number>", 1)}
    |\[(?={_NUMBER.replace("(", "(?:", 1)})
    |(?P<unclosed>\[\[)
    |&(?P<entity>\#[0-9]+|\#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);
    |(?P<stray>[<&])
    |[^<&\[]+|\[""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r'([\w:-]+)\s*=\s*"([^"]*)"')


@dataclass(frozen=True)
class Fault:
    """What is wrong with a rich text, and at which offset."""

    offset: int
    message: str


@dataclass
class Marked:
    """A rich text that was read: its tree, its faults, and each name in it with its offset.

    `numbers` are the figures, `links` pairs of page or term and a name.
    """

    nodes: tuple[Node, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    numbers: list[tuple[int, Number]] = field(default_factory=list)
    links: list[tuple[int, tuple[str, str]]] = field(default_factory=list)


@dataclass
class _Open:
    tag: str
    offset: int
    link: tuple[str, str] = ("", "")
    children: list[Node] = field(default_factory=list)


def read_file_form(text: str, inline: bool = False) -> Marked:
    """Read the form of files. With `inline`, a text that opens with no block is one paragraph."""
    return _Reader(text, "file", inline).marked


def read_database_form(html: str) -> Marked:
    """Read what Wagtail stores; figures, pages and terms are named by their ids."""
    return _Reader(html, "database", False).marked


class _Reader:
    def __init__(self, text: str, form: Literal["file", "database"], inline: bool) -> None:
        self.form = form
        self.marked = Marked()
        self.stack = [_Open("", 0)]
        bare = inline and text.strip() and not re.match(rf"\s*<(?:{'|'.join(BLOCKS)})\b", text)
        if bare:
            self.stack.append(_Open("p", 0))
        for match in _TOKEN.finditer(text):
            self._token(match)
        if bare and len(self.stack) == 2:
            self._close("p", len(text))
        for still in self.stack[2 if bare else 1 :]:
            self._fault(still.offset, f"<{still.tag}> is never closed")
        while len(self.stack) > 1:
            self._close(self.stack[-1].tag, len(text))
        self.marked.nodes = tuple(self.stack[0].children)

    def _fault(self, offset: int, message: str) -> None:
        self.marked.faults.append(Fault(offset, message))

    def _token(self, match: re.Match[str]) -> None:
        at = match.start()
        if match["tag"]:
            self._tag(match, at)
        elif match["number"] is not None and self.form == "file":
            self._number(match["number"], at)
        elif match["unclosed"] and self.form == "file":
            self._fault(at, "[[ opens a figure that ]] does not close on this line")
        elif match["stray"] and (self.form == "file" or match["stray"] == "<"):
            self._fault(
                at, f"a bare {match['stray']} begins nothing; write {'&lt;' if match['stray'] == '<' else '&amp;'}"
            )
        elif match["entity"]:
            character = unescape(match[0])
            if character == match[0]:
                self._fault(at, f"{match[0]} is not a character")
            self._text(character, at)
        else:
            self._text(match[0], at)

    def _text(self, text: str, at: int) -> None:
        inner = self.stack[-1]
        if inner.tag in ("", *LISTS):
            if text.strip():
                self._fault(
                    at, f"text stands outside of a {'list item' if inner.tag else 'paragraph'}: {text.strip()[:30]!r}"
                )
            return
        if inner.children and isinstance(inner.children[-1], str):
            inner.children[-1] += text
        else:
            inner.children.append(text)

    def _number(self, mark: str, at: int) -> None:
        try:
            number = file_number(mark)
        except ValueError as error:
            self._fault(at, str(error))
            return
        self.marked.numbers.append((at, number))
        self._add(number, at)

    def _add(self, node: Node, at: int) -> None:
        inner = self.stack[-1]
        if inner.tag in ("", *LISTS):
            self._fault(at, f"a number or a line break stands outside of a {'list item' if inner.tag else 'paragraph'}")
        else:
            inner.children.append(node)

    def _tag(self, match: re.Match[str], at: int) -> None:
        tag = match["tag"].lower()
        attrs = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match["attrs"])}
        if self.form == "database":
            attrs.pop("data-block-key", None)
        if tag == "br" and not match["close"]:
            self._add(Element("br"), at)
        elif tag == "embed" and self.form == "database":
            self._embed(attrs, at)
        elif tag not in (*BLOCKS, "li", *INLINE):
            self._fault(at, f"<{match['close']}{tag}> is not allowed; there are p h2 h3 ul ol li b i a br")
        elif match["close"]:
            self._end(tag, at)
        elif self._fits(tag, at):
            link = self._link(attrs, at) if tag == "a" else ("", "")
            for name in attrs if tag != "a" else ():
                self._fault(at, f"<{tag}> takes no attribute, so not {name}")
            self.stack.append(_Open(tag, at, link))

    def _fits(self, tag: str, at: int) -> bool:
        outer = self.stack[-1].tag
        if tag == "li":
            fits, where = outer in LISTS, "in ul or ol"
        elif tag in LISTS:
            fits, where = outer in ("", "li"), "on its own or in li"
        elif tag in BLOCKS:
            fits, where = outer == "", "on its own"
        else:
            fits, where = outer not in ("", *LISTS, tag), "in a paragraph, a heading or li"
        if not fits:
            self._fault(at, f"<{tag}> stands {where}, not {f'in <{outer}>' if outer else 'outside of one'}")
            self.stack.append(_Open(tag, at))  # so that its end finds it
        return fits

    def _end(self, tag: str, at: int) -> None:
        open_tags = [element.tag for element in self.stack]
        if tag not in open_tags:
            self._fault(at, f"</{tag}> closes nothing")
            return
        while self.stack[-1].tag != tag:
            self._fault(self.stack[-1].offset, f"<{self.stack[-1].tag}> is not closed before </{tag}>")
            self._close(self.stack[-1].tag, at)
        self._close(tag, at)

    def _close(self, tag: str, at: int) -> None:
        done = self.stack.pop()
        children = tuple(done.children)
        if tag in LISTS:
            children = tuple(child for child in children if not isinstance(child, str))
        elif tag in (*BLOCKS, "li"):
            children = spaced(children)
            lists = [isinstance(child, Element) and child.tag in LISTS for child in children]
            if lists != sorted(lists):
                self._fault(at, "text follows an inner list; in a list item it comes before")
        self.stack[-1].children.append(Element(tag, children, done.link))

    def _embed(self, attrs: Mapping[str, str], at: int) -> None:
        if attrs.get("embedtype") != "figure":
            self._fault(at, f"an embed of type {attrs.get('embedtype')!r} has no form in files")
            return
        number = Number(attrs.get("id", ""), attrs.get("reading", ""), attrs.get("form", ""))
        if number.form == "words":
            number = Number(number.figure, number.reading)
        self.marked.numbers.append((at, number))
        self._add(number, at)

    def _link(self, attrs: Mapping[str, str], at: int) -> tuple[str, str]:
        link = self._target(attrs)
        if link[0] in ("page", "term"):
            self.marked.links.append((at, link))
        elif not link[0]:
            self._fault(
                at, 'a link is <a href="…"> to page:slug, term:slug, https://…, mailto:…, tel:… or #…, and nothing else'
            )
        return link

    def _target(self, attrs: Mapping[str, str]) -> tuple[str, str]:
        if self.form == "database" and attrs.get("linktype") in ("page", "term"):
            return attrs["linktype"], attrs.get("id", "")
        if list(attrs) != ["href"]:
            return "", ""
        kind, _, name = attrs["href"].partition(":")
        if self.form == "file" and kind in ("page", "term"):
            return kind, name
        return ("outside", attrs["href"]) if OUTSIDE.fullmatch(attrs["href"]) else ("", "")
