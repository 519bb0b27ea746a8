"""The files beside a chart's page."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from datastory.core.navigation import navigation_of

from .downloads import About, Missing, file_named
from .models import ChartPage

INLINE = ("application/json", "image/svg+xml")  # parts of the page, and what browsers show


@require_safe
def chart_file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A file of a published chart, with a validator; whatever there is not is answered by a sentence."""
    chart = ChartPage.objects.live().public().filter(slug=slug).first()
    if chart is None:
        return _not_found(f"No published chart is called {slug}.")
    try:
        found = file_named(chart, name, about(request, chart))
    except Missing as error:
        return _not_found(str(error))
    response: HttpResponse = HttpResponse(found.body, content_type=found.type)
    response["ETag"] = quote_etag(hashlib.sha256(_identity(found.body, found.type, chart)).hexdigest()[:32])
    response["Cache-Control"] = "no-cache"  # kept, and asked for again: the figures may have changed
    response["Access-Control-Allow-Origin"] = "*"  # public data, also for a page that embeds the chart
    attached = found.type.split(";")[0] not in INLINE
    response["Content-Disposition"] = content_disposition_header(attached, found.name) or ""
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    if isinstance(conditional, HttpResponseNotModified):
        conditional["Access-Control-Allow-Origin"] = "*"
    return conditional or response


def about(request: HttpRequest, chart: ChartPage) -> About:
    """What files say of the chart that they are of."""
    home = navigation_of(request).home
    return About(
        site=home.title if home else "",
        address=chart.get_full_url(request) or "",
        licence=getattr(home, "licence", ""),
        updated=chart.last_published_at.date().isoformat() if chart.last_published_at else "",
    )


def _identity(body: bytes, kind: str, chart: ChartPage) -> bytes:
    """What a validator stands for: a workbook has the time in it at which it was written, so it is left out."""
    if "spreadsheet" not in kind:
        return body
    drawn = "".join(chart.artifacts.order_by("pk").values_list("digest", flat=True))
    return f"{drawn}{chart.latest_revision_id}{chart.title}".encode()


def _not_found(sentence: str) -> HttpResponse:
    response = HttpResponse(f"{sentence}\n", status=404, content_type="text/plain; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return response
