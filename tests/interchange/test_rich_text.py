"""Rich text in its two forms is one text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datastory.interchange.richtext.parser import read_database_form, read_file_form
from datastory.interchange.richtext.spacing import spaced
from datastory.interchange.richtext.tree import Element, Node, Number, renamed, to_database, to_file

from .editing import through_the_editor

often = settings(max_examples=60, deadline=None)
letters = st.text(
    st.one_of(st.sampled_from("ab &<>[]|\"'’–;#x1"), st.characters(blacklist_categories=["Cc", "Cs"])), min_size=1
)
slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
numbers = st.builds(
    Number, slugs, st.sampled_from(["", "told", "record"]), st.sampled_from(["", "bare", "word", "compact"])
)
outside = st.sampled_from(["https://example.org/?a=1&b=%22", "mailto:a@example.org", "tel:+1", "#here"])
links = st.one_of(st.tuples(st.sampled_from(["page", "term"]), slugs), st.tuples(st.just("outside"), outside))


def merged(nodes: list[Node]) -> tuple[Node, ...]:
    """Neighbouring texts are one text."""
    found: list[Node] = []
    for node in nodes:
        if found and isinstance(node, str) and isinstance(found[-1], str):
            found[-1] += node
        else:
            found.append(node)
    return tuple(found)


def sentences(depth: int = 2, without: frozenset[str] = frozenset()) -> st.SearchStrategy[tuple[Node, ...]]:
    parts: list[st.SearchStrategy[Node]] = [letters, numbers, st.just(Element("br"))]
    if depth:
        for tag in sorted({"b", "i", "a"} - without):
            inner = sentences(depth - 1, without | {tag})
            link = links if tag == "a" else st.just(("", ""))
            parts.append(st.builds(Element, st.just(tag), inner, link))
    return st.lists(st.one_of(parts), max_size=4).map(merged)


def block(tag: str, children: tuple[Node, ...]) -> Element:
    """An element with its white space in order, as everything is that was read."""
    return Element(tag, spaced(children))


items = st.builds(block, st.just("li"), sentences())
lists = st.builds(Element, st.sampled_from(["ul", "ol"]), st.lists(items, min_size=1, max_size=3).map(tuple))
nested = st.builds(
    lambda tag, head, inner: Element(tag, (block("li", (*head, inner)),)),
    st.sampled_from(["ul", "ol"]),
    sentences(),
    lists,
)
paragraphs = st.builds(block, st.sampled_from(["p", "h2", "h3"]), sentences())
texts = st.lists(st.one_of(paragraphs, lists, nested), min_size=1, max_size=4).map(tuple)


def shown(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A text of nothing but empty paragraphs is no text."""
    return () if all(isinstance(n, Element) and n.tag == "p" and not n.children for n in nodes) else nodes


@often
@given(texts)
def test_what_is_written_for_files_reads_back(nodes: tuple[Node, ...]) -> None:
    marked = read_file_form(to_file(nodes))
    assert marked.faults == []
    assert marked.nodes == shown(nodes)


@often
@given(sentences())
def test_white_space_is_settled_once(nodes: tuple[Node, ...]) -> None:
    assert spaced(spaced(nodes)) == spaced(nodes)


@pytest.mark.parametrize(
    ("free", "settled"),
    [
        ("<p> a  b\n c </p>", "<p>a b c</p>"),
        ("<p>a <b> b </b> c</p>", "<p>a <b>b</b> c</p>"),
        ("<p>a<b> b</b></p>", "<p>a<b> b</b></p>"),
        ("<p>a <br/> b</p>", "<p>a<br/>b</p>"),
        ("<p>a [[x]] [[y]] .</p>", "<p>a [[x]] [[y]] .</p>"),
        ("<p>a<i> </i>b<b></b></p>", "<p>a b</p>"),
        ("<p>a\N{NO-BREAK SPACE} b</p>", "<p>a\N{NO-BREAK SPACE} b</p>"),
    ],
)
def test_white_space_stands_where_a_browser_shows_it(free: str, settled: str) -> None:
    assert to_file(read_file_form(free).nodes) == settled


@often
@given(texts)
def test_what_is_written_inline_reads_back(nodes: tuple[Node, ...]) -> None:
    text = to_file(nodes, inline=True)
    assert "\n" in text or text == to_file(read_file_form(text, inline=True).nodes, inline=True)


@often
@given(texts)
def test_what_is_written_for_the_database_reads_back(nodes: tuple[Node, ...]) -> None:
    marked = read_database_form(to_database(nodes))
    assert marked.faults == []
    assert marked.nodes == nodes


