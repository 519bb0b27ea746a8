"""The story as the database has it: what is published, in the form of files."""

from collections import Counter
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from datastory.charts.models import ChartIndexPage, ChartPage

from ..files.places import Place, Problem, Problems
from ..files.wording import sentence
from ..schemas.documents import ArticlePlace, Cover, StoryFile
from ..schemas.rows import TABLES
from ..story import ENTRY_KINDS, LISTS, Story
from .catalog import PAGES, SITE_PAGES, Catalog, home_page
from .entries import stored_readings, stored_rows
from .naming import Outwards
from .pages import stored_page


def story_in_database() -> Story:
    """The published story. Raises Problems where something published could not be loaded again."""
    reader = _Reader(Catalog(published=True))
    if not reader.home:
        raise Problems([Problem(Place("database"), "there is no home page; load a story first")])
    story = reader.story()
    reader.find_namesakes(story)
    if reader.problems:
        raise Problems(reader.problems)
    return story


def present_story() -> Story:
    """What is published, faults and all, to be compared with another story. An empty site has an empty one."""
    return _Reader(Catalog()).story()


class _Reader:
    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.home = home_page()
        self.problems: list[Problem] = []

    def story(self) -> Story:
        found: dict[str, Any] = {}
        for kind in ENTRY_KINDS:
            outwards = Outwards(self.catalog)
            rows = stored_rows(kind, outwards)
            found[f"{kind}s"] = [self._form(TABLES[kind][1], row, f"{kind} {name}") for name, row in rows]
            self._note(outwards, f"{kind}s")
        outwards = Outwards(self.catalog)
        found["readings"] = [
            self._form(TABLES["reading"][1], row, f"reading of {row['figure']}") for row in stored_readings(outwards)
        ]
        self._note(outwards, "readings")
        return Story(**found, **self._pages())

    def find_namesakes(self, story: Story) -> None:
        """Files call pages by their slugs alone, so two pages of one slug cannot be told apart."""
        slugs = Counter(slug for name in LISTS for slug, _ in story.order(name))
        for slug in (slug for slug, count in slugs.items() if count > 1):
            self.problems.append(
                Problem(Place(f"page {slug}"), f"{slugs[slug]} pages have this slug; rename all but one")
            )

    def _pages(self) -> dict[str, Any]:
        children = list(self.home.get_children().live().specific()) if self.home else []
        index = next((child for child in children if isinstance(child, ChartIndexPage)), None)
        charts = ChartPage.objects.live().child_of(index).order_by("path") if index else ()
        chapters = [self._page("chapter", c) for c in children if isinstance(c, PAGES["chapter"])]
        articles = [self._page("article", c) for c in children if isinstance(c, PAGES["article"])]
        drawn = [self._page("chart", c) for c in charts]
        others = [c for c in children if not isinstance(c, PAGES["chapter"])]
        pages = [place for page in others if (place := self._place(page))]
        cover = self._page("cover", self.home) if self.home else Cover.model_construct()
        file = StoryFile.model_construct(**dict(cover), pages=pages, charts=[chart.slug for chart in drawn])
        return {
            "file": file,
            "chapters": chapters,
            "articles": sorted(articles, key=lambda article: str(article.slug)),
            "charts": drawn,
        }

    def _place(self, page: Any) -> Any:
        if isinstance(page, PAGES["article"]):
            return ArticlePlace(kind="article", slug=page.slug, in_menu=page.show_in_menus)
        if isinstance(page, tuple(SITE_PAGES.values())):
            return self._page("page", page)
        said = f"is a {type(page).__name__}, which has no form in files"
        self.problems.append(Problem(Place(f"page {page.slug}"), said))
        return None

    def _page(self, kind: str, page: Any) -> Any:
        outwards = Outwards(self.catalog)
        schema, form = stored_page(kind, page, outwards)
        self._note(outwards, f"{kind} {page.slug}")
        return self._form(schema, form, f"{kind} {page.slug}")

    def _note(self, outwards: Outwards, name: str) -> None:
        self.problems += [Problem(Place(name), fault) for fault in outwards.faults]

    def _form(self, schema: type[BaseModel], form: dict[str, Any], name: str) -> Any:
        try:
            return TypeAdapter(schema).validate_python(form)
        except ValidationError as found:
            for error in found.errors(include_url=False):
                column = ".".join(str(step) for step in error["loc"])
                self.problems.append(Problem(Place(name, 0, column), sentence(error)))
            return schema.model_construct(**form)
