"""Verification with channels to fall back on: 1 − Π(1 − pᵢ) arrive, and whoever sends pays for the fraud too."""

from .drawing import BLUE, SIGNAL, TEAL, Bar, bars
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input(
        "first",
        "Arrive by text message",
        "percents",
        0,
        100,
        0.5,
        assumed=92,
        because="No rate is documented; it differs by country.",
    ),
    Input(
        "second",
        "Of the rest, arrive by phone call",
        "percents",
        0,
        100,
        0.5,
        assumed=75,
        because="No rate is documented.",
    ),
    Input(
        "third",
        "Of what is left, arrive by email",
        "percents",
        0,
        100,
        0.5,
        assumed=60,
        because="No rate is documented.",
    ),
    Input("wait", "Wait before the next channel", "seconds", 1, 300, 1, assumed=30, because="A usual setting."),
    Input(
        "fraud",
        "Codes asked for by fraud",
        "percents",
        0,
        60,
        0.5,
        assumed=5,
        because="Not documented; it comes in waves.",
    ),
    Input("price", "Price of an attempt", "cents", 0.1, 20, 0.1, assumed=5, because="Of the order of a list price."),
)

FORMULAS = {
    "one": "first",
    "two": "(1 - (1 - first / 100) * (1 - second / 100)) * 100",
    "reached": "(1 - (1 - first / 100) * (1 - second / 100) * (1 - third / 100)) * 100",
    "lost": "(100 - reached) * 10",
    "attempts": "1 + (1 - first / 100) + (1 - first / 100) * (1 - second / 100)",
    "real": "max((1 - fraud / 100) * reached / 100, 0.000001)",
    "cost": "price * attempts / real",
    "longest": "wait * 2",
    "outcome": "reached > 0 ? 0 : 1",
}


def reckon(v: Values) -> dict[str, float]:
    """Percentages; `lost` of a thousand; `cost` in cents a person verified; `longest` in seconds."""
    first, second, third = (v[name] / 100 for name in ("first", "second", "third"))
    reached = (1 - (1 - first) * (1 - second) * (1 - third)) * 100
    attempts = 1 + (1 - first) + (1 - first) * (1 - second)
    real = max((1 - v["fraud"] / 100) * reached / 100, 0.000001)
    return {
        "one": v["first"],
        "two": (1 - (1 - first) * (1 - second)) * 100,
        "reached": reached,
        "lost": (100 - reached) * 10,
        "attempts": attempts,
        "real": real,
        "cost": v["price"] * attempts / real,
        "longest": v["wait"] * 2,
        "outcome": 0 if reached > 0 else 1,
    }


def build(s: Setting) -> Drawn:
    return bars(
        s,
        [
            Bar("After the text message", "one", "{one|percents}", BLUE),
            Bar("With a call to those whom it missed", "two", "{two|percents}", TEAL),
            Bar("With an email to the rest", "reached", "{reached|percents}", SIGNAL),
        ],
    )


MODEL = Model(
    name="verification",
    label="Verification with fallback",
    description="How many codes arrive over one, two and three channels, and what a verified person costs.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=(
        "The text message alone reaches {one|percents}; with a call and an email to fall back on it is "
        "{reached|percents}, and {lost|tenth} of a thousand people stay locked out. The last channel is tried after "
        "{longest|seconds}. With {fraud|percents} of the codes asked for by fraud, a person verified costs "
        "{cost|cents} instead of {price|cents}.",
        "Nobody is reached, and everybody is paid for.",
    ),
    build=build,
)
