"""What it takes to recover after a fall: less remains, so the way back is steeper than the way down."""

from .drawing import BLUE, Across, Curve, Dot, Up, curves
from .model import Drawn, Input, Model, Setting, Values

INPUTS = (
    Input("fall", "Fall from the peak", "percents", 1, 97, 0.5, assumed=50, because="A half."),
    Input("years", "Time to be back", "years", 1, 20, 1, assumed=5, because="A span that investors plan for."),
)

FORMULAS = {
    "multiple": "1 / (1 - fall / 100)",
    "rise": "(multiple - 1) * 100",
    "yearly": "(pow(multiple, 1 / years) - 1) * 100",
    "reach": "min(max(fall + 2, 60), 98)",
    "outcome": "0",
}


def reckon(v: Values) -> dict[str, float]:
    """Percentages, and the multiple of the low that the peak is."""
    multiple = 1 / (1 - v["fall"] / 100)
    return {
        "multiple": multiple,
        "rise": (multiple - 1) * 100,
        "yearly": (multiple ** (1 / v["years"]) - 1) * 100,
        "reach": min(max(v["fall"] + 2, 60), 98),
        "outcome": 0,
    }


def build(s: Setting) -> Drawn:
    return curves(
        s,
        [Curve("", "(1 / (1 - datum.x / 100) - 1) * 100", "", BLUE)],
        Across("0", "reach", "Fall from the peak, in per cent"),
        Up(",d", "%"),
        [Dot("fall", "rise", "{rise|percent} up to be back")],
    )


MODEL = Model(
    name="recovery",
    label="Recovery after a fall",
    description="The rise that undoes a fall, and how much that is a year.",
    inputs=INPUTS,
    formulas=FORMULAS,
    reckon=reckon,
    sentences=(
        "After a fall of {fall|percents} the peak is {multiple|times} the low: the value has to rise by "
        "{rise|percent} to be back, which over {years|years} is {yearly|percents} a year.",
    ),
    build=build,
)
