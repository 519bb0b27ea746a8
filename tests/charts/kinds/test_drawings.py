"""What holds for a drawing of any kind."""

import json
import re
from pathlib import Path

import pytest

from datastory.charts.data import Drawing, Side, Width
from datastory.charts.kinds import KINDS
from datastory.charts.process import run_compiler
from datastory.charts.samples import sample

from .boxes import outside, overlapping, text_boxes

COLOUR = re.compile(r'\b(?:fill|stroke)="([^"]+)"')
SIDES: tuple[Side, ...] = ("told", "record")
WIDTHS: tuple[Width, ...] = ("wide", "narrow")
PREVIEWS = Path(__file__).resolve().parents[3] / "templates" / "blocks" / "charts" / "kinds"


def drawn(kind: str) -> dict[str, Drawing]:
    """The sample of a kind at every side and width, by kind/side/width."""
    batch = [sample(kind, side, width) for side in SIDES for width in WIDTHS]
    return {drawing.key: drawing for drawing in run_compiler(batch)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_drawn_whole_at_every_width_and_side(kind: str) -> None:
    for key, drawing in drawn(kind).items():
        assert drawing.error == "", key
        assert len(text_boxes(drawing.svg)) > 3, key
        assert json.loads(drawing.vega)["marks"], key
        assert overlapping(drawing.svg) == [], f"words on words in {key}"
        assert outside(drawing.svg) == [], f"words cut off in {key}"
        colours = set(COLOUR.findall(drawing.svg)) - {"none", "transparent"}
        assert colours, key
        assert {c for c in colours if not c.startswith("var(--")} == set(), f"colours of one theme in {key}"


def test_the_same_job_gives_the_same_bytes() -> None:
    batch = [sample(kind, "record") for kind in KINDS]
    assert list(run_compiler(batch)) == list(run_compiler(batch))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "model"])
def test_every_figure_of_a_drawing_can_be_walked(kind: str) -> None:
    """A model has no points: its sentence says what it shows."""
    for width in WIDTHS:
        job = sample(kind, width=width)
        (drawing,) = run_compiler([job])
        shown = job.points or job.rows
        assert len(drawing.walk) == len(shown), drawing.key
        assert len({spot.slug for spot in drawing.walk}) == len(shown)
        assert ' opacity="0"' not in drawing.svg


def test_a_picture_is_made_where_the_job_asks_for_it() -> None:
    asked, plain = run_compiler([sample("bars").model_copy(update={"png": png}) for png in (True, False)])
    assert asked.png and not plain.png


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_what_the_block_picker_shows(kind: str) -> None:
    block = KINDS[kind].block()
    block.set_name(kind)
    assert block.is_previewable
    assert block.get_preview_context(block.get_default())["picture"] == f"blocks/charts/kinds/{kind}.svg"
    assert 'role="img"' in (PREVIEWS / f"{kind}.svg").read_text(encoding="utf-8")
    assert len(block.meta.description) > 40
    assert block.meta.icon
    assert block.meta.group


def test_a_value_that_is_assumed_says_so() -> None:
    batch = [
        job.model_copy(update={"points": [p.model_copy(update={"assumed": True}) for p in job.points]})
        for job in map(sample, KINDS)
        if job.points and job.kind != "model"  # a model is given its figures, and says itself what it assumes
    ]
    for drawing in run_compiler(batch):
        assert any("assumed" in words for words, _ in text_boxes(drawing.svg)), drawing.key
