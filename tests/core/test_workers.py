"""The page cache as it is deployed: several processes, each with a memory of its own."""

import http.client
from urllib.parse import urlsplit

from tests.serving import Deployed, deployed

__all__ = ["deployed"]

RENAME = """
from datastory.stories.models import ChapterPage
page = ChapterPage.objects.get(slug="the-fall")
page.title = {title!r}
page.save_revision().publish()
"""


def get(site: Deployed, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_what_another_process_publishes_is_right_at_once_in_every_worker(deployed: Deployed) -> None:
    for number in range(3):
        titles = [f"Title {number}".encode() in get(deployed, "/the-fall/")[1] for _ in range(12)]
        assert not any(titles)
        deployed.run(RENAME.format(title=f"Title {number}"))
        titles = [f"Title {number}".encode() in get(deployed, "/the-fall/")[1] for _ in range(24)]
        assert all(titles)


def test_a_draft_is_not_served_and_a_withdrawn_page_is_gone_at_once(deployed: Deployed) -> None:
    draft = RENAME.format(title="Only a draft").replace(".publish()", "")
    deployed.run(draft)
    assert not any(b"Only a draft" in get(deployed, "/the-question/")[1] for _ in range(8))
    assert all(get(deployed, "/the-question/")[0].status == 200 for _ in range(8))
    deployed.run(
        "from datastory.stories.models import ChapterPage\nChapterPage.objects.get(slug='the-question').unpublish()"
    )
    assert all(get(deployed, "/the-question/")[0].status == 404 for _ in range(16))


def test_a_page_says_for_how_long_it_holds_and_by_what_it_is_known(deployed: Deployed) -> None:
    response, body = get(deployed, "/numbers/", Accept_Encoding="br")
    assert response.headers["Content-Encoding"] == "br" and len(body) < 40_000
    policy = response.headers["Cache-Control"]
    assert "public" in policy and "max-age=0" in policy and "stale-while-revalidate=" in policy
    assert response.headers["Vary"] == "Accept-Encoding"
    again, nothing = get(deployed, "/numbers/", Accept_Encoding="br", If_None_Match=response.headers["ETag"])
    assert again.status == 304 and nothing == b""


def test_somebody_with_a_session_gets_a_page_of_their_own(deployed: Deployed) -> None:
    response, _ = get(deployed, "/numbers/", Cookie="sessionid=abc")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["ETag"] is None


def test_a_private_page_is_nobodys_to_keep(deployed: Deployed) -> None:
    restrict = (
        "from datastory.stories.models import ChapterPage\n"
        "page = ChapterPage.objects.get(slug='the-fall')\n"
        "page.view_restrictions.create(restriction_type='password', password='secret')"
    )
    before, _ = get(deployed, "/the-fall/")
    assert "public" in before.headers["Cache-Control"]
    deployed.run(restrict)
    try:
        for _ in range(8):
            response, body = get(deployed, "/the-fall/")
            assert b'type="password"' in body
            assert "public" not in response.headers["Cache-Control"] and response.headers["ETag"] is None
    finally:
        deployed.run("from wagtail.models import PageViewRestriction as P\nP.objects.get().delete()")


def test_static_files_are_packed_and_kept_for_good(deployed: Deployed) -> None:
    _, html = get(deployed, "/numbers/")
    styles = html.decode().split('rel="stylesheet" href="')[1].split('"')[0]
    response, _ = get(deployed, styles, Accept_Encoding="gzip, br")
    assert response.headers["Content-Encoding"] == "br"
    assert "immutable" in response.headers["Cache-Control"]


def test_workers_hold_no_chart_library(deployed: Deployed) -> None:
    loaded = deployed.run(
        "import sys, datastory.wsgi\n"
        "from django.test import Client\n"
        "for a in ('/', '/the-fall/', '/charts/market-value/', '/numbers/'):\n"
        "    assert Client(HTTP_HOST='localhost').get(a).status_code == 200, a\n"
        "print(*sorted(m for m in ('altair', 'vl_convert', 'pandas', 'numpy', 'fontTools') if m in sys.modules))"
    )
    assert loaded.split() == []
