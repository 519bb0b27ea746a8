"""The block that places a chart in a page."""

from typing import Any

from wagtail import blocks


class ChartBlock(blocks.PageChooserBlock):
    """A chart of the story, drawn in full: picture, table, source line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type=["charts.ChartPage"], **kwargs)

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        from .gallery import placed

        found = placed(pk for pk in values if pk)
        return [found.get(pk) if pk else None for pk in values]

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from .gallery import for_everybody, look_at

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # an editor sees in a preview what readers will see once the chart is published too
        previewed = getattr(context.get("request"), "is_preview", False)
        context["look"] = look_at(value) if value and (previewed or for_everybody(value)) else None
        return context

    class Meta:
        icon = "history"
        group = "Figures"
        template = "blocks/charts/chart.html"
        description = "A chart of the story. It stays a page of its own; what is changed there changes here."
