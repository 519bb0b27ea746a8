"""CSV tables: read with the place of every cell, written in one canonical form."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_origin

from pydantic import BaseModel

from .places import Path, Place, Problem

SEPARATOR = "; "
FLAGS = {"yes": True, "": False}


@dataclass(frozen=True)
class RowPlaces:
    """The places of the cells of one row; `line` is where the row begins."""

    file: str
    line: int

    def at(self, path: Path) -> Place:
        return Place(self.file, self.line, f'"{path[0]}"' if path else "")

    def inside(self, path: Path, line: int, column: int) -> Place:
        return self.at(path)


def read_table(
    text: str, file: str, schema: type[BaseModel]
) -> tuple[list[tuple[dict[str, Any], RowPlaces]], list[Problem]]:
    """The rows as plain data with their places, lists split and flags read, and what is wrong with the table."""
    columns = list(schema.model_fields)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    problems: list[Problem] = []
    rows: list[tuple[dict[str, Any], RowPlaces]] = []
    end = 0
    try:
        for cells in reader:
            places, end = RowPlaces(file, end + 1), reader.line_num
            if places.line == 1:
                problems += _header(cells, columns, file)
                header = cells
            elif not cells:
                problems.append(Problem(places.at(()), "the line is empty"))
            elif len(cells) != len(header):
                problems.append(Problem(places.at(()), f"has {len(cells)} cells; the header has {len(header)} columns"))
            else:
                row = dict(zip(header, cells, strict=True))
                rows.append(({name: _data(schema, name, row[name]) for name in columns if name in row}, places))
    except csv.Error as error:
        problems.append(Problem(Place(file, end + 1), f"this is not CSV: {error}"))
    if not end and not problems:
        problems.append(Problem(Place(file), f"is empty; its first line is {','.join(columns)}"))
    return ([] if any(p.place.line == 1 for p in problems) else rows), problems


def _header(cells: Sequence[str], columns: Sequence[str], file: str) -> list[Problem]:
    missing = [name for name in columns if name not in cells]
    extra = [name for name in cells if name not in columns]
    problems = [Problem(Place(file, 1, f'"{name}"'), "the column is missing") for name in missing]
    problems += [
        Problem(Place(file, 1, f'"{name}"'), f"there is no such column; there are {', '.join(columns)}")
        for name in extra
    ]
    if not problems and list(cells) != list(columns):
        problems.append(Problem(Place(file, 1), f"the columns stand in another order; it is {','.join(columns)}"))
    return problems


def _data(schema: type[BaseModel], name: str, cell: str) -> Any:
    kind = schema.model_fields[name].annotation
    if get_origin(kind) is list:
        return [part.strip() for part in cell.split(SEPARATOR.strip())] if cell else []
    if kind is bool:
        return FLAGS.get(cell, cell)
    return cell


def write_table(schema: type[BaseModel], rows: Iterable[BaseModel]) -> str:
    """The canonical text: quotes only where needed, LF line ends."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    columns = list(schema.model_fields)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in columns])
    return stream.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return SEPARATOR.join(value) if isinstance(value, list) else str(value)
