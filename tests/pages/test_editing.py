"""An editor changes a figure in the administration, and everything that shows it follows."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from datastory.charts.models import Artifact
from datastory.ledger.models import Check, Figure, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


@pytest.fixture
def editor(client: Client) -> Client:
    user = get_user_model().objects.create_superuser("editor", "editor@example.org", "password")
    client.force_login(user)
    return client


def form_of(figure: Figure) -> dict[str, Any]:
    """What the edit form of a figure would send unchanged."""
    readings = list(figure.readings.all())
    data: dict[str, Any] = {
        "label": figure.label,
        "slug": figure.slug,
        "metric": figure.metric_id,
        "subject": figure.subject_id,
        "start": figure.start or "",
        "end": figure.end or "",
        "period": figure.period,
        "readings-TOTAL_FORMS": len(readings),
        "readings-INITIAL_FORMS": len(readings),
        "readings-MIN_NUM_FORMS": 1,
        "readings-MAX_NUM_FORMS": 1000,
    }
    for n, reading in enumerate(readings):
        for name in ("value", "low", "high", "qualifier", "locator", "basis", "wording", "note"):
            data[f"readings-{n}-{name}"] = getattr(reading, name)
        data |= {
            f"readings-{n}-id": reading.pk,
            f"readings-{n}-source": reading.source_id,
            f"readings-{n}-ORDER": n + 1,
            f"readings-{n}-DELETE": "",
        }
    return data


def edit(editor: Client, figure: Figure, **changes: Any) -> Any:
    address = reverse("wagtailsnippets_ledger_figure:edit", args=[figure.pk])
    return editor.post(address, form_of(figure) | changes)


def test_prose_bill_receipt_and_checks_follow_a_published_figure(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    figure = Figure.objects.get(slug="ipo-first-day-close")
    check = Check.objects.get(slug="first-day-rise")
    assert Outcome.objects.get(check_entry=check).told == "does-not"
    with django_capture_on_commit_callbacks(execute=True):
        response = edit(editor, figure, **{"readings-0-value": "28.79", "action-publish": "1"})
    assert response.status_code == 302
    anonymous = Client()
    for address in ("/the-question/", "/numbers/", "/numbers/ipo-first-day-close/"):
        html = anonymous.get(address).content.decode()
        assert "$28.79" in html and "$28.53" not in html, address
    assert Outcome.objects.get(check_entry=check).told == "adds-up"
    assert "adds up" in anonymous.get("/numbers/ipo-first-day-close/").content.decode().lower()


def test_a_draft_changes_nothing_for_readers(editor: Client, django_capture_on_commit_callbacks: Any) -> None:
    figure = Figure.objects.get(slug="ipo-first-day-close")
    with django_capture_on_commit_callbacks(execute=True):
        assert edit(editor, figure, **{"readings-0-value": "99.99"}).status_code == 302
    assert "$99.99" not in Client().get("/numbers/").content.decode()


def test_a_chart_follows_a_published_figure(
    editor: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.CHARTS_COMPILE_ON_PUBLISH = True
    figure = Figure.objects.get(slug="market-cap-mid-2025")
    with django_capture_on_commit_callbacks(execute=True):
        edit(editor, figure, **{"readings-0-value": "2.15E+10", "action-publish": "1"})
    svg = Artifact.objects.get(chart__slug="market-value", side="told", width="wide", scale="").svg
    assert "$21.5B" in svg and "$19.4B" not in svg


def test_a_value_that_cannot_be_read_is_refused_with_a_sentence(editor: Client) -> None:
    figure = Figure.objects.get(slug="ipo-first-day-close")
    response = edit(editor, figure, **{"readings-0-value": "about thirty", "action-publish": "1"})
    assert response.status_code == 200
    assert "is not a number" in response.content.decode()
    figure.refresh_from_db()
    assert figure.readings.first().value == "28.53"


def test_a_figure_without_a_reading_is_refused(editor: Client) -> None:
    figure = Figure.objects.get(slug="ipo-first-day-close")
    changes = {f"readings-{n}-DELETE": "1" for n in range(figure.readings.count())}
    response = edit(editor, figure, **changes, **{"action-publish": "1"})
    assert response.status_code == 200
    assert figure.readings.count() > 0


def test_the_editor_of_a_chapter_shows_figures_as_their_values(editor: Client) -> None:
    from datastory.stories.models import ChapterPage

    chapter = ChapterPage.objects.get(slug="the-question")
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[chapter.pk])).content.decode()
    assert "FIGURE" in html and "$28.53" in html


@pytest.mark.parametrize(
    "address",
    [
        "wagtailsnippets_ledger_figure:list",
        "wagtailsnippets_ledger_check:list",
        "wagtailsnippets_ledger_source:list",
        "wagtailsnippets_ledger_subject:list",
        "wagtailsnippets_ledger_metric:list",
        "wagtailsnippets_timeline_event:list",
        "wagtailsnippets_companies_profile:list",
        "wagtailsnippets_stories_term:list",
    ],
)
def test_every_list_of_the_record_opens_and_searches(editor: Client, address: str) -> None:
    assert editor.get(reverse(address)).status_code == 200
    assert editor.get(reverse(address), {"q": "revenue"}).status_code == 200


@pytest.mark.parametrize(
    ("model", "slug"),
    [("ledger_figure", "ipo-first-day-close"), ("ledger_check", "first-day-rise")],
)
def test_an_entry_can_be_previewed_and_its_usage_seen(editor: Client, model: str, slug: str) -> None:
    entry = {"ledger_figure": Figure, "ledger_check": Check}[model].objects.get(slug=slug)
    assert editor.get(reverse(f"wagtailsnippets_{model}:edit", args=[entry.pk])).status_code == 200
    assert editor.get(reverse(f"wagtailsnippets_{model}:usage", args=[entry.pk])).status_code == 200
    assert editor.get(reverse(f"wagtailsnippets_{model}:history", args=[entry.pk])).status_code == 200
