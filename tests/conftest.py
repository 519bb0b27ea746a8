"""Fixtures that several folders of tests share: the loaded story, and a browser on it."""

import fcntl
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]


def story_digest() -> str:
    """What the loaded story depends on: the content, and the code that loads and draws it."""
    files = [
        *sorted((ROOT / "content").rglob("*")),
        *sorted((ROOT / "site").rglob("*.py")),
        *sorted((ROOT / "static" / "fonts").glob("*.woff2")),
    ]
    total = hashlib.sha256()
    for path in files:
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
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()


@pytest.fixture(scope="session")
def story_database(django_db_setup: None, django_db_blocker: Any) -> Path:
    """The story, loaded and with its charts drawn: made once for all workers, kept while it would come out the same."""
    var = Path(settings.ENV.var)
    made = var / f"test-story-{story_digest()}.sqlite3"
    with (var / "test-story.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in var.glob("test-story-*.sqlite3*"):
                old.unlink()
            partial = var / "test-story-partial.sqlite3"
            copy_database(Path(connections["default"].settings_dict["NAME"]), partial)
            with django_db_blocker.unblock(), database_at(partial):
                call_command("load_story", str(ROOT / "content"), verbosity=0)
                call_command("charts", verbosity=0)
                connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            partial.rename(made)
    return made


@pytest.fixture(scope="module")
def story(story_database: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[None]:
    """The database holds the whole story; each module has a copy of its own."""
    from wagtail.models import Site

    own = tmp_path_factory.mktemp("story") / "story.sqlite3"
    copy_database(story_database, own)
    with django_db_blocker.unblock(), database_at(own):
        Site.clear_site_root_paths_cache()
        yield
    Site.clear_site_root_paths_cache()
