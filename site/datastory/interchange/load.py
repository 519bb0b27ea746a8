"""From a story to the database: in one transaction, as often as wanted, without undoing what editors did since."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from datastory.charts.signals import on_change
from datastory.core.generation import advance_on_commit
from datastory.ledger.books import refresh
from datastory.ledger.signals import hold_refresh

from .database.catalog import MODELS, Catalog
from .database.entry_writer import EntryWriter
from .database.page_tree import Tree
from .database.pictures import load_picture
from .database.published import present_story
from .database.removing import remove
from .models import Loaded
from .planning import Key, Move, Plan, plan
from .schemas.documents import pictures
from .story import ENTRY_KINDS, Story, Thing

Say = Callable[[str], None]


@dataclass
class Report:
    """What a load did, thing by thing."""

    made: list[Thing] = field(default_factory=list)
    changed: list[Thing] = field(default_factory=list)
    kept: list[Thing] = field(default_factory=list)
    left: list[Thing] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    alone: list[Thing] = field(default_factory=list)  # not in the files, left alone


def load(story: Story, folder: Path, replace: bool = False, say: Say = lambda step: None) -> Report:
    """Bring the database in line with a story that was read from `folder`.

    What an editor changed since the last load is kept, unless `replace`. Nothing is written if anything fails.
    """
    with transaction.atomic():
        with hold_refresh():
            report = _load(story, folder, replace, say)
        if report.made or report.changed or report.removed:
            advance_on_commit()  # much of it is written in bulk
            say("reckoning the ledger")
            if not refresh():
                on_change()
    return report


def _load(story: Story, folder: Path, replace: bool, say: Say) -> Report:
    catalog = Catalog()
    found = plan(story, present_story(), catalog, replace)
    _load_pictures(folder, story, catalog)
    tree = Tree(story, catalog)
    say("making pages")
    tree.make(found)
    writers = []
    for kind in ENTRY_KINDS:
        say(f"writing {kind}s")
        writer = EntryWriter(kind, catalog)
        order = {name: n for n, name in enumerate((name for each, name in found.things if each == kind), 1)}
        writer.write([t for t in found.with_move(Move.MAKE, Move.CHANGE) if t.kind == kind], order)
        writers.append(writer)
    for writer in writers:
        writer.finish()
    _place_entries(found)
    say("writing pages")
    tree.fill(found)
    tree.arrange(found)
    report = Report(
        made=found.with_move(Move.MAKE),
        changed=found.with_move(Move.CHANGE),
        kept=found.with_move(Move.KEEP),
        left=found.with_move(Move.LEAVE),
    )
    if replace:
        report.removed = remove(found.gone, catalog)
    else:
        report.alone = found.gone
    _remember(found, replace)
    return report


def _place_entries(found: Plan) -> None:
    """Entries stand in the order of their files, those of editors after them."""
    for kind in ENTRY_KINDS:
        model = MODELS[kind]
        name = "subject__slug" if kind == "profile" else "slug"
        order = {key: n for n, (each, key) in enumerate(found.things, 1) if each == kind}
        present = list(model.objects.order_by("position", "pk").values_list("pk", name, "position"))
        present.sort(key=lambda row: order.get(row[1], len(found.things) + 1))
        moved = [model(pk=pk, position=n) for n, (pk, _, position) in enumerate(present, 1) if n != position]
        model.objects.bulk_update(moved, ["position"], batch_size=200)


def _load_pictures(folder: Path, story: Story, catalog: Catalog) -> None:
    for name in pictures([*story.chapters, *story.articles]):
        if name not in catalog.ids["picture"]:
            pk = load_picture(folder / "pictures" / name)
            catalog.ids["picture"][name] = pk
            catalog.names["picture"][pk] = name


def _remember(found: Plan, replace: bool) -> None:
    """Keep the digest of everything that now stands as it was loaded."""
    settled = found.with_move(Move.MAKE, Move.CHANGE, Move.LEAVE)
    now: dict[Key, Thing] = {(t.kind, t.key): t for t in present_story().things()}
    rows = [
        Loaded(kind=kind, key=name, digest=now[kind, name].digest)
        for kind, name in ((thing.kind, thing.key) for thing in settled)
        if (kind, name) in now
    ]
    if replace:
        Loaded.objects.all().delete()
    Loaded.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["digest"], batch_size=200
    )
