"""The graph of a page: the page itself, its place in the site, and what it holds."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from ..about import About
from . import pages, record
from .nodes import Node, without_gaps

# by the model of the page; what is not named is a page like any other
BUILDERS = {
    "homepage": pages.cover,
    "chapterpage": pages.chapter,
    "numberspage": record.bill,
    "checkspage": record.checks,
    "timelinepage": record.timeline,
    "companiespage": record.companies,
    "glossarypage": record.glossary,
}
# `</script>`, `<!--` and line ends that JavaScript once took for its own cannot stand in the block
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def graph(page: About, context: Mapping[str, Any], picture: str) -> Node:
    """JSON-LD of a page; `picture` is the absolute address of its card. A page may bring `nodes` in its context."""
    built = BUILDERS.get(page.kind, pages.nothing)(page, context)
    nodes = [pages.web_page(page, picture), *built, *context.get("nodes", ())]
    if page.way:
        nodes.append(breadcrumbs(page))
    return {"@context": "https://schema.org", "@graph": [without_gaps(node) for node in nodes]}


def breadcrumbs(page: About) -> Node:
    """The way from the cover to the page."""
    steps = [*page.way, (page.title, page.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": title,
                "item": {"@type": "WebPage", "@id": address, "name": title},
            }
            for number, (title, address) in enumerate(steps, 1)
        ],
    }


def script(data: Node) -> SafeString:
    """The data as a block of a page. It is no script: no browser runs it, and the policy on scripts does not apply."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
