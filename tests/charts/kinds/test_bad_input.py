"""Bad input gives a sentence for the editor or a sound drawing: never a crash, an empty box, or words on words."""

import re
from collections.abc import Callable

import pytest

from datastory.charts.data import Drawing, Job, Point, Width
from datastory.charts.kinds import KINDS
from datastory.charts.process import run_compiler
from datastory.charts.samples import figure, sample

from .boxes import outside, overlapping, text_boxes

LONG = "An extraordinarily long label that nobody would write but somebody may paste from a document, on and on " * 3
RIGHT_TO_LEFT = "הכנסות מלחם שיפון לשנה"
HOSTILE = """<script>alert("1")</script> javascript:alert(1) ' " & ]]> id="x" fill="#123456" {{ x }}"""

BOTH = ("long-labels", "right-to-left-labels", "hostile-labels", "all-marked")  # the others fail alike at any width
WIDTHS: tuple[Width, ...] = ("wide", "narrow")

Change = Callable[[Job], Job]


def points(job: Job, **more: object) -> Job:
    return job.model_copy(update={"points": [p.model_copy(update=more) for p in job.points]})


def relabelled(text: str) -> Change:
    def change(job: Job) -> Job:
        # a group keeps its figures together: each gets a long name of its own
        names = {name: f"{n} {text}" for n, name in enumerate(dict.fromkeys(p.group for p in job.points)) if name}
        return job.model_copy(
            update={
                "points": [
                    p.model_copy(
                        update={"label": text, "group": names.get(p.group, ""), "period": f"{p.period} {text}"}
                    )
                    for p in job.points
                ],
                "events": [e.model_copy(update={"label": text, "date": text}) for e in job.events],
                "rows": [{**r, "label": f"{r['label']} {text}", "group": f"{r['group']} {text}"} for r in job.rows],
            }
        )

    return change


CHANGES: dict[str, Change] = {
    "no-figures": lambda job: job.model_copy(update={"points": [], "rows": []}),
    "one-point": lambda job: job.model_copy(update={"points": job.points[:1], "rows": job.rows[:1]}),
    "first-withdrawn": lambda job: job.model_copy(update={"points": job.points[1:], "rows": job.rows[1:]}),
    "last-withdrawn": lambda job: job.model_copy(update={"points": job.points[:-1], "rows": job.rows[:-1]}),
    "infinite-interval": lambda job: points(job, low=None, high=None),
    "range-without-ends": lambda job: points(job, low=None, high=None, qualifier="range"),
    "all-zero": lambda job: points(job, value=0.0, low=0.0, high=0.0, text="0"),
    "all-negative": lambda job: points(job, value=-5.0, low=-5.0, high=-5.0, text="−5"),
    "all-over": lambda job: points(job, qualifier="over", high=None),
    "all-under": lambda job: points(job, qualifier="under", low=None),
    "all-marked": lambda job: points(job, marked=True),
    "5000-points": lambda job: job.model_copy(
        update={"points": [p.model_copy(update={"slug": str(n)}) for n in range(1000) for p in job.points][:5000]}
    ),
    "long-labels": relabelled(LONG),
    "right-to-left-labels": relabelled(RIGHT_TO_LEFT),
    "hostile-labels": relabelled(HOSTILE),
    "no-period": lambda job: points(job, period="", start="", end=""),
    "mixed-units": lambda job: job.model_copy(
        update={"points": [p.model_copy(update={"unit": ("USD", "people")[n % 2]}) for n, p in enumerate(job.points)]}
    ),
}


def outcomes(kind: str) -> dict[str, Drawing]:
    """What comes of each change, by change/width; one process draws them all."""
    batch = [
        change(sample(kind, "record", width)).model_copy(update={"key": f"{name}/{width}"})
        for name, change in CHANGES.items()
        for width in (WIDTHS if name in BOTH else WIDTHS[1:])
    ]
    return {drawing.key: drawing for drawing in run_compiler(batch)}


def fault(drawing: Drawing) -> str:
    """What is wrong with an outcome; empty where it is a sentence for the editor, or a sound drawing."""
    if drawing.error:
        sentence = len(drawing.error.split()) >= 5 and not re.match(r"\w*Error", drawing.error)
        return "" if sentence else f"not a sentence: {drawing.error}"
    if not text_boxes(drawing.svg):
        return "an empty box"
    return str([*overlapping(drawing.svg), *outside(drawing.svg)] or "")


@pytest.mark.parametrize("kind", KINDS)
def test_bad_input_is_refused_in_words_or_drawn_soundly(kind: str) -> None:
    found = outcomes(kind)
    assert {key: fault(drawing) for key, drawing in found.items() if fault(drawing)} == {}
    assert "nothing to draw" in found["no-figures/narrow"].error
    hostile = found["hostile-labels/wide"]
    if kind == "model":  # its groups are names of inputs, and this is none
        assert "has no input" in hostile.error
    else:
        assert hostile.svg and "<script" not in hostile.svg
    if sample(kind).points:
        refused = "more than this kind of chart can show" in found["5000-points/narrow"].error
        assert refused is (kind != "line")


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_a_value_that_is_not_finite_is_refused_by_name(value: float) -> None:
    job = points(sample("bars"), value=value)
    with pytest.raises(ValueError, match="“Rye” has no finite value, so it has no place on a scale"):
        KINDS["bars"].build(job)


@pytest.mark.parametrize("value", [0.0, -3.0])
def test_a_logarithm_refuses_what_is_not_above_zero_by_name(value: float) -> None:
    job = sample("line").model_copy(update={"options": {"log": True}})
    low = figure("Result", value, str(value))
    with pytest.raises(ValueError, match=r"“Result” is .*: a logarithmic scale has only values above zero"):
        KINDS["line"].build(job.model_copy(update={"points": [*job.points, low]}))


def test_figures_of_two_units_do_not_share_a_scale() -> None:
    job = sample("bars")
    mixed: list[Point] = [job.points[0], job.points[1].model_copy(update={"unit": "people"})]
    with pytest.raises(ValueError, match="USD and people; on one scale they need one unit"):
        KINDS["bars"].build(job.model_copy(update={"points": mixed}))
