"""What an adjustable model is: inputs that a reader moves, formulas, a drawing, and a sentence that says the result.

The formulas are written twice on purpose: as expressions, which Vega evaluates in the browser, and as a Python
function, which gives the page its first sentence. A test holds the two against each other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import phrases
from .phrases import FORMS, Form

if TYPE_CHECKING:
    import altair as alt

Values = Mapping[str, float]


@dataclass(frozen=True)
class Input:
    """A value of the model, in units of `form`; `factor` base units of the ledger make one of them.

    It is a figure of the ledger where the chart gives one. Else it is `assumed`, for the reason in `because`.
    One that is `fixed` must be a figure, and readers cannot move it: it is there to compare with.
    """

    name: str
    label: str
    form: str
    low: float = 0
    high: float = 0
    step: float = 1
    assumed: float = 0
    because: str = ""
    factor: float = 1
    fixed: bool = False

    @property
    def written_as(self) -> Form:
        return FORMS[self.form]


@dataclass(frozen=True)
class Model:
    """A model: `formulas` maps each result to an expression over inputs and earlier results, in order.

    `reckon` gives the same results in Python. The result `outcome` chooses among `sentences`.
    """

    name: str
    label: str
    description: str
    inputs: tuple[Input, ...]
    formulas: Mapping[str, str]
    reckon: Callable[[Values], dict[str, float]]
    sentences: tuple[str, ...]
    build: "Callable[[Setting], Drawn]"

    def sentence(self, values: Values) -> str:
        """What these values of the inputs come to, in words."""
        results = self.reckon(values)
        return phrases.written(self.sentences[int(results.get("outcome", 0))], {**values, **results})

    def input(self, name: str) -> Input | None:
        """The input of that name."""
        return next((each for each in self.inputs if each.name == name), None)


@dataclass(frozen=True)
class Setting:
    """What a model is drawn with: which of its values are assumed, the whole width in px, and Altair."""

    model: Model
    assumed: tuple[str, ...]
    total: int
    narrow: bool
    alt: Any = field(repr=False)


@dataclass(frozen=True)
class Drawn:
    """A model's layers, the height of their plot, and the room that axes take left of it and below, px."""

    layers: "list[alt.Chart]"
    height: int
    left: int = 0
    below: int = 0


def at_rest(model: Model, given: Iterable[tuple[str, float]]) -> tuple[dict[str, float], tuple[str, ...]]:
    """The inputs at rest, from (input, value in base units) pairs, and the names of those that are assumed.

    Raises ValueError, in words, for an unknown input, one given twice, or a fixed one that is missing.
    """
    found: dict[str, float] = {}
    for name, value in given:
        entry = model.input(name)
        if entry is None:
            known = ", ".join(each.name for each in model.inputs)
            raise ValueError(f"the model “{model.label}” has no input {name or 'without a name'}; it has {known}")
        if name in found:
            raise ValueError(f"two figures are given for the input {name}")
        found[name] = value / entry.factor
    missing = [each.name for each in model.inputs if each.fixed and each.name not in found]
    if missing:
        raise ValueError(f"the model “{model.label}” compares with {missing[0]}; give it the figure for that")
    values = {each.name: found.get(each.name, each.assumed) for each in model.inputs}
    return values, tuple(each.name for each in model.inputs if each.name not in found)


def check_reach(model: Model, values: Values) -> None:
    """Raises ValueError, in words, for a value at rest that readers could not set the input back to."""
    for each in model.inputs:
        if not each.fixed and not each.low <= values[each.name] <= each.high:
            raise ValueError(
                f"the figure for “{each.label}” gives {each.written_as.write(values[each.name])}, "
                f"but the input goes from {each.written_as.write(each.low)} to {each.written_as.write(each.high)}"
            )
