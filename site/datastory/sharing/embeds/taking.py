"""What an embed says, as plain data: taken from what is published now, and kept so in editions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.models import Site

from datastory.charts.downloads import parts
from datastory.charts.gallery import look_at
from datastory.charts.models import ChartPage
from datastory.companies.models import CompaniesPage
from datastory.companies.panel import panel
from datastory.core.navigation import finding_way, navigation_of
from datastory.ledger.desk import at_hand
from datastory.ledger.models import Outcome, Receipt
from datastory.ledger.pages import ChecksPage, NumbersPage
from datastory.stories.contents import Contents
from datastory.stories.models import ChapterPage
from datastory.timeline.choice import Choice
from datastory.timeline.lines import Timeline
from datastory.timeline.listing import listed
from datastory.timeline.models import TimelinePage

from .found import Found
from .kinds import KINDS

Data = dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """What stands at an address, and the id of the page that it is of."""

    page: int
    path: str
    kind: str
    data: Data


def take(found: Found, request: HttpRequest) -> Data:
    """What is published now."""
    if found.kind.name == "receipt":
        return _receipt(Receipt.objects.values_list("data", flat=True).get(figure__slug=found.slug))
    if found.kind.name == "check":
        return _check(Outcome.objects.values_list("data", flat=True).get(check_entry__slug=found.slug))
    return PAGES[found.kind.name](found.page.specific, request)


def glance(found: Found, request: HttpRequest) -> Data:
    """What is published now, as far as it can be chosen from: a chapter is whole, so none is put together."""
    return {"title": found.page.title} if found.kind.name == "chapter" else take(found, request)


def receipts() -> dict[str, Data]:
    """All receipts by slug, in the order of the ledger."""
    found = Receipt.objects.order_by("figure__position").values_list("data", flat=True)
    return {data["slug"]: data for data in found}


def everything() -> Iterator[Taken]:
    """All that can be embedded of the site, as everybody may see it now."""
    request = _nobody()
    home = navigation_of(request).home
    if home is None:
        return

    def path(page: Any) -> str:
        return str(page.url_path.removeprefix(home.url_path).strip("/"))

    for model, kind in MODELS.items():
        for page in model.objects.descendant_of(home).live().public().order_by("path"):
            data = PAGES[kind](page, request)
            yield Taken(page.pk, path(page), kind, data | {"files": parts(page)} if kind == "chart" else data)
    for page in NumbersPage.objects.descendant_of(home).live().public():
        for slug, data in receipts().items():
            yield Taken(page.pk, f"{path(page)}/{slug}", "receipt", _receipt(data))
    for page in ChecksPage.objects.descendant_of(home).live().public():
        for data in Outcome.objects.order_by("check_entry__position").values_list("data", flat=True):
            yield Taken(page.pk, f"{path(page)}/{data['slug']}", "check", _check(data))


def _nobody() -> HttpRequest:
    """A request of a reader whom nobody knows, for the site's first page."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", "/", "/"
    request._wagtail_site = Site.objects.filter(is_default_site=True).first()  # type: ignore[attr-defined]
    return request


def _receipt(data: Data) -> Data:
    when = f", {data['period']}" if data["period"] else ""
    return {"title": f"{data['label']}{when}", "dek": "", "receipt": data}


def _check(data: Data) -> Data:
    return {"title": data["statement"], "dek": "", "check": data}


def _chapter(page: Any, request: HttpRequest) -> Data:
    contents = Contents(page.pk, navigation_of(request).chapters("chapterpage"))
    return _told(page) | {"number": contents.number, "html": _html("chapter", page, request)}


def _chart(page: Any, request: HttpRequest) -> Data:
    look = look_at(page)
    controls = look.panel.controls if look.panel else []
    return {
        "title": page.title,
        "dek": "",
        "html": _html("chart", page, request, look=look),
        "scales": [look.scale, look.other_scale] if look.other_scale else [],
        "inputs": {each.name: [each.label, each.low, each.high] for each in controls},
    }


def _timeline(page: Any, request: HttpRequest) -> Data:
    timeline = Timeline(page, Choice())
    with finding_way(request), at_hand(timeline.receipts):
        events = [_event(event, timeline, request) for event in timeline.events]
    return _told(page) | {"events": events}


def _event(event: Any, timeline: Timeline, request: HttpRequest) -> Data:
    return {
        **{name: getattr(event, name) for name in ("slug", "title", "date", "until", "category", "position")},
        "first": event.first_day.isoformat(),
        "last": event.last_day.isoformat(),
        "text": timeline.text_of(event),
        "html": listed(event, navigation_of(request).places, "h2"),
    }


def _companies(page: Any, request: HttpRequest) -> Data:
    found = panel()
    return _told(page) | {
        "layers": [[layer.slug, layer.name] for layer, _ in found.rows],
        "groups": [[group.slug, group.name] for group in found.groups],
        "relations": [[value, str(label)] for value, label in _relations(found)],
        "firms": [
            {
                "slug": firm.slug,
                "name": firm.subject.name,
                "kind": firm.subject.kind,
                "group": firm.group.slug,
                "relation": firm.relation,
                "role": firm.role,
                "layers": [layer.slug for layer, _ in found.rows if layer.pk in found.standing[firm.pk]],
            }
            for firm in found.profiles
        ],
    }


def _relations(found: Any) -> list[tuple[str, str]]:
    there = {firm.relation for firm in found.profiles}
    return [(value, label) for value, label in found.profiles[0].Relation.choices if value in there] if there else []


def _bill(page: Any, request: HttpRequest) -> Data:
    # the lines are the receipts of the same edition
    return _told(page) | {
        "lines": list(Receipt.objects.order_by("figure__position").values_list("figure__slug", flat=True))
    }


def _told(page: Any) -> Data:
    return {"title": page.title, "dek": page.dek}


def _html(name: str, page: Any, request: HttpRequest, **more: Any) -> str:
    context = {"page": page, "self": page, "navigation": navigation_of(request), **more}
    with finding_way(request), page.at_hand():
        return render_to_string(f"embeds/parts/{name}.html", context, request)


PAGES: dict[str, Callable[[Any, HttpRequest], Data]] = {
    "chapter": _chapter,
    "chart": _chart,
    "timeline": _timeline,
    "companies": _companies,
    "bill": _bill,
}
MODELS: dict[Any, str] = {
    ChapterPage: "chapter",
    ChartPage: "chart",
    TimelinePage: "timeline",
    CompaniesPage: "companies",
    NumbersPage: "bill",
}
assert set(PAGES) | {"receipt", "check"} == set(KINDS)
