"""What stands at an address below `/embed/`: a page of the site, or one thing of it."""

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from datastory.core.navigation import Navigation, navigation_of
from datastory.ledger.models import Outcome, Receipt

from ..models import Piece
from .kinds import KINDS, Kind

# what a page of that model is as an embed, and what the things below it are
WHOLE = {
    "chapterpage": "chapter",
    "chartpage": "chart",
    "timelinepage": "timeline",
    "companiespage": "companies",
    "numberspage": "bill",
}
BELOW = {"numberspage": "receipt", "checkspage": "check"}
LONGEST = 240
DEEPEST = 6  # parts of a path


@dataclass(frozen=True)
class Found:
    """A thing that can be embedded: the published, public page that it is or stands on, and which of its things."""

    kind: Kind
    page: Any  # as a plain Page
    path: str
    slug: str = ""
    moved: bool = False  # whether another address was asked for, from which its page has moved

    @property
    def address(self) -> str:
        """Where it stands on the site, from the root: "/charts/market-value/"."""
        return f"/{self.path}/"


class NotThere(LookupError):  # noqa: N818  (said to readers as it stands)
    """Nothing to embed stands there: why in a sentence, what to take instead, and how HTTP says it."""

    def __init__(self, sentence: str, status: int = 404, nearest: str = "", page: str = "") -> None:
        super().__init__(sentence)
        self.status = status
        self.nearest = nearest
        self.page = page


def kind_of(model: str, below: bool) -> Kind | None:
    """The kind of embed that a page of that model is, or a thing below it."""
    name = BELOW.get(model) if below else WHOLE.get(model)
    return KINDS[name] if name else None


def find(request: HttpRequest, path: str) -> Found:
    """What stands at a path below the home page, or has moved from it. Raises NotThere."""
    wanted = path.strip("/")
    try:
        return _standing(request, wanted)
    except NotThere as error:
        elsewhere = _moved(request, wanted) if error.status in (404, 410) else ""
        if not elsewhere or elsewhere == wanted:
            raise
        return replace(_standing(request, elsewhere), moved=True)


def _standing(request: HttpRequest, wanted: str) -> Found:
    navigation = navigation_of(request)
    parts = wanted.split("/")
    if not navigation.home or not wanted or len(wanted) > LONGEST or "" in parts:
        raise NotThere("The address says nothing of this site that can be embedded.")
    page, rest = navigation.find(parts)
    if page is None or len(rest) > 1:
        raise _gone(navigation, wanted)
    model = ContentType.objects.get_for_id(page.content_type_id).model
    kind = kind_of(model, bool(rest))
    if not navigation.open_to_all and page.get_view_restrictions().exists():
        raise NotThere("What stands there is not open to everybody, so it cannot be embedded.", 403)
    if kind is None:
        if rest:
            raise _gone(navigation, wanted)
        raise NotThere(f"“{page.title}” can be read on the site, but not embedded.", page=f"/{wanted}/")
    found = Found(kind, page, wanted, rest[0] if rest else "")
    if found.slug and not _is_published(found):
        raise _gone(navigation, wanted)
    return found


def _moved(request: HttpRequest, wanted: str) -> str:
    """Where the page now stands that was at a path, or on whose path it began; as the site's redirects know it."""
    parts = wanted.split("/")[:DEEPEST]
    heads = {"/" + "/".join(parts[:n]): parts[n:] for n in range(len(parts), 0, -1)}
    known = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=heads, redirect_page__live=True)
    redirect = max(known.select_related("redirect_page"), key=lambda each: len(each.old_path), default=None)
    home = navigation_of(request).home
    if redirect is None or home is None or not redirect.redirect_page.url_path.startswith(home.url_path):
        return ""
    page = redirect.redirect_page.url_path.removeprefix(home.url_path)
    tail = [*redirect.redirect_page_route_path.split("/"), *heads[redirect.old_path]]
    return "/".join(part for part in [*page.split("/"), *tail] if part)


def _is_published(found: Found) -> bool:
    if found.kind.name == "receipt":
        return Receipt.objects.filter(figure__slug=found.slug).exists()
    return Outcome.objects.filter(check_entry__slug=found.slug).exists()


def _gone(navigation: Navigation, path: str) -> NotThere:
    """Whether something stood there once, and what is like it now."""
    last = Piece.objects.filter(path=path, until__isnull=False).select_related("until").order_by("-until").first()
    if last and last.until:
        day = f"{last.until.made.day} {last.until.made:%B %Y}"
        noun = KINDS[last.kind].noun if last.kind in KINDS else "page"
        return NotThere(f"The {noun} that stood here was withdrawn on {day}. Its editions are not shown either.", 410)
    public = {page.url_path.removeprefix(navigation.home.url_path).strip("/") for page in navigation.children}
    there = Piece.objects.filter(until=None).values_list("path", flat=True)
    near = get_close_matches(path[:80], [p for p in there if p.split("/")[0] in public], 1, 0.6)
    return NotThere("Nothing that can be embedded stands at this address.", nearest=near[0] if near else "")
