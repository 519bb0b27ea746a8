"""Charts as files: one form for each kind, its options beside its figures."""

from typing import Annotated, Literal

from pydantic import Field

from .documents import FigureRef, PageText
from .fields import Alternative, Description, Form, Line, Ref, Rich, Slug, Text, Words


class ChartFigure(Form):
    """A figure in a chart, with the words that the chart has of its own."""

    figure: FigureRef
    label: Line = Field("", max_length=60)
    group: Line = Field("", max_length=40)
    marked: bool = False


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


Chart = Annotated[
    LineChart | BarsChart | RangesChart | SlopeChart | SharesChart | ModelChart, Field(discriminator="kind")
]
