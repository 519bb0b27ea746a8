"""The story of this site, loaded as every page of it is shown, comes out as it went in."""

from pathlib import Path

import pytest

from datastory.interchange.database.published import present_story
from datastory.interchange.export import export
from datastory.interchange.files.reading import read_story
from datastory.interchange.models import Loaded

from .folders import CONTENT, texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def test_load_then_export_changes_no_byte(tmp_path: Path) -> None:
    export(tmp_path / "out")
    assert texts(tmp_path / "out") == texts(CONTENT)


def test_the_load_remembers_what_it_left() -> None:
    left = {(loaded.kind, loaded.key): loaded.digest for loaded in Loaded.objects.all()}
    assert left == {(thing.kind, thing.key): thing.digest for thing in present_story().things()}
    assert len(left) == len(list(read_story(CONTENT).things()))
