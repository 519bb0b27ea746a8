"""llms.txt: the site in one page of Markdown for language models (llmstxt.org)."""

from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse

from datastory.core.cache_policy import shared
from datastory.core.navigation import navigation_of
from datastory.stories.models import ChapterPage


@shared
def llms(request: HttpRequest) -> HttpResponse:
    """Title, what it is, every chapter with its question, every other page with its description."""
    navigation = navigation_of(request)
    lines = []
    if navigation.home:
        root = navigation.home.get_full_url(request) or request.build_absolute_uri("/")
        chapters = list(ChapterPage.objects.child_of(navigation.home).live().public().order_by("path"))
        told = {chapter.pk for chapter in chapters}
        lines = [
            f"# {navigation.home.title}",
            "",
            f"> {navigation.home.search_description}",
            "",
            "Every number is a figure with readings: what the story says (as told) and what the public record says "
            "(on record). Each figure has a page of its own under the bill, with sources, exactness and arithmetic. "
            "Where the two disagree, both are kept.",
            "",
            "## Chapters",
            "",
            *(_line(c.title, urljoin(root, navigation.addresses[c.pk]), c.asks) for c in chapters),
            "",
            "## Reference",
            "",
            *(
                _line(p.title, urljoin(root, navigation.addresses[p.pk]), p.search_description)
                for p in navigation.children
                if p.pk not in told
            ),
            "",
            *([navigation.home.licence, ""] if navigation.home.licence else []),
        ]
    return HttpResponse("\n".join(lines), content_type="text/markdown; charset=utf-8")


def _line(title: str, address: str, note: str) -> str:
    return f"- [{title}]({address}): {' '.join(note.split())}"
