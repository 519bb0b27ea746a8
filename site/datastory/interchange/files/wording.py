"""pydantic's errors as sentences."""

from collections.abc import Mapping
from typing import Any


def sentence(error: Mapping[str, Any]) -> str:
    """One error, in words for whoever wrote the file."""
    kind, context, given = error["type"], error.get("ctx", {}), error.get("input")
    key = error["loc"][-1] if error["loc"] else ""
    if kind == "value_error":
        return str(context["error"])
    if kind in ("literal_error", "union_tag_invalid"):
        expected = str(context.get("expected") or context.get("expected_tags")).replace("'", "").replace(" or ", ", ")
        return f"{given if kind == 'literal_error' else context['tag']!r} is not one of {expected}"
    sentences = {
        "missing": f"{key} is missing",
        "extra_forbidden": f"there is no key {key} here",
        "string_type": f"{_shown(given)} is not text; put it in quotes if it is meant to be",
        "bool_type": f"{_shown(given)} is neither yes nor nothing (in YAML: true or false)",
        "list_type": f"{_shown(given)} is not a list",
        "float_type": f"{_shown(given)} is not a number",
        "model_type": f"{_shown(given)} is not a set of keys with values",
        "model_attributes_type": f"{_shown(given)} is not a set of keys with values",
        "union_tag_not_found": "its type or kind is missing",
        "string_too_short": "is empty",
        "string_too_long": f"has {len(str(given))} characters; at most {context.get('max_length')} fit",
        "too_short": f"has {context.get('actual_length')} items; it needs {context.get('min_length')}",
        "too_long": f"has {context.get('actual_length')} items; at most {context.get('max_length')} fit",
    }
    return sentences.get(kind) or str(error["msg"])


def _shown(given: Any) -> str:
    text = repr(given)
    return text if len(text) <= 40 else f"{text[:37]}…"
