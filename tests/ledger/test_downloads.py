"""The bill as files: exactly the lines given, and nothing that a spreadsheet would run."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from datastory.ledger.downloads import Statement, bill_csv, bill_json, bill_xlsx, bill_zip, harmless
from datastory.ledger.tables import FIGURES, READINGS
from tests.ledger.test_receipts import data_of, figure, reading

STATEMENT = Statement("Story: the bill", "https://example.org/numbers/?q=x", "https://example.org/numbers/", "CC BY")
EVIL = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def lines() -> list[dict[str, Any]]:
    one = data_of(figure("one", reading("-5", signed=True), reading("7E+10", kind="filing", qualifier="over")))
    two = data_of(figure("two", reading("2"))) | {"label": EVIL}
    return [one, two]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_csv_has_a_row_for_each_line_given_in_their_order(lines: list[dict[str, Any]]) -> None:
    assert [row["figure"] for row in rows_of(bill_csv(reversed(lines), STATEMENT))] == ["two", "one"]


def test_both_sides_stand_in_a_row_and_an_open_end_is_empty(lines: list[dict[str, Any]]) -> None:
    row = rows_of(bill_csv(lines, STATEMENT))[0]
    assert (row["told_value"], row["record_value"], row["record_low"], row["record_high"]) == (
        "-5",
        "70000000000",
        "70000000000",
        "",
    )


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "＝1"])
def test_text_that_starts_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert harmless(start) == f"'{start}"


@pytest.mark.parametrize("number", ["-5", "-5.25", "70000000000", "0.1"])
def test_a_number_stays_a_number(number: str) -> None:
    assert harmless(number) == number


@given(st.text())
def test_no_cell_starts_like_a_formula_unless_it_is_a_number(text: str) -> None:
    cell = harmless(text)
    assert cell[:1] not in ("=", "+", "@", "\t", "\r", "\n") and (cell[:1] != "-" or float(cell) <= 0)


def test_a_formula_in_a_label_is_text_in_every_format(lines: list[dict[str, Any]]) -> None:
    assert rows_of(bill_csv(lines, STATEMENT))[1]["label"] == f"'{EVIL}"
    sheet = load_workbook(io.BytesIO(bill_xlsx(lines, STATEMENT)))["Bill"]
    cell = sheet.cell(3, [c.name for c in FIGURES].index("label") + 1)
    assert (cell.data_type, cell.value) == ("s", f"'{EVIL}")


def test_a_workbook_keeps_numbers_as_numbers_and_says_where_it_is_from(lines: list[dict[str, Any]]) -> None:
    book = load_workbook(io.BytesIO(bill_xlsx(lines, STATEMENT)))
    assert book.sheetnames == ["Bill", "Readings", "About"]
    assert book["Bill"].cell(2, [c.name for c in FIGURES].index("told_value") + 1).value == -5
    assert book["About"].cell(3, 2).value == STATEMENT.address


def test_no_workbook_breaks_on_a_character_that_xml_has_not(lines: list[dict[str, Any]]) -> None:
    sheet = load_workbook(io.BytesIO(bill_xlsx([lines[0] | {"label": "a\x00b\x1fc"}], STATEMENT)))["Bill"]
    assert sheet.cell(2, 3).value == "abc"


def test_json_has_every_reading_and_what_was_asked(lines: list[dict[str, Any]]) -> None:
    whole = json.loads(bill_json(lines, STATEMENT))
    assert (whole["count"], whole["address"]) == (2, STATEMENT.address)
    assert [r["side"] for r in whole["figures"][0]["readings"]] == ["told", "record"]


def test_the_package_is_a_valid_data_package(lines: list[dict[str, Any]], tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(bill_zip(lines, STATEMENT))).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_every_column_is_described() -> None:
    assert [c.name for c in [*FIGURES, *READINGS] if len(c.description) < 4] == []
