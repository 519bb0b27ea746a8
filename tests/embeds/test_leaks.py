"""A word that stands only in drafts, private pages and revisions that were never published is found nowhere outside."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from datastory.charts.models import ChartPage
from datastory.ledger.models import Check, Figure
from datastory.sharing.embeds import editions
from datastory.stories.models import ChapterPage, HomePage, Term
from datastory.timeline.models import Event, TimelinePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

CANARY = "canaryword"
LONG = f"{CANARY} and enough other words to be a description of a page."


def addresses() -> list[str]:
    """All that can be asked for without signing in, also of what holds the canary."""
    pages = [page.relative_url(None) or "/" for page in Page.objects.filter(depth__gt=1)]
    hidden = ["draft-chapter", "private-chapter", "draft-chart", "private-chart", "draft-figure", "once-public"]
    things = [
        *("the-fall", "the-question", "timeline", "companies", "numbers", "numbers/draft-figure", "checks/draft-check"),
        *("numbers/ipo-first-day-close", "checks/first-day-close", "charts/market-value", *hidden),
        *(f"charts/{name}" for name in hidden),
    ]
    found = [f"/{thing}/" for thing in things] + [address for address in pages if address]
    found += [f"/embed/{thing}/" for thing in things] + [f"/embed/{thing}/?v={n}" for thing in things for n in (1, 2)]
    found += [f"/share/{thing}/" for thing in things]
    found += [f"/oembed/?format={f}&url=http://testserver/{thing}/" for thing in things for f in ("json", "xml")]
    found += [f"/{prefix}?q={CANARY}" for prefix in ("search/", "numbers/", "timeline/", "checks/", "embed/timeline/")]
    found += [
        f"/embed/numbers/?q={CANARY}",
        "/embed/numbers/?figures=draft-figure",
        "/embed/canarywor/",
        "/embed/drafts/",
    ]
    found += ["/sitemap.xml", "/feed.xml", "/llms.txt", "/robots.txt", "/site.webmanifest", "/speculation-rules.json"]
    found += [f"/numbers/bill.{form}" for form in ("csv", "json", "xlsx", "zip")]
    found += [f"/charts/{c}/{f}" for c in ("market-value", *hidden) for f in ("data.csv", "data.json", "chart.svg")]
    return list(dict.fromkeys(found))


def places_chart(chapter: ChapterPage, chart: ChartPage) -> None:
    """The published chapter gets the chart among its blocks, as an editor may place one that nobody else sees yet."""
    chapter.body.append(("chart", chart))
    chapter.save_revision().publish()


@pytest.fixture
def planted(django_capture_on_commit_callbacks: Any) -> None:
    """Drafts never published, drafts of what is published, private pages, and a page that was withdrawn."""
    with django_capture_on_commit_callbacks(execute=True):
        home = HomePage.objects.get()
        charts = ChartPage.objects.first().get_parent()
        chapter, chart = ChapterPage.objects.get(slug="the-fall"), ChartPage.objects.get(slug="market-value")

        def chapter_named(slug: str, **more: Any) -> ChapterPage:
            page = ChapterPage(
                title=f"{CANARY} {slug}",
                slug=slug,
                asks=CANARY,
                dek=CANARY,
                search_description=LONG,
                body=chapter.body,
                **more,
            )
            return home.add_child(instance=page)

        chapter_named("draft-chapter", live=False)
        private = chapter_named("private-chapter")
        private.save_revision().publish()
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
        withdrawn = chapter_named("once-public")
        withdrawn.save_revision().publish()
        for slug, live in (("draft-chart", False), ("private-chart", True)):
            page = ChartPage(
                title=f"{CANARY} {slug}",
                slug=slug,
                live=live,
                measure=CANARY,
                alternative=LONG,
                search_description=LONG,
                drawing=chart.drawing,
            )
            charts.add_child(instance=page)
            if live:
                PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
            places_chart(chapter, page)
        home.chart = ChartPage.objects.get(slug="private-chart")
        home.save_revision().publish()
        line = TimelinePage.objects.get()
        line.chart = home.chart
        line.save_revision().publish()
        for drawing in chart.artifacts.all():  # as if it had been drawn
            drawing.pk, drawing.chart = None, home.chart
            drawing.save()
        editions.keep()  # so that what is withdrawn stands in an edition
        withdrawn.unpublish()

        for draft, field in (
            (chapter, "title"),
            (chart, "title"),
            (Event.objects.first(), "title"),
            (Term.objects.first(), "term"),
            (Figure.objects.get(slug="ipo-first-day-close"), "label"),
            (Check.objects.get(slug="first-day-close"), "statement"),
        ):
            fresh = draft.get_latest_revision_as_object() if draft.latest_revision else draft
            setattr(fresh, field, f"{CANARY} draft")
            fresh.save_revision()
        figure = Figure.objects.get(slug="ipo-first-day-close")
        Figure.objects.create(
            slug="draft-figure", label=CANARY, metric=figure.metric, subject=figure.subject, live=False
        )
        Event.objects.create(
            slug="draft-event",
            title=CANARY,
            date="2016",
            category="firm",
            source=Event.objects.first().source,
            locator="none",
            live=False,
        )
        Check.objects.create(
            slug="draft-check",
            statement=CANARY,
            expression="1",
            expected_value="1",
            unit="USD",
            explanation=LONG,
            live=False,
        )
    call_command("rebuild_references_index", verbosity=0)
    editions.keep()


def test_the_canary_is_found_nowhere(client: Client, planted: None) -> None:
    asked = addresses()
    assert len(asked) > 200
    found = []
    for address in asked:
        response = client.get(address)
        assert response.status_code < 500, address
        body = b"".join(response.streaming_content) if response.streaming else response.content
        echoed = f"={CANARY}" in address  # what was asked for may be said back in a field
        if (CANARY.encode() in body and not echoed) or (echoed and f"{CANARY} " in body.decode()):
            found.append(address)
        assert CANARY not in str(response.headers)
    assert found == []


def test_no_edition_holds_what_was_never_public(planted: None) -> None:
    from datastory.sharing.models import Piece

    holders = {p.path for p in Piece.objects.select_related("body") if CANARY in str(editions.unpacked(p.body))}
    assert holders <= {"once-public"}  # which was public then, and is answered with "withdrawn"
