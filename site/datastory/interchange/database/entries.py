"""Entries of the record, from their models to their rows."""

from datetime import date
from typing import Any, get_origin

from datastory.ledger.models import Reading

from ..schemas.rows import TABLES, ReadingRow
from ..schemas.walking import walk
from .catalog import MODELS
from .naming import Outwards

Listed = dict[str, dict[int, list[int]]]


def stored_rows(kind: str, outwards: Outwards) -> list[tuple[str, dict[str, Any]]]:
    """Every published entry of a kind in its order: its name, and its row as plain data."""
    schema = TABLES[kind][1]
    listed = _lists(kind)
    rows = []
    for entry in MODELS[kind].objects.filter(live=True).order_by("position", "slug"):
        stored = {name: _stored(entry, name, listed) for name in schema.model_fields}
        if kind == "check":
            stored["expected"] = entry.expected_figure_id or entry.expected_value
        row = walk(schema, stored, outwards)
        rows.append((row["subject"] if kind == "profile" else row["slug"], row))
    return rows


def stored_readings(outwards: Outwards) -> list[dict[str, Any]]:
    """The readings of published figures, in the order of figures."""
    found = Reading.objects.filter(figure__live=True).order_by("figure__position", "figure__slug", "sort_order", "pk")
    return [
        walk(ReadingRow, {name: _stored(reading, name, {}) for name in ReadingRow.model_fields}, outwards)
        for reading in found
    ]


def _stored(entry: Any, name: str, listed: Listed) -> Any:
    if name in listed:
        return listed[name].get(entry.pk, [])
    if hasattr(entry, f"{name}_id"):
        return getattr(entry, f"{name}_id") or ""
    value = getattr(entry, name, "")
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return ""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _lists(kind: str) -> Listed:
    """For each list of a kind: the ids in it by entry, in the order in which they were put there."""
    listed: Listed = {}
    for name in list_names(kind):
        field = MODELS[kind]._meta.get_field(name)
        through, own, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        found: dict[int, list[int]] = {}
        for entry, item in through.objects.order_by("pk").values_list(own, other):
            found.setdefault(entry, []).append(item)
        listed[name] = found
    return listed


def list_names(kind: str) -> list[str]:
    """The columns of a kind that hold several names."""
    return [name for name, field in TABLES[kind][1].model_fields.items() if get_origin(field.annotation) is list]
