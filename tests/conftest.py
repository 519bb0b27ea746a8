"""Fixtures that several folders of tests share: a migrated database made once for all workers, and the loaded story."""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]


def digest(files: Iterable[Path]) -> str:
    """Of names and contents."""
    total = hashlib.sha256()
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(str(path.relative_to(ROOT)).encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


@contextmanager
def database_at(path: Path) -> Iterator[None]:
    """The default connection, of every thread, on another SQLite file."""
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy, whatever the write-ahead log still holds."""
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    with old, new:
        old.backup(new)
    old.close()
    new.close()


def made_once(kind: str, version: str, make: Callable[[], None], start: Path | None = None) -> Path:
    """The database file of that kind and version: made by the first worker that needs it, kept for later runs."""
    var = Path(settings.ENV.var)
    var.mkdir(parents=True, exist_ok=True)
    made = var / f"test-{kind}-{version}.sqlite3"
    with (var / f"test-{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in var.glob(f"test-{kind}-*.sqlite3*"):
                old.unlink()
            partial = var / f"test-{kind}-partial.sqlite3"
            if start:
                copy_database(start, partial)
            with database_at(partial):
                make()
                connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            partial.rename(made)
    return made


@pytest.fixture(scope="session")
def migrated_database(django_db_blocker: Any) -> Path:
    """An empty database with all tables: Wagtail's migrations take a quarter of a minute, so they run once."""
    version = digest([*(ROOT / "site").rglob("migrations/*.py"), ROOT / "requirements-dev.lock"])
    with django_db_blocker.unblock():
        return made_once("empty", version, lambda: call_command("migrate", verbosity=0, interactive=False))


@pytest.fixture(scope="session")
def django_db_setup(migrated_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each worker tests on a copy of its own."""
    own = tmp_path_factory.mktemp("database") / f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.sqlite3"
    copy_database(migrated_database, own)
    with database_at(own):
        yield


@pytest.fixture(scope="session")
def story_database(migrated_database: Path, django_db_blocker: Any) -> Path:
    """The story, loaded and with its charts drawn: kept while nothing changes that it depends on."""

    def load() -> None:
        call_command("load_story", str(ROOT / "content"), verbosity=0)
        call_command("charts", verbosity=0)

    files = [*(ROOT / "content").rglob("*"), *(ROOT / "site").rglob("*.py"), *(ROOT / "static" / "fonts").rglob("*")]
    with django_db_blocker.unblock():
        return made_once("story", digest(files), load, start=migrated_database)


@pytest.fixture(scope="module")
def story(
    story_database: Path, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[None]:
    """The database holds the whole story; each module has a copy of its own."""
    from wagtail.models import Site

    own = tmp_path_factory.mktemp("story") / "story.sqlite3"
    copy_database(story_database, own)
    with django_db_blocker.unblock(), database_at(own):
        Site.clear_site_root_paths_cache()
        yield
    Site.clear_site_root_paths_cache()
