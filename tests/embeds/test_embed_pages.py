"""Every kind of embed: what it answers, with which headers, at which price."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]

EMBEDS = {
    "timeline": "/embed/timeline/",
    "slice": "/embed/timeline/?from=2015&to=2021&category=market&category=deal&q=offer",
    "chart": "/embed/charts/market-value/",
    "model": "/embed/charts/model-recovery/",
    "chapter": "/embed/the-fall/",
    "bill": "/embed/numbers/",
    "chosen figures": "/embed/numbers/?figures=ipo-first-day-close,revenue-fy2024",
    "receipt": "/embed/numbers/ipo-first-day-close/",
    "check": "/embed/checks/first-day-close/",
    "companies": "/embed/companies/?relation=rival",
}


@pytest.mark.parametrize("address", EMBEDS.values(), ids=EMBEDS)
def test_smoke(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
