"""The inputs of an adjustable model as a page's own controls: what each stands at, and where that is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .simulations import MODELS
from .simulations.model import Input, Model, at_rest

Points = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Control:
    """A control, standing at `told` or `record` as fields take it; `slug` is of its figure, if it has one."""

    name: str
    label: str
    unit: str
    low: str
    high: str
    step: str
    told: str
    record: str
    says: str
    record_says: str
    slug: str
    because: str


@dataclass(frozen=True)
class Compared:
    """A figure that the model compares with, and that readers cannot move."""

    label: str
    says: str
    record_says: str
    slug: str


@dataclass(frozen=True)
class Panel:
    """All controls of a model, and its sentence at rest for both sets of readings."""

    model: str
    controls: list[Control]
    compared: list[Compared]
    sentence: str
    record_sentence: str


def panel(name: str, told: Points, record: Points) -> Panel | None:
    """The panel of a drawn model; None where what is drawn does not fit the model any more."""
    model = MODELS.get(name)
    try:
        if model is None:
            return None
        at_told, _ = at_rest(model, [(p["group"], p["value"]) for p in told])
        at_record, _ = at_rest(model, [(p["group"], p["value"]) for p in record])
    except ValueError:
        return None
    given = {a["group"]: (a, b) for a, b in zip(told, record, strict=True)}
    return Panel(
        model.name,
        [_control(each, at_told, at_record, given.get(each.name)) for each in model.inputs if not each.fixed],
        _compared(model, given),
        model.sentence(at_told),
        model.sentence(at_record),
    )


Given = tuple[Mapping[str, Any], Mapping[str, Any]]


def _control(each: Input, told: Mapping[str, float], record: Mapping[str, float], given: Given | None) -> Control:
    rests = told[each.name], record[each.name]
    return Control(
        name=each.name,
        label=each.label,
        unit=each.written_as.unit,
        low=_field(min(each.low, *rests)),
        high=_field(max(each.high, *rests)),
        step=_field(each.step),
        told=_field(rests[0]),
        record=_field(rests[1]),
        says=str(given[0]["text"]) if given else "",
        record_says=str(given[1]["text"]) if given else "",
        slug=str(given[0]["slug"]) if given else "",
        because="" if given else each.because,
    )


def _compared(model: Model, given: Mapping[str, Given]) -> list[Compared]:
    fixed = [(each, given[each.name]) for each in model.inputs if each.fixed]
    return [Compared(each.label, str(a["text"]), str(b["text"]), str(a["slug"])) for each, (a, b) in fixed]


def _field(value: float) -> str:
    """A number as HTML fields take it."""
    return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"
