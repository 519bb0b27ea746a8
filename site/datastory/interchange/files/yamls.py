"""YAML files: read with the place of every value, written in one canonical form."""

import io
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import LiteralScalarString

from ..schemas.fields import Rich
from .places import Path, Place, Problem

LONGEST_LINE = 1_000_000  # lines are not wrapped


class TextPlaces:
    """The places of the values of one YAML file."""

    def __init__(self, file: str, text: str, nodes: Mapping[Path, Node]) -> None:
        self.file, self.lines, self.nodes = file, text.split("\n"), nodes

    def at(self, path: Path) -> Place:
        mark = self.nodes[self._nearest(path)].start_mark
        return Place(self.file, mark.line + 1, str(mark.column + 1))

    def inside(self, path: Path, line: int, column: int) -> Place:
        node = self.nodes.get(self._nearest(path))
        if not isinstance(node, ScalarNode):
            return self.at(path)
        first, start = node.start_mark.line, node.start_mark.column
        if node.style == "|":
            below = self.lines[first + 1] if first + 1 < len(self.lines) else ""
            indent = len(below) - len(below.lstrip(" "))
            return Place(self.file, first + 2 + line, str(indent + column + 1))
        return Place(self.file, first + 1 + line, str(start + column + 1 + (node.style is not None)))

    def _nearest(self, path: Path) -> Path:
        """The longest way into the file along the path. Steps that it does not have, as for a kind, are left out."""
        way: Path = ()
        for step in path:
            if (*way, step) in self.nodes:
                way = (*way, step)
        return way


def read_yaml(text: str, file: str) -> tuple[Any, TextPlaces | None, list[Problem]]:
    """The file as plain data, the places of its values, and what is wrong with its syntax."""
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, str(mark.column + 1)) if mark else Place(file)
        return None, None, [Problem(place, f"this is not YAML: {error.problem or error.context}")]
    if not isinstance(root, MappingNode):
        return None, None, [Problem(Place(file), "a file holds keys with values, such as `title: …`")]
    nodes: dict[Path, Node] = {}
    problems: list[Problem] = []
    places = TextPlaces(file, text, nodes)
    data = _plain(root, (), nodes, problems, places)
    return data, places, problems


def _plain(node: Node, path: Path, nodes: dict[Path, Node], problems: list[Problem], places: TextPlaces) -> Any:
    nodes[path] = node
    if isinstance(node, MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                mark = key.start_mark
                problems.append(
                    Problem(Place(places.file, mark.line + 1, str(mark.column + 1)), f"{name} stands here twice")
                )
            found[name] = _plain(value, (*path, name), nodes, problems, places)
        return found
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, n), nodes, problems, places) for n, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: Node) -> Any:
    kind, text = str(node.tag).rpartition(":")[2], str(node.value)
    if kind == "bool":
        return text.lower() == "true"
    if kind == "null":
        return None
    if kind in ("int", "float"):
        try:
            return int(text) if kind == "int" else float(text)
        except ValueError:
            return text
    return text if kind in ("str", "timestamp") else node.value


def write_yaml(form: BaseModel) -> str:
    """The canonical text: keys in the order of the form, defaults left out, rich text in literal blocks."""
    yaml = YAML()
    yaml.width = LONGEST_LINE
    yaml.indent(mapping=2, sequence=2, offset=0)
    yaml.representer.ignore_aliases = lambda data: True
    stream = io.StringIO()
    yaml.dump(_tree(type(form), (), form), stream)
    return stream.getvalue()


def _tree(schema: Any, metadata: Iterable[Any], value: Any) -> Any:
    while get_origin(schema) is Annotated:
        schema, *more = get_args(schema)
        metadata = [*metadata, *more]
    if isinstance(value, BaseModel):
        return _mapping(value)
    if isinstance(value, list):
        items = [_tree(get_args(schema)[0], (), item) for item in value]
        sequence = CommentedSeq(items)
        words = all(isinstance(item, str) for item in items)
        if words and not _is_rich(get_args(schema)[0]):
            sequence.fa.set_flow_style()
        return sequence
    if isinstance(value, str) and (block := next((mark for mark in metadata if isinstance(mark, Rich)), None)):
        return value if block.inline and not value.startswith("<p>") else LiteralScalarString(value + "\n")
    if isinstance(value, str) and "\n" in value:
        return LiteralScalarString(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _mapping(form: BaseModel) -> CommentedMap:
    tree = CommentedMap()
    for name, field in type(form).model_fields.items():
        value = getattr(form, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            tree[name] = _tree(field.annotation, field.metadata, value)
    return tree


def _is_rich(schema: Any) -> bool:
    return get_origin(schema) is Annotated and any(isinstance(mark, Rich) for mark in get_args(schema))
