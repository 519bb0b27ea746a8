"""Pages as such: the cover, a chapter, any other."""

from collections.abc import Mapping
from typing import Any

from ..about import About
from .nodes import Node, publisher, reference

KINDS = {
    "searchpage": "SearchResultsPage",
    "numberspage": "CollectionPage",
    "checkspage": "CollectionPage",
    "timelinepage": "CollectionPage",
    "companiespage": "CollectionPage",
    "glossarypage": "CollectionPage",
    "chartindexpage": "CollectionPage",
}


def nothing(page: About, context: Mapping[str, Any]) -> list[Node]:
    """What a page holds that is a page and no more."""
    return []


def web_page(page: About, picture: str) -> Node:
    """The page itself."""
    return {
        "@type": KINDS.get(page.kind, "WebPage") if page.title == page.page.title else "WebPage",
        "@id": page.address,
        "url": page.address,
        "name": page.title,
        "description": page.description,
        "inLanguage": "en",
        "isPartOf": reference(page, "website"),
        "primaryImageOfPage": {"@type": "ImageObject", "url": picture, "width": "1200", "height": "630"},
        "datePublished": _time(page.page.first_published_at),
        "dateModified": _time(page.page.last_published_at),
    }


def cover(page: About, context: Mapping[str, Any]) -> list[Node]:
    """The site, with where to search it."""
    search = page.places.get("searchpage")
    finding = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return [
        {
            "@type": "WebSite",
            "@id": f"{page.home}#website",
            "url": page.home,
            "name": page.site,
            "description": page.description,
            "inLanguage": "en",
            "publisher": publisher(page),
            "potentialAction": finding if search else None,
        }
    ]


def chapter(page: About, context: Mapping[str, Any]) -> list[Node]:
    """A chapter as an article."""
    contents = context.get("contents")
    return [
        {
            "@type": "Article",
            "@id": f"{page.address}#article",
            "headline": page.title,
            "alternativeHeadline": page.page.asks,
            "description": page.page.dek or page.description,
            "position": contents.number if contents and contents.number else None,
            "wordCount": page.page.words,
            "timeRequired": f"PT{page.page.minutes}M",
            "inLanguage": "en",
            "isAccessibleForFree": True,
            "datePublished": _time(page.page.first_published_at),
            "dateModified": _time(page.page.last_published_at),
            "author": publisher(page),
            "publisher": publisher(page),
            "mainEntityOfPage": {"@id": page.address},
            "isPartOf": reference(page, "website"),
        }
    ]


def _time(moment: Any) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
