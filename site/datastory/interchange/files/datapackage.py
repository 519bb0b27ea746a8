"""The tables of a story as a Data Package (version 2): what each column is, and what refers to what."""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, cast, get_origin

from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from ..schemas.fields import SLUG, OneOf, Ref
from ..schemas.rows import TABLES
from ..story import Story

PACKAGE_FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
TITLES = {
    "source": "Where something is said",
    "subject": "Whom or what a figure is about",
    "metric": "What is measured, in which unit",
    "figure": "The things measured, whoever says so",
    "reading": "What one source says that a figure is",
    "check": "What can be computed from something else in the story",
    "layer": "Layers of the market",
    "group": "Groups of firms",
    "profile": "Where firms and products stand in the market",
    "event": "What happened, and when",
    "term": "Terms of the field",
}
COLUMNS = {
    "value": "In base units, with only the digits that the source states; a date as precisely as it is known (EDTF).",
    "low": "The low end, for a range or where it differs from what the qualifier allows.",
    "high": "The high end, likewise.",
    "qualifier": "How exactly the source states the value.",
    "basis": "Whether the source states the value or it was computed.",
    "locator": "Where in the source.",
    "wording": "A few words, where the number is worded.",
    "expression": "Arithmetic over figures; a hyphen in a slug is written as an underscore.",
    "expected": "A figure, or a number with its unit.",
    "positive": "Figures that must be above zero for the sum to have a meaning.",
    "suspects": "The figures to doubt if the sum fails; else the expected one.",
    "start": "First day of the period.",
    "end": "Last day of the period.",
    "period": "How the period is called.",
    "date": "As precisely as it is known (EDTF).",
    "until": "For what lasted.",
    "signed": "Whether values below zero have a meaning.",
}
KEYS: dict[str, str | list[str]] = {"reading": ["figure", "source", "locator"], "profile": "subject"}


def data_package(story: Story) -> str:
    """The text of the package: it names every table and is written anew with each export."""
    told = [
        {"title": source.title, **({"path": source.url} if source.url else {})}
        for source in story.sources
        if source.kind == "essay"
    ]
    package = {
        "$schema": PROFILE,
        "name": _name(story.file.title),
        "title": f"{story.file.title}: figures, sources and checks",
        "description": story.file.description,
        "licenses": [LICENCE],
        "sources": [*told, {"title": "The public record, source by source", "path": TABLES["source"][0]}],
        "resources": [_resource(kind) for kind in TABLES],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _name(title: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in title.lower()).split()
    return "-".join(words) or "story"


def _resource(kind: str) -> dict[str, Any]:
    path, schema = TABLES[kind]
    return {
        "name": path.rpartition("/")[2].removesuffix(".csv"),
        "title": TITLES[kind],
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(name, field) for name, field in schema.model_fields.items()],
            "missingValues": [""],
            "primaryKey": KEYS.get(kind, "slug"),
            "foreignKeys": list(_foreign_keys(schema.model_fields, kind)),
        },
    }


def _field(name: str, field: FieldInfo) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name, "type": "string"}
    constraints: dict[str, Any] = {}
    if get_origin(field.annotation) is list:
        found |= {"type": "list", "delimiter": "; "}
    elif field.annotation is bool:
        found |= {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    elif name in ("start", "end"):
        found["type"] = "date"
    if name in COLUMNS:
        found["description"] = COLUMNS[name]
    if name == "slug":
        constraints |= {"unique": True, "pattern": SLUG.pattern}
    for mark in field.metadata:
        if isinstance(mark, AfterValidator) and isinstance(mark.func, OneOf):
            constraints["enum"] = list(mark.func.words)
    if found["type"] == "string" and _is_required(field):
        constraints["required"] = True
    return {**found, **({"constraints": constraints} if constraints else {})}


def _is_required(field: FieldInfo) -> bool:
    try:
        TypeAdapter(cast(Any, Annotated[field.annotation, *field.metadata])).validate_python("")
    except ValidationError:
        return True
    return False


def _foreign_keys(fields: Mapping[str, FieldInfo], kind: str) -> Iterable[dict[str, Any]]:
    """References of single cells; what a list refers to has no form in a Data Package."""
    for name, field in fields.items():
        ref = next((mark for mark in field.metadata if isinstance(mark, Ref) and not mark.or_number), None)
        if ref and ref.kind in TABLES:
            resource = TABLES[ref.kind][0].rpartition("/")[2].removesuffix(".csv")
            key = {"fields": KEYS.get(ref.kind, "slug")}
            yield {"fields": name, "reference": {**({} if ref.kind == kind else {"resource": resource}), **key}}
