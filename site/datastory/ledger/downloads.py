"""The bill as files: CSV, JSON, a workbook, a Data Package. They hold exactly the lines that they are given.

Spreadsheets run a cell that starts like a formula, whoever wrote it; such text gets an apostrophe in front
(OWASP, CSV injection). Numbers are left alone.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .tables import FIGURES, READINGS, Column, Row, figure_row, reading_rows

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Statement:
    """What a download says of itself: the site, the address of the page, what was asked, and the licence."""

    title: str
    address: str
    bill: str  # the full address of the bill, to which a figure's slug is added
    licence: str = ""


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    clean = _UNPRINTABLE.sub("", text)
    return f"'{clean}" if clean.startswith(_STARTS) and not NUMBER.fullmatch(clean) else clean


def csv_text(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """A table as CSV (RFC 4180) with a header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns])
    writer.writerows([harmless(row[column.name]) for column in columns] for row in rows)
    return out.getvalue()


def bill_csv(receipts: Iterable[Mapping[str, Any]], statement: Statement) -> bytes:
    """The lines of the bill, one a row."""
    return csv_text(FIGURES, (figure_row(receipt, statement.bill) for receipt in receipts)).encode()


def bill_json(receipts: Iterable[Mapping[str, Any]], statement: Statement) -> bytes:
    """The lines of the bill with all of their readings; numbers are texts, so that no digit is lost."""
    figures = [
        figure_row(receipt, statement.bill) | {"readings": [_without_figure(r) for r in reading_rows(receipt)]}
        for receipt in receipts
    ]
    whole = {
        "title": statement.title,
        "address": statement.address,
        "licence": statement.licence,
        "count": len(figures),
        "figures": figures,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _without_figure(row: Row) -> Row:
    return {name: text for name, text in row.items() if name != "figure"}


def bill_xlsx(receipts: Iterable[Mapping[str, Any]], statement: Statement) -> bytes:
    """A workbook: the bill, the readings, and where it comes from. No cell is a formula."""
    from openpyxl import Workbook

    kept = list(receipts)
    book = Workbook(write_only=True)
    _sheet(book, "Bill", FIGURES, [figure_row(receipt, statement.bill) for receipt in kept])
    _sheet(book, "Readings", READINGS, [row for receipt in kept for row in reading_rows(receipt)])
    about = [("Title", statement.title), ("Address", statement.address), ("Licence", statement.licence)]
    about += [(column.name, column.description) for column in [*FIGURES, *READINGS[1:]]]
    columns = [Column("what", "string", ""), Column("says", "string", "")]
    _sheet(book, "About", columns, [{"what": what, "says": says} for what, says in about])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Any, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"

    def cell(text: str, kind: str = "string", bold: bool = False) -> Any:
        if kind == "number" and NUMBER.fullmatch(text):
            return WriteOnlyCell(sheet, value=float(text))
        made = WriteOnlyCell(sheet, value=harmless(text))
        made.data_type = "s"  # else a text that starts with = would be a formula
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(column.name, bold=True) for column in columns])
    for row in rows:
        sheet.append([cell(row[column.name], column.type) for column in columns])


def bill_zip(receipts: Iterable[Mapping[str, Any]], statement: Statement) -> bytes:
    """A Data Package (version 2): figures.csv and readings.csv with what each column is."""
    kept = list(receipts)
    tables = {
        "figures": (FIGURES, [figure_row(receipt, statement.bill) for receipt in kept], ["figure"]),
        "readings": (READINGS, [row for receipt in kept for row in reading_rows(receipt)], []),
    }
    package = {
        "$schema": PROFILE,
        "name": "bill",
        "title": statement.title,
        "homepage": statement.address,
        "description": statement.licence,
        "resources": [_resource(name, columns, key) for name, (columns, _, key) in tables.items()],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", json.dumps(package, ensure_ascii=False, indent=2) + "\n")
        for name, (columns, rows, _) in tables.items():
            archive.writestr(f"{name}.csv", csv_text(columns, rows))
    return out.getvalue()


def _resource(name: str, columns: Sequence[Column], key: list[str]) -> dict[str, Any]:
    fields = [{"name": c.name, "type": c.type, "description": c.description} for c in columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if key:
        schema["primaryKey"] = key
    else:
        schema["foreignKeys"] = [{"fields": ["figure"], "reference": {"resource": "figures", "fields": ["figure"]}}]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


WRITERS = {"csv": bill_csv, "json": bill_json, "xlsx": bill_xlsx, "zip": bill_zip}
