"""Jobs for the compiler, as the pipeline would make them."""

from typing import Any

from datastory.charts.data import Happening, Job, Point
from datastory.charts.kinds import KINDS as KNOWN

KINDS = ("bars", "line", "ranges", "shares", "slope")  # the others are tried in kinds/
OPTIONS: dict[str, dict[str, Any]] = {
    "bars": {"show_period": True},
    "line": {"log": False},
    "ranges": {"from_zero": False},
    "shares": {"whole": None, "rest": "The rest"},
    "slope": {"before": "FY2020", "after": "FY2021"},
}


def point(slug: str = "revenue", value: float = 10, **changes: Any) -> Point:
    """A figure of 2020, stated exactly if nothing else is said."""
    made: dict[str, Any] = {
        "slug": slug,
        "label": slug.title(),
        "period": "FY2020",
        "start": "2020-01-01",
        "end": "2020-12-31",
        "value": value,
        "low": value,
        "high": value,
        "qualifier": "exact",
        "text": f"${value:g}",
    }
    return Point(**(made | changes))


def four_points() -> list[Point]:
    """One point of every qualifier, a year each, of two groups."""
    return [
        point("exact", 28.53, text="$28.53", group="North"),
        point("over", 70, high=None, qualifier="over", text="over $70", group="South", **in_year(2021), marked=True),
        point("under", 40, low=0, qualifier="under", text="under $40", group="North", **in_year(2022)),
        point("range", 50, low=48, high=52, qualifier="range", text="$48 to $52", group="South", **in_year(2023)),
    ]


def in_year(year: int) -> dict[str, str]:
    """The period of a year."""
    return {"period": f"FY{year}", "start": f"{year}-01-01", "end": f"{year}-12-31"}


def job(kind: str = "bars", points: list[Point] | None = None, width: str = "wide", **changes: Any) -> Job:
    """A drawing as told of those points; of four points if nothing else is said."""
    made: dict[str, Any] = {
        "key": f"{kind}-chart/told/{width}",
        "kind": kind,
        "side": "told",
        "width": width,
        "title": f"A chart of {kind}",
        "description": "Four values, one of each qualifier.",
        "unit": "USD",
        "options": OPTIONS.get(kind, {}),
        "png": (width, changes.get("side", "told")) == ("wide", "told"),
        "points": four_points() if points is None else points,
        "events": [Happening(label="The first day", date="8 May 2021", day="2021-05-08")] if kind == "line" else [],
    }
    return Job(**(made | changes))


def failing_jobs() -> dict[str, Job]:
    """Jobs that cannot be drawn, by the sentence that says why."""
    loss = point("loss", -4)
    return {
        sentence: made.model_copy(update={"key": f"failing-{n}/told/wide"})
        for n, (sentence, made) in enumerate(
            {
                "none of its figures is published, so there is nothing to draw": job(points=[]),
                f"there is no kind of chart called 'pie'; there are {', '.join(sorted(KNOWN))}": job("pie"),
                "“Nothing” is $0: a logarithmic scale has only values above zero; draw it linear": job(
                    "line", [point(), point("nothing", 0)], options={"log": True}
                ),
                "“Loss” is $-4: a logarithmic scale has only values above zero; draw it linear": job(
                    "line", [loss], options={"log": True}
                ),
                "the figure “Timeless” has no period, so it has no place on a time axis": job(
                    "line", [point("timeless", start="", end="")]
                ),
                "“North” has 1 figures; before and after needs two of each": job("slope", [point(group="North")]),
                "“North” has 3 figures; before and after needs two of each": job(
                    "slope", [point(group="North") for _ in range(3)]
                ),
                "below zero, and so no part of a whole: Loss": job("shares", [point(), loss]),
            }.items()
        )
    }


def losing_jobs() -> list[Job]:
    """Charts of nothing but values below zero, of each kind that can show them."""
    losses = [
        point("loss", -5, text="−$5", group="North"),
        point("smaller", -3, text="−$3", group="North", **in_year(2021)),
    ]
    options = OPTIONS | {"ranges": {"from_zero": True}}
    return [
        job(kind, losses, width, key=f"{kind}-losses/told/{width}", options=options[kind])
        for kind in KINDS
        if kind != "shares"
        for width in ("wide", "narrow")
    ]
