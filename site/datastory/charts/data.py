"""What goes into the chart compiler and what comes out of it: plain data on both sides of the pipe."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Side = Literal["told", "record"]
Width = Literal["wide", "narrow", "hero"]
Scaling = Literal["", "linear", "log"]  # "": as the editor chose; else the other one, for the reader's switch


class Frozen(BaseModel):
    """Immutable, no field that nobody declared, and only finite numbers, which is all that JSON has."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


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


class Spot(Frozen):
    """Where a figure stands in a drawing, in the units of its viewBox; `w` and `h` are those of a bar or a cell."""

    slug: str
    x: float
    y: float
    w: float = 0
    h: float = 0


class Job(Frozen):
    """One drawing to be made; with a picture of it as PNG where `png` is set.

    `others` are the same figures as the other set of readings has them, for kinds that set the two side by side.
    `rows` are the data of kinds that draw no figures; each has at least `label`, `group`, `period` and `text`.
    """

    key: str
    kind: str
    side: Side
    width: Width
    title: str
    description: str
    measure: str = ""
    credit: str = ""
    unit: str
    options: dict[str, Any]
    points: list[Point]
    events: list[Happening] = []
    scale: Scaling = ""
    png: bool = False
    others: list[Point] = []
    rows: list[dict[str, Any]] = []


class Drawing(Frozen):
    """One drawing made: themable SVG, the compiled Vega spec, a PNG (base64), a summary in words, and where its
    figures stand, in the order in which a reader walks them; or what went wrong.
    """

    key: str
    svg: str = ""
    vega: str = ""
    vegalite: str = ""
    png: str = ""
    summary: str = ""
    walk: list[Spot] = []
    error: str = ""
