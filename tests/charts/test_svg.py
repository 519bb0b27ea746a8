"""From the converter's SVG to one that a page can hold."""

import pytest

from datastory.charts.svg import page_svg


def held(body: str, title: str = "T", description: str = "D") -> str:
    """The body of a drawing as a page holds it, without the head."""
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" viewBox="0 0 9 9">{body}</svg>'
    return page_svg(raw, "uid", title, description, "wide").split("</desc>")[1].removesuffix("</svg>")


@pytest.mark.parametrize("raw", ["", "no drawing", "<svg>", "<svg width='1'></svg>"])
def test_what_is_no_drawing_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="the compiler returned no SVG"):
        page_svg(raw, "uid", "T", "D", "wide")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<path fill="#16202e"/>', '<path fill="var(--ink,#16202e)"/>'),
        ('<path stroke="#B8321E"/>', '<path stroke="var(--signal,#b8321e)"/>'),
        ('<path fill="rgb(35, 85, 156)"/>', '<path fill="var(--data-1,#23559c)"/>'),
        ('<path fill="none"/>', '<path fill="none"/>'),
        ('<path transform="translate(1.2345,-0.5678)"/>', '<path transform="translate(1.2,-0.6)"/>'),
        ('<path d="M2.0000001,3.96"/>', '<path d="M2,4"/>'),
        ('<path id="clip" fill="url(#clip)"/>', '<path id="uid-clip" fill="url(#uid-clip)"/>'),
        ('<g role="mark" aria-label="a > b" aria-roledescription="x"><path/></g>', "<g><path/></g>"),
        ('<g class="x"></g>', ""),
    ],
)
def test_a_tag_is_themed_rounded_and_named_for_its_page(before: str, after: str) -> None:
    assert held(before) == after


@pytest.mark.parametrize(
    "words",
    ["28.5312", 'fill="#16202e"', "rgb(1, 2, 3)", 'id="x"', "url(#x)", ' role="x"', ' class="background"', "a &gt; b"],
)
def test_words_between_tags_stay_as_they_are(words: str) -> None:
    assert held(f"<text>{words}</text>") == f"<text>{words}</text>"


@pytest.mark.parametrize(
    ("words", "escaped"),
    [("<b>R&D</b>", "&lt;b&gt;R&amp;D&lt;/b&gt;"), ('"quoted"', '"quoted"'), ("a < b > c", "a &lt; b &gt; c")],
)
def test_titles_and_descriptions_are_escaped(words: str, escaped: str) -> None:
    whole = page_svg('<svg viewBox="0 0 9 9"></svg>', "uid", words, words, "wide")
    assert f'<title id="uid-t">{escaped}</title><desc id="uid-d">{escaped}</desc>' in whole
