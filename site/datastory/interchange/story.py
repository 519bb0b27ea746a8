"""A whole story as plain data: what the files say, and equally what the database says."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from .schemas.documents import Article, ArticlePlace, Chapter, Cover, SitePage, StoryFile
from .schemas.rows import (
    CheckRow,
    EventRow,
    FigureRow,
    GroupRow,
    LayerRow,
    MetricRow,
    ProfileRow,
    ReadingRow,
    SourceRow,
    SubjectRow,
    TermRow,
)

ENTRY_KINDS = ("source", "subject", "metric", "figure", "check", "layer", "group", "profile", "event", "term")
LISTS = ("chapters", "pages", "charts")  # of pages, each in its order


@dataclass(frozen=True)
class Thing:
    """What is loaded, kept or exported as one: an entry of the record, a page, or the order of pages."""

    kind: str
    key: str
    form: Any = field(compare=False)  # plain JSON: what its files say of it

    @property
    def digest(self) -> str:
        """Changes exactly when the exported form does."""
        return hashlib.sha256(json.dumps(self.form, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


@dataclass
class Story:
    """Every list stands in the order of the files."""

    file: StoryFile
    sources: list[SourceRow] = field(default_factory=list)
    subjects: list[SubjectRow] = field(default_factory=list)
    metrics: list[MetricRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)
    readings: list[ReadingRow] = field(default_factory=list)
    checks: list[CheckRow] = field(default_factory=list)
    layers: list[LayerRow] = field(default_factory=list)
    groups: list[GroupRow] = field(default_factory=list)
    profiles: list[ProfileRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    terms: list[TermRow] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    charts: list[Any] = field(default_factory=list)

    def rows(self, kind: str) -> list[Any]:
        """The rows of a kind of entry, such as `figure`."""
        return list(getattr(self, f"{kind}s"))

    def readings_of(self, figure: str) -> list[ReadingRow]:
        """What the sources say of a figure, in order."""
        return [reading for reading in self.readings if reading.figure == figure]

    def things(self) -> Iterator[Thing]:
        """Everything, in the order in which it is loaded."""
        readings: dict[str, list[dict[str, Any]]] = {}
        for reading in self.readings:
            readings.setdefault(reading.figure, []).append(reading.model_dump(warnings=False))
        for kind in ENTRY_KINDS:
            for row in self.rows(kind):
                form = row.model_dump(warnings=False)
                if kind == "figure":
                    form["readings"] = readings.get(row.slug, [])
                yield Thing(kind, row.slug, form)
        yield Thing("cover", "home", _form(self.file, set(StoryFile.model_fields) - set(Cover.model_fields)))
        yield from (Thing("chart", chart.slug, _form(chart)) for chart in self.charts)
        yield from (Thing("chapter", chapter.slug, _form(chapter)) for chapter in self.chapters)
        yield from (Thing("article", article.slug, _form(article)) for article in self.articles)
        yield from (Thing("page", p.slug, _form(p)) for p in self.file.pages if not isinstance(p, ArticlePlace))
        for name in LISTS:
            yield Thing("order", name, [list(place) for place in self.order(name)])

    def order(self, name: str) -> list[tuple[str, bool]]:
        """Pages of a list in their order, each with whether the menu names it."""
        pages: dict[str, list[Any]] = {"chapters": self.chapters, "pages": self.file.pages, "charts": self.charts}
        return [(page.slug, page.in_menu) for page in pages[name]]

    def page(self, slug: str) -> SitePage | None:
        """The entry of story.yaml for a page."""
        return next((page for page in self.file.pages if page.slug == slug), None)


def _form(form: BaseModel, without: set[str] | None = None) -> dict[str, Any]:
    return form.model_dump(warnings=False, exclude={"in_menu", *(without or ())})
