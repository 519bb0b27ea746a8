"""load_story and export_story from the command line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from datastory.ledger.models import Figure
from datastory.stories.models import HomePage

from .conftest import BAKERY
from .editing import publish
from .folders import contents, edit


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*(str(argument) for argument in arguments), stdout=out)
    return out.getvalue()


def test_a_load_replaces_the_welcome_page(empty: None) -> None:
    run("load_story", BAKERY)
    site = Site.objects.get()
    assert (site.hostname, site.is_default_site, site.site_name) == ("localhost", True, "Bread by Post")
    assert site.root_page.specific == HomePage.objects.get()
    assert [page.slug for page in Page.objects.filter(depth=2)] == ["home"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_pages_stand_in_the_order_of_the_files(bakery: None) -> None:
    home = HomePage.objects.get()
    chapters = ["a-loaf-by-post", "the-bill-of-flour", "overnight"]
    others = ["charts", "numbers", "checks", "about", "timeline", "mills-and-bakers", "sources", "words", "search"]
    assert [page.slug for page in home.get_children().order_by("path")] == [*chapters, *others]
    menu = [page.slug for page in home.get_children().in_menu().order_by("path")]
    assert menu == ["a-loaf-by-post", "numbers", "about"]


def test_check_loads_nothing(empty: None) -> None:
    assert "nothing wrong" in run("load_story", BAKERY, "--check")
    assert not HomePage.objects.exists()


def test_it_says_what_was_kept(bakery: None) -> None:
    publish(Figure.objects.get(slug="founded"), label="The first loaf")
    assert "Kept: 1 changed in the admin (figure founded); --replace undoes it." in run("load_story", BAKERY)


def test_an_export_goes_into_a_new_folder_and_over_a_story(bakery: None, files: Path, tmp_path: Path) -> None:
    run("export_story", tmp_path / "new" / "folder")
    edit(files, "story.yaml", "headline: Bread by Post", "headline: Bread")
    (files / "chapters/09-gone.yaml").write_text("slug: gone\n")
    run("export_story", files)
    assert contents(files) == contents(tmp_path / "new" / "folder") == contents(BAKERY)
    assert (files / "README.md").exists()


def test_an_export_refuses_a_folder_with_other_things(bakery: None, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="has things in it and is no story"):
        run("export_story", other)
    assert list(contents(other)) == ["notes.txt"]
    run("export_story", other, "--overwrite")
    assert "story.yaml" in contents(other)


def test_an_export_of_an_empty_site_says_so(empty: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="load a story first"):
        run("export_story", tmp_path / "out")


def test_an_export_refuses_what_could_not_be_loaded(bakery: None, tmp_path: Path) -> None:
    Figure.objects.get(slug="delivery-time").unpublish()
    with pytest.raises(CommandError, match=r"chapter overnight: it refers to the figure with id .* not published"):
        run("export_story", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_restored_figure_can_be_exported(bakery: None, tmp_path: Path) -> None:
    figure = Figure.objects.get(slug="delivery-time")
    figure.unpublish()
    publish(Figure.objects.get(pk=figure.pk))
    run("export_story", tmp_path / "out")
    assert contents(tmp_path / "out") == contents(BAKERY)
