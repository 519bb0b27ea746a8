"""Rich text as a small tree, and its two written forms.

In files: one element a line, `[[slug|record|bare]]` for a number, `<a href="page:slug">`, `<a href="term:slug">`.
In the database: `<embed embedtype="figure" id="7" form="bare" reading="record"/>`, `<a linktype="page" id="3">`.
A tree names figures, pages and terms by slug in the one and by id in the other; `renamed` maps between them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from datastory.ledger.rich_text import FORMS, READINGS

BLOCKS = ("p", "h2", "h3", "ul", "ol")
LISTS = ("ul", "ol")
INLINE = ("b", "i", "a")
FEATURES = {"h2": "h2", "h3": "h3", "ul": "ul", "ol": "ol", "b": "bold", "i": "italic"}  # of elements
OUTSIDE = re.compile(r"https?://[^\s]+|mailto:[^\s]+|tel:[^\s]+|#[^\s]+")


@dataclass(frozen=True)
class Number:
    """A figure in a sentence; `form` and `reading` may be empty."""

    figure: str
    reading: str = ""
    form: str = ""


@dataclass(frozen=True)
class Element:
    """An element. `link` is for `a`: page, term or outside, then what it leads to."""

    tag: str
    children: "tuple[Node, ...]" = ()
    link: tuple[str, str] = ("", "")


Node = str | Number | Element
Rename = Callable[[str, str], str]


def renamed(nodes: Sequence[Node], rename: Rename) -> tuple[Node, ...]:
    """The tree with every figure, page and term called by what `rename(kind, name)` returns."""
    return tuple(_renamed(node, rename) for node in nodes)


def _renamed(node: Node, rename: Rename) -> Node:
    if isinstance(node, Number):
        return replace(node, figure=rename("figure", node.figure))
    if isinstance(node, Element):
        kind, name = node.link
        link = (kind, rename(kind, name)) if kind in ("page", "term") else node.link
        return Element(node.tag, renamed(node.children, rename), link)
    return node


def used_features(nodes: Sequence[Node]) -> Iterator[str]:
    """What an editor's field must allow for this tree, by the names of Wagtail's features."""
    for node in nodes:
        if isinstance(node, Number):
            yield "figure"
        elif isinstance(node, Element):
            if node.tag == "a":
                yield "term" if node.link[0] == "term" else "link"
            elif node.tag in FEATURES:
                yield FEATURES[node.tag]
            yield from used_features(node.children)


def is_empty(nodes: Sequence[Node]) -> bool:
    """Whether nothing would be shown: no paragraph, or only paragraphs without content."""
    return all(isinstance(node, Element) and node.tag == "p" and not node.children for node in nodes)


def to_file(nodes: Sequence[Node], inline: bool = False) -> str:
    """The form of files, without a line end; with `inline`, a single paragraph stands without its `<p>`."""
    if is_empty(nodes):
        return ""
    if inline and len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].tag == "p":
        return "".join(_file_inline(node) for node in nodes[0].children)
    return "\n".join(line for node in nodes for line in _file_lines(node))


def _file_lines(node: Node) -> Iterator[str]:
    assert isinstance(node, Element)
    if node.tag in LISTS:
        yield f"<{node.tag}>"
        for item in node.children:
            yield from _file_lines(item)
        yield f"</{node.tag}>"
        return
    lists = [child for child in node.children if isinstance(child, Element) and child.tag in LISTS]
    own = "".join(_file_inline(child) for child in node.children if child not in lists)
    if not lists:
        yield f"<{node.tag}>{own}</{node.tag}>"
        return
    yield f"<{node.tag}>{own}"
    for inner in lists:
        yield from _file_lines(inner)
    yield f"</{node.tag}>"


def _file_inline(node: Node) -> str:
    if isinstance(node, Number):
        return f"[[{'|'.join(part for part in (node.figure, node.reading, node.form) if part)}]]"
    if isinstance(node, str):
        escaped = node.replace("&", "&amp;").replace("<", "&lt;")
        return re.sub(r"\[(?=\[)", "&#91;", escaped)
    if node.tag == "br":
        return "<br/>"
    inner = "".join(_file_inline(child) for child in node.children)
    if node.tag != "a":
        return f"<{node.tag}>{inner}</{node.tag}>"
    kind, name = node.link
    return f'<a href="{_attribute(name if kind == "outside" else f"{kind}:{name}")}">{inner}</a>'


def to_database(nodes: Sequence[Node]) -> str:
    """The form that Wagtail stores and its editor reads."""
    return "".join(_database(node) for node in nodes)


def _database(node: Node) -> str:
    if isinstance(node, Number):
        rest = "".join(
            f' {name}="{value}"' for name, value in (("form", node.form), ("reading", node.reading)) if value
        )
        return f'<embed embedtype="figure" id="{node.figure}"{rest}/>'
    if isinstance(node, str):
        return node.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if node.tag == "br":
        return "<br/>"
    inner = to_database(node.children)
    if node.tag != "a":
        return f"<{node.tag}>{inner}</{node.tag}>"
    kind, name = node.link
    if kind == "outside":
        return f'<a href="{_attribute(name)}">{inner}</a>'
    return f'<a linktype="{kind}" id="{name}">{inner}</a>'


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def file_number(mark: str) -> Number:
    """The number that the inside of `[[…]]` stands for. Raises ValueError, in words."""
    figure, *options = mark.split("|")
    reading = form = ""
    for option in options:
        if option in READINGS and not reading:
            reading = option
        elif option in FORMS and not form:
            form = option
        elif option in (*READINGS, *FORMS):
            raise ValueError(f"[[{mark}]] has two options of a kind; it takes one reading and one form")
        else:
            raise ValueError(f"[[{mark}]]: {option!r} is not one of {', '.join((*READINGS, *FORMS))}")
    return Number(figure, reading, "" if form == "words" else form)
