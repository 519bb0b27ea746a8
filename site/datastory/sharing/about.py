"""What there is to say about a page to those who do not read it: its address, title, description, place in the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest

from datastory.core.navigation import Navigation, navigation_of

from .words import cut


@dataclass(frozen=True)
class About:
    """A page of the site. `home` and `address` are absolute; `path` is the address below the home page, without
    its last slash, and empty for the cover."""

    kind: str  # the page's model: chapterpage
    page: Any
    site: str
    home: str
    address: str
    title: str
    description: str
    way: tuple[tuple[str, str], ...]  # title and address of each page above it, the cover first
    places: Mapping[str, str]  # the absolute address of the first page of each kind
    licence: str

    @property
    def path(self) -> str:
        return self.address.removeprefix(self.home).strip("/")

    @property
    def is_cover(self) -> bool:
        return self.kind == "homepage"


def about(request: HttpRequest, context: Mapping[str, Any]) -> About | None:
    """What a template's context says of its page; None where it shows none, such as an error."""
    page = context.get("page")
    navigation = navigation_of(request)
    if page is None or not getattr(page, "pk", None) or navigation.home is None:
        return None
    home = navigation.home.get_full_url(request)
    if not home:
        return None
    part = _part(context)
    return About(
        kind=type(page)._meta.model_name or "",
        page=page,
        site=navigation.home.title,
        home=home,
        address=urljoin(home, request.path),
        title=part[0] if part else page.title,
        description=part[1] if part else page.search_description,
        way=tuple(_way(navigation, page, home, below=part is not None)),
        places={kind: urljoin(home, path) for kind, path in navigation.places.items()},
        licence=getattr(navigation.home, "licence", ""),
    )


def _part(context: Mapping[str, Any]) -> tuple[str, str] | None:
    """Title and description of what stands at an address below a page's own."""
    check, receipt = context.get("check"), context.get("receipt")
    if firm := context.get("firm"):
        return firm.subject.name, cut(f"{firm.subject.name}, {firm.get_relation_display()}: {firm.role}", 200)
    if isinstance(check, Mapping):
        return check["statement"], cut(f"{check['statement']} {check['explanation']}", 200)
    if isinstance(receipt, Mapping) and receipt.get("shown"):
        when = f", {receipt['period']}" if receipt["period"] else ""
        title = f"{receipt['label']}{when}"
        return title, cut(f"{title}: {receipt['shown']['words']}. {receipt['reason']}", 200)
    return None


def _way(navigation: Navigation, page: Any, home: str, below: bool) -> list[tuple[str, str]]:
    if page.pk == navigation.home.pk:
        return []
    above = [p for p in navigation.children if page.path.startswith(p.path) and (below or p.pk != page.pk)]
    return [
        (navigation.home.title, home),
        *((p.title, urljoin(home, navigation.addresses[p.pk])) for p in above),
    ]
