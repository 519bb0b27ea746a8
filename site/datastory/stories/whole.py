"""The whole story on one page: every chapter one after the other, for reading on and for paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.blocks import StreamValue

from datastory.charts.gallery import charts_at_hand
from datastory.core.cache_policy import shared
from datastory.core.navigation import finding_way, navigation_of
from datastory.ledger.desk import at_hand, figure_ids, receipts

from .models import ChapterPage, in_rows
from .rich_text import term_ids, terms_at_hand, terms_of

ELSEWHERE = ("timeline", "companies")  # blocks that stand whole on pages of their own


@shared
def whole(request: HttpRequest) -> HttpResponse:
    """Every published chapter that everybody may see. Fetched at once, however many there are."""
    navigation = navigation_of(request)
    if navigation.home is None:
        raise Http404("there is no story yet")
    public = {chapter["pk"] for chapter in navigation.chapters("chapterpage")}
    chapters = list(ChapterPage.objects.child_of(navigation.home).live().filter(pk__in=public).order_by("path"))
    own = {chapter.pk: [b for b in chapter.body.raw_data if b["type"] not in ELSEWHERE] for chapter in chapters}
    raw = [block for blocks in own.values() for block in blocks]
    with charts_at_hand(int(block["value"]) for block in raw if block["type"] == "chart" and block["value"]) as charts:
        texts = [str(block["value"]) for block in raw]
        texts += [chart.note for chart in charts.values()]
        terms = terms_of(term_ids(*texts))
        named = [pk for block in raw if block["type"] == "metrics" for pk in _figures(block["value"])]
        laid = receipts([*named, *figure_ids(*texts, *(term.definition for term in terms))])
        context = {
            "page": navigation.home,
            "chapters": _told(chapters, own),
            "minutes": sum(chapter.minutes for chapter in chapters),
            "receipts_shown": list(laid.values()),
        }
        response = TemplateResponse(request, "pages/whole.html", context)
        with finding_way(request), at_hand(laid), terms_at_hand(terms):
            response.render()
    return response


def _told(chapters: list[ChapterPage], own: dict[int, list[dict[str, Any]]]) -> list[tuple[int, ChapterPage, Any, str]]:
    """Number, chapter, its rows, and what its ids begin with. All chapters are one stream, so that what their blocks
    refer to is fetched once for each type of block and not once for each chapter."""
    stream = ChapterPage._meta.get_field("body").stream_block
    blocks = iter(StreamValue(stream, [block for c in chapters for block in own[c.pk]], is_lazy=True))
    return [(n, c, in_rows([next(blocks) for _ in own[c.pk]]), f"c{n}-") for n, c in enumerate(chapters, 1)]


def _figures(value: dict[str, Any]) -> list[int]:
    return [int(item["value"] if isinstance(item, dict) else item) for item in value["figures"]]
