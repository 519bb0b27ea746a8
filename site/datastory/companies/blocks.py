"""Competitors inside a page."""

from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class CompaniesBlock(blocks.StructBlock):
    """Chosen firms, or all firms of chosen layers, as a panel."""

    title = blocks.CharBlock(required=False, max_length=80)
    layers = blocks.ListBlock(SnippetChooserBlock("companies.Layer"), required=False, default=[])
    firms = blocks.ListBlock(SnippetChooserBlock("companies.Profile"), required=False, default=[])

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from .panel import panel

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["panel"] = panel(
            [layer.pk for layer in value["layers"] if layer], [firm.pk for firm in value["firms"] if firm]
        )
        return context

    class Meta:
        icon = "group"
        label = "Competitors"
        group = "Record"
        template = "blocks/companies/panel.html"
        description = "Firms and products by layer of the market."
