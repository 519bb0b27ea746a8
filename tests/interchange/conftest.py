"""The made-up story: its files to change, and a database that holds it.

These tests have databases of their own and real transactions in them, in place of one that is rolled back.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from wagtail.models import Site

from datastory.interchange.files.reading import read_story
from datastory.interchange.load import load
from tests.conftest import copy_database, database_at

BAKERY = Path(__file__).resolve().parents[1] / "story"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the made-up story's folder."""
    return Path(shutil.copytree(BAKERY, tmp_path / "bakery"))


@pytest.fixture(scope="session")
def bakery_database(migrated_database: Path, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the made-up story in it; its pictures are in the memory of this worker."""
    path = tmp_path_factory.mktemp("bakery") / "bakery.sqlite3"
    copy_database(migrated_database, path)
    with django_db_blocker.unblock(), database_at(path):
        load(read_story(BAKERY), BAKERY)
        connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def empty(migrated_database: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:
    """The test has an empty database of its own."""
    yield from _own(migrated_database, tmp_path, django_db_blocker)


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
