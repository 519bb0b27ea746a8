"""The inline *term* of the rich-text editor: words that the glossary explains.

Stored as `<a linktype="term" id="5">words</a>`.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse_lazy
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import FeatureRegistry, LinkHandler

from datastory.core.navigation import place

from .models import Term


class TermLinkHandler(LinkHandler):
    """From the stored element to a link into the glossary."""

    identifier = "term"

    @staticmethod
    def get_model() -> type[Term]:
        return Term

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        found = dict(Term.objects.filter(pk__in=_ids(attrs_list), live=True).values_list("pk", "slug"))
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
