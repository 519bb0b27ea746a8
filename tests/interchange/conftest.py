"""The made-up story: its files to change, and a database that holds it."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from wagtail import __version__ as WAGTAIL
from wagtail.models import Site

from datastory.interchange.files.reading import read_story
from datastory.interchange.load import load
from tests.conftest import copy_database, database_at

BAKERY = Path(__file__).resolve().parents[1] / "story"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the made-up story's folder."""
    return Path(shutil.copytree(BAKERY, tmp_path / "bakery"))


def _migrations_digest() -> str:
    """What an empty database depends on."""
    total = hashlib.sha256(WAGTAIL.encode())
    for path in sorted((BAKERY.parents[1] / "site").rglob("migrations/*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


@pytest.fixture(scope="session")
def empty_database(django_test_environment: None, django_db_blocker: Any) -> Path:
    """A database with all tables and nothing but what Wagtail puts there: made once, while it would come out the same.

    The tests have databases of their own, and real transactions in them, in place of one that is rolled back.
    """
    var = Path(settings.ENV.var)
    made = var / f"test-empty-{_migrations_digest()}.sqlite3"
    with (var / "test-empty.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in var.glob("test-empty-*.sqlite3*"):
                old.unlink()
            partial = var / "test-empty-partial.sqlite3"
            with django_db_blocker.unblock(), database_at(partial):
                call_command("migrate", verbosity=0)
                connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            partial.rename(made)
    return made


@pytest.fixture(scope="session")
def bakery_database(empty_database: Path, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the made-up story in it."""
    path = tmp_path_factory.mktemp("bakery") / "bakery.sqlite3"
    copy_database(empty_database, path)
    with django_db_blocker.unblock(), database_at(path):
        load(read_story(BAKERY), BAKERY)
        connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def empty(empty_database: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:
    """The test has an empty database of its own."""
    yield from _own(empty_database, tmp_path, django_db_blocker)


@pytest.fixture
def bakery(bakery_database: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:
    """The test has a database of its own with the made-up story in it."""
    yield from _own(bakery_database, tmp_path, django_db_blocker)


def _own(database: Path, folder: Path, blocker: Any) -> Iterator[None]:
    path = folder / "own.sqlite3"
    copy_database(database, path)
    with blocker.unblock(), database_at(path):
        Site.clear_site_root_paths_cache()
        yield
    Site.clear_site_root_paths_cache()
