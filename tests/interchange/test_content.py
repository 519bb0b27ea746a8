"""The story of this site, loaded as every page of it is shown, comes out as it went in."""

from pathlib import Path

import pytest

from datastory.interchange.database.catalog import MODELS
from datastory.interchange.database.published import present_story
from datastory.interchange.export import export
from datastory.interchange.files.reading import read_story
from datastory.interchange.models import Loaded
from datastory.ledger.models import Figure
from datastory.stories.models import HomePage

from .folders import CONTENT, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def test_load_then_export_changes_no_byte(tmp_path: Path) -> None:
    export(tmp_path / "out")
    assert texts(tmp_path / "out") == texts(CONTENT)


def test_an_editor_can_save_every_page_as_it_was_loaded() -> None:
    home = HomePage.objects.get()
    for page in home.get_descendants(inclusive=True).specific():
        page.full_clean()
        for name in ("body", "drawing", "doors"):
            if stream := getattr(page, name, None):
                stream.stream_block.clean(stream)


def test_every_entry_is_valid_as_it_was_loaded() -> None:
    for kind, model in MODELS.items():
        for entry in model.objects.all():
            entry.full_clean(exclude=["first_day", "last_day"] if kind == "event" else None)
    for figure in Figure.objects.prefetch_related("readings"):
        for reading in figure.readings.all():
            reading.full_clean()


def test_the_load_remembers_what_it_left() -> None:
    left = {(loaded.kind, loaded.key): loaded.digest for loaded in Loaded.objects.all()}
    assert left == {(thing.kind, thing.key): thing.digest for thing in present_story().things()}
    assert len(left) == len(list(read_story(CONTENT).things()))
