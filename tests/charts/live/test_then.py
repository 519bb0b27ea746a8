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
    assert "data-chart" not in main and "2 of 4 rows" in main
    assert "then for a utility" not in html[html.index("<title>") : html.index("</title>")] + main


def test_the_title_is_the_plain_measure_without_what_was_counted_later(client: Client) -> None:
    html = client.get(f"{CHART}?then=2019").content.decode()
    assert "<h1>Market value of Twilio</h1>" in html
    assert "<title>Market value of Twilio, as known by the end of 2019 · " in html


def test_the_citation_names_the_day_and_its_address_and_not_the_finding(client: Client) -> None:
    html = client.get(f"{CHART}?then=2019").content.decode()
    cited = html[html.index('id="cite"') : html.index("</section>", html.index('id="cite"'))]
    assert "Market value of Twilio, as known by the end of 2019 [Chart]." in cited
    assert cited.count("/charts/market-value/?then=2019") == 2 and "utility" not in cited


def test_the_way_back_keeps_the_rest_of_the_query_and_others_keep_the_day(client: Client) -> None:
    [said] = re.findall(r'<p class="then">.*?</p>', client.get(f"{CHART}?then=2019&reading=record").content.decode())
    assert 'href="?reading=record">Back to all that is known' in said
    assert all(f'href="/{place}/?then=2019"' in said for place in ("numbers", "timeline", "charts"))


@pytest.mark.parametrize(
    ("slug", "dated"), [("market-value", True), ("model-recovery", False), ("rivals-by-layer", False)]
)
def test_a_chart_of_dated_figures_asks_for_a_day(client: Client, slug: str, dated: bool) -> None:
    assert ('name="then"' in client.get(f"/charts/{slug}/").content.decode()) is dated


def test_all_charts_of_a_day_are_named_by_their_measure_and_lead_on_to_that_day(client: Client) -> None:
    html = client.get("/charts/?then=2019").content.decode()
    assert "As known by the end of 2019." in html and 'class="gallery' not in html
    assert '<a href="/charts/market-value/?then=2019">Market value of Twilio</a> <span>1 of 4 figures</span>' in html
    assert "/charts/model-recovery/" not in html


def test_all_charts_of_a_day_that_is_none_are_shown_and_the_day_is_named(client: Client) -> None:
    html = client.get("/charts/?then=soon").content.decode()
    assert "cannot go back to “soon”" in html and 'class="gallery' in html


def test_of_a_line_the_points_known_are_drawn_anew_for_both_sides(client: Client) -> None:
    html = client.get(f"{CHART}?then=2021").content.decode()
    said = re.findall(r'<svg class="sketch chart--wide"[^>]* aria-label="([^"]+)"', html)
    assert said == [
        "Market value of Twilio: $2.4B, first day of trading; over $70B, early 2021.",
        "Market value of Twilio: $2.4B, first day of trading; $72.8B, early 2021.",
    ]
    assert 'class="sketch' not in client.get("/charts/head-count/?then=2022").content.decode()


def test_today_everything_is_there(client: Client) -> None:
    assert client.get(f"{CHART}?then=2030").content.decode().count("4 of 4 rows") == 1
    assert "<svg" in client.get(CHART).content.decode()


@pytest.mark.parametrize("written", ["soon", "2021-13", "<script>", "99999999999999999999"])
def test_a_day_that_is_none_is_named_and_everything_is_shown(client: Client, written: str) -> None:
    html = client.get(CHART, {"then": written}).content.decode()
    assert "The chart cannot go back to" in html and "<svg" in html and "<script>”" not in html


def test_the_timeline_of_that_day_leads_to_the_chart_of_that_day(client: Client) -> None:
    assert 'href="/charts/market-value/?then=2021"' in client.get("/timeline/?then=2021").content.decode()
