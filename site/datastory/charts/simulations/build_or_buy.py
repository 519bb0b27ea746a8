"""When the largest customer should build instead of buying: what it pays grows with volume, a team costs the same."""

from .drawing import BLUE, OCHRE, Across, Curve, Dot, Up, curves
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input(
        "volume",
        "Messages a year",
        "million",
        0,
        20_000,
        100,
        assumed=7000,
        because="No count is known. Times the price beside it, this is what the customer is told to pay.",
    ),
    Input(
        "price",
        "Price of a message",
        "cents",
        0.05,
        2,
        0.01,
        assumed=0.75,
        because="Of the order of a list price; large customers pay less.",
    ),
    Input(
        "margin",
        "Gross margin of the provider",
        "percents",
        0,
        90,
        0.5,
        assumed=50,
        because="Half of a sale, the other half goes to carriers.",
    ),
    Input(
        "fixed",
        "Own system a year",
        "millions",
        0,
        100,
        0.5,
        assumed=18,
        because="Some sixty engineers, and the contracts with carriers.",
    ),
    Input("told", "What the customer is told to have paid", "millions", factor=1e6, fixed=True),
)

FORMULAS = {
    "paid": "volume * price / 100",
    "carrier": "paid * (1 - margin / 100)",
    "own": "carrier + fixed",
    "gap": "abs(paid - own)",
    "level": "fixed * 100 / max(price * margin / 100, 0.0001)",
    "level_cost": "level * price / 100",
    "reach": "max(volume * 1.25, min(level * 1.5, 40000), 1000)",
    "outcome": "paid > own ? 0 : 1",
}


def reckon(v: Values) -> dict[str, float]:
    """Millions of dollars and millions of messages a year."""
    paid = v["volume"] * v["price"] / 100
    carrier = paid * (1 - v["margin"] / 100)
    own = carrier + v["fixed"]
    level = v["fixed"] * 100 / max(v["price"] * v["margin"] / 100, 0.0001)
    return {
        "paid": paid,
        "carrier": carrier,
        "own": own,
        "gap": abs(paid - own),
        "level": level,
        "level_cost": level * v["price"] / 100,
        "reach": max(v["volume"] * 1.25, min(level * 1.5, 40_000), 1000),
        "outcome": 0 if paid > own else 1,
    }


def build(s: Setting) -> Drawn:
    return curves(
        s,
        [
            Curve("Buying: {price|cents} a message", "datum.x * price / 100", "Buying", BLUE),
            Curve(
                "Building: carriers, and {fixed|millions}",
                "datum.x * price / 100 * (1 - margin / 100) + fixed",
                "Building",
                OCHRE,
            ),
        ],
        Across("0", "reach", "Messages a year, in millions"),
        Up("$,d"),
        [Dot("volume", "paid", "{paid|millions}")],
    )


MODEL = Model(
    name="build-or-buy",
    label="Build or buy",
    description="Volume times price, against carriers plus a fixed cost.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=(
        "{volume|million} messages a year cost {paid|millions} to buy and {own|millions} to build, of which carriers "
        "still take {carrier|millions}: building saves {gap|millions} a year. The two are level at {level|million} "
        "messages.",
        "{volume|million} messages a year cost {paid|millions} to buy and {own|millions} to build, of which carriers "
        "still take {carrier|millions}: buying stays cheaper, by {gap|millions} a year. The two are level at "
        "{level|million} messages.",
    ),
    build=build,
)
