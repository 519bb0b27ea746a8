"""Load then export gives the same bytes, and an export loaded elsewhere gives the same site."""

from pathlib import Path

import pytest

from datastory.interchange.database.published import story_in_database
from datastory.interchange.export import export
from datastory.interchange.files.reading import read_story
from datastory.interchange.files.writing import story_files
from datastory.interchange.story import Story
from datastory.ledger.models import Figure, Reading
from datastory.stories.models import ChapterPage
from tests.conftest import copy_database, database_at

from .conftest import BAKERY
from .editing import publish, richly
from .folders import CONTENT, IGNORED, contents, edit, load_folder, texts


@pytest.mark.parametrize("folder", [CONTENT, BAKERY], ids=["content", "bakery"])
def test_writing_what_was_read_changes_no_byte(folder: Path) -> None:
    written = {name: text.encode() for name, text in story_files(read_story(folder)).items()}
    assert written == texts(folder)


def test_load_then_export_of_the_made_up_story_changes_no_byte(bakery: None, tmp_path: Path) -> None:
    export(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(BAKERY)


def test_loading_twice_changes_nothing_and_keeps_ids(bakery: None) -> None:
    def ids() -> list[list[object]]:
        return [
            list(Figure.objects.order_by("pk").values_list("pk", "slug", "position")),
            list(Reading.objects.order_by("pk").values_list("pk", "figure", "locator")),
            list(ChapterPage.objects.order_by("pk").values_list("pk", "path", "latest_revision", "body")),
        ]

    before = ids()
    report = load_folder(BAKERY)
    assert (report.made, report.changed, report.kept, report.alone) == ([], [], [], [])
    assert ids() == before


def test_loading_a_changed_file_keeps_ids_and_places(bakery: None, files: Path) -> None:
    before = list(ChapterPage.objects.order_by("path").values_list("pk", "slug", "path"))
    edit(files, "chapters/02-the-bill-of-flour.yaml", "Do the three numbers fit?", "Do they fit?")
    report = load_folder(files)
    assert [str(thing) for thing in report.changed] == ["chapter the-bill-of-flour"]
    assert list(ChapterPage.objects.order_by("path").values_list("pk", "slug", "path")) == before
    assert ChapterPage.objects.get(slug="the-bill-of-flour").asks == "Do they fit?"


def test_a_load_says_of_everything_that_it_was_made(empty: None) -> None:
    report = load_folder(BAKERY)
    assert len(report.made) == len(list(read_story(BAKERY).things()))
    assert not (report.changed or report.kept or report.left or report.alone)


def test_an_edited_site_exported_and_loaded_elsewhere_is_the_same_site(
    bakery: None, migrated_database: Path, tmp_path: Path
) -> None:
    figure = Figure.objects.get(slug="ovens-first-day")
    publish(figure, label="Ovens & hearths, “at first”")
    chapter = ChapterPage.objects.get(slug="overnight")
    body = [*chapter.body.raw_data, richly("&lt;b&gt; isn’t <b>bold</b>")]
    publish(chapter, dek="A new dek: with a colon", body=body)
    chapter.refresh_from_db()
    chapter.move(ChapterPage.objects.get(slug="a-loaf-by-post"), "left")
    export(tmp_path / "first")

    copy_database(migrated_database, tmp_path / "elsewhere.sqlite3")
    with database_at(tmp_path / "elsewhere.sqlite3"):
        load_folder(tmp_path / "first")
        export(tmp_path / "second")

    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    assert "chapters/01-overnight.yaml" in contents(tmp_path / "first")


def test_every_list_keeps_the_order_of_its_file(bakery: None) -> None:
    written: Story = read_story(BAKERY)
    stored = story_in_database()
    assert [event.subjects for event in stored.events] == [event.subjects for event in written.events]
    assert [(r.figure, r.locator) for r in stored.readings] == [(r.figure, r.locator) for r in written.readings]


def test_what_is_for_people_is_no_part_of_the_story() -> None:
    assert all((BAKERY / name).exists() for name in IGNORED)
