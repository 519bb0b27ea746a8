"""A chart as known on an earlier day."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

CHART = "/charts/market-value/"


def test_later_figures_the_drawing_and_the_finding_are_left_out(client: Client) -> None:
    html = client.get(f"{CHART}?then=2021").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert "/numbers/market-cap-peak/" in main and "/numbers/ipo-market-cap/" in main
    assert "market-cap-trough" not in main and "$19.4B" not in main
    assert "<svg" not in main and "2 of 4 rows" in main
    heading = re.search(r"<h1>(.*?)</h1>", main)
    assert heading and "then for a utility" not in heading[1]


def test_today_everything_is_there(client: Client) -> None:
    assert client.get(f"{CHART}?then=2030").content.decode().count("4 of 4 rows") == 1
    assert "<svg" in client.get(CHART).content.decode()


@pytest.mark.parametrize("written", ["soon", "2021-13", "<script>", "99999999999999999999"])
def test_a_day_that_is_none_is_named_and_everything_is_shown(client: Client, written: str) -> None:
    html = client.get(CHART, {"then": written}).content.decode()
    assert "The chart cannot go back to" in html and "<svg" in html and "<script>”" not in html


def test_the_timeline_of_that_day_leads_to_the_chart_of_that_day(client: Client) -> None:
    assert 'href="/charts/market-value/?then=2021"' in client.get("/timeline/?then=2021").content.decode()
