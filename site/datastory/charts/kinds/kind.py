"""What all kinds of chart have in common."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from ..data import Job, Scaling

if TYPE_CHECKING:
    import altair as alt


class FigureItem(blocks.StructBlock):
    """A figure in a chart, with the few words that the chart needs of it."""

    figure = SnippetChooserBlock("ledger.Figure")
    label = blocks.CharBlock(required=False, max_length=60, help_text="In place of the figure's own label.")
    group = blocks.CharBlock(required=False, max_length=40, help_text="The series or row that it belongs to.")
    marked = blocks.BooleanBlock(required=False, help_text="The one that the title speaks of.")

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


@dataclass(frozen=True)
class Kind:
    """A kind of chart: its name in files, the editor's block, and the pure function that builds it.

    `summary` says trend and extremes in words, where the kind has more to say than any list of figures has.
    `log_option` is its option that makes the scale logarithmic: readers are given a switch where all values allow it.
    """

    name: str
    block: type[KindBlock]
    build: "Callable[[Job], alt.LayerChart | alt.Chart]"
    summary: Callable[[Job], str] | None = None
    log_option: str = ""

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
