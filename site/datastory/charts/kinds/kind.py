"""What all kinds of chart have in common."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from ..data import Job, Scaling
from .sound import sound

if TYPE_CHECKING:
    import altair as alt


class FigureItem(blocks.StructBlock):
    """A figure in a chart, with the few words that the chart needs of it."""

    figure = SnippetChooserBlock("ledger.Figure")
    label = blocks.CharBlock(required=False, max_length=60, help_text="In place of the figure's own label.")
    group = blocks.CharBlock(required=False, max_length=40, help_text="The series or row that it belongs to.")
    marked = blocks.BooleanBlock(required=False, help_text="The one that the title speaks of.")
    assumed = blocks.BooleanBlock(
        required=False, help_text="No source states it: the drawing says “assumed” beside the value."
    )

    class Meta:
        icon = "table"
        form_classname = "struct-block"


class KindBlock(blocks.StructBlock):
    """The editor's side of a kind: which figures, and the options of the kind."""

    figures = blocks.ListBlock(FigureItem(), min_num=1, max_num=5000)

    option_names: tuple[str, ...] = ()

    def options(self, value: Any) -> dict[str, Any]:
        """The options as plain data for the builder."""
        return {name: value[name] for name in self.option_names}

    def rows(self, value: Any) -> list[dict[str, Any]]:
        """The data of a kind that draws no figures: plain rows with `label`, `group`, `period` and `text`."""
        return []

    def both_sides(self, value: Mapping[str, Any]) -> bool:
        """Whether one drawing has both sets of readings, so that there is nothing to switch."""
        return False

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(value, parent_context=parent_context)
        context["picture"] = f"blocks/charts/kinds/{self.name}.svg"
        return context

    class Meta:
        preview_template = "blocks/charts/kind_preview.html"


@dataclass(frozen=True)
class Kind:
    """A kind of chart: its name in files, the editor's block, and the pure functions that draw and that tell it.

    `most` is how many figures it can show so that they can be read; `one_unit` says that all share a scale.
    `log_option` is its option that makes the scale logarithmic: readers are given a switch where all values allow it.
    """

    name: str
    block: type[KindBlock]
    builder: "Callable[[Job], alt.LayerChart]"
    summary: Callable[[Job], str]
    most: int = 60
    one_unit: bool = True
    log_option: str = ""

    def build(self, job: Job) -> "alt.LayerChart":
        """The drawing. Raises ValueError with a sentence for the editor where the figures do not make one."""
        from altair.utils.schemapi import debug_mode

        with debug_mode(False):  # Altair would check every part against the schema as it is made: half of the time
            return self.builder(sound(job, self.most, self.one_unit))

    def other_scale(self, options: Mapping[str, Any], values: Collection[float]) -> Scaling:
        """The scale that readers may switch to: none where a value has no logarithm."""
        if not self.log_option or len(set(values)) < 2 or min(values) <= 0:
            return ""
        return "linear" if options.get(self.log_option) else "log"


def thinning(distance: float, direction: int) -> list[dict[str, float]]:
    """Three strokes that thin out from a point towards where the value may lie, px offsets from it.

    `direction` is 1 towards larger px, -1 towards smaller ones.
    """
    strokes = ((10, 20, 0.8), (25, 33, 0.5), (38, 44, 0.28))
    return [
        {"from": direction * a * distance, "to": direction * b * distance, "opacity": opacity}
        for a, b, opacity in strokes
    ]
