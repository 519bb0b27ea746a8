"""Where in a file something stands, and what is wrong there: every problem is a sentence with a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A file, a line in it (from 1; 0 for the whole file), and a column: `"name"` of a table, a number elsewhere."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(f"line {self.line}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Problem:
    """What is wrong at a place, in words for the person who can mend it."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Problems(ValueError):  # noqa: N818  (it is the list of them)
    """Everything that was found wrong in one run."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found: Sequence[Problem] = sorted(set(found), key=_order)
        super().__init__("\n".join(str(problem) for problem in self.found))


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.place
    return place.file, place.line, int(place.column) if place.column.isdigit() else 0, place.column, problem.message


class Where(Protocol):
    """Finds the places of one record: a row of a table, or a whole text."""

    def at(self, path: Path) -> Place:
        """The place of a value, or of the nearest thing round it where there is none."""

    def inside(self, path: Path, line: int, column: int) -> Place:
        """A place in a text that is a value; `line` and `column` count from 0 in that text."""


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset in a text, both from 0."""
    line = text.count("\n", 0, offset)
    return line, offset - (text.rfind("\n", 0, offset) + 1)