@often
@given(texts)
def test_there_and_back_again_changes_no_byte(nodes: tuple[Node, ...]) -> None:
    text = to_file(nodes)
    stored = to_database(renamed(read_file_form(text).nodes, lambda kind, name: f"{kind}:{name}"))
    back = renamed(read_database_form(stored).nodes, lambda kind, name: name.removeprefix(f"{kind}:"))
    assert to_file(back) == text


@often
@given(texts)
def test_one_element_stands_on_a_line(nodes: tuple[Node, ...]) -> None:
    for line in to_file(nodes).splitlines() if "\x85" not in to_file(nodes) else []:
        assert line.count("<p>") + line.count("<li>") <= 1


@pytest.mark.parametrize(
    "text",
    [
        "<p>Plain &amp; simple, 3 &lt; 4 > 2.</p>",
        '<p>Both <a href="page:the-fall">page</a> and <a href="term:cpaas">term</a>.</p>',
        "<h2>One</h2>\n<p>Two [[three|record|bare]] [[four|word]].</p>",
        "<ul>\n<li>a\n<ol>\n<li><b>b</b></li>\n</ol>\n</li>\n<li>c</li>\n</ul>",
        "<p>Line<br/>end, &#91;[no figure]] and [one bracket].</p>",
        "<p>\N{NO-BREAK SPACE}x\N{THIN SPACE}y</p>",
    ],
)
def test_a_canonical_text_stays_as_it_is(text: str) -> None:
    marked = read_file_form(text)
    assert marked.faults == []
    assert to_file(marked.nodes) == text


@pytest.mark.parametrize(
    ("free", "canonical"),
    [
        ("<p>wrapped\n   in two lines</p>", "<p>wrapped in two lines</p>"),
        ("<P>a</P><p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<p>&quot;quoted&quot; &rsquo; &#x27;</p>", '<p>"quoted" ’ \'</p>'),
        ("<p>[[a|bare|told]] [[b|words]]</p>", "<p>[[a|told|bare]] [[b]]</p>"),
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        ("  <ul>\n  <li>a</li>\n  </ul>  ", "<ul>\n<li>a</li>\n</ul>"),
        ("<p></p>", ""),
    ],
)
def test_other_spellings_come_out_canonical(free: str, canonical: str) -> None:
    marked = read_file_form(free)
    assert marked.faults == []
    assert to_file(marked.nodes) == canonical


@pytest.mark.parametrize(
    ("text", "offset", "said"),
    [
        ("<p>a & b</p>", 5, "a bare & begins nothing"),
        ("<p>a < b</p>", 5, "a bare < begins nothing"),
        ("<p>a", 0, "<p> is never closed"),
        ("<p><b>a</p>", 3, "<b> is not closed before </p>"),
        ("<p>a</b></p>", 4, "</b> closes nothing"),
        ("<p>a</p>b", 8, "text stands outside of a paragraph: 'b'"),
        ("<table></table>", 0, "<table> is not allowed"),
        ('<p class="x">a</p>', 0, "<p> takes no attribute, so not class"),
        ('<p><a href="javascript:x">a</a></p>', 3, "a link is"),
        ('<p><a href="page:x" title="y">a</a></p>', 3, "a link is"),
        ("<p>[[a|often]]</p>", 3, "'often' is not one of told, record, words, bare, word, compact"),
        ("<p>[[a|told|record]]</p>", 3, "two options of a kind"),
        ("<p>[[a</p>", 3, "[[ opens a figure"),
        ("<p>a<p>b</p></p>", 4, "<p> stands on its own"),
        ("<ul>a</ul>", 4, "text stands outside of a list item"),
        ("<li>a</li>", 0, "<li> stands in ul or ol"),
        ("<ul><li><ul><li>a</li></ul>b</li></ul>", 28, "text follows an inner list"),
        ("<p><b>a<b>b</b></b></p>", 7, "<b> stands"),
        ("<p>&nosuch;</p>", 3, "&nosuch; is not a character"),
    ],
)
def test_a_fault_is_named_where_it_stands(text: str, offset: int, said: str) -> None:
    faults = read_file_form(text).faults
    assert [(fault.offset, said in fault.message) for fault in faults][:1] == [(offset, True)], faults


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain &amp; simple, 3 &lt; 4, <b>bold</b> and <i>not</i>.</p>",
        '<p>A <a href="https://example.org/?a=1&amp;b=2">site</a>,<br/>end</p>',
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><h2>Two</h2>",
        "<p>Too  much <b>white </b>space </p>",
    ],
)
def test_the_editor_gives_back_the_same_text(html: str) -> None:
    assert read_database_form(through_the_editor(html)).nodes == read_database_form(html).nodes
