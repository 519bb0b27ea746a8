"""What goes into the chart compiler and what comes out of it: plain data on both sides of the pipe."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Side = Literal["told", "record"]
Width = Literal["wide", "narrow", "hero"]


class Frozen(BaseModel):
    """Immutable, and no field that nobody declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Point(Frozen):
    """One figure of a chart, as one set of readings has it.

    `value`, `low`, `high` are in base units of the ledger; an end is None where it is open.
    `start` and `end` are ISO days. `fallback` marks a reading of the other set, shown where this one has none.
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


class Happening(Frozen):
    """An event on a chart's time axis: it coincides, nothing more is said."""

    label: str
    date: str
    day: str  # ISO, the middle of what the date may mean


class Job(Frozen):
    """One drawing to be made."""

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


class Drawing(Frozen):
    """One drawing made: themable SVG, the compiled Vega spec and a PNG (base64), or what went wrong."""

    key: str
    svg: str = ""
    vega: str = ""
    vegalite: str = ""
    png: str = ""
    error: str = ""
