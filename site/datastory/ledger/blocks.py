"""Figures inside a page: a short bill of chosen ones."""

from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class MetricsBlock(blocks.StructBlock):
    """A bill of chosen figures, each with its receipt."""

    title = blocks.CharBlock(max_length=80)
    figures = blocks.ListBlock(SnippetChooserBlock("ledger.Figure"), min_num=1, max_num=40)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from .desk import lookup

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["receipts"] = list(lookup(figure.pk for figure in value["figures"] if figure).values())
        return context

    class Meta:
        icon = "table"
        label = "Metrics"
        group = "Figures"
        template = "blocks/ledger/metrics.html"
        description = "A short bill: figures that should be read together."
