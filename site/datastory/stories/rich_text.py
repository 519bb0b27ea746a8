"""The inline *term* of the rich-text editor: words that the glossary explains.

Stored as `<a linktype="term" id="5">words</a>`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.urls import reverse_lazy
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import FeatureRegistry, LinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from datastory.charts.gallery import at_hand_of
from datastory.core.navigation import address, place

from .models import Term

_terms: ContextVar[dict[int, str] | None] = ContextVar("terms_at_hand", default=None)
_link = re.compile(r"<a\b[^>]*\blinktype=\\?\"term\\?\"[^>]*>")
_id = re.compile(r"\bid=\\?\"(\d+)\\?\"")


def term_ids(*texts: str) -> set[int]:
    """The ids of the terms linked in rich text or in the JSON of a stream."""
    return {int(m[1]) for link in _link.findall("\n".join(texts)) if (m := _id.search(link))}


def terms_of(ids: set[int]) -> list[Term]:
    """The published terms of these ids by the alphabet; one query, none for no ids."""
    found = Term.objects.filter(pk__in=ids, live=True) if ids else []
    return sorted(found, key=lambda term: term.term.lower())


@contextmanager
def terms_at_hand(terms: list[Term]) -> Iterator[None]:
    """While the block runs, a link to one of these terms costs no query."""
    token = _terms.set({term.pk: term.slug for term in terms})
    try:
        yield
    finally:
        _terms.reset(token)


def _slugs(ids: set[int]) -> dict[int, str]:
    return dict(Term.objects.filter(pk__in=ids, live=True).values_list("pk", "slug"))


class PlainPageLinkHandler(PageLinkHandler):
    """Links to pages of the site; those under the home page, and charts at hand, are known already."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        known = [_address(int(attrs["id"])) if attrs.get("id", "").isdigit() else None for attrs in attrs_list]
        if all(known):
            return [f'<a href="{url}">' for url in known]
        return list(super().expand_db_attributes_many(attrs_list))


def _address(pk: int) -> str | None:
    """The address of a page of the site that is known already: one under the home page, or a chart at hand."""
    chart = at_hand_of(pk)
    return address(pk) or (chart.url if chart else None)


class TermLinkHandler(LinkHandler):
    """From the stored element to a link into the glossary."""

    identifier = "term"

    @staticmethod
    def get_model() -> type[Term]:
        return Term

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        wanted = _ids(attrs_list)
        laid = _terms.get() or {}
        found = laid if wanted <= set(laid) else _slugs(wanted)
        glossary = place("glossarypage")
        return [
            f'<a class="term" href="{glossary}#{found[int(attrs["id"])]}">'
            if attrs.get("id", "").isdigit() and int(attrs["id"]) in found
            else "<a>"
            for attrs in attrs_list
        ]

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[type[Term], str, str, str]]:
        if attrs.get("id"):
            yield Term, str(attrs["id"]), "", ""


def _ids(attrs_list: list[dict[str, str]]) -> set[int]:
    return {int(attrs["id"]) for attrs in attrs_list if attrs.get("id", "").isdigit()}


class TermElementHandler(LinkElementHandler):
    """From the stored element to the editor."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"id": attrs.get("id", "")}


def term_to_database(props: dict[str, Any]) -> Any:
    """From the editor to the stored element."""
    return DOM.create_element("a", {"linktype": "term", "id": props["id"]}, props["children"])


def register_term(features: FeatureRegistry) -> None:
    """Make the feature "term" known to every rich-text field that asks for it."""
    features.register_editor_plugin(
        "draftail",
        "term",
        EntityFeature(
            {
                "type": "TERM",
                "icon": "openquote",
                "description": "Term of the glossary",
                "chooserUrl": reverse_lazy("wagtailsnippetchoosers_stories_term:choose"),
                "attributes": ["id"],
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/admin/record-entity.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "term",
        {
            "from_database_format": {'a[linktype="term"]': TermElementHandler("TERM")},
            "to_database_format": {"entity_decorators": {"TERM": term_to_database}},
        },
    )
    features.register_link_type(TermLinkHandler)
    features.register_link_type(PlainPageLinkHandler)
