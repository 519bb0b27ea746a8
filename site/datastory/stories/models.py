"""The story's own pages: cover, chapters, articles, glossary, search."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from datastory.core.models import BasePage, Entry
from datastory.core.navigation import navigation_of
from datastory.ledger.desk import at_hand, figure_ids, receipts

from .blocks import DoorBlock, StoryBlock

WORDS_A_MINUTE = 200
NUMBERS_ON_COVER = 6


def in_rows(blocks: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Blocks in pairs of a note and what it stands beside; one of the two may be None."""
    found: list[tuple[Any, Any]] = []
    note = None
    for block in blocks:
        if block.block_type == "aside":
            if note is not None:
                found.append((note, None))
            note = block
        elif note is not None and block.block_type in ("prose", "reported"):
            found.append((note, block))
            note = None
        else:
            if note is not None:
                found.append((note, None))
                note = None
            found.append((None, block))
    return [*found, (note, None)] if note is not None else found


class StoryPage(BasePage):
    """A page told in blocks. Its numbers and charts are fetched once, before it renders."""

    dek = models.CharField(max_length=300, blank=True, help_text="Two or three lines under the title.")
    body = StreamField(StoryBlock(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("dek"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("dek"), index.SearchField("body")]

    class Meta:
        abstract = True

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        from .rich_text import terms_at_hand

        laid, self.terms_shown = self.fetched()
        self.receipts_shown = list(laid.values())
        with at_hand(laid), terms_at_hand(self.terms_shown):
            yield

    def fetched(self) -> tuple[dict[int, dict[str, Any]], list["Term"]]:
        """The receipts of all figures in the page, in order, and the terms that it links; two queries."""
        from .rich_text import term_ids, terms_of

        pks, texts = self.sources()
        terms = terms_of(term_ids(*texts))
        return receipts([*pks, *figure_ids(*texts, *(term.definition for term in terms))]), terms

    def sources(self) -> tuple[list[int], list[str]]:
        """The ids of figures that blocks name, and all rich text of the page, its charts and its events."""
        from datastory.timeline.blocks import events_of

        texts, pks = [], []
        for raw in self.body.raw_data:
            texts.append(str(raw["value"]))
            if raw["type"] == "metrics":
                pks += [int(item["value"] if isinstance(item, dict) else item) for item in raw["value"]["figures"]]
        for block in self.body:
            if block.block_type == "chart" and block.value:
                texts.append(block.value.note)
            elif block.block_type == "timeline":
                texts += [event.text for event in events_of(block.value)]
        return pks, texts

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The blocks in pairs of a note and what it stands beside; one of the two may be None."""
        return in_rows(self.body)

    @property
    def words(self) -> int:
        """How many words its running text has."""
        text = " ".join(
            str(raw["value"]) for raw in self.body.raw_data if raw["type"] in ("prose", "aside", "reported")
        )
        return len(re.sub(r"<embed[^>]*>", " 0 ", re.sub(r"<(?!embed)[^>]+>", " ", text)).split())

    @property
    def minutes(self) -> int:
        """Reading time, rounded up to a minute."""
        return max(1, -(-self.words // WORDS_A_MINUTE))


def drawn_numbers(chart: Any) -> list[dict[str, Any]]:
    """The receipts of what a chart draws, in its order, a few of them; one query."""
    found = [chart.receipts.get(int(item["figure"])) for item in chart.items]
    return [receipt for receipt in found if receipt][:NUMBERS_ON_COVER]


class HomePage(BasePage):
    """The cover: the question, the arc, the call log, three doors."""

    headline = models.CharField(max_length=80, help_text="The title as it is set on the cover.")
    dek = models.CharField(max_length=250)
    chart = models.ForeignKey(
        "charts.ChartPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Drawn full width.",
    )
    caption = RichTextField(blank=True, features=["bold", "italic", "link"])
    licence = models.CharField(max_length=250, blank=True, help_text="Said at the foot of every page.")
    doors = StreamField([("door", DoorBlock())], blank=True, max_num=3)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("dek"),
        FieldPanel("chart"),
        FieldPanel("caption"),
        FieldPanel("doors"),
        FieldPanel("licence"),
    ]
    template = "pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 1

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """As Wagtail's, with one query for all levels in place of two for each."""
        navigation = navigation_of(request)
        if not path_components:
            self.open_to_all = navigation.open_to_all
            return super().route(request, path_components)
        page, rest = navigation.find(path_components)
        if page is None:
            raise Http404
        found = page.specific
        found.open_to_all = navigation.open_to_all
        return found.route(request, rest)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from datastory.charts.gallery import charts_with_looks, for_everybody, look_at

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        chapters = list(navigation_of(request).public(ChapterPage.objects.child_of(self).live()).order_by("path"))
        context["chapters"] = chapters
        context["minutes"] = sum(chapter.minutes for chapter in chapters)
        chart = charts_with_looks([self.chart_id]).get(self.chart_id) if self.chart_id else None
        shown = chart if chart and for_everybody(chart) else None
        context["look"] = look_at(shown) if shown else None
        context["numbers"] = drawn_numbers(shown) if shown else []
        return context


class ChapterPage(StoryPage):
    """A chapter: one question, its prose, its figures, one question back."""

    asks = models.CharField(max_length=120, help_text="One line: what the chapter asks. It stands in the call log.")

    content_panels = [*Page.content_panels, FieldPanel("asks"), FieldPanel("dek"), FieldPanel("body")]
    search_fields = [*StoryPage.search_fields, index.SearchField("asks")]
    template = "pages/chapter.html"
    in_colophon = False
    parent_page_types = ["stories.HomePage"]
    subpage_types: list[str] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .contents import Contents

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["contents"] = Contents(self.pk, navigation_of(request).chapters("chapterpage"))
        return context


class ArticlePage(StoryPage):
    """A page about the site itself: method, about, accessibility, licence."""

    template = "pages/article.html"
    parent_page_types = ["stories.HomePage"]
    subpage_types: list[str] = []


class Term(Entry, ClusterableModel):
    """A term of the field, explained for a newcomer."""

    term = models.CharField(max_length=80)
    also = models.CharField(max_length=120, blank=True, help_text="Other names, separated by semicolons.")
    definition = RichTextField(features=["bold", "italic", "figure"])
    see = ParentalManyToManyField("self", blank=True, symmetrical=False, related_name="seen_from")

    panels = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("slug")]),
        FieldPanel("also"),
        FieldPanel("definition"),
        FieldPanel("see"),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("term", boost=4),
        index.AutocompleteField("term"),
        index.SearchField("also"),
        index.SearchField("definition"),
    ]
    preview_template = "parts/term_preview.html"

    def __str__(self) -> str:
        return self.term


class GlossaryPage(BasePage):
    """Every term in alphabetical order."""

    dek = models.CharField(max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("dek")]
    template = "pages/glossary.html"
    parent_page_types = ["stories.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["terms"] = self.terms
        return context

    @cached_property
    def terms(self) -> list[Term]:
        """All published terms by the alphabet."""
        found = Term.objects.filter(live=True).prefetch_related("see")
        return sorted(found, key=lambda term: term.term.lower())

    def at_hand(self) -> Any:
        laid = receipts(figure_ids(*(term.definition for term in self.terms)))
        self.receipts_shown = list(laid.values())
        return at_hand(laid)


class SearchPage(BasePage):
    """Finding: chapters, figures, events, firms, terms."""

    dek = models.CharField(max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("dek")]
    template = "pages/search.html"
    parent_page_types = ["stories.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .finding import find

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = navigation_of(request).public(Page.objects.live())
        context["finds"] = find(request.GET.get("q", ""), pages)
        return context
