"""Where figures are used: the published pages that show them, for many figures at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from datastory.core.navigation import Navigation

from .models import Figure

CHAPTER, CHART = "chapterpage", "chartpage"


@dataclass(frozen=True)
class Place:
    """A page that shows a figure; `number` is that of a chapter, 0 for other pages."""

    title: str
    url: str
    kind: str
    number: int = 0

    @property
    def is_chart(self) -> bool:
        return self.kind == CHART


def page_ids(figure_ids: Collection[int] | None = None) -> dict[int, set[int]]:
    """The ids of the pages that refer to each figure, of all figures if none are named; one query."""
    of_model = ContentType.objects.get_for_model
    references = ReferenceIndex.objects.filter(to_content_type=of_model(Figure), base_content_type=of_model(Page))
    if figure_ids is not None:
        references = references.filter(to_object_id__in=[str(pk) for pk in figure_ids])
    found: dict[int, set[int]] = defaultdict(set)
    for figure, page in references.values_list("to_object_id", "object_id").distinct():
        found[int(figure)].add(int(page))
    return found


def places(figure_ids: Collection[int], navigation: Navigation) -> dict[int, list[Place]]:
    """The public pages that show each figure, chapters first; two queries at the most."""
    wanted = page_ids(figure_ids) if figure_ids else {}
    known = _places_of({pk for pks in wanted.values() for pk in pks}, navigation)
    return {figure: [place for pk, place in known.items() if pk in pks] for figure, pks in wanted.items()}


def _places_of(pks: set[int], navigation: Navigation) -> dict[int, Place]:
    found: dict[int, Place] = {}
    chapters = 0
    for page in navigation.children:
        kind = _kind(page)
        chapters += kind == CHAPTER
        if page.pk in pks:
            found[page.pk] = Place(page.title, navigation.addresses[page.pk], kind, chapters * (kind == CHAPTER))
    if deeper := pks - set(found):  # below a page that the menu lists: charts
        for page in navigation.public(Page.objects.live().filter(pk__in=deeper).order_by("path")):
            found[page.pk] = Place(page.title, page.get_url(navigation.request) or "", _kind(page))
    return found


def _kind(page: Any) -> str:
    return str(ContentType.objects.get_for_id(page.content_type_id).model)


def slips(receipts: Iterable[dict[str, Any]], navigation: Navigation) -> list[dict[str, Any]]:
    """Receipts as a page shows them: each with the places where it is used."""
    shown = list(receipts)
    found = places([receipt["pk"] for receipt in shown], navigation)
    return [receipt | {"used": found.get(receipt["pk"], [])} for receipt in shown]
