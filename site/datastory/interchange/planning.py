"""What a load does with each thing: make it, bring it in line, leave it, or keep what an editor made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .database.catalog import Catalog
from .database.pages import page_schema
from .files.places import Path
from .models import Loaded
from .richtext.parser import read_file_form
from .schemas.fields import Ref, Rich, is_number
from .schemas.rows import TABLES, ReadingRow
from .schemas.walking import Mark, walk
from .story import ENTRY_KINDS, LISTS, Story, Thing

Key = tuple[str, str]


class Move(StrEnum):
    """What is done with one thing of the files."""

    MAKE = "made"
    CHANGE = "changed"
    LEAVE = "left as it is"
    KEEP = "kept"


@dataclass
class Plan:
    """A move for each thing of the files, in their order; `gone` is in the database and not in the files."""

    moves: dict[Key, Move] = field(default_factory=dict)
    things: dict[Key, Thing] = field(default_factory=dict)
    gone: list[Thing] = field(default_factory=list)

    def with_move(self, *moves: Move) -> list[Thing]:
        return [self.things[key] for key, move in self.moves.items() if move in moves]


def plan(story: Story, present: Story, catalog: Catalog, replace: bool = False) -> Plan:
    """Compare files with the database, and the database with what the last load left there."""
    found = Plan(things={(t.kind, t.key): t for t in story.things()})
    now = {(t.kind, t.key): t for t in present.things()}
    left = {(loaded.kind, loaded.key): loaded.digest for loaded in Loaded.objects.all()}
    for key, thing in found.things.items():
        if thing.kind != "order":
            found.moves[key] = _move(thing, now.get(key), left.get(key), exists(key, catalog), replace)
    _make_what_is_needed(found, catalog)
    new = {thing.key for thing in found.with_move(Move.MAKE)}
    for name in LISTS:
        key = ("order", name)
        found.moves[key] = _order_move(found.things[key], now[key], left.get(key), new, replace)
    found.gone = [thing for key, thing in now.items() if key not in found.things and key[0] not in ("order", "cover")]
    return found


def exists(key: Key, catalog: Catalog) -> bool:
    """Whether the database has a thing of that name, published or not."""
    kind, name = key
    return name in catalog.ids[kind if kind in ENTRY_KINDS else "page"]


def _move(thing: Thing, now: Thing | None, left: str | None, is_there: bool, replace: bool) -> Move:
    if not is_there:
        return Move.KEEP if left and not replace else Move.MAKE
    if now and now.digest == thing.digest:
        return Move.LEAVE
    if not replace and (now is None or now.digest != left):
        return Move.KEEP
    return Move.CHANGE


def _order_move(thing: Thing, now: Thing, left: str | None, new: set[str], replace: bool) -> Move:
    """Only what is both in the files and in the database, or is about to be, has an order to compare."""
    present, wanted = ([tuple(place) for place in each.form] for each in (now, thing))
    both = {slug for slug, _ in present} & {slug for slug, _ in wanted}
    same = [place for place in present if place[0] in both] == [place for place in wanted if place[0] in both]
    if same and not new & {slug for slug, _ in wanted}:
        return Move.LEAVE
    if left and now.digest != left and not replace:
        return Move.KEEP
    return Move.CHANGE if left else Move.MAKE


def _make_what_is_needed(found: Plan, catalog: Catalog) -> None:
    """What an editor deleted is made again where something that is written refers to it."""
    deleted = {key for key, move in found.moves.items() if move is Move.KEEP and not exists(key, catalog)}
    writing = found.with_move(Move.MAKE, Move.CHANGE)
    while writing:
        needed = {key for thing in writing for key in mentions(thing)} & deleted
        writing = []
        for key in needed:
            deleted.discard(key)
            found.moves[key] = Move.MAKE
            writing.append(found.things[key])


def mentions(thing: Thing) -> Iterable[Key]:
    """The things that a thing refers to, by kind and name; a page by each kind that it may be."""
    found: list[Key] = []

    def visit(mark: Mark, value: object, path: Path) -> object:
        if isinstance(mark, Rich):
            marked = read_file_form(str(value), mark.inline)
            found.extend(("figure", number.figure) for _, number in marked.numbers)
            for _, (kind, name) in marked.links:
                _note(found, kind, name)
        elif isinstance(mark, Ref) and not (mark.or_number and is_number(str(value))):
            _note(found, mark.kind, str(value))
        return value

    walk(_schema(thing), thing.form, visit)
    if thing.kind == "figure":
        walk(list[ReadingRow], thing.form["readings"], visit)
    return found


def _note(found: list[Key], kind: str, name: str) -> None:
    kinds = ("chapter", "article", "chart", "page") if kind == "page" else (kind,)
    found.extend((each, name) for each in kinds)


def _schema(thing: Thing) -> object:
    if thing.kind in TABLES:
        return TABLES[thing.kind][1]
    if thing.kind == "order":
        return None
    form: Mapping[str, str] = thing.form
    return page_schema(thing.kind, form.get("kind", ""))
