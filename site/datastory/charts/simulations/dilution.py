"""Dilution, buyback and value per share: shares given to staff, shares bought back, and what one then stands for."""

from .drawing import BLUE, OCHRE, SIGNAL, TEAL, Bar, bars
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input("value", "Market value", "billions", 1, 100, 0.1, factor=1e9, assumed=20, because="A round sum."),
    Input(
        "shares",
        "Shares",
        "million",
        10,
        500,
        1,
        factor=1e6,
        assumed=160,
        because="The count of today is not documented here.",
    ),
    Input("paid", "Pay in shares a year", "billions", 0, 3, 0.01, factor=1e9, assumed=0.5, because="A round sum."),
    Input("bought", "Bought back in all", "billions", 0, 10, 0.1, factor=1e9, assumed=2, because="A round sum."),
    Input("years", "Time", "years", 1, 10, 1, assumed=3, because="The length of a programme."),
)

FORMULAS = {
    "price": "value * 1000 / shares",
    "issued": "paid * years * 1000 / price",
    "removed": "min(bought * 1000 / price, shares * 0.99)",
    "left": "shares + issued - removed",
    "per_share": "max(value - bought, 0) * 1000 / left",
    "change": "(per_share / price - 1) * 100",
    "fewer": "abs(left - shares)",
    "outcome": "left < shares ? 0 : 1",
}


def reckon(v: Values) -> dict[str, float]:
    """Millions of shares; dollars a share. Shares are given and bought at the price at rest."""
    price = v["value"] * 1000 / v["shares"]
    issued = v["paid"] * v["years"] * 1000 / price
    removed = min(v["bought"] * 1000 / price, v["shares"] * 0.99)
    left = v["shares"] + issued - removed
    per_share = max(v["value"] - v["bought"], 0) * 1000 / left
    return {
        "price": price,
        "issued": issued,
        "removed": removed,
        "left": left,
        "per_share": per_share,
        "change": (per_share / price - 1) * 100,
        "fewer": abs(left - v["shares"]),
        "outcome": 0 if left < v["shares"] else 1,
    }


def build(s: Setting) -> Drawn:
    return bars(
        s,
        [
            Bar("Shares before", "shares", "{shares|million}", BLUE),
            Bar("Given to staff", "shares + issued", "{issued|tenth} million more", OCHRE, start="shares"),
            Bar("Bought back", "left", "{removed|tenth} million fewer", TEAL, start="shares + issued"),
            Bar("Shares after", "left", "{left|million}", SIGNAL),
        ],
    )


_BEGIN = (
    "At {price|dollarcents} a share the buyback takes {removed|tenth} million shares off, and {years|years} of pay in "
    "shares add {issued|tenth} million: "
)
_END = (
    " With the cash gone and the business worth the same, a share stands for {per_share|dollarcents}, a change of "
    "{change|percents}."
)
MODEL = Model(
    name="dilution",
    label="Dilution, buyback and value per share",
    description="Shares that staff are paid with, shares that the company buys back, and the value of one.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=(
        _BEGIN + "{fewer|tenth} million fewer are left." + _END,
        _BEGIN + "there are {fewer|tenth} million more in the end." + _END,
    ),
    build=build,
)
