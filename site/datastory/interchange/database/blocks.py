"""Blocks of a page: as files have them, and as Wagtail keeps them, with ids that a second load gives again."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from ..files.places import Path
from ..schemas.documents import Block
from ..schemas.walking import Visit, walk

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://datastory.invalid/blocks")


def block_id(*steps: object) -> str:
    """The id of what stands at this place, always the same."""
    return str(uuid.uuid5(NAMESPACE, "/".join(str(step) for step in steps)))


def items(values: Sequence[Any], *steps: object) -> list[dict[str, Any]]:
    """The items of a list as Wagtail keeps them."""
    return [{"type": "item", "value": value, "id": block_id(*steps, n)} for n, value in enumerate(values)]


def to_stored(body: Sequence[Any], slug: str, visit: Visit) -> list[dict[str, Any]]:
    """The blocks of a text; `visit` turns names into ids and rich text into that of the database."""

    def wrap(values: list[Any], path: Path) -> list[Any]:
        return items(values, slug, *path) if path else values

    found = walk(list[Block], list(body), visit, wrap)
    stored = []
    for n, block in enumerate(found):
        value = _stored_picture(block["value"]) if block["type"] == "picture" else block["value"]
        stored.append({"type": block["type"], "value": value, "id": block_id(slug, n)})
    return stored


def from_stored(stored: Any, visit: Visit) -> list[dict[str, Any]]:
    """The blocks as files have them; `visit` turns ids into names and rich text into that of files."""
    body = [
        {
            "type": block["type"],
            "value": _picture(block["value"]) if block["type"] == "picture" else bare(block["value"]),
        }
        for block in stored
    ]
    found: list[dict[str, Any]] = walk(list[Block], body, visit)
    return found


def bare(value: Any) -> Any:
    """A stored value without the ids of its items, and without what is not set."""
    if isinstance(value, Mapping):
        return {name: bare(part) for name, part in value.items() if part is not None}
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, list | tuple):
        return [bare(part["value"] if isinstance(part, Mapping) and "value" in part else part) for part in value]
    return value


def _stored_picture(value: Mapping[str, Any]) -> dict[str, Any]:
    image = {"image": value["image"], "alt_text": value["alt"], "decorative": value["decorative"]}
    return {"image": image, "caption": value["caption"], "credit": value["credit"]}


def _picture(value: Mapping[str, Any]) -> dict[str, Any]:
    found = bare(value)
    image = found.pop("image", {})
    return {
        "image": image.get("image"),
        "alt": image.get("alt_text", ""),
        "decorative": image.get("decorative", False),
        **found,
    }
