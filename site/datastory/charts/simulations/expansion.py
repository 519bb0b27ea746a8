"""What a net expansion rate does to a cohort: the same customers, year after year, at two rates."""

from .drawing import BLUE, SIGNAL, Across, Curve, Up, curves
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input(
        "before",
        "Net expansion rate before",
        "percents",
        60,
        180,
        0.5,
        assumed=130,
        because="A round rate of a firm that grows fast.",
    ),
    Input(
        "after", "Net expansion rate after", "percents", 60, 180, 0.5, assumed=102, because="A little over what it was."
    ),
    Input("years", "Time", "years", 1, 10, 1, assumed=5, because="Long enough for a rate to show."),
)

FORMULAS = {
    "high": "100 * pow(before / 100, years)",
    "low": "100 * pow(after / 100, years)",
    "ratio": "max(high, low) / min(high, low)",
    "outcome": "before > after ? 0 : (before < after ? 1 : 2)",
}


def reckon(v: Values) -> dict[str, float]:
    """Dollars, where the cohort starts with 100."""
    high = 100 * (v["before"] / 100) ** v["years"]
    low = 100 * (v["after"] / 100) ** v["years"]
    outcome = 0 if v["before"] > v["after"] else (1 if v["before"] < v["after"] else 2)
    return {"high": high, "low": low, "ratio": max(high, low) / min(high, low), "outcome": outcome}


def build(s: Setting) -> Drawn:
    return curves(
        s,
        [
            Curve(
                "{before|percents} a year: {high|dollars}",
                "100 * pow(before / 100, datum.x)",
                "{before|percents}: {high|dollars}",
                BLUE,
            ),
            Curve(
                "{after|percents} a year: {low|dollars}",
                "100 * pow(after / 100, datum.x)",
                "{after|percents}: {low|dollars}",
                SIGNAL,
            ),
        ],
        Across("0", "years", "Years after the first"),
        Up("$,d"),
    )


_BEGIN = (
    "Customers who spend $100 in the first year spend {high|dollars} after {years|years} at {before|percents}, "
    "and {low|dollars} at {after|percents}: "
)
MODEL = Model(
    name="net-expansion",
    label="Net expansion of a cohort",
    description="A hundred dollars of yearly revenue, carried on at two net expansion rates.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=(
        _BEGIN + "the first rate ends {ratio|times} as high.",
        _BEGIN + "the second rate ends {ratio|times} as high.",
        _BEGIN + "the two are the same.",
    ),
    build=build,
)
