"""An embed put together: what was asked, of what stands there now or stood there in an edition, as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from datastory.core.navigation import navigation_of
from datastory.ledger.models import Receipt

from . import editions, taking
from .asked import Asked, Problem
from .choosing import Chosen
from .editions import Pinned
from .found import Found
from .heights import height_of
from .links import figures_in, of_edition, rehomed, sided
from .part import chosen_of
from .taking import Data

RENDERED = ("chapter", "chart")  # kept as HTML; the others are rendered from their data
COMPARED = ("told", "record")
_CHART = ' data-chart="'


@dataclass(frozen=True)
class Since:
    """What became of the figures of a pinned embed: how many read otherwise by now, how many were withdrawn."""

    changed: int = 0
    withdrawn: int = 0
    text: bool = False

    @property
    def anything(self) -> bool:
        return bool(self.changed or self.withdrawn or self.text)


@dataclass(frozen=True)
class Shown:
    """An embed as its page shows it. With problems there is nothing to show."""

    title: str
    chosen: Chosen
    dek: str = ""
    html: str = ""
    pinned: Pinned | None = None
    since: Since | None = None
    height: int = 0  # px, in a column of 600
    problems: tuple[Problem, ...] = ()

    @property
    def named(self) -> str:
        """The title, and which part it is."""
        return self.chosen.titled(self.title)

    @property
    def moves(self) -> bool:
        """Whether there is a chart in it, which answers to touch, keys and inputs."""
        return _CHART in self.html


def show(found: Found, asked: Asked, request: HttpRequest) -> Shown:
    """The embed. Raises editions.NoEdition where nothing of the edition asked for is kept."""
    pinned = editions.pinned(found, asked.edition) if asked.edition else None
    data = pinned.data if pinned else taking.take(found, request)
    chosen = chosen_of(found, data, pinned, request.GET)
    problems = (*asked.problems, *chosen.problems)
    if problems:
        return Shown(data["title"], chosen, problems=problems)
    html = _html(found, data, chosen, request)
    if pinned:
        html = of_edition(html, pinned.edition.pk)
    slugs = [*figures_in(html), *([found.slug] if found.kind.name == "receipt" else [])]
    return Shown(
        data["title"],
        chosen,
        data["dek"],
        sided(rehomed(html, found.address, _things(request), asked.carried()), asked.reading),
        pinned,
        since(pinned, slugs) if pinned else None,
        height_of(found.kind, data, chosen, bool(pinned)) if asked.doctor else 0,
    )


def _html(found: Found, data: Data, chosen: Chosen, request: HttpRequest) -> str:
    if found.kind.name in RENDERED:
        return str(data["html"])
    context = {**data, **chosen.context, "navigation": navigation_of(request), "address": found.address}
    return render_to_string(f"embeds/parts/{found.kind.name}.html", context)


def _things(request: HttpRequest) -> Mapping[str, str]:
    """Where receipts and checks stand on the site, and where their embeds are."""
    places = navigation_of(request).places
    found = (places.get(model) for model in ("numberspage", "checkspage"))
    return {place: reverse("embed", args=[place.strip("/")]) for place in found if place}


def since(pinned: Pinned, slugs: list[str]) -> Since:
    """What changed in the figures of a pinned embed since its edition; two queries."""
    then = editions.pinned_receipts(pinned.edition, slugs)
    now = {r["slug"]: r for r in Receipt.objects.filter(figure__slug__in=then).values_list("data", flat=True)}
    changed = sum(_reads(data) != _reads(now[slug]) for slug, data in then.items() if slug in now)
    return Since(changed, len(then) - len(now), pinned.changed)


def _reads(receipt: Mapping[str, Any]) -> list[Any]:
    return [receipt[side] and (receipt[side]["words"], receipt[side]["interval"]) for side in COMPARED]
