"""The feed: chapters as they are published or changed."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Site

from datastory.stories.models import ChapterPage


class ChapterFeed(Feed):
    """Chapters, the latest change first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        site = Site.find_for_request(request)
        return site.root_page.specific if site else None

    def title(self, obj: Any) -> str:
        return obj.title if obj else ""

    def link(self, obj: Any) -> str:
        return obj.url if obj else "/"

    def subtitle(self, obj: Any) -> str:
        return obj.search_description if obj else ""

    def items(self, obj: Any) -> list[ChapterPage]:
        if not obj:
            return []
        return list(ChapterPage.objects.child_of(obj).live().public().order_by("-last_published_at", "path")[:30])

    def item_title(self, item: ChapterPage) -> str:
        return item.title

    def item_description(self, item: ChapterPage) -> str:
        return item.dek

    def item_link(self, item: ChapterPage) -> str:
        return item.url or ""

    def item_updateddate(self, item: ChapterPage) -> Any:
        return item.last_published_at

    def item_pubdate(self, item: ChapterPage) -> Any:
        return item.first_published_at
