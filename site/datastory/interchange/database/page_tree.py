"""The tree of pages: made first, so that everything can refer to them, then filled, then put in order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, Site

from datastory.charts.models import ChartIndexPage
from datastory.stories.models import HomePage

from ..files.places import Place, Problem, Problems
from ..planning import Move, Plan
from ..story import LISTS, Story, Thing
from .catalog import Catalog, home_page
from .pages import page_model, set_columns, set_content

TREE = ("path", "depth", "numchild")
PAGE_KINDS = ("page", "chart", "chapter", "article")


class Tree:
    """Pages of a load, by kind and slug."""

    def __init__(self, story: Story, catalog: Catalog) -> None:
        self.story, self.catalog = story, catalog
        self.home: Any = home_page()
        self.in_menu = {slug: in_menu for name in LISTS for slug, in_menu in story.order(name)}
        self.pages: dict[tuple[str, str], Any] = {}

    def make(self, found: Plan) -> None:
        """The cover, and each page that is not there yet, at its end of the list."""
        writing = found.with_move(Move.MAKE, Move.CHANGE)
        cover = next((thing for thing in writing if thing.kind == "cover"), None)
        if cover:
            self.pages["cover", "home"] = self.home or self._make_home(cover)
        by_key = {thing.key: thing for thing in writing if thing.kind in PAGE_KINDS}
        chapters = [slug for slug, _ in self.story.order("chapters")]
        others = [slug for slug, _ in self.story.order("pages")]
        charts = [slug for slug, _ in self.story.order("charts")]
        for slug in (*chapters, *others, *charts):
            if slug in by_key:
                self._page(by_key[slug])

    def _make_home(self, cover: Thing) -> Any:
        """The home page in place of Wagtail's welcome page, as the root of the default site."""
        root = Page.get_first_root_node()
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site and type(site.root_page.specific) is Page and not site.root_page.get_children().exists():
            site.root_page.delete()  # and with it the site
            site = None
            root.refresh_from_db()
        home = HomePage(slug="home", title=cover.form["title"])
        set_columns(home, cover.form)
        root.add_child(instance=home)
        if site:
            site.root_page = home
            site.save()
        else:
            Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name=home.title)
        self.home = home
        self.catalog.add("page", "home", home)
        return home

    def _page(self, thing: Thing) -> None:
        model = page_model(thing.kind, thing.form)
        pk = self.catalog.ids["page"].get(thing.key)
        if pk:
            page = Page.objects.get(pk=pk).specific
            if not isinstance(page, model):
                said = f"the database has a page of this name that is a {type(page).__name__}, not a {model.__name__}"
                raise Problems([Problem(Place(str(thing)), said)])
        else:
            page = model(show_in_menus=self.in_menu[thing.key])
            set_columns(page, thing.form)
            with Naming(thing):
                self._parent(thing).add_child(instance=page)
            self.catalog.add("page", thing.key, page)
            if thing.kind == "chart":
                self.catalog.add("chart", thing.key, page)
        self.pages[thing.kind, thing.key] = page

    def _parent(self, thing: Thing) -> Any:
        parent = ChartIndexPage.objects.child_of(self.home).first() if thing.kind == "chart" else self.home
        if parent is None:
            raise Problems([Problem(Place(str(thing)), "there is no page of kind charts to put it under")])
        parent.refresh_from_db()
        return parent

    def fill(self, found: Plan) -> None:
        """The content of pages that are made or changed, published."""
        for thing in found.with_move(Move.MAKE, Move.CHANGE):
            page = self.pages.get((thing.kind, thing.key))
            if page is None:
                continue
            page.refresh_from_db(fields=["numchild"])  # it may have been given children since it was made
            page.refresh_from_db(fields=TREE)  # pages were put under it, or beside it
            set_columns(page, thing.form)
            set_content(thing.kind, page, thing.form, self.catalog)
            with Naming(thing):
                _publish(page)

    def arrange(self, found: Plan) -> None:
        """Bring chapters, pages and charts into the order of the files, and mark what the menu names."""
        changed = {thing.key for thing in found.with_move(Move.MAKE, Move.CHANGE) if thing.kind == "order"}
        for name in changed:
            slugs = {self.catalog.ids["page"].get(slug): in_menu for slug, in_menu in self.story.order(name)}
            for page in Page.objects.filter(pk__in=[pk for pk in slugs if pk]).specific():
                if page.show_in_menus != slugs[page.pk]:
                    page.show_in_menus = slugs[page.pk]
                    _publish(page)
        if changed & {"chapters", "pages"}:
            _in_order(
                self.home,
                [self.catalog.ids["page"].get(s) for n in ("chapters", "pages") for s, _ in self.story.order(n)],
            )
        index = ChartIndexPage.objects.child_of(self.home).first() if self.home else None
        if "charts" in changed and index:
            _in_order(index, [self.catalog.ids["page"].get(slug) for slug, _ in self.story.order("charts")])


class Naming:
    """Names the thing in what the database refuses."""

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ValidationError):
            said = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            raise Problems([Problem(Place(str(self.thing)), said)]) from error


def _publish(page: Any) -> None:
    """As published, with a revision to go back to; a draft of an editor stays the latest revision."""
    if page.live and page.has_unpublished_changes:
        page.last_published_at = timezone.now()
        page.save()
    else:
        page.save_revision(log_action=False).publish(log_action=False, skip_permission_checks=True)


def _in_order(parent: Any, wanted: list[int | None]) -> None:
    present = list(parent.get_children().order_by("path").values_list("pk", flat=True))
    order = [pk for pk in wanted if pk in present]
    order += [pk for pk in present if pk not in order]
    for n, pk in enumerate(order):
        if present[n] != pk:
            Page.objects.get(pk=pk).move(Page.objects.get(pk=present[n]), "left")
            present.remove(pk)
            present.insert(n, pk)
