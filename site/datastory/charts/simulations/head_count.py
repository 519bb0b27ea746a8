"""Head count, its cost and the operating margin: what is left of gross profit after people and the rest."""

from .drawing import BLUE, INK, OCHRE, SIGNAL, Bar, bars
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input("revenue", "Revenue of a year", "billions", 0.1, 20, 0.01, factor=1e9, assumed=4, because="A round sum."),
    Input("margin", "Gross margin", "percents", 0, 100, 0.1, assumed=50, because="Half of a sale."),
    Input("people", "Employees", "whole", 0, 15_000, 5, assumed=6000, because="A round count."),
    Input(
        "cost",
        "Cost of an employee a year",
        "thousands",
        50,
        500,
        5,
        assumed=200,
        because="Pay, taxes and office, without pay in shares. Not documented.",
    ),
    Input(
        "other",
        "All other operating cost",
        "billions",
        0,
        3,
        0.01,
        factor=1e9,
        assumed=0.45,
        because="Set so that the year comes out near the result that the company reports.",
    ),
    Input("peak", "Employees at the height", "whole", fixed=True),
)

FORMULAS = {
    "gross": "revenue * margin / 100",
    "staff": "people * cost / 1000000",
    "result": "gross - staff - other",
    "operating": "result / revenue * 100",
    "then": "(gross - peak * cost / 1000000 - other) / revenue * 100",
    "apart": "abs(operating - then)",
    "outcome": "result >= 0 ? 0 : 1",
}


def reckon(v: Values) -> dict[str, float]:
    """Billions of dollars, and percentages of revenue."""
    gross = v["revenue"] * v["margin"] / 100
    staff = v["people"] * v["cost"] / 1_000_000
    result = gross - staff - v["other"]
    operating = result / v["revenue"] * 100
    then = (gross - v["peak"] * v["cost"] / 1_000_000 - v["other"]) / v["revenue"] * 100
    return {
        "gross": gross,
        "staff": staff,
        "result": result,
        "operating": operating,
        "then": then,
        "apart": abs(operating - then),
        "outcome": 0 if result >= 0 else 1,
    }


def build(s: Setting) -> Drawn:
    return bars(
        s,
        [
            Bar("Gross profit", "gross", "{gross|billions}", BLUE),
            Bar("Less what people cost", "gross - staff", "{staff|billions}", OCHRE, start="gross"),
            Bar("Less all other operating cost", "result", "{other|billions}", INK, start="gross - staff"),
            Bar("Operating result", "result", "{result|billions}, {operating|percents}", SIGNAL),
        ],
    )


_END = " With the {peak|whole} people of the height the margin would be {then|percents}, {apart|tenth} points away."
MODEL = Model(
    name="head-count",
    label="Head count and operating margin",
    description="Gross profit, less people, less the rest: the operating result and its margin.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=(
        "{people|whole} people cost {staff|billions} a year and leave an operating result of {result|billions}, a "
        "margin of {operating|percents}." + _END,
        "{people|whole} people cost {staff|billions} a year, too much for the gross profit: the result is "
        "{result|billions}, a margin of {operating|percents}." + _END,
    ),
    build=build,
)
