"""The inline *figure* of the rich-text editor: a number that is a reference, never digits.

Stored as `<embed embedtype="figure" id="7" form="bare" reading="record"/>`; `form` and `reading` may be missing.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import reverse_lazy
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import EmbedHandler, FeatureRegistry

from datastory.core.navigation import place
from datastory.core.pieces import piece

from .desk import lookup
from .models import Figure
from .verdicts import Stamp

FORMS = ("words", "bare", "word", "compact")
READINGS = ("told", "record")


def _figure_id(attrs: dict[str, str]) -> int:
    """The id in the attributes of an element; 0, which no figure has, for anything else."""
    written = attrs.get("id", "")
    return int(written) if re.fullmatch(r"[0-9]{1,18}", written) else 0


def number(receipt: dict[str, Any] | None, form: str = "", reading: str = "") -> str:
    """A number of a page: linked to its receipt, with its sign where sources disagree.

    Unless a reading is asked for, the number follows the reader's choice of side: it then holds both. A figure
    that is not published leaves a visible gap, never a wrong number.
    """
    form = form if form in FORMS else "words"
    view = (receipt.get(reading) if reading in READINGS else receipt["shown"]) if receipt else None
    follows = receipt is not None and view is not None and reading not in READINGS
    record = receipt["record"] if receipt is not None and follows else None
    read = ("slug", "number", "disputed", "stamp", "withheld")
    two = bool(record and view and record[form] != view[form])
    said = {name: receipt.get(name) for name in read} if receipt else {}
    if reading == "record" and said.get("stamp") == Stamp.DOES_NOT:
        said["disputed"] = False  # it is the essay's number that fails the sum
    return piece(
        "parts/number.html",
        bill=place("numberspage"),
        receipt=said,
        text=view[form] if view else "",
        view={"value": view["value"]} if view else None,
        record={"value": record["value"]} if record and two else None,
        record_text=record[form] if record and two else "",
        only_told=follows and not record,
    ).strip()


class FigureEmbedHandler(EmbedHandler):
    """From the stored element to the number on the page."""

    identifier = "figure"

    @staticmethod
    def get_model() -> type[Figure]:
        return Figure

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        found = lookup(_figure_id(attrs) for attrs in attrs_list)
        return [
            number(found.get(_figure_id(attrs)), attrs.get("form", ""), attrs.get("reading", ""))
            for attrs in attrs_list
        ]

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[type[Figure], str, str, str]]:
        """So that usage counts know of the number and a used figure cannot be deleted."""
        if attrs.get("id"):
            yield Figure, str(attrs["id"]), "", ""


class FigureElementHandler(InlineEntityElementHandler):
    """From the stored element to the editor, with the present value as its text."""

    mutability = "IMMUTABLE"

    def handle_starttag(self, name: str, attrs: list[tuple[str, str]], state: Any, contentstate: Any) -> None:
        super().handle_starttag(name, attrs, state, contentstate)
        stored = dict(attrs)
        pk = _figure_id(stored)
        receipt = lookup([pk]).get(pk)
        asked = stored.get("reading", "")
        view = receipt and (receipt[asked] if asked in READINGS else receipt["shown"])
        form = stored.get("form", "") if stored.get("form", "") in FORMS else "words"
        state.current_block.text += view[form] if view else "[figure not published]"
        state.leading_whitespace = KEEP_WHITESPACE

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {key: attrs[key] for key in ("id", "form", "reading") if attrs.get(key)}


def figure_to_database(props: dict[str, Any]) -> Any:
    """From the editor to the stored element; the text shown while editing is dropped."""
    attrs = {key: props[key] for key in ("id", "form", "reading") if props.get(key)}
    return DOM.create_element("embed", {"embedtype": "figure", **attrs})


def register_figure(features: FeatureRegistry) -> None:
    """Make the feature "figure" known to every rich-text field that asks for it."""
    features.register_editor_plugin(
        "draftail",
        "figure",
        EntityFeature(
            {
                "type": "FIGURE",
                "icon": "table",
                "description": "Figure from the ledger",
                "chooserUrl": reverse_lazy("wagtailsnippetchoosers_ledger_figure:choose"),
                "attributes": ["id", "form", "reading", "label"],
                "allowlist": {"id": True},
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/admin/record-entity.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "figure",
        {
            "from_database_format": {'embed[embedtype="figure"]': FigureElementHandler("FIGURE")},
            "to_database_format": {"entity_decorators": {"FIGURE": figure_to_database}},
        },
    )
    features.register_embed_type(FigureEmbedHandler)
