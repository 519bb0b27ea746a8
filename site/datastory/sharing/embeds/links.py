"""Links inside an embed: numbers open their receipts in the same frame, all else opens in a window of its own.

A frame may not be allowed to open windows, and no page but an embed lets itself be framed; so what has an embed
of its own is always within reach.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import urlencode

WITHIN = "within"  # the hash of links from one embed to another: there is a way back
_link = re.compile(r"<a\b[^>]*>")
_href = re.compile(r'\shref="([^"]*)"')
_drop = re.compile(r'\s(?:target|rel|data-receipt|data-no|aria-haspopup|download)(?:="[^"]*")?(?=[\s>])')
_side = re.compile(r'(<input type="radio" name="side-[^"]*" value=")(told|record)"(?: checked)?>')
_dial = re.compile(r'(data-told="([^"]*)" data-record="([^"]*)">)(.*?)(?=<p class="dial__from">)', re.S)
_files = re.compile(r' data-page="(/[^"]*)/" data-files="[^"]*"')
_figure = re.compile(r'data-receipt="r-([a-z0-9-]+)"')


def figures_in(html: str) -> list[str]:
    """The slugs of the figures whose numbers stand in it, each once."""
    return list(dict.fromkeys(_figure.findall(html)))


def rehomed(html: str, page: str, things: Mapping[str, str], carried: list[tuple[str, str]]) -> str:
    """The same with links that work in a frame.

    `page` is the address of the page that it is of, `things` the addresses of pages below which everything can be
    embedded, each with where its embeds are; `carried` is added to the query of embeds.
    """
    query = f"?{urlencode(carried)}" if carried else ""

    def rewrite(match: re.Match[str]) -> str:
        tag = match[0]
        found = _href.search(tag)
        if not found:
            return tag
        href = unescape(found[1])
        inside = next((e for base, e in things.items() if href.startswith(base) and _is_thing(href, base)), None)
        bare = _drop.sub("", tag)
        if inside:
            base = next(base for base in things if href.startswith(base))
            return _with(bare, f"{inside}{href[len(base) :].partition('#')[0]}{query}#{WITHIN}", "")
        if href.startswith("#"):
            href = page + href
        return _with(bare, href, ' target="_blank" rel="noopener"')

    return _link.sub(rewrite, html)


def _is_thing(href: str, base: str) -> bool:
    return bool(re.fullmatch(r"[a-z0-9-]+/(?:#.*)?", href[len(base) :]))


def _with(tag: str, href: str, more: str) -> str:
    return f"{_href.sub(lambda _: f' href={chr(34)}{escape(href)}{chr(34)}', tag)[:-1]}{more}>"


def of_edition(html: str, number: int) -> str:
    """Charts that fetch what they were in that edition."""
    return _files.sub(lambda m: f' data-page="{m[1]}/" data-files="/embed{m[1]}/edition-{number}/x.x"', html)


def sided(html: str, reading: str) -> str:
    """Charts that show that side first, where they have two, with the inputs of models as they stand on it."""
    if reading == "record":
        html = _dial.sub(lambda m: m[1] + m[4].replace(f'value="{m[2]}"', f'value="{m[3]}"'), html)
    return _side.sub(lambda m: f'{m[1]}{m[2]}"{" checked" if m[2] == reading else ""}>', html)
