"""Events, dated as precisely as they are known."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from datastory.core.models import BasePage, Entry
from datastory.core.navigation import finding_way
from datastory.ledger.dates import parse_date
from datastory.ledger.models import Figure, Source, Subject, check_date


class Event(Entry, ClusterableModel):
    """Something that happened, with where it is said."""

    class Category(models.TextChoices):
        FIRM = "firm", "the firm"
        PRODUCT = "product", "products"
        DEAL = "deal", "purchases"
        MARKET = "market", "market"

    date = models.CharField(
        max_length=10,
        validators=[check_date],
        help_text="No more precise than the source: 2008, 2008-11, 2024-01-08.",
    )
    until = models.CharField(max_length=10, blank=True, validators=[check_date], help_text="For what lasted.")
    category = models.CharField(max_length=8, choices=Category.choices)
    title = models.CharField(max_length=60)
    text = RichTextField(blank=True, features=["bold", "italic", "link", "figure"])
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="events")
    locator = models.CharField(max_length=200)
    subjects = ParentalManyToManyField(Subject, blank=True, related_name="events")
    figures = ParentalManyToManyField(Figure, blank=True, related_name="events")
    note = models.TextField(blank=True, help_text="What the record says about the date or the event.")
    first_day = models.DateField(editable=False, db_index=True)
    last_day = models.DateField(editable=False)

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("date", required_on_save=True), FieldPanel("until"), FieldPanel("category")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("locator")]),
        FieldPanel("subjects"),
        FieldPanel("figures"),
        FieldPanel("note"),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("title", boost=3),
        index.AutocompleteField("title"),
        index.SearchField("text"),
        index.FilterField("category"),
    ]
    preview_template = "parts/event_preview.html"

    class Meta(Entry.Meta):
        ordering = ["first_day", "last_day", "position"]

    def __str__(self) -> str:
        return f"{self.title} ({self.when})"

    @property
    def when(self) -> str:
        """The date in words, with its end if it lasted."""
        start = parse_date(self.date).words()
        return f"{start} to {parse_date(self.until).words()}" if self.until else start

    @property
    def precision(self) -> str:
        """How precisely the beginning is known: day, month, quarter, season or year."""
        return parse_date(self.date).precision

    def clean(self) -> None:
        super().clean()
        try:
            start = parse_date(self.date)
            end = parse_date(self.until) if self.until else start
        except ValueError:
            return  # the field's own validator says so
        if end.end < start.start:
            raise ValidationError({"until": f"It ends ({end}) before it begins ({start})."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.first_day = parse_date(self.date).start
        self.last_day = parse_date(self.until or self.date).end
        super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        # the two days follow from the dates, also in a draft
        restored = super().with_content_json(content)
        restored.first_day = parse_date(restored.date).start
        restored.last_day = parse_date(restored.until or restored.date).end
        return restored


class TimelinePage(RoutablePageMixin, BasePage):
    """Every event of the story on one line, to scale, and under it the stylesheet that puts each in its place."""

    dek = models.CharField(max_length=250, blank=True)
    chart = models.ForeignKey(
        "charts.ChartPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Drawn downwards beside the events: a line over time.",
    )

    content_panels = [*Page.content_panels, FieldPanel("dek"), FieldPanel("chart")]
    template = "pages/timeline.html"
    parent_page_types = ["stories.HomePage"]
    subpage_types: list[str] = []

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        from .choice import Choice
        from .lines import Timeline

        self.timeline = Timeline(self, Choice.read(request.GET))
        board = self.timeline.board
        return self.render(
            request, context_overrides={"board": board, "choice": board.choice, "categories": Event.Category.choices}
        )

    @path("axis/")
    def axis(self, request: HttpRequest) -> HttpResponse:
        """Where everything stands, for the same query as the page: the policy allows no style attributes."""
        from .choice import Choice
        from .lines import Timeline

        board = Timeline(self, Choice.read(request.GET)).board
        response = HttpResponse(board.css, content_type="text/css")
        current = request.GET.get("v") == board.version
        response["Cache-Control"] = f"public, max-age={31536000 if current else 60}{', immutable' if current else ''}"
        return response

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with finding_way(request):
            return self.rendered(request, super().serve(request, *args, **kwargs))

    def at_hand(self) -> Any:
        from datastory.ledger.desk import at_hand

        timeline = getattr(self, "timeline", None)
        self.receipts_shown = timeline.receipts_shown if timeline else []
        return at_hand(timeline.receipts if timeline else {})
