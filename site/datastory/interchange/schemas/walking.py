"""Walks a value along its schema, to find or to change what the schema marks: references and rich text."""

from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ..files.places import Path
from .fields import Choices, Ref, Rich, Sum

Mark = Ref | Rich | Sum
Visit = Callable[[Mark, Any, Path], Any]
Wrap = Callable[[list[Any], Path], list[Any]]


def walk(schema: Any, value: Any, visit: Visit, wrap: Wrap | None = None, path: Path = ()) -> Any:
    """The value with each marked part replaced by what `visit(mark, part, path)` returns; forms become dicts.

    `wrap` is given each list of marked things or forms, after its items. A value that does not fit its schema
    is left as it is: saying so is the schema's affair.
    """
    return _walk(schema, (), value, visit, wrap, path)


def _walk(schema: Any, metadata: Iterable[Any], value: Any, visit: Visit, wrap: Wrap | None, path: Path) -> Any:
    while get_origin(schema) is Annotated:
        schema, *more = get_args(schema)
        metadata = [*metadata, *more]
    for mark in metadata:
        if isinstance(mark, Ref | Rich | Sum):
            return visit(mark, value, path) if isinstance(value, str | int) and value != "" else value
    if get_origin(schema) in (Union, UnionType):
        schema = _member(schema, value)
    if get_origin(schema) is list and isinstance(value, list):
        (item,) = get_args(schema)
        items = [_walk(item, (), each, visit, wrap, (*path, n)) for n, each in enumerate(value)]
        plain = any(isinstance(mark, Choices) for mark in metadata)
        return wrap(items, path) if wrap and not plain else items
    if isinstance(schema, type) and issubclass(schema, BaseModel) and isinstance(value, BaseModel | Mapping):
        return _walk_form(schema, value, visit, wrap, path)
    return value


def _walk_form(schema: type[BaseModel], value: Any, visit: Visit, wrap: Wrap | None, path: Path) -> dict[str, Any]:
    found = (
        {name: getattr(value, name) for name in schema.model_fields} if isinstance(value, BaseModel) else dict(value)
    )
    for name, field in schema.model_fields.items():
        if name in found:
            found[name] = _walk(field.annotation, field.metadata, found[name], visit, wrap, (*path, name))
    return found


def _member(union: Any, value: Any) -> Any:
    """The form of a union whose `type` or `kind` is that of the value; None where there is none."""
    members: list[Any] = [m for m in get_args(union) if isinstance(m, type) and issubclass(m, BaseModel)]
    for member in members:
        for name in ("type", "kind"):
            field = member.model_fields.get(name)
            said = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
            if field and get_origin(field.annotation) is Literal and said in get_args(field.annotation):
                return member
    return None
