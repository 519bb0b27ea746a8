"""Pages of the ledger: the bill with a page for each receipt, the checks, the sources."""

from collections import Counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page, ReferenceIndex

from datastory.core.models import BasePage
from datastory.core.navigation import navigation_of

from .bill import Choice, bill
from .models import Figure, Outcome, Receipt, Source
from .verdicts import Stamp, Verdict


class LedgerPage(BasePage):
    """What the pages of the ledger share: a line under the title and an introduction."""

    dek = models.CharField(max_length=250, blank=True)
    introduction = RichTextField(blank=True, features=["bold", "italic", "link", "ul"])

    content_panels = [*Page.content_panels, FieldPanel("dek"), FieldPanel("introduction")]
    parent_page_types = ["stories.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True


class NumbersPage(RoutablePageMixin, LedgerPage):
    """The bill: every figure, one to a line, and under it a page for each receipt."""

    template = "pages/numbers.html"
    max_count = 1

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        choice = Choice.read(request.GET)
        receipts = list(Receipt.objects.order_by("figure__position").values_list("data", flat=True))
        rows = choice.apply(receipts)
        context = {
            "choice": choice,
            "groups": bill(rows, choice),
            "count": len(rows),
            "total": len(receipts),
            "strip": sorted(receipts, key=lambda r: list(Stamp).index(Stamp(r["stamp"]))),
            "stamps": [(s.value, n) for s, n in _count_stamps(receipts)],
            "metrics": sorted({(r["metric"]["slug"], r["metric"]["name"]) for r in receipts}, key=lambda m: m[1]),
            "subjects": sorted({(r["subject"]["slug"], r["subject"]["name"]) for r in receipts}, key=lambda m: m[1]),
            "told": sum(bool(r["told"]) for r in rows),
            "recorded": sum(bool(r["record"]) for r in rows),
        }
        return self.render(request, context_overrides=context)

    @path("<slug:slug>/")
    def receipt(self, request: HttpRequest, slug: str) -> HttpResponse:
        try:
            entry = Receipt.objects.select_related("figure").get(figure__slug=slug)
        except Receipt.DoesNotExist:
            raise Http404(f"no published figure is called {slug}") from None
        context = {"receipt": entry.data, "used": navigation_of(request).public(used_in(entry.figure))}
        return self.render(request, context_overrides=context, template="pages/receipt.html")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        own = super().get_sitemap_urls(request)
        base = self.get_full_url(request)
        slugs = Receipt.objects.order_by("figure__position").values_list("figure__slug", flat=True)
        return [*own, *({"location": f"{base}{slug}/", "lastmod": self.last_published_at} for slug in slugs)]


def _count_stamps(receipts: list[dict[str, Any]]) -> list[tuple[Stamp, int]]:
    counted = Counter(r["stamp"] for r in receipts)
    return [(stamp, counted[stamp.value]) for stamp in Stamp]


def used_in(figure: Figure) -> Any:
    """The published pages that show the figure, in the order of the site."""
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(figure).filter(base_content_type=page_type)
    ids = [int(pk) for pk in references.values_list("object_id", flat=True)]
    return Page.objects.live().filter(pk__in=ids).order_by("path")


class ChecksPage(LedgerPage):
    """Do the sums hold? Every check with its arithmetic."""

    template = "pages/checks.html"
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        outcomes = list(Outcome.objects.order_by("check_entry__position").values_list("data", flat=True))
        wanted = request.GET.get("verdict", "")
        verdicts = {v.value for v in Verdict}
        context["wanted"] = wanted if wanted in verdicts else ""
        context["unknown"] = wanted if wanted and wanted not in verdicts else ""
        context["counts"] = [(v.value, sum(o["told"]["verdict"] == v.value for o in outcomes)) for v in Verdict]
        context["record_counts"] = [
            (v.value, sum(o["record"]["verdict"] == v.value for o in outcomes)) for v in Verdict
        ]
        context["total"] = len(outcomes)
        context["checks"] = [o for o in outcomes if not context["wanted"] or o["told"]["verdict"] == wanted]
        return context


class SourcesPage(LedgerPage):
    """Where everything is said, the strongest sources first."""

    template = "pages/sources.html"
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        sources = list(
            Source.objects.filter(live=True).annotate(count=Count("readings", filter=Q(readings__figure__live=True)))
        )
        context["kinds"] = [
            (kind.label, [s for s in sources if s.kind == kind])
            for kind in Source.Kind
            if any(s.kind == kind for s in sources)
        ]
        return context
