"""What a chart's own page has beside the chart: its figures, how to cite it, what it is to machines, who uses it."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from datastory.core.navigation import Navigation, navigation_of
from datastory.ledger.dates import parse_date

from .downloads import XLSX_TYPE, About
from .gallery import Look, group_names, looks
from .models import ChartPage
from .rows import rows
from .then import Then, as_known, can_go_back, known_drawings
from .views import about


def presentation(chart: ChartPage, request: HttpRequest) -> dict[str, Any]:
    """The context of a chart's page."""
    then = Then.read(request.GET)
    whole = looks([chart])[0]
    look = as_known(whole, chart, then)
    shown = {row["slug"] for row in look.table}
    said = about(request, chart)
    name, cited = then.name(chart), replace(said, address=said.address + then.query)
    files = {name: request.build_absolute_uri(reverse("chart_file", args=[chart.slug, name])) for name in FILES}
    return {
        "look": look,
        "then": then,
        "of_all": len(whole.table),
        "rows": [
            (group_names(chart).get(row.series, row.series), row)
            for row in rows(chart, chart.receipts)
            if then.day is None or row.slug in shown
        ],
        "events": marked_events(chart, then),
        "used": used_in(chart, navigation_of(request)),
        "known": known_drawings(whole, then),
        "can_go_back": can_go_back(chart),
        "name": name,
        "apa": apa(name, cited),
        "bibtex": bibtex(chart.slug, name, cited),
        "nodes": nodes(chart, whole, said, files),
    }


FILES = ("data.csv", "data.json", "data.xlsx", "chart.png")


def marked_events(chart: ChartPage, then: Then) -> list[Any]:
    """The published events that the drawing marks, by date: those that had begun; one query, none for no events."""
    if not chart.event_pks:
        return []
    found = apps.get_model("timeline", "Event").objects.filter(pk__in=chart.event_pks, live=True)
    return [event for event in found if then.day is None or parse_date(event.date).end <= then.day.end]


def used_in(chart: ChartPage, navigation: Navigation) -> list[Page]:
    """The published pages that place the chart, in the order of the site: the cover, and those under it; one query."""
    references = ReferenceIndex.get_references_to(chart).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    ids = {int(pk) for pk in references.values_list("object_id", flat=True)}
    return [page for page in (navigation.home, *navigation.children) if page and page.pk in ids]


def apa(title: str, said: About) -> str:
    """A reference in the style of the American Psychological Association, seventh edition: a work on a website."""
    when = f"{_day(said):%Y, %B} {_day(said).day}" if said.updated else "n.d."
    author = said.site if said.site.endswith((".", "?", "!")) else f"{said.site}."
    return f"{author} ({when}). {title} [Chart]. {said.address}"


def bibtex(slug: str, title: str, said: About) -> str:
    """A reference for BibTeX; braces keep its capitals."""
    fields = {
        "author": f"{{{said.site}}}",
        "title": f"{{{title}}}",
        "year": str(_day(said).year) if said.updated else "",
        "howpublished": "Chart",
        "url": said.address,
        "note": said.licence,
    }
    plain = ("url",)
    lines = [f"  {k} = {{{v if k in plain else _tex(v)}}}," for k, v in fields.items() if v.strip("{}")]
    return "\n".join([f"@misc{{{slug},", *lines, "}"])


def _day(said: About) -> date:
    return date.fromisoformat(said.updated)


def _tex(text: str) -> str:
    for sign in "&%$#_":
        text = text.replace(sign, f"\\{sign}")
    return text


def nodes(chart: ChartPage, look: Look, said: About, files: dict[str, str]) -> list[dict[str, Any]]:
    """The chart as schema.org's Dataset and ImageObject."""
    publisher = {"@type": "Organization", "name": said.site}
    licence = {"@type": "CreativeWork", "name": said.licence}
    kinds = {"data.csv": "text/csv", "data.json": "application/json", "data.xlsx": XLSX_TYPE}
    return [
        {
            "@type": "Dataset",
            "@id": f"{said.address}#data",
            "name": chart.title,
            "description": f"{chart.measure}. {chart.alternative}",
            "url": said.address,
            "creator": publisher,
            "license": licence,
            "isAccessibleForFree": True,
            "dateModified": said.updated,
            "variableMeasured": sorted({row["label"] for row in look.table}),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": files[name]}
                for name, kind in kinds.items()
            ],
        },
        {
            "@type": "ImageObject",
            "@id": f"{said.address}#picture",
            "name": chart.title,
            "caption": chart.alternative,
            "contentUrl": files["chart.png"],
            "encodingFormat": "image/png",
            "creator": publisher,
            "creditText": said.site,
            "copyrightNotice": said.licence,
            "license": licence,
            "isBasedOn": {"@id": f"{said.address}#data"},
        },
    ]
