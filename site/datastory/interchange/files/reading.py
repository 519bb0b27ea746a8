"""From a folder to a story: everything is checked, and every error of a run is reported at once."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..richtext.parser import Marked, read_file_form
from ..richtext.tree import Number, to_file, used_features
from ..schemas.documents import Article, Chapter, StoryFile
from ..schemas.drawings import Chart
from ..schemas.fields import Ref, Rich
from ..schemas.rows import TABLES
from ..schemas.walking import Mark, walk
from ..story import Story
from .places import Path, Place, Problem, Problems, Where, line_and_column
from .tables import read_table
from .wording import sentence
from .yamls import read_yaml

CHAPTER_FILE = re.compile(r"(\d{2,})-(.+)")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Mention:
    """Something named in the story: a reference, or a figure in a text, then with the number as it is asked for."""

    kind: str
    name: str
    place: Place
    number: Number | None = None


@dataclass
class Record:
    """One row or one text: its plain data, where it stands, and its form where it fits one."""

    kind: str
    data: Any
    where: Where
    form: Any = None

    @property
    def name(self) -> str:
        """Its slug, also where the rest of it does not fit."""
        column = "subject" if self.kind == "profile" else "slug"
        return str(self.data.get(column, ""))


@dataclass
class Folder:
    """What was read so far of a story's folder."""

    path: FilePath
    shown: str  # how errors name the folder
    records: dict[str, list[Record]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of(self, kind: str) -> list[Record]:
        return self.records.get(kind, [])

    def forms(self, kind: str) -> list[Any]:
        return [record.form for record in self.of(kind)]


def read_story(path: FilePath, shown: str = "") -> Story:
    """The story in a folder. Raises Problems with every error that was found; `shown` names the folder in them."""
    from .references import check_references

    folder = Folder(path, shown or str(path))
    if not path.is_dir():
        raise Problems([Problem(Place(folder.shown), "there is no such folder")])
    for kind, (name, schema) in TABLES.items():
        _read_table(folder, kind, name, schema)
    _read_text(folder, "story", "story.yaml", StoryFile)
    _read_texts(folder, "chapter", "chapters", Chapter)
    _read_texts(folder, "article", "pages", Article)
    _read_texts(folder, "chart", "charts", Chart)
    check_references(folder)
    if folder.problems:
        raise Problems(folder.problems)
    return _story(folder)


def _story(folder: Folder) -> Story:
    file: StoryFile = folder.forms("story")[0]
    places = {name: n for n, name in enumerate(file.charts)}
    figures = {figure.slug: n for n, figure in enumerate(folder.forms("figure"))}
    return Story(
        file=file,
        chapters=folder.forms("chapter"),
        articles=sorted(folder.forms("article"), key=lambda article: article.slug),
        charts=sorted(folder.forms("chart"), key=lambda chart: places[chart.slug]),
        readings=sorted(folder.forms("reading"), key=lambda reading: figures[reading.figure]),
        **{f"{kind}s": folder.forms(kind) for kind in TABLES if kind != "reading"},
    )


def _content(folder: Folder, name: str) -> str | None:
    """The text of a file, or None with what is wrong with its bytes."""
    shown = f"{folder.shown}/{name}"
    try:
        data = (folder.path / name).read_bytes()
    except OSError:
        folder.problems.append(Problem(Place(shown), "there is no such file"))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = line_and_column(data[: error.start].decode("utf-8"), len(data[: error.start].decode("utf-8")))
        place = Place(shown, line + 1, str(column + 1))
        folder.problems.append(Problem(place, f"byte 0x{data[error.start]:02x} is not UTF-8"))
        return None
    found = CONTROL.search(text.removeprefix("\ufeff")) or (re.search("\ufeff", text))
    if found:
        line, column = line_and_column(text, found.start())
        names = {
            "\r": "lines end with CR LF; end them with LF",
            "\ufeff": "a byte order mark; save the file as UTF-8 without it",
        }
        said = names.get(found[0], f"the control character U+{ord(found[0]):04X} does not belong in a text")
        folder.problems.append(Problem(Place(shown, line + 1, str(column + 1)), said))
        return None
    return text


def _read_table(folder: Folder, kind: str, name: str, schema: type[BaseModel]) -> None:
    folder.records[kind] = []
    text = _content(folder, name)
    if text is None:
        return
    rows, problems = read_table(text, f"{folder.shown}/{name}", schema)
    folder.problems += problems
    for data, where in rows:
        folder.records[kind].append(_record(folder, kind, schema, data, where))


def _read_texts(folder: Folder, kind: str, name: str, schema: Any) -> None:
    folder.records[kind] = []
    inside = folder.path / name
    for path in sorted(inside.iterdir()) if inside.is_dir() else ():
        if path.name.startswith("."):
            continue
        shown = f"{folder.shown}/{name}/{path.name}"
        numbered = CHAPTER_FILE.fullmatch(path.stem) if kind == "chapter" else None
        if path.suffix != ".yaml" or (kind == "chapter" and not numbered):
            form = "01-slug.yaml" if kind == "chapter" else "slug.yaml"
            folder.problems.append(Problem(Place(shown), f"does not belong here; files are called {form}"))
            continue
        record = _read_text(folder, kind, f"{name}/{path.name}", schema)
        called = numbered[2] if numbered else path.stem
        if record and record.name and record.name != called:
            folder.problems.append(
                Problem(record.where.at(("slug",)), f"the file is called {path.name}, its slug is {record.name}")
            )
    if kind == "chapter":
        numbers = Counter(path.name.partition("-")[0] for path in inside.glob("*-*.yaml"))
        for number in (number for number, count in numbers.items() if count > 1):
            folder.problems.append(
                Problem(Place(f"{folder.shown}/{name}"), f"there are {numbers[number]} chapters {number}")
            )


def _read_text(folder: Folder, kind: str, name: str, schema: Any) -> Record | None:
    folder.records.setdefault(kind, [])
    text = _content(folder, name)
    if text is None:
        return None
    data, where, problems = read_yaml(text, f"{folder.shown}/{name}")
    folder.problems += problems
    if where is None:
        return None
    record = _record(folder, kind, schema, data, where)
    folder.records[kind].append(record)
    return record


def _record(folder: Folder, kind: str, schema: Any, data: Any, where: Where) -> Record:
    """Read rich text and collect mentions, then see whether the whole fits its schema."""
    record = Record(kind, data, where)

    def visit(mark: Mark, value: Any, path: Path) -> Any:
        if isinstance(mark, Rich) and isinstance(value, str):
            return _rich(folder, mark, value, where, path)
        if isinstance(mark, Ref) and isinstance(value, str):
            folder.mentions.append(Mention(mark.kind, value, where.at(path)))
        return value

    settled = walk(schema, data, visit)
    try:
        record.form = TypeAdapter(schema).validate_python(settled)
    except ValidationError as found:
        for error in found.errors(include_url=False):
            folder.problems.append(Problem(where.at(tuple(error["loc"])), sentence(error)))
    return record


def _rich(folder: Folder, mark: Rich, value: str, where: Where, path: Path) -> str:
    marked: Marked = read_file_form(value, mark.inline)

    def place(offset: int) -> Place:
        return where.inside(path, *line_and_column(value, offset))

    folder.problems += [Problem(place(fault.offset), fault.message) for fault in marked.faults]
    folder.mentions += [Mention("figure", n.figure, place(offset), n) for offset, n in marked.numbers]
    folder.mentions += [Mention(kind, name, place(offset)) for offset, (kind, name) in marked.links]
    refused = sorted(set(used_features(marked.nodes)) - set(mark.features))
    if refused:
        said = f"this text may have {', '.join(mark.features)}; not {', '.join(refused)}"
        folder.problems.append(Problem(where.at(path), said))
    return to_file(marked.nodes, mark.inline)
