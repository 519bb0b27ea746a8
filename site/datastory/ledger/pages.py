"""Pages of the ledger: the bill with a page for each receipt, the checks, the sources."""

from collections import Counter
from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import RichTextField
from wagtail.models import Page

from datastory.core.models import BasePage
from datastory.core.navigation import Navigation, navigation_of

from .bill import Choice, Options, bill
from .citations import Citation
from .downloads import FORMATS, WRITERS, Statement, bill_json, csv_text
from .models import Outcome, Receipt, Source
from .sums import VERDICTS, Audit, Checked, count
from .tables import READINGS, reading_rows
from .totals import totals
from .usage import CHAPTER, page_ids, slips
from .verdicts import Stamp

SLUG = r"(?P<slug>[-a-z0-9]+)"


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

    @cached_property
    def receipts(self) -> list[dict[str, Any]]:
        """All receipts in the order of the ledger."""
        return list(Receipt.objects.order_by("figure__position").values_list("data", flat=True))

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        options = Options.of(self.receipts)
        choice = Choice.read(request.GET, options)
        rows = choice.apply(self.receipts)
        counted = Counter(r["stamp"] for r in self.receipts)
        order = list(Stamp)
        context = {
            "choice": choice,
            "options": options,
            "groups": bill(rows, choice),
            "totals": totals(rows),
            "count": len(rows),
            "total": len(self.receipts),
            "strip": sorted(self.receipts, key=lambda r: order.index(Stamp(r["stamp"]))),
            "stamps": [(s.value, counted[s.value]) for s in Stamp],
            "told": sum(bool(r["told"]) for r in rows),
            "recorded": sum(bool(r["record"]) for r in rows),
            "formats": ("csv", "json", "xlsx", "zip"),
        }
        return self.render(request, context_overrides=context)

    @re_path(r"^bill\.(?P<form>csv|json|xlsx|zip)/$")
    def download(self, request: HttpRequest, form: str) -> HttpResponse:
        """The lines that the same query shows, as a file."""
        rows = Choice.read(request.GET, Options.of(self.receipts)).apply(self.receipts)
        return _file(WRITERS[form](rows, self._statement(request)), f"bill.{form}")

    @re_path(rf"^{SLUG}\.(?P<form>csv|json)/$")
    def data(self, request: HttpRequest, slug: str, form: str) -> HttpResponse:
        """One receipt as data: all of it as JSON, its readings as CSV."""
        data = self._receipt(slug).data
        if form == "json":
            return _file(bill_json([data], self._statement(request)), f"{slug}.json")
        return _file(csv_text(READINGS, reading_rows(data)).encode(), f"{slug}.csv")

    @path("<slug:slug>/slip/")
    def slip(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The receipt as a fragment, for pages that do not carry it."""
        navigation = navigation_of(request)
        said = {
            "receipt": slips([self._receipt(slug).data], navigation)[0],
            "bill": navigation.places["numberspage"],
            "origin": navigation.origin,
            "site": navigation.home.title,
        }
        response = self.render(request, context_overrides=said, template="parts/receipt.html")
        response["X-Robots-Tag"] = "noindex"
        return response

    @path("<slug:slug>/")
    def receipt(self, request: HttpRequest, slug: str) -> HttpResponse:
        entry = self._receipt(slug)
        navigation = navigation_of(request)
        published = entry.figure.last_published_at
        context = {
            "receipt": slips([entry.data], navigation)[0],
            "checks": checks_of(entry.data["checks"]),
            "citation": Citation.of(
                entry.data,
                navigation.home.title,
                f"{self.get_full_url(request)}{slug}/",
                str(published.year) if published else "",
            ),
        }
        return self.render(request, context_overrides=context, template="pages/receipt.html")

    def _receipt(self, slug: str) -> Receipt:
        try:
            return Receipt.objects.select_related("figure").get(figure__slug=slug)
        except Receipt.DoesNotExist:
            raise Http404(f"no published figure is called {slug}") from None

    def _statement(self, request: HttpRequest) -> Statement:
        home = navigation_of(request).home
        bill = self.get_full_url(request)
        query = request.META.get("QUERY_STRING", "")
        return Statement(f"{home.title}: {self.title}", bill + (f"?{query}" if query else ""), bill, home.licence)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        slugs = Receipt.objects.order_by("figure__position").values_list("figure__slug", flat=True)
        return _addresses(self, super().get_sitemap_urls(request), slugs, request)


def checks_of(slugs: list[str]) -> list[dict[str, Any]]:
    """The outcomes of these checks, in their order; one query."""
    found = dict(Outcome.objects.filter(check_entry__slug__in=slugs).values_list("check_entry__slug", "data"))
    return [found[slug] for slug in slugs if slug in found]


def _file(content: bytes, name: str) -> HttpResponse:
    form = name.rpartition(".")[2]
    response = HttpResponse(content, content_type=FORMATS[form])
    if form != "json":  # which a browser can show
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"  # open data: notebooks and other sites may read it
    response["X-Robots-Tag"] = "noindex"
    return response


def _addresses(page: Any, own: list[dict[str, Any]], slugs: Any, request: Any) -> list[dict[str, Any]]:
    base = page.get_full_url(request)
    return [*own, *({"location": f"{base}{slug}/", "lastmod": page.last_published_at} for slug in slugs)]


class ChecksPage(RoutablePageMixin, LedgerPage):
    """Do the sums hold? Every check with its arithmetic, and a page for each."""

    template = "pages/checks.html"
    max_count = 1

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        navigation = navigation_of(request)
        checks = checked(navigation)
        chapters = chapters_of(checks, navigation)
        subjects = {slug: name for check in checks for slug, name in check.subjects.items()}
        audit = Audit.read(request.GET, (slug for slug, _, _ in chapters), subjects)
        order = list(VERDICTS)
        context = {
            "audit": audit,
            "checks": audit.apply(checks),
            "total": len(checks),
            "strip": sorted((c.data["told"]["verdict"] for c in checks), key=order.index),
            "counts": count(checks),
            "chapters": chapters,
            "subjects": sorted(subjects.items(), key=lambda pair: pair[1].lower()),
        }
        return self.render(request, context_overrides=context)

    @path("<slug:slug>/")
    def one(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = checks_of([slug])
        if not found:
            raise Http404(f"no published check is called {slug}")
        return self.render(request, context_overrides={"check": found[0]}, template="pages/check.html")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        slugs = Outcome.objects.order_by("check_entry__position").values_list("check_entry__slug", flat=True)
        return _addresses(self, super().get_sitemap_urls(request), slugs, request)


def checked(navigation: Navigation) -> list[Checked]:
    """Every check with the chapters that use one of its figures; two queries."""
    slugs = {page.pk: page.slug for page, _ in _chapters(navigation)}
    used = {figure: {slugs[pk] for pk in pks if pk in slugs} for figure, pks in page_ids().items()}
    outcomes = Outcome.objects.order_by("check_entry__position").values_list("data", flat=True)
    return [
        Checked(data, frozenset(slug for o in data["operands"] for slug in used.get(o["pk"], ()))) for data in outcomes
    ]


def chapters_of(checks: list[Checked], navigation: Navigation) -> list[tuple[str, int, str]]:
    """Slug, number and title of the chapters that have a figure that is checked."""
    used = {slug for check in checks for slug in check.chapters}
    return [(page.slug, number, page.title) for page, number in _chapters(navigation) if page.slug in used]


def _chapters(navigation: Navigation) -> list[tuple[Page, int]]:
    numbers = {chapter["pk"]: n for n, chapter in enumerate(navigation.chapters(CHAPTER), 1)}
    return [(page, numbers[page.pk]) for page in navigation.children if page.pk in numbers]


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
