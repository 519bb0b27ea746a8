"""Phone numbers times price times the share that pays, against revenue: what a count can be worth at most."""

from .drawing import BLUE, INK, SIGNAL, Bar, bars
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input("numbers", "Phone numbers", "million", 0, 1000, 1, factor=1e6, assumed=100, because="A round count."),
    Input("price", "Price of a number a month", "dollarcents", 0, 5, 0.05, assumed=1, because="A round price."),
    Input(
        "paying",
        "Share of them that pays it",
        "percents",
        0,
        100,
        0.5,
        assumed=10,
        because="Not documented. Most numbers are bought in bulk, and many are not rented out at all.",
    ),
    Input("revenue", "Revenue of the company", "billions", factor=1e9, fixed=True),
)

FORMULAS = {
    "every": "numbers * price * 12 / 1000",
    "some": "every * paying / 100",
    "share": "some / revenue * 100",
    "most": "every / revenue * 100",
    "outcome": "every > revenue ? 0 : 1",
}


def reckon(v: Values) -> dict[str, float]:
    """Billions of dollars a year, and percentages of the revenue."""
    every = v["numbers"] * v["price"] * 12 / 1000
    some = every * v["paying"] / 100
    return {
        "every": every,
        "some": some,
        "share": some / v["revenue"] * 100,
        "most": every / v["revenue"] * 100,
        "outcome": 0 if every > v["revenue"] else 1,
    }


def build(s: Setting) -> Drawn:
    return bars(
        s,
        [
            Bar("If every number paid", "every", "{every|billions}", BLUE),
            Bar("If only that share pays", "some", "{some|billions}", SIGNAL),
            Bar("All revenue of the company, as documented", "revenue", "{revenue|billions}", INK, documented=True),
        ],
    )


MODEL = Model(
    name="phone-numbers",
    label="Phone numbers and revenue",
    description="Numbers times price times the share that pays, against the revenue of the whole company.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=(
        "If all {numbers|million} numbers paid {price|dollarcents} a month they would bring {every|billions} a year, "
        "more than the whole company takes in. If {paying|percents} of them pay it is {some|billions}, "
        "{share|percents} of revenue.",
        "If all {numbers|million} numbers paid {price|dollarcents} a month they would bring {every|billions} a year, "
        "{most|percents} of revenue. If {paying|percents} of them pay it is {some|billions}, {share|percents} of "
        "revenue.",
    ),
    build=build,
)
