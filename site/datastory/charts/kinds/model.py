"""A model that readers adjust: its inputs are figures of the ledger or assumptions, told apart."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .. import theme
from ..data import Job
from ..simulations import MODELS, phrases
from ..simulations.drawing import LINE, assumptions
from ..simulations.model import Setting, at_rest, check_reach
from .kind import FigureItem, Kind, KindBlock

if TYPE_CHECKING:
    import altair as alt

TOP, RIGHT = 20, 4  # px round the plot


class ModelFigure(FigureItem):
    """A figure that gives an input of the model its value at rest."""

    group = blocks.CharBlock(
        label="Input", max_length=40, help_text="The input that the figure gives, such as revenue."
    )


def model_choices() -> list[tuple[str, str]]:
    return [(model.name, f"{model.label}: {', '.join(i.name for i in model.inputs)}") for model in MODELS.values()]


class ModelBlock(KindBlock):
    model = blocks.ChoiceBlock(choices=model_choices, help_text="What is reckoned, with the names of its inputs.")
    figures = blocks.ListBlock(ModelFigure(), min_num=1, max_num=20)

    option_names = ("model",)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        model = MODELS[cleaned["model"]]
        try:
            at_rest(model, [(item["group"], 0.0) for item in cleaned["figures"]])
        except ValueError as error:
            raise StructBlockValidationError({"model": ValidationError(str(error))}) from None
        return cleaned

    class Meta:
        icon = "cogs"
        label = "Adjustable model"
        group = "Models"
        description = "Inputs that a reader moves, and what they come to, drawn and said in words."


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError, in words, where the figures do not fit the model."""
    import altair as alt

    model = MODELS.get(job.options.get("model") or "")
    if model is None:
        raise ValueError(f"there is no model called {job.options.get('model')!r}; there are {', '.join(MODELS)}")
    values, assumed = at_rest(model, [(p.group, p.value) for p in job.points])
    check_reach(model, values)
    setting = Setting(model, assumed, theme.PLOT[job.width], job.width == "narrow", alt)
    drawn = model.build(setting)
    lines = assumptions(setting, drawn.height + drawn.below + 8)
    chart = alt.layer(*drawn.layers, *lines).add_params(
        *(alt.param(name=name, value=value) for name, value in values.items()),
        *(alt.param(name=name, expr=formula) for name, formula in model.formulas.items()),
        alt.param(name="sentence", expr=phrases.chosen("outcome", model.sentences)),
    )
    below = drawn.below + (8 + LINE * len(assumed) if assumed else 0)
    return chart.properties(
        width=setting.total - drawn.left - RIGHT,
        height=drawn.height,
        padding={"left": drawn.left, "right": RIGHT, "top": TOP, "bottom": below + 4},
        autosize="none",
    )


def summary(job: Job) -> str:
    """What the model comes to at rest."""
    model = MODELS[job.options["model"]]
    values, _ = at_rest(model, [(p.group, p.value) for p in job.points])
    return model.sentence(values)


KIND = Kind("model", ModelBlock, build, summary, most=20, one_unit=False)
