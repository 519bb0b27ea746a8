"""The bill, the receipts and the checks over HTTP: both sides, filters, files."""

import csv
import io
import json
import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "zip"])
def test_the_bill_comes_in_every_format(client: Client, form: str) -> None:
    response = client.get(f"/numbers/bill.{form}")
    assert response.status_code == 200 and len(response.content) > 1000
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_file_holds_exactly_the_lines_that_the_page_shows(client: Client) -> None:
    query = "?subject=twilio&verdict=disagree&sort=date&year=2022"
    shown = re.findall(r'<tr role="row" id="([^"]+)"', text(client, f"/numbers/{query}"))
    rows = list(csv.DictReader(io.StringIO(text(client, f"/numbers/bill.csv{query}"))))
    assert [row["figure"] for row in rows] == shown
    assert 0 < len(shown) < 100


def test_the_page_links_to_files_of_the_same_query(client: Client) -> None:
    assert 'href="/numbers/bill.csv?q=revenue&amp;year=2024"' in text(client, "/numbers/?q=revenue&year=2024")


def test_a_receipt_is_there_as_data(client: Client) -> None:
    figure = json.loads(text(client, "/numbers/ipo-first-day-close.json"))["figures"][0]
    assert (figure["told_value"], figure["record_value"], figure["verdict"]) == ("28.53", "28.79", "does-not")
    rows = list(csv.DictReader(io.StringIO(text(client, "/numbers/ipo-first-day-close.csv"))))
    assert [row["side"] for row in rows][:2] == ["told", "record"]


@pytest.mark.parametrize(
    "address", ["/numbers/nothing.json", "/numbers/nothing/slip/", "/checks/nothing/", "/about/bill.csv", "/x.csv"]
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_slip_is_a_fragment_that_says_where_the_figure_is_used(client: Client) -> None:
    html = text(client, "/numbers/ipo-first-day-close/slip/")
    assert html.startswith('<aside class="receipt"') and "<html" not in html
    assert 'aria-label="chapter 1, ' in html


@pytest.mark.parametrize("address", ["/numbers/?year=soon", "/numbers/?exact=1&verdict=2", "/checks/?chapter=the-end"])
def test_a_query_that_cannot_be_followed_is_answered_in_words(client: Client, address: str) -> None:
    assert 'class="notice" role="alert"' in text(client, address)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("then=foo", "The bill cannot go back to “foo”; write a day as 2021, 2021-02 or 2021-02-18."),
        ("year=abc", "No line of the bill is of the year “abc”; it has "),
    ],
)
def test_what_cannot_be_followed_loses_nothing_else_of_the_choice(client: Client, query: str, said: str) -> None:
    html = text(client, f"/numbers/?{query}&q=layoff&subject=twilio")
    assert said in html
    assert 'name="q" value="layoff"' in html and '<option value="twilio" selected>' in html
    assert 0 < html.count('<tr role="row" id="') < 30


def test_a_day_that_is_none_is_marked_in_its_field(client: Client) -> None:
    html = text(client, "/numbers/?then=foo")
    assert re.search(r'name="then" value="foo"[^>]* aria-invalid="true" aria-describedby="problem-then"', html)
    assert 'id="problem-then"' in html


def test_the_bill_of_an_earlier_day_says_so_and_leads_back_with_the_rest_of_the_choice(client: Client) -> None:
    html = text(client, "/numbers/?then=2019&q=revenue")
    [said] = re.findall(r'<p class="then">.*?</p>', html)
    assert "<b>As known by the end of 2019.</b>" in said
    assert 'href="?q=revenue">Back to all that is known' in said
    assert 'href="/timeline/?then=2019"' in said and 'href="/charts/?then=2019"' in said
    assert 'class="then"' not in text(client, "/numbers/?q=revenue")


@pytest.mark.parametrize("value", ["%00", "x" * 3000, "'; drop table", "<script>alert(1)</script>", "%F0%9F%98%80"])
@pytest.mark.parametrize("name", ["q", "sort", "subject", "metric", "year", "exact", "verdict", "reading"])
def test_the_bill_takes_any_query(client: Client, name: str, value: str) -> None:
    assert "<script>alert" not in text(client, f"/numbers/?{name}={value}")


@pytest.mark.parametrize(
    ("query", "left_out"), [("verdict=does-not", "adds-up"), ("record=does-not", ""), ("chapter=the-fall", "")]
)
def test_checks_are_filtered_by_verdict_side_and_chapter(client: Client, query: str, left_out: str) -> None:
    every, some = (
        text(client, address).count('<article class="check"') for address in ("/checks/", f"/checks/?{query}")
    )
    assert 0 < some < every


def test_a_check_has_a_page_with_its_arithmetic_and_links_to_its_figures(client: Client) -> None:
    html = text(client, "/checks/first-day-rise/")
    assert 'data-receipt="r-ipo-offer-price">$15</a>' in html
    assert "90.103% to 90.297%" in html


def test_checks_and_receipts_are_in_the_sitemap(client: Client) -> None:
    assert "/checks/first-day-rise/</loc>" in text(client, "/sitemap.xml")


@pytest.mark.parametrize(("query", "marked"), [("", False), ("?reading=record", True), ("?reading=other", False)])
def test_the_side_is_in_the_address_and_needs_no_script(client: Client, query: str, marked: bool) -> None:
    html = text(client, f"/the-fall/{query}")
    assert ('<html lang="en" data-reading="record">' in html) is marked
    assert bool(re.search(r'value="record" checked', html)) is marked


def test_the_switch_keeps_the_rest_of_the_query(client: Client) -> None:
    assert 'href="?q=revenue&amp;reading=record"' in text(client, "/numbers/?q=revenue")


def test_a_receipt_can_be_cited(client: Client) -> None:
    html = text(client, "/numbers/ipo-first-day-close/")
    assert "@misc{ipo-first-day-close," in html and "(Receipt 002) [Data]" in html


def test_what_a_chapter_claims_is_counted_in_words_that_fit_the_number(client: Client) -> None:
    html = client.get("/the-fall/").content.decode()
    [counted] = re.findall(r'<p class="claims claims__count.*?</p>', html, re.S)
    said = re.findall(r"<span>(\d+) (add|adds|is|are|has|have|does|do) ", counted)
    assert said and all((int(n) == 1) == (verb in ("adds", "is", "has", "does")) for n, verb in said)
