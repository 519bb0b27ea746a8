"""The site's generation: every change moves it, in every process, and nothing else does."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from wagtail.models import Page

from datastory.core import changes, generation
from datastory.core.generation import FileGeneration, Generation, SharedGeneration
from datastory.ledger.books import refresh
from tests import factories


@pytest.fixture(params=["file", "shared"])
def mark(request: Any, tmp_path: Path) -> Generation:
    if request.param == "file":
        return FileGeneration(tmp_path / "var" / "generation")
    caches["default"].clear()
    return SharedGeneration(caches["default"])


def test_there_is_none_before_the_first_change(mark: Generation) -> None:
    assert mark.now() == ""


def test_each_advance_is_seen_at_once_and_none_equals_another(mark: Generation) -> None:
    seen = []
    for _ in range(50):
        mark.advance()
        seen.append(mark.now())
    assert len(set(seen)) == 50 and "" not in seen


def test_it_stands_still_without_a_change(mark: Generation) -> None:
    mark.advance()
    assert mark.now() == mark.now()


def test_a_file_made_anew_is_not_taken_for_the_old_one(tmp_path: Path) -> None:
    mark = FileGeneration(tmp_path / "generation")
    mark.advance()
    before = mark.now()
    mark.path.rename(tmp_path / "moved-away")
    mark.advance()
    assert mark.now() != before


def test_no_change_is_lost_between_processes(tmp_path: Path) -> None:
    path = tmp_path / "generation"
    code = (
        "import sys; from pathlib import Path; from datastory.core.generation import FileGeneration\n"
        "for _ in range(200): FileGeneration(Path(sys.argv[1])).advance()"
    )
    site = Path(generation.__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, str(path)]
    others = [subprocess.Popen(command, env={"PYTHONPATH": str(site)}) for _ in range(3)]
    assert [other.wait() for other in others] == [0, 0, 0]
    assert path.stat().st_size == 600


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> Any:
    """Whether a piece of work moves the generation once its transaction is through."""
    advances: list[int] = []

    class Counted:
        def now(self) -> str:
            return str(len(advances))

        def advance(self) -> None:
            advances.append(1)

    monkeypatch.setattr(generation, "generation", Counted)

    def answer(work: Any) -> bool:
        advances.clear()
        with django_capture_on_commit_callbacks(execute=True):
            work()
            assert not advances, "moved before the commit: another process would keep the old page"
        return bool(advances)

    return answer


@pytest.mark.django_db
def test_publishing_a_page_moves_it_and_a_draft_does_not(moved: Any) -> None:
    page = factories.chart("growth", factories.figure("share-price", told="10"))
    page.title = "Changed"
    assert not moved(lambda: page.save_revision())
    assert moved(lambda: page.get_latest_revision().publish())


@pytest.mark.django_db
def test_a_new_page_that_is_not_live_does_not_move_it(moved: Any) -> None:
    root = Page.get_first_root_node()
    assert not moved(lambda: root.add_child(instance=Page(title="Draft", slug="draft", live=False)))


@pytest.mark.django_db
def test_unpublishing_moving_and_deleting_a_page_move_it(moved: Any) -> None:
    root = Page.get_first_root_node()
    first = root.add_child(instance=Page(title="First", slug="first"))
    second = root.add_child(instance=Page(title="Second", slug="second"))
    assert moved(lambda: second.move(first, "left"))
    assert moved(lambda: second.unpublish())
    assert moved(lambda: Page.objects.get(pk=first.pk).delete())


@pytest.mark.django_db
def test_entries_move_it_when_they_are_published_unpublished_and_deleted(moved: Any) -> None:
    event = factories.event("opening", "2020")
    event.title = "Grand opening"
    assert not moved(lambda: event.save_revision())
    assert moved(lambda: event.get_latest_revision().publish())
    assert moved(lambda: event.unpublish())
    assert moved(lambda: event.delete())


@pytest.mark.django_db
def test_reckoning_the_ledger_moves_it(moved: Any) -> None:
    factories.figure("share-price", told="10")
    assert moved(refresh)


@pytest.mark.django_db
def test_a_new_drawing_moves_it(moved: Any) -> None:
    page = factories.chart("growth", factories.figure("share-price", told="10"))
    assert moved(lambda: page.artifacts.create(side="told", width="wide", digest="1", svg="<svg/>"))


@pytest.mark.django_db
def test_signing_in_does_not_move_it(moved: Any, admin_user: Any, client: Any) -> None:
    assert not moved(lambda: client.force_login(admin_user))


def test_a_model_of_ours_is_seen_unless_it_is_named() -> None:
    from django.apps import apps

    ours = [model for model in apps.get_models() if model.__module__.startswith("datastory.")]
    assert {model._meta.app_label for model in ours if not changes.is_seen(model)} == {"interchange"}
