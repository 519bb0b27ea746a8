"""The market round the story's company: its layers, and where each firm and product stands in them."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
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
        SELF = "self", "the story's company"
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


class CompaniesPage(BasePage):
    """Firms and products by layer and group."""

    dek = models.CharField(max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("dek")]
    template = "pages/companies.html"
    parent_page_types = ["stories.HomePage"]
    subpage_types: list[str] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .panel import panel

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["panel"] = panel()
        return context
