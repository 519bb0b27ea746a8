"""What a start does, and what it leaves alone as it is done."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import OperationalError
from wagtail.models import Site

from datastory.core.startup import steps
from datastory.core.startup.record import Record, digest_of, folder
from datastory.core.startup.steps import Start
from datastory.core.startup.users import ADMIN, give_password

Begin = Callable[[], Start]


def said(start: Start) -> str:
    return str(start.out._out.getvalue())


@pytest.fixture
def story_folder(tmp_path: Path, settings: Any) -> Path:
    place = tmp_path / "story"
    place.mkdir()
    (place / "story.yaml").write_text("title: One")
    settings.STORY_DIRECTORY = place
    return place


def test_a_story_is_loaded_once(began: Begin, called: list[str], story_folder: Path) -> None:
    steps.story(began())
    second = began()
    steps.story(second)
    assert called == ["load_story"]
    assert said(second) == "Story: as it was when last loaded.\n"
    assert not second.worked


@pytest.mark.parametrize("change", ["edit", "add", "rename", "remove"])
def test_a_changed_story_is_loaded_again(change: str, began: Begin, called: list[str], story_folder: Path) -> None:
    file = story_folder / "story.yaml"
    steps.story(began())
    if change == "edit":
        file.write_text("title: Two")
    elif change == "add":
        (story_folder / "glossary.csv").write_text("")
    elif change == "rename":
        file.rename(story_folder / "tale.yaml")
    else:
        file.unlink()
    steps.story(began())
    assert called == ["load_story", "load_story"]


def test_a_story_with_a_mistake_is_tried_again(
    began: Begin, story_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise CommandError("story.yaml, line 1: no dek")

    monkeypatch.setattr(steps, "call_command", refuse)
    for _ in range(2):
        with pytest.raises(CommandError, match="no dek"):
            steps.story(began())


def test_receipts_are_worked_out_anew_when_the_arithmetic_changed(
    began: Begin, called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps.receipts(began())
    steps.receipts(began())
    assert called == ["reckon"]
    monkeypatch.setattr(steps, "digest_of", lambda files: "another")
    steps.receipts(began())
    assert called == ["reckon", "reckon"]


def test_charts_are_not_drawn_while_a_story_is_loaded(
    began: Begin, story_folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CHARTS_COMPILE_ON_PUBLISH = True
    seen = []
    monkeypatch.setattr(steps, "call_command", lambda *a, **o: seen.append(settings.CHARTS_COMPILE_ON_PUBLISH))
    steps.story(began())
    assert seen == [False]
    assert settings.CHARTS_COMPILE_ON_PUBLISH is True


def test_a_missing_story_is_one_sentence(began: Begin, settings: Any, tmp_path: Path) -> None:
    settings.STORY_DIRECTORY = tmp_path / "nowhere"
    with pytest.raises(CommandError, match=r"^There is no folder .*nowhere: set STORY .*\.$"):
        steps.story(began())


def test_a_chart_with_a_problem_stops_nothing(began: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    def complain(*args: Any, **options: Any) -> None:
        raise CommandError("1 chart(s) keep their last good drawing")

    monkeypatch.setattr(steps, "call_command", complain)
    start = began()
    steps.charts(start)
    assert "1 chart(s) keep their last good drawing" in said(start)


def test_static_files_are_collected_once(began: Begin, called: list[str], settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    steps.static_files(began())
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    second = began()
    steps.static_files(second)
    assert called == ["collectstatic"]
    assert said(second) == "Static: up to date.\n"


def test_static_files_that_are_gone_are_collected_again(
    began: Begin, called: list[str], settings: Any, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    steps.static_files(began())
    steps.static_files(began())
    assert called == ["collectstatic", "collectstatic"]


def test_work_on_the_code_collects_nothing(began: Begin, called: list[str], settings: Any) -> None:
    settings.DEBUG = True
    steps.static_files(began())
    assert called == []


@pytest.mark.django_db
def test_migrations_are_applied_once(began: Begin, called: list[str]) -> None:
    steps.database(began())
    second = began()
    steps.database(second)
    assert called == ["migrate"]
    assert said(second) == "Database: up to date.\n"


@pytest.mark.django_db
def test_a_database_that_lacks_a_migration_gets_it(began: Begin, called: list[str]) -> None:
    steps.database(began())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE id = (SELECT MAX(id) FROM django_migrations)")
    steps.database(began())
    assert called == ["migrate", "migrate"]


@pytest.mark.django_db
def test_a_new_database_forgets_what_was_done_to_the_old_one(
    began: Begin, called: list[str], story_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps.story(began())
    monkeypatch.setattr(steps, "_applied", lambda: None)
    start = began()
    steps.database(start)
    steps.story(start)
    assert called == ["load_story", "migrate", "load_story"]


def test_a_database_that_is_away_is_one_sentence(began: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(steps, "_applied", refuse)
    with pytest.raises(CommandError, match=r"^The database .* cannot be reached \(connection refused\): .*\.$"):
        steps.database(began())


@pytest.mark.django_db
def test_the_first_user_is_made_once_and_told_once(began: Begin) -> None:
    first, second = began(), began()
    steps.first_user(first)
    steps.first_user(second)
    user = get_user_model().objects.get(username=ADMIN)
    password = re.search(r"with (\S+)", said(first))
    assert password and user.check_password(password[1])
    assert user.is_superuser and user.is_staff
    assert password[1] not in said(second)


@pytest.mark.django_db
def test_a_new_password_replaces_the_old_one_and_lets_in_again() -> None:
    old = give_password()
    get_user_model().objects.filter(username=ADMIN).update(is_active=False)
    new = give_password()
    user = get_user_model().objects.get(username=ADMIN)
    assert user.is_active and user.check_password(new) and not user.check_password(old)


@pytest.mark.django_db
def test_the_command_prints_the_password(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("admin_user")
    password = re.search(r"with (\S+)", capsys.readouterr().out)
    assert password and get_user_model().objects.get(username=ADMIN).check_password(password[1])


def test_a_record_that_cannot_be_read_is_empty(tmp_path: Path) -> None:
    for content in ("", "[]", "{", '"x"'):
        (tmp_path / "started.json").write_text(content)
        assert Record.at(tmp_path / "started.json").done == {}


def test_a_digest_tells_names_from_contents(tmp_path: Path) -> None:
    (tmp_path / "ab").write_text("c")
    one = digest_of(folder(tmp_path))
    (tmp_path / "ab").unlink()
    (tmp_path / "a").write_text("bc")
    assert digest_of(folder(tmp_path)) != one


def test_what_editors_leave_behind_is_not_content(tmp_path: Path) -> None:
    before = digest_of(folder(tmp_path))
    (tmp_path / ".story.yaml.swp").write_text("x")
    (tmp_path / "story.yaml~").write_text("x")
    assert digest_of(folder(tmp_path)) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("https://story.test", "https://story.test"),
        ("http://story.test", "http://story.test"),
        ("http://localhost:8123", "http://localhost:8123"),
    ],
)
def test_links_that_leave_the_site_begin_with_its_public_address(
    began: Begin, settings: Any, address: str, root: str
) -> None:
    settings.ENV = settings.ENV.model_copy(update={"site_url": address})
    steps.address(began())
    assert Site.objects.get(is_default_site=True).root_url == root


@pytest.mark.django_db
def test_an_address_that_an_editor_set_since_then_stays(began: Begin) -> None:
    steps.address(began())
    Site.objects.update(hostname="moved.test")
    steps.address(began())
    assert Site.objects.get(is_default_site=True).hostname == "moved.test"
