"""What one file says of another: every name must be of something, every value must fit its unit."""

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from datastory.ledger import formats
from datastory.ledger.expressions import figure_names
from datastory.ledger.intervals import Qualifier, Stated, interval, quantity
from datastory.ledger.receipts import ESSAY

from ..schemas.documents import ArticlePlace
from ..schemas.fields import is_number
from ..story import ENTRY_KINDS
from .places import Problem
from .reading import Folder, Record

HOME = "home"


def check_references(folder: Folder) -> None:
    """Add what is wrong between the files of a folder to its problems."""
    for found in (_twice, _unknown, _parents, _figures, _readings, _checks, _site):
        folder.problems += found(folder)


def _twice(folder: Folder) -> Iterator[Problem]:
    for kind in (*ENTRY_KINDS, "chart"):
        seen: dict[str, Record] = {}
        for record in folder.of(kind):
            if record.name in seen:
                column = "subject" if kind == "profile" else "slug"
                place = seen[record.name].where.at(())
                where = f"line {place.line}" if kind in ENTRY_KINDS else place.file
                yield Problem(record.where.at((column,)), f"{record.name} is taken, in {where}")
            seen.setdefault(record.name, record)
    pages = Counter(name for kind in ("chapter", "article", "chart") for name in (r.name for r in folder.of(kind)))
    pages.update(name for name, _ in _site_pages(folder))
    pages[HOME] += 1
    for kind in ("chapter", "article", "chart"):
        for record in folder.of(kind):
            if pages[record.name] > 1:
                yield Problem(record.where.at(("slug",)), f"{pages[record.name]} pages have the slug {record.name}")
    for name, record in _site_pages(folder):
        if pages[name] > 1:
            yield Problem(record.where.at(("pages",)), f"{pages[name]} pages have the slug {name}")


def _site_pages(folder: Folder) -> list[tuple[str, Record]]:
    """The pages that story.yaml itself describes, by slug."""
    return [
        (page["slug"], record)
        for record in folder.of("story")
        for page in record.data.get("pages") or ()
        if isinstance(page, dict) and isinstance(page.get("slug"), str) and page.get("kind") != "article"
    ]


def _unknown(folder: Folder) -> Iterator[Problem]:
    known = {
        kind: {record.name for record in folder.of(kind)} for kind in (*ENTRY_KINDS, "chapter", "article", "chart")
    }
    known["page"] = (
        known["chapter"] | known["article"] | known["chart"] | {name for name, _ in _site_pages(folder)} | {HOME}
    )
    pictures = folder.path / "pictures"
    known["picture"] = {path.name for path in pictures.iterdir()} if pictures.is_dir() else set()
    sides = _sides(folder)
    for mention in folder.mentions:
        if mention.kind == "figure" and not mention.number and is_number(mention.name):
            continue  # the expected number of a check
        if mention.name not in known[mention.kind]:
            yield Problem(mention.place, f"there is no {mention.kind} {mention.name or '(empty)'}")
        elif mention.number and mention.number.reading and mention.number.reading not in sides.get(mention.name, ()):
            side = "as told" if mention.number.reading == "told" else "on record"
            yield Problem(
                mention.place, f"[[{mention.name}|{mention.number.reading}]]: the figure has no reading {side}"
            )


def _sides(folder: Folder) -> dict[str, set[str]]:
    """Which readings each figure has: told, record or both."""
    told = {record.name for record in folder.of("source") if record.data.get("kind") == ESSAY}
    sides: dict[str, set[str]] = {}
    for record in folder.of("reading"):
        side = "told" if record.data.get("source") in told else "record"
        sides.setdefault(record.data.get("figure", ""), set()).add(side)
    return sides


def _parents(folder: Folder) -> Iterator[Problem]:
    parents = {record.name: record.data.get("parent", "") for record in folder.of("subject")}
    try:
        TopologicalSorter({name: [parent] for name, parent in parents.items() if parent}).prepare()
    except CycleError as error:
        circle = error.args[1]
        for record in folder.of("subject"):
            if record.name == circle[0]:
                yield Problem(
                    record.where.at(("parent",)), f"its parents run in a circle: {' → '.join(reversed(circle))}"
                )


def _figures(folder: Folder) -> Iterator[Problem]:
    read = {record.data.get("figure") for record in folder.of("reading")}
    for record in folder.of("figure"):
        if folder.of("reading") and record.name not in read:
            yield Problem(record.where.at(("slug",)), f"no source says what {record.name} is; give it a reading")


def _readings(folder: Folder) -> Iterator[Problem]:
    metrics = {record.name: record.form for record in folder.of("metric")}
    figures = {record.name: record.form for record in folder.of("figure")}
    seen: dict[tuple[str, str, str], int] = {}
    for record in folder.of("reading"):
        if not (row := record.form):
            continue
        place = record.where.at(())
        if earlier := seen.get((row.figure, row.source, row.locator)):
            yield Problem(
                record.where.at(("locator",)), f"line {earlier} has a reading of the same figure at the same place"
            )
        seen.setdefault((row.figure, row.source, row.locator), place.line)
        figure = figures.get(row.figure)
        metric = metrics.get(figure.metric) if figure else None
        if metric:
            stated = Stated(row.value, metric.unit, Qualifier(row.qualifier), row.low, row.high, signed=metric.signed)
            try:
                interval(stated)
                formats.text(stated)
            except ValueError as error:
                yield Problem(record.where.at(("value" if row.value else "low",)), str(error))


def _checks(folder: Folder) -> Iterator[Problem]:
    figures = {record.name for record in folder.of("figure")}
    for record in folder.of("check"):
        if not (row := record.form):
            continue
        names = figure_names(row.expression)
        for name in names:
            if name not in figures:
                yield Problem(record.where.at(("expression",)), f"there is no figure {name}")
        if not names:
            yield Problem(record.where.at(("expression",)), "names no figure; a sum of constants checks nothing")
        if is_number(row.expected):
            try:
                quantity(Stated(row.expected, row.unit or "count"))
            except ValueError as error:
                yield Problem(record.where.at(("expected",)), str(error))


def _site(folder: Folder) -> Iterator[Problem]:
    """story.yaml places every article and every chart once."""
    for story in folder.of("story"):
        if not story.form:
            continue
        lists = {
            "article": [p.slug for p in story.form.pages if isinstance(p, ArticlePlace)],
            "chart": list(story.form.charts),
        }
        for kind, placed in lists.items():
            key = "pages" if kind == "article" else "charts"
            for name in sorted({name for name in placed if placed.count(name) > 1}):
                yield Problem(story.where.at((key,)), f"{kind} {name} is placed twice")
            for record in folder.of(kind):
                if record.name not in placed:
                    yield Problem(
                        record.where.at(("slug",)),
                        f"story.yaml does not place the {kind} {record.name}; list it under {key}",
                    )
        for kind in ("numbers", "checks", "sources", "charts", "glossary", "search"):
            if len([p for p in story.form.pages if p.kind == kind]) > 1:
                yield Problem(story.where.at(("pages",)), f"there is more than one page of kind {kind}")
        if folder.of("chart") and not any(p.kind == "charts" for p in story.form.pages):
            yield Problem(story.where.at(("pages",)), "charts need a page of kind charts")
