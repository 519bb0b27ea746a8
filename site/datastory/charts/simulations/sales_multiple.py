"""Price to sales: the same revenue is worth whatever the market pays for a dollar of it."""

from .drawing import BLUE, INK, SIGNAL, Bar, bars
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input("value", "Market value", "billions", 0.1, 200, 0.1, factor=1e9, assumed=10, because="A round sum."),
    Input("revenue", "Revenue of a year", "billions", 0.1, 20, 0.01, factor=1e9, assumed=4, because="A round sum."),
    Input(
        "multiple",
        "Dollars paid for a dollar of revenue",
        "tenth",
        0.5,
        60,
        0.1,
        assumed=10,
        because="What fast-growing software firms were paid; choose what you think is right.",
    ),
    Input("peak", "Market value at the peak", "billions", factor=1e9, fixed=True),
)

FORMULAS = {
    "now": "value / revenue",
    "implied": "revenue * multiple",
    "change": "abs(implied / value - 1) * 100",
    "needed": "peak / revenue",
    "outcome": "implied >= value ? 0 : 1",
}


def reckon(v: Values) -> dict[str, float]:
    """Multiples, billions of dollars, percentages."""
    implied = v["revenue"] * v["multiple"]
    return {
        "now": v["value"] / v["revenue"],
        "implied": implied,
        "change": abs(implied / v["value"] - 1) * 100,
        "needed": v["peak"] / v["revenue"],
        "outcome": 0 if implied >= v["value"] else 1,
    }


def build(s: Setting) -> Drawn:
    return bars(
        s,
        [
            Bar("The market value", "value", "{value|billions}", BLUE),
            Bar("The value at the multiple chosen", "implied", "{implied|billions}", SIGNAL),
            Bar("The peak, as documented", "peak", "{peak|billions}", INK, documented=True),
        ],
    )


_BEGIN = (
    "The market pays {now|hundredth} dollars for a dollar of revenue. At {multiple|tenth} the same revenue would be "
    "worth {implied|billions}, "
)
_END = "; the value of the peak would take {needed|tenth}."
MODEL = Model(
    name="sales-multiple",
    label="Price to sales and market value",
    description="Market value as revenue times what the market pays for a dollar of it.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=(_BEGIN + "{change|percent} more" + _END, _BEGIN + "{change|percent} less" + _END),
    build=build,
)
