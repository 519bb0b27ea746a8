"""What goes into the chart compiler and what comes out of it: plain data on both sides of the pipe."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Side = Literal["told", "record"]
Width = Literal["wide", "narrow", "hero"]


class Frozen(BaseModel):
    """Immutable, and no field that nobody declared. What is not finite survives the pipe, to be refused in words."""

    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="constants")


class Point(Frozen):
    """One figure of a chart, as one set of readings has it.

    `value`, `low`, `high` are in base units of the ledger; an end is None where it is open.
    `start` and `end` are ISO days. `fallback` marks a reading of the other set, shown where this one has none.
    `unit` is that of the ledger, where it is not the job's; `role` is what a kind needs to know of the figure's
    part in it: a level, a width, a column. `assumed` marks what no source states: the drawing says so beside it.
    """

    slug: str
    label: str
    group: str = ""
    period: str = ""
    start: str = ""
    end: str = ""
    value: float
    low: float | None
    high: float | None
    qualifier: str
    text: str
    exactness: str = ""
    fallback: bool = False
    marked: bool = False
    computed: bool = False
    unit: str = ""
    role: str = ""
    assumed: bool = False

    @property
    def said(self) -> str:
        """The value as the drawing says it."""
        return f"{self.text}, assumed" if self.assumed else self.text


class Happening(Frozen):
    """An event on a chart's time axis: it coincides, nothing more is said."""

    label: str
    date: str
    day: str  # ISO, the middle of what the date may mean


class Job(Frozen):
    """One drawing to be made.

    `others` are the same figures as the other set of readings has them, for kinds that set the two side by side.
    `rows` are the data of kinds that draw no figures; each has at least `label`, `group`, `period` and `text`.
    """

    key: str
    kind: str
    side: Side
    width: Width
    title: str
    description: str
    unit: str
    options: dict[str, Any]
    points: list[Point]
    events: list[Happening] = []
    others: list[Point] = []
    rows: list[dict[str, Any]] = []


class Drawing(Frozen):
    """One drawing made: themable SVG, the compiled Vega spec and a PNG (base64), or what went wrong."""

    key: str
    svg: str = ""
    vega: str = ""
    vegalite: str = ""
    png: str = ""
    error: str = ""
