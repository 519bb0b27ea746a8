"""The panel from which a thing is shared: choose a part, see it in a frame, copy what is pasted."""

import io
from dataclasses import dataclass
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from datastory.companies.choice import KINDS as FIRM_KINDS
from datastory.core.cache_policy import shared
from datastory.core.navigation import navigation_of
from datastory.timeline.models import Event

from . import editions, taking
from .asked import Asked, mended
from .choosing import choose, lines
from .found import Found, NotThere, find
from .snippet import Snippet

HEIGHTS = (320, 480, 640, 800, 1000)
LONGEST_QR = 1200  # characters of an address; a code with more is too fine to be read from a wall


@dataclass(frozen=True)
class Field:
    """A field of the panel's form. `options` pairs values with words; without them a text or a number is written."""

    name: str
    label: str
    values: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    several: bool = False
    hint: str = ""
    reach: tuple[str, str] = ("", "")  # of a number

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""


@shared
@require_safe
def share(request: HttpRequest, path: str) -> HttpResponse:
    """The panel for what stands at a path."""
    try:
        found = find(request, path)
    except NotThere as error:
        raise Http404(str(error)) from None
    if found.moved:
        return redirect(reverse("share", args=[found.path], query=request.GET))
    data = taking.take(found, request)
    asked = Asked.read(request.GET, found.kind)
    bill = found.kind.name == "bill"
    chosen = lines(taking.receipts(), request.GET) if bill else choose(found.kind.name, data, request.GET)
    problems = [*asked.problems, *chosen.problems]
    query = QueryDict(mended(request.GET, problems, chosen.inputs), mutable=True)
    query.pop("doctor", None)
    edition = editions.newest()
    snippet = _snippet(request, found, data["title"], query)
    context = {
        "found": found,
        "thing": data["title"],
        "snippet": snippet,
        "doctor": f"{snippet.embed}{'&' if '?' in snippet.embed else '?'}doctor=1",
        "problems": [problem.sentence for problem in problems],
        "fields": _fields(found, data, request.GET),
        "asked": asked,
        "edition": edition,
        "pinned": bool(asked.edition),
        "heights": sorted({*HEIGHTS, found.height, snippet.height}),
        "qr": qr(snippet.page),
        "query": query.urlencode(),
    }
    response = render(request, "pages/share.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _snippet(request: HttpRequest, found: Found, title: str, query: QueryDict) -> Snippet:
    home = navigation_of(request).home
    origin = request.build_absolute_uri("/").rstrip("/")
    asked = query.urlencode()
    of_page = query.copy()
    for name in ("theme", "lang", "v", "figures"):  # which pages do not know
        of_page.pop(name, None)
    return Snippet(
        title,
        f"{origin}{found.address}{f'?{of_page.urlencode()}' if of_page else ''}",
        f"{origin}{reverse('embed', args=[found.path])}{f'?{asked}' if asked else ''}",
        _height(request.GET.get("height", ""), found.height),
        getattr(home, "licence", ""),
    )


def _height(written: str, usual: int) -> int:
    return int(written) if written.isascii() and written.isdigit() and 100 <= int(written[:5]) <= 5000 else usual


def qr(text: str) -> SafeString:
    """A QR code as SVG, black on white in any theme; none for what is too long."""
    if len(text) > LONGEST_QR:
        return SafeString("")
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        out,
        kind="svg",
        border=4,
        light="#fff",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        svgclass="qr",
        title="QR code",
    )
    return mark_safe(out.getvalue().decode())  # made of the modules of the code alone


def _fields(found: Found, data: taking.Data, query: QueryDict) -> list[Field]:
    def field(name: str, label: str, options: Any = (), several: bool = False, hint: str = "") -> Field:
        values = tuple(value[:200] for value in query.getlist(name) if value)
        return Field(name, label, values, tuple(options), several, hint)

    if found.kind.name == "timeline":
        first, last = (edge(event[d][:4] for event in data["events"]) if data["events"] else "" for edge, d in _EDGES)
        return [
            field("from", "From", hint=first),
            field("to", "To", hint=last),
            field("q", "With the words"),
            field("category", "Kinds", [(v, str(n).capitalize()) for v, n in Event.Category.choices], several=True),
        ]
    if found.kind.name == "companies":
        kinds = sorted({firm["kind"] for firm in data["firms"]})
        return [
            field("layer", "Layer", data["layers"]),
            field("group", "Group", data["groups"]),
            field("relation", "Meets the company as", data["relations"]),
            field("kind", "Kind", [(kind, FIRM_KINDS.get(kind, kind)) for kind in kinds]),
        ]
    if found.kind.name == "bill":
        return [
            field("figures", "Only these, by name", hint=", ".join(data["lines"][:2])),
            field("q", "With the words"),
            field("disputed", "In dispute", [("1", "Only those in dispute")]),
        ]
    if found.kind.name == "chart":
        scales = [(scale, SCALES[scale]) for scale in data["scales"][1:]]
        of_inputs = (
            Field(name, label, tuple(query.getlist(name)[:1]), hint=f"{low} to {high}", reach=(low, high))
            for name, (label, low, high) in data["inputs"].items()
        )
        return [*([field("scale", "Scale", scales)] if scales else []), *of_inputs]
    return []


SCALES = {"linear": "linear", "log": "logarithmic"}
_EDGES: Any = ((min, "first"), (max, "last"))
