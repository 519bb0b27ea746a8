"""Chart pages and the drawings made of them."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from datastory.core.models import BasePage
from datastory.core.navigation import navigation_of

from .kinds import KINDS
from .panels import ProblemPanel


class Artifact(models.Model):
    """One drawing: kept until a newer one takes its place, so a failing builder loses nothing.

    `scale` is empty for the drawing as the editor wants it, else "linear" or "log" for the other one.
    """

    chart = models.ForeignKey("charts.ChartPage", on_delete=models.CASCADE, related_name="artifacts")
    side = models.CharField(max_length=6)
    width = models.CharField(max_length=6)
    scale = models.CharField(max_length=6, blank=True)
    digest = models.CharField(max_length=64)
    svg = models.TextField()
    vega = models.TextField(blank=True)
    vegalite = models.TextField(blank=True)
    png = models.BinaryField(blank=True)
    summary = models.TextField(blank=True)
    points = models.JSONField(default=list, help_text="The values drawn: the table beside the picture.")
    made = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chart", "side", "width", "scale"], name="one_drawing_a_size")]

    def __str__(self) -> str:
        return f"{self.chart_id} {self.side} {self.width} {self.scale}".strip()


class ChartIndexPage(BasePage):
    """All charts of the story."""

    dek = models.CharField(max_length=250, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("dek")]
    template = "pages/charts.html"
    parent_page_types = ["stories.HomePage"]
    subpage_types = ["charts.ChartPage"]
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .gallery import looks
        from .then import Then, known_charts

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        charts = navigation_of(request).public(ChartPage.objects.child_of(self).live()).order_by("path")
        then = Then.read(request.GET)
        context["then"] = then
        if then.day:
            context |= {"known": known_charts(charts, then.day.end), "total": len(charts)}
        else:
            context["looks"] = looks(charts)
        return context


class ChartPage(BasePage):
    """A chart: its finding is the title, and every value in it is a figure of the ledger."""

    measure = models.CharField(
        max_length=160, help_text="The subtitle: what is measured, in which unit, of whom and when."
    )
    alternative = models.TextField(
        verbose_name="accessible description",
        help_text="What somebody who cannot see the chart should know: its form, its extremes, its finding.",
    )
    drawing = StreamField(
        [(kind.name, kind.block()) for kind in KINDS.values()], min_num=1, max_num=1, verbose_name="chart"
    )
    note = RichTextField(
        blank=True,
        features=["bold", "italic", "link", "figure"],
        help_text="How to read it, and what it leaves out.",
    )
    summary = models.TextField(
        blank=True,
        help_text="Trend and extremes in a few sentences. Left empty, it is written from the figures and follows them.",
    )
    problem = models.CharField(max_length=500, blank=True, editable=False)

    content_panels = [
        ProblemPanel(),
        *Page.content_panels,
        FieldPanel("measure"),
        FieldPanel("alternative"),
        FieldPanel("drawing"),
        FieldPanel("note"),
        FieldPanel("summary"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("measure"),
        index.SearchField("alternative"),
    ]
    template = "pages/chart.html"
    parent_page_types = ["charts.ChartIndexPage"]
    subpage_types: list[str] = []

    def clean(self) -> None:
        super().clean()
        if len(self.alternative.strip()) < 40:
            raise ValidationError({"alternative": "Describe the chart in a sentence or two (40 characters at least)."})

    @property
    def kind(self) -> str:
        return str(self.drawing.raw_data[0]["type"]) if self.drawing else ""

    @property
    def measured(self) -> str:
        """What is measured, in a few words without a finding: the measure as far as its first comma."""
        return self.measure.partition(",")[0]

    @property
    def raw(self) -> dict[str, Any]:
        """The chart's block as it is kept: ids in place of figures, which costs no query."""
        return dict(self.drawing.raw_data[0]["value"]) if self.drawing else {}

    @property
    def items(self) -> list[dict[str, Any]]:
        """The figures as the chart names them, each with the id of its `figure`, in the editor's order; no query."""
        found = [item.get("value", item) for item in self.raw.get("figures") or []]
        return [item for item in found if item.get("figure")]

    @property
    def event_pks(self) -> list[int]:
        """The ids of the events that the drawing marks; no query."""
        found = [item.get("value") if isinstance(item, dict) else item for item in self.raw.get("events") or []]
        return [int(pk) for pk in found if pk]

    def figure_pks(self) -> list[int]:
        """The ids of the figures drawn, in the order in which the editor placed them."""
        if not self.drawing:
            return []
        return [item["figure"].pk for item in self.drawing[0].value.get("figures") or () if item["figure"]]

    def at_hand(self) -> Any:
        from datastory.ledger.desk import at_hand, figure_ids

        told = figure_ids(self.note)
        self.receipts_shown = [self.receipts[pk] for pk in told if pk in self.receipts]
        return at_hand(self.receipts)

    @cached_property
    def receipts(self) -> dict[int, dict[str, Any]]:
        """The receipts of the figures drawn and of those in the note, by figure id; one query."""
        from datastory.ledger.desk import figure_ids, receipts

        return receipts([*(int(item["figure"]) for item in self.items), *figure_ids(self.note)])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .presentation import presentation

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | presentation(self, request)
