"""Charts as files: one form for each kind, its options beside its figures."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from .documents import Category, FigureRef, PageText
from .fields import Alternative, Choices, Description, Form, Line, Ref, Rich, Slug, Text, Words


class ChartFigure(Form):
    """A figure in a chart, with the words that the chart has of its own."""

    figure: FigureRef
    label: Line = Field("", max_length=60)
    group: Line = Field("", max_length=40)
    marked: bool = False
    assumed: bool = False


class ChartText(PageText):
    """What every chart has: its finding is the title."""

    measure: Words = Field(max_length=160)
    alternative: Alternative
    description: Description
    seo_title: Line = Field("", max_length=255)
    in_menu: bool = False
    note: Annotated[str, Rich(("bold", "figure", "italic", "link"))] = ""
    summary: Text = ""


class LineChart(ChartText):
    kind: Literal["line"]
    log: bool = False
    step: bool = False
    break_after: float | None = Field(None, ge=0)
    figures: list[ChartFigure] = Field(min_length=1)
    events: list[Annotated[Slug, Ref("event")]] = []


class BarsChart(ChartText):
    kind: Literal["bars"]
    show_period: bool = True
    figures: list[ChartFigure] = Field(min_length=1)


class RangesChart(ChartText):
    kind: Literal["ranges"]
    from_zero: bool = False
    figures: list[ChartFigure] = Field(min_length=1)


class SlopeChart(ChartText):
    kind: Literal["slope"]
    before: Words = Field(max_length=30)
    after: Words = Field(max_length=30)
    figures: list[ChartFigure] = Field(min_length=1)


class SharesChart(ChartText):
    kind: Literal["shares"]
    whole: float | None = None
    rest: Line = Field("", max_length=40)
    figures: list[ChartFigure] = Field(min_length=1)


class ModelChart(ChartText):
    """An adjustable model: `group` names the input that a figure gives."""

    kind: Literal["model"]
    model: Slug
    figures: list[ChartFigure] = Field(min_length=1)


class DumbbellChart(ChartText):
    kind: Literal["dumbbell"]
    before: Line = Field("before", max_length=30)
    after: Line = Field("after", max_length=30)
    compare: bool = False
    index: bool = False
    figures: list[ChartFigure] = Field(min_length=1)


class StepFigure(ChartFigure):
    role: Literal["level", "plus", "minus"] = "plus"


class WaterfallChart(ChartText):
    kind: Literal["waterfall"]
    rest: Line = Field("not itemised", max_length=40)
    total: Line = Field("what that leaves", max_length=40)
    figures: list[StepFigure] = Field(min_length=1)


class PartFigure(ChartFigure):
    role: Literal["width", "height", "line"] = "width"


class MosaicChart(ChartText):
    kind: Literal["mosaic"]
    width_name: Words = Field("revenue", max_length=40)
    height_name: Words = Field("gross margin", max_length=40)
    area_name: Words = Field("gross profit", max_length=40)
    figures: list[PartFigure] = Field(min_length=1)


class UnitsChart(ChartText):
    kind: Literal["units"]
    whole: float | None = Field(None, ge=0)
    each: float | None = Field(None, ge=0)
    of: Line = Field("", max_length=60)
    figures: list[ChartFigure] = Field(min_length=1)


class MatrixChart(ChartText):
    kind: Literal["matrix"]
    layers: list[Annotated[Slug, Ref("layer")]] = []
    groups: list[Annotated[Slug, Ref("group")]] = []
    firms: list[Annotated[Slug, Ref("profile")]] = []


class CellFigure(ChartFigure):
    column: Line = Field("", max_length=40)


class HeatChart(ChartText):
    kind: Literal["heat"]
    shade: Literal["row", "all", "none"] = "row"
    figures: list[CellFigure] = Field(min_length=1)


class DensityChart(ChartText):
    kind: Literal["density"]
    categories: Annotated[list[Category], Choices()] = []
    step: Literal["year", "quarter"] = "year"
    events: list[Annotated[Slug, Ref("event")]] = []


class MultiplesChart(ChartText):
    kind: Literal["multiples"]
    form: Literal["line", "bars"] = "bars"
    shared: bool = False
    figures: list[ChartFigure] = Field(min_length=1)


Chart = Annotated[
    LineChart
    | BarsChart
    | RangesChart
    | SlopeChart
    | SharesChart
    | DumbbellChart
    | WaterfallChart
    | MosaicChart
    | UnitsChart
    | MatrixChart
    | HeatChart
    | DensityChart
    | MultiplesChart
    | ModelChart,
    Field(discriminator="kind"),
]

CHARTS: dict[str, type[Any]] = {
    get_args(form.model_fields["kind"].annotation)[0]: form for form in get_args(get_args(Chart)[0])
}
