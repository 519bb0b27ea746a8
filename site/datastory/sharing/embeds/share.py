"""The panel from which a thing is shared: choose a part, see it in a frame, copy what is pasted."""

import io
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from datastory.companies.choice import KINDS as FIRM_KINDS
from datastory.core.cache_policy import shared
from datastory.core.navigation import navigation_of
from datastory.core.templatetags.story import verdict_word
from datastory.timeline.models import Event

from . import editions
from .asked import legible
from .choosing import SCALES
from .found import NotThere, find
from .kinds import COMMON
from .part import Part, part_of
from .snippet import Snippet

HEIGHTS = (320, 480, 640, 800, 1000)
PARENT = "js/embed/parent.js"  # at the address that never changes
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
    part = part_of(found, request.GET, request)
    origin = request.build_absolute_uri("/").rstrip("/")
    height = _height(request.GET.get("height", ""))
    home = navigation_of(request).home
    snippet = Snippet.of(part, f"{origin}{found.address}", origin, height, getattr(home, "licence", ""))
    fields = _fields(part, request.GET)
    context = {
        "found": found,
        "thing": part.data["title"],
        "snippet": snippet,
        "doctor": f"{snippet.embed}{'&' if '?' in snippet.embed else '?'}doctor=1",
        "problems": [problem.sentence for problem in part.problems],
        "fields": fields,
        "carried": _carried(part, fields),
        "asked": part.asked,
        "editions": _editions(part),
        "height": height,
        "heights": sorted({*HEIGHTS, *([height] if height else [])}),
        "parent": f"{origin}{settings.STATIC_URL}{PARENT}",
        "qr": qr(snippet.page),
    }
    response = render(request, "pages/share.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _height(written: str) -> int:
    """The height that a reader chose; 0 where it is to be as the part needs it."""
    return int(written) if written.isascii() and written.isdigit() and 100 <= int(written[:5]) <= 5000 else 0


def _carried(part: Part, fields: list[Field]) -> list[tuple[str, str]]:
    """What was chosen elsewhere, for which the form has no field."""
    there = {*COMMON, *(field.name for field in fields)}
    return [(name, value) for name, values in part.query.lists() for value in values if name not in there]


def _editions(part: Part) -> list[tuple[str, str, bool]]:
    """The editions that can be kept, each with its words and whether it is; the newest, and the one asked for."""
    newest = part.pinned.newest if part.pinned else editions.newest()
    if newest is None:
        return []
    chosen = part.pinned.edition if part.pinned else None
    found = [(newest, f"Keep it as it is now: edition {newest.pk}")]
    if chosen and chosen.pk != newest.pk:
        found.append((chosen, f"Keep edition {chosen.pk} of {chosen.made.day} {chosen.made:%B %Y}"))
    return [(str(edition.pk), words, edition == chosen) for edition, words in found]


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


def _fields(part: Part, query: QueryDict) -> list[Field]:
    found, data = part.found, part.data

    def field(name: str, label: str, options: Any = (), several: bool = False, hint: str = "") -> Field:
        values = tuple(legible(value[:200]) for value in query.getlist(name) if value)
        return Field(name, label, values, tuple(options), several, hint)

    if found.kind.name == "timeline":
        first, last = (edge(event[d][:4] for event in data["events"]) if data["events"] else "" for edge, d in _EDGES)
        return [
            field("from", "From", hint=first),
            field("to", "To", hint=last),
            field("q", "With the words"),
            field("then", "As known on", hint=last),
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
        options = part.chosen.context["options"]
        return [
            field("figures", "Only these, by name", hint=", ".join(data["lines"][:2])),
            field("q", "With the words"),
            field("subject", "About", options.subjects),
            field("verdict", "Verdict", [(name, verdict_word(name).lower()) for name in options.verdicts]),
            field("disputed", "In dispute", [("1", "Only those in dispute")]),
        ]
    if found.kind.name == "chart":
        scales = [(scale, SCALES[scale]) for scale in data["scales"][1:]]
        of_inputs = (
            Field(name, label, (legible(query.get(name, ""))[:200],), hint=f"{low} to {high}", reach=(low, high))
            for name, (label, low, high) in data["inputs"].items()
        )
        return [*([field("scale", "Scale", scales)] if scales else []), *of_inputs]
    return []


_EDGES: Any = ((min, "first"), (max, "last"))
