"""Template tags of every page."""

import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.rich_text import RichText, expand_db_html

from ..navigation import place as place_of
from ..pieces import piece

register = template.Library()

_paragraph = re.compile(r"<p(?: [^>]*)?>")
_heading = re.compile(r"<(h[23])(?: [^>]*)?>(.*?)</\1>", re.S)
_tag = re.compile(r"<[^>]+>")
_key = re.compile(r' data-block-key="[^"]*"')
_p_ends = re.compile(r"^\s*<p(?: [^>]*)?>|</p>\s*$")

VERDICTS = {
    "adds-up": ("good", "eq", "Adds up"),
    "rounded": ("round", "ap", "Rounded"),
    "does-not": ("bad", "ne", "Does not add up"),
    "disagree": ("bad", "ne", "Sources disagree"),
    "open": ("open", "open", "Not on record"),
    "cannot": ("open", "open", "Cannot be checked"),
}


COUNTED = {
    "adds-up": ("adds up", "add up"),
    "rounded": ("is rounded", "are rounded"),
    "does-not": ("does not add up", "do not add up"),
    "disagree": ("has sources that disagree", "have sources that disagree"),
    "open": ("is not on record", "are not on record"),
    "cannot": ("cannot be checked", "cannot be checked"),
}


@register.simple_tag(name="piece")
def piece_tag(name: str, **data: Any) -> SafeString:
    """A template that hangs on nothing but the data named here, rendered once for it (core/pieces.py).

    `{% piece "parts/check.html" check=check bill=bill %}`
    """
    return piece(name, **data)


@register.simple_tag
def place(model: str) -> str:
    """The address of the site's page of that type."""
    return place_of(model)


@register.simple_tag(takes_context=True)
def paragraphs(context: dict[str, Any], value: RichText) -> SafeString:
    """Rich text whose paragraphs are numbered through the page, and whose headings can be linked to."""
    page = context.get("page") or context.get("self")
    html = _key.sub("", expand_db_html(value.source if isinstance(value, RichText) else str(value)))
    count = getattr(page, "paragraphs_so_far", 0)

    def open_paragraph(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return (
            f'<p class="para" id="p{count}"><a class="para__link" href="#p{count}" '
            f'aria-label="Link to paragraph {count}">&para;</a>'
        )

    html = _paragraph.sub(open_paragraph, html)
    html = _heading.sub(lambda m: f'<{m[1]} id="{slugify(_tag.sub("", m[2]))}">{m[2]}</{m[1]}>', html)
    if page is not None:
        page.paragraphs_so_far = count
    return mark_safe(html)


@register.filter
def sentence(value: Any) -> SafeString:
    """Rich text of one paragraph, without its paragraph element."""
    html = _key.sub("", expand_db_html(value.source if isinstance(value, RichText) else str(value)))
    return mark_safe(_p_ends.sub("", html))


@register.simple_tag
def verdict(name: str, short: bool = False) -> SafeString:
    """A verdict or stamp: its sign and its word, in its colour."""
    colour, sign, word = VERDICTS[name]
    return format_html(
        '<span class="verdict verdict--{}"><span class="sign sign--{}" aria-hidden="true"></span>{}</span>',
        colour,
        sign,
        word,
    )


@register.filter
def verdict_word(name: str) -> str:
    """The word of a verdict or stamp."""
    return VERDICTS[name][2] if name in VERDICTS else name


@register.filter
def counted(count: int, name: str) -> str:
    """How many have a verdict or stamp, in words: "1 adds up", "3 add up", "2 are rounded"."""
    one, many = COUNTED[name]
    return f"{count} {one if count == 1 else many}"


@register.filter
def verdict_colour(name: str) -> str:
    """The colour name of a verdict or stamp: good, round, bad, open."""
    return VERDICTS[name][0]


@register.filter
def times(count: int) -> range:
    """For loops that repeat: `{% for _ in 5|times %}`."""
    return range(int(count))
