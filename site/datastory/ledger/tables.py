"""Receipts as tables: which columns a file has, and a row of each from a receipt, all as texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .sides import RECORD, TOLD


@dataclass(frozen=True)
class Column:
    """A column of a table: its name, its type in a Data Package, and what it holds."""

    name: str
    type: str
    description: str


def _sided(side: str, words: str) -> list[Column]:
    return [
        Column(side, "string", f"The value {words}, in words; empty where it is not known."),
        Column(f"{side}_value", "number", f"The value {words}, in base units; a date as a year with a fraction."),
        Column(f"{side}_low", "number", "The least that it may be; empty where there is no limit."),
        Column(f"{side}_high", "number", "The most that it may be; empty where there is no limit."),
        Column(f"{side}_qualifier", "string", "How exactly it is stated: exact, about, over, under, range."),
        Column(f"{side}_source", "string", "Who says so."),
        Column(f"{side}_locator", "string", "Where in the source."),
    ]


FIGURES = [
    Column("receipt", "string", "The number of the receipt."),
    Column("figure", "string", "The name of the figure in addresses and files."),
    Column("label", "string", "What is measured."),
    Column("subject", "string", "Whom or what it is about."),
    Column("metric", "string", "How it is measured."),
    Column("unit", "string", "In which unit."),
    Column("period", "string", "How the period is called."),
    Column("start", "date", "First day of the period."),
    Column("end", "date", "Last day of the period."),
    *_sided(TOLD, "as told"),
    *_sided(RECORD, "on record"),
    Column("verdict", "string", "adds-up, rounded, does-not, disagree, or open: not on record."),
    Column("reason", "string", "Why."),
    Column("address", "string", "The page of the receipt."),
]
READINGS = [
    Column("figure", "string", "The figure read."),
    Column("side", "string", "told, record, or other for further readings."),
    Column("words", "string", "The value in words."),
    Column("value", "number", "In base units; a date as a year with a fraction."),
    Column("low", "number", "The least that it may be; empty where there is no limit."),
    Column("high", "number", "The most that it may be; empty where there is no limit."),
    Column("qualifier", "string", "How exactly it is stated."),
    Column("basis", "string", "stated or derived."),
    Column("source", "string", "Title of the source."),
    Column("kind", "string", "Kind of source: the essay, filing, company statement, press, data page or blog."),
    Column("publisher", "string", "Who published it."),
    Column("published", "string", "When, as precisely as it is known."),
    Column("url", "string", "Its address."),
    Column("locator", "string", "Where in the source."),
    Column("wording", "string", "A few words, where the number is worded."),
    Column("note", "string", "What there is to say about it."),
]
Row = dict[str, str]


def figure_row(receipt: Mapping[str, Any], bill: str) -> Row:
    """A line of the bill as texts by column."""
    row = {
        "receipt": receipt["number"],
        "figure": receipt["slug"],
        "label": receipt["label"],
        "subject": receipt["subject"]["name"],
        "metric": receipt["metric"]["name"],
        "unit": receipt["unit_code"],
        "period": receipt["period"],
        "start": receipt["start"],
        "end": receipt["end"],
        "verdict": receipt["stamp"],
        "reason": receipt["reason"],
        "address": f"{bill}{receipt['slug']}/",
    }
    for side in (TOLD, RECORD):
        view = receipt[side] or {}
        row[side] = view.get("words", "")
        row |= {f"{side}_{name}": view.get(name) or "" for name in ("value", "low", "high", "qualifier", "locator")}
        row[f"{side}_source"] = view["source"]["title"] if view else ""
    return row


def reading_rows(receipt: Mapping[str, Any]) -> list[Row]:
    """Every reading of a figure as texts by column."""
    sides = [(side, receipt[side]) for side in (TOLD, RECORD) if receipt[side]]
    rows = []
    for side, view in [*sides, *(("other", view) for view in receipt["others"])]:
        row = {"figure": receipt["slug"], "side": side}
        row |= {
            name: view[name] or ""
            for name in ("words", "value", "low", "high", "qualifier", "basis", "locator", "wording", "note")
        }
        source = view["source"]
        row |= {"source": source["title"], "kind": source["kind_name"]}
        row |= {name: source[name] for name in ("publisher", "published", "url")}
        rows.append(row)
    return rows
