"""The tables of a story are a valid Data Package."""

import json
from pathlib import Path

import pytest
from frictionless import Package

from datastory.interchange.files.datapackage import PACKAGE_FILE
from datastory.interchange.schemas.rows import TABLES

from .conftest import BAKERY
from .folders import CONTENT, edit


@pytest.mark.parametrize("folder", [CONTENT, BAKERY], ids=["content", "bakery"])
def test_the_package_of_a_story_validates(folder: Path) -> None:
    report = Package(str(folder / PACKAGE_FILE)).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_it_names_every_table(files: Path) -> None:
    package = json.loads((files / PACKAGE_FILE).read_text())
    assert [resource["path"] for resource in package["resources"]] == [name for name, _ in TABLES.values()]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ledger/readings.csv", "founded,gazette", "founded,herald"),
        ("ledger/readings.csv", "exact", "circa"),
        ("ledger/figures.csv", "2016-01-01", "2016-13-01"),
        ("ledger/subjects.csv", "person,crumb", "person,nobody"),
        ("glossary.csv", "churn,Churn", "subscription,Churn"),
    ],
)
def test_it_finds_what_is_wrong(files: Path, name: str, old: str, new: str) -> None:
    edit(files, name, old, new)
    assert not Package(str(files / PACKAGE_FILE)).validate().valid
