"""The cover: the numbers of its chart open their receipts."""

import re

import pytest
from django.test import Client

from datastory.stories.models import HomePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def numbers(client: Client) -> list[str]:
    """The items of the list under the chart."""
    html = client.get("/").content.decode()
    return re.findall(r"<li>(<.*?)</li>", html[html.index('class="hero__numbers"') :].split("</ul>")[0])


def test_each_number_of_the_chart_links_to_its_receipt_in_the_order_drawn(client: Client) -> None:
    found = [
        re.findall(r'<a class="num" href="/numbers/([^/]+)/" data-receipt="r-\1"', each) for each in numbers(client)
    ]
    assert found == [["ipo-market-cap"], ["market-cap-peak"], ["market-cap-trough"], ["market-cap-mid-2025"]]


def test_each_has_its_value_on_both_sides_and_its_date(client: Client) -> None:
    peak = numbers(client)[1]
    assert re.search(r'class="as-told" value="[^"]+">over \$70B<', peak) and 'class="as-record"' in peak
    assert peak.endswith(" early 2021")


def test_their_receipts_stand_in_the_page(client: Client) -> None:
    html = client.get("/").content.decode()
    assert re.findall(r'<aside class="receipt" id="r-([^"]+)" popover', html).count("market-cap-peak") == 1


def test_a_cover_without_a_chart_has_no_numbers(client: Client) -> None:
    HomePage.objects.update(chart=None)
    assert "hero__numbers" not in client.get("/").content.decode()
