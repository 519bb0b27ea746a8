"""The market round the story's company: its layers, and where each firm and product stands in them."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.search import index

from datastory.core.models import BasePage, Entry
from datastory.ledger.models import Subject


class Layer(Entry):
    """A layer of the market, from the carrier up."""

    name = models.CharField(max_length=60)
    summary = models.TextField()

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]), FieldPanel("summary")]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
    ]

    def __str__(self) -> str:
        return self.name


class Group(Entry):
    """A column of the panel: firms of a kind."""

    name = models.CharField(max_length=60)
    summary = models.TextField()

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]), FieldPanel("summary")]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
    ]

    def __str__(self) -> str:
        return self.name


class Profile(Entry, ClusterableModel):
    """A firm or product in its place: the group it belongs to, the layers it stands in, how it meets the company."""

    class Relation(models.TextChoices):
        SELF = "self", "the story’s company"
        RIVAL = "rival", "rival"
        SUPPLIER = "supplier", "supplier"
        CUSTOMER = "customer", "customer"
        ACQUIRED = "acquired", "bought by it"
        OWNER = "owner", "owner"
        INVESTOR = "investor", "investor"
        OWN_PRODUCT = "own product", "its product"
        CONTEXT = "context", "context"

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="profile")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="profiles")
    relation = models.CharField(max_length=12, choices=Relation.choices)
    layers = ParentalManyToManyField(Layer, blank=True, related_name="profiles")
    role = models.TextField(help_text="One line: what it does there and how it meets the story's company.")

    panels = [
        FieldRowPanel([FieldPanel("subject"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("group"), FieldPanel("relation")]),
        FieldPanel("layers"),
        FieldPanel("role"),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("role"),
        index.AutocompleteField("slug"),
        index.RelatedFields("subject", [index.SearchField("name")]),
        index.FilterField("relation"),
    ]
    preview_template = "parts/profile_preview.html"

    def __str__(self) -> str:
        return self.subject.name


class CompaniesPage(RoutablePageMixin, BasePage):
    """The switchboard of firms and products by layer and group, and a page for each of them."""

    dek = models.CharField(max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("dek")]
    template = "pages/companies.html"
    parent_page_types = ["stories.HomePage"]
    subpage_types: list[str] = []

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        from .board import Board
        from .choice import KINDS, RELATIONS, Choice
        from .documented import documented
        from .meeting import KEY
        from .panel import panel

        found = panel()
        choice = Choice.read(request.GET, found)
        board = Board(found, choice)
        compared = [meeting.profile for meeting in (board.chosen, board.other) if meeting]
        context = {
            "panel": found,
            "market": board,
            "choice": choice,
            "key": KEY,
            "relations": RELATIONS.items(),
            "kinds": [(k, v) for k, v in KINDS.items() if any(p.subject.kind == k for p in found.profiles)],
            "known": documented(compared) if board.other else {},
        }
        return self.render(request, context_overrides=context)

    @path("<slug:slug>/")
    def firm(self, request: HttpRequest, slug: str) -> HttpResponse:
        from .board import Board
        from .choice import Choice
        from .documented import Documented, documented
        from .panel import panel
        from .relations import relations

        board = Board(panel(), Choice(firm=slug))
        if board.chosen is None:
            raise Http404(f"no published firm or product is called {slug}")
        profile = board.chosen.profile
        at = board.panel.profiles.index(profile)
        context = {
            "market": board,
            "firm": profile,
            "meeting": board.chosen,
            "known": documented([profile]).get(profile.pk, Documented()),
            "relations": relations(profile, board.panel),
            "earlier": board.panel.profiles[at - 1] if at else None,
            "later": board.panel.profiles[at + 1] if at + 1 < len(board.panel.profiles) else None,
        }
        return self.render(request, context_overrides=context, template="pages/firm.html")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        base = self.get_full_url(request)
        slugs = Profile.objects.filter(live=True).values_list("slug", flat=True)
        pages = ({"location": f"{base}{slug}/", "lastmod": self.last_published_at} for slug in slugs)
        return [*super().get_sitemap_urls(request), *pages]
