"""The oEmbed provider (oembed.com, version 1.0)."""

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from xml.etree import ElementTree

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.http import require_safe
from wagtail.models import Site

from ..cards.views import card_at, small_card_address
from .found import NotThere, find
from .part import part_of
from .snippet import WIDTH, Snippet

AGE = 3600  # seconds that a consumer may keep an answer
LONGEST = 2000
CARD = (1200, 630)
SMALL = (600, 300)  # widths in which a card is also to be had


class Refused(Exception):  # noqa: N818  (said as it stands)
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """How to embed the thing at `url`, within `maxwidth` and `maxheight`, as `format` json or xml."""
    try:
        form = request.GET.get("format", "json")
        if form not in ("json", "xml"):
            raise Refused(501, "The formats are json and xml.")
        answer = _answer(request)
    except Refused as error:
        response = HttpResponse(f"{error}\n", status=error.status, content_type="text/plain; charset=utf-8")
    else:
        response = JsonResponse(answer) if form == "json" else _xml(answer)
        response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest) -> dict[str, Any]:
    written = request.GET.get("url", "")
    if not written:
        raise Refused(400, "Say which address: ?url=…")
    limits = {name: _limit(request, name) for name in ("maxwidth", "maxheight")}
    address = _own(request, written)
    try:
        found = find(request, _path(address))
        page, words = card_at(request, found.path)
    except (NotThere, Http404) as error:
        if getattr(error, "status", 404) == 403:
            raise Refused(401, "That page is not open to everybody.") from None
        raise Refused(404, "Nothing that can be embedded stands at that address.") from None
    part = part_of(found, _query(address), request)
    if part.not_kept:
        raise Refused(404, part.not_kept)
    origin = request.build_absolute_uri("/").rstrip("/")
    snippet = Snippet.of(part, page.address, origin)
    width = min(WIDTH, limits["maxwidth"] or WIDTH)
    height = min(snippet.height, limits["maxheight"] or snippet.height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": snippet.title,
        "provider_name": page.site,
        "provider_url": page.home,
        "cache_age": AGE,
        "width": width,
        "height": height,
        "html": str(snippet.rich(width, height)),
        **_thumbnail(origin, small_card_address(page, words), limits),
    }


def _limit(request: HttpRequest, name: str) -> int | None:
    written = request.GET.get(name, "")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and int(written[:6]) > 0):
        raise Refused(400, f"{name} is a number of pixels.")
    return int(written[:6])


def _own(request: HttpRequest, written: str) -> SplitResult:
    """The address, if it is one of this very site."""
    try:
        address = urlsplit(written)
        host, port = address.hostname, address.port
    except ValueError:
        raise Refused(404, "That is no address.") from None
    plain = {"http": 80, "https": 443}.get(address.scheme)
    if plain is None or not host or address.username is not None or "\\" in written or len(written) > LONGEST:
        raise Refused(404, "That is no address of this site.")
    if (host, port or plain) not in _hosts(request):
        raise Refused(404, "That address is on another site.")
    return address


def _hosts(request: HttpRequest) -> set[tuple[str, int]]:
    """Where the site is, by host and port: as it was asked just now, and as it says of itself."""
    site = Site.find_for_request(request)
    asked = urlsplit(f"//{request.get_host()}")
    ports = [asked.port] if asked.port else [80, 443]
    found = {(asked.hostname or "", port) for port in ports}
    if site:
        found |= {(site.hostname, port) for port in ([80, 443] if site.port in (80, 443) else [site.port])}
    return found


def _path(address: SplitResult) -> str:
    path = unquote(address.path).strip("/")
    return path.removeprefix("embed/")


def _query(address: SplitResult) -> QueryDict:
    try:
        return QueryDict(address.query[:LONGEST])
    except SuspiciousOperation:
        raise Refused(404, "That address asks for too much.") from None


def _thumbnail(origin: str, address: Any, limits: dict[str, int | None]) -> dict[str, Any]:
    """The social card in the largest size that fits; the three keys come together or not at all."""
    for width in (CARD[0], *SMALL):
        height = round(CARD[1] * width / CARD[0])
        if width <= (limits["maxwidth"] or width) and height <= (limits["maxheight"] or height):
            return {
                "thumbnail_url": f"{origin}{address(width)}",
                "thumbnail_width": width,
                "thumbnail_height": height,
            }
    return {}


def _xml(answer: dict[str, Any]) -> HttpResponse:
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = "".join(c for c in str(value) if c >= " " or c in "\t\n")
    text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")
