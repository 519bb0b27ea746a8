"""The panel for sharing: on everything that can be embedded, with snippets that do what they say."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.embeds.addresses import EMBEDS
from tests.embeds.test_embed_pages import Tags

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def panel(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def codes(html: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<code[^>]*>(.*?)</code>", html, re.S)]


@pytest.mark.parametrize("address", EMBEDS.values(), ids=EMBEDS)
def test_every_page_with_an_embed_leads_to_its_panel_with_what_was_chosen(client: Client, address: str) -> None:
    page = address.removeprefix("/embed")
    [href] = [a["href"] for a in Tags(client.get(page).content.decode()).all("a") if a["href"].startswith("/share/")]
    assert href == f"/share{page}"
    html = panel(client, href)
    [frame] = Tags(html).all("iframe")
    assert client.get(frame["src"]).status_code == 200
    assert frame["src"].startswith(f"http://testserver{address.split('?')[0]}")


@pytest.mark.parametrize("address", ["/", "/glossary/", "/checks/"])
def test_pages_without_an_embed_offer_none(client: Client, address: str) -> None:
    assert "/share/" not in client.get(address).content.decode()


def test_a_page_that_is_not_there_has_no_panel(client: Client) -> None:
    for path in ("nothing", "glossary", "numbers/nothing"):
        assert client.get(f"/share/{path}/").status_code == 404


def test_the_snippet_is_the_one_of_the_contract(client: Client) -> None:
    html = panel(client, "/share/timeline/?from=2015&theme=dark&height=640&v=1")
    address, snippet, markdown, doctor, *_ = codes(html)
    assert address == "http://testserver/embed/timeline/?from=2015&theme=dark&v=1"
    pattern = (
        r'<iframe src="([^"]+)" width="100%" height="640" title="Timeline" loading="lazy" '
        r'referrerpolicy="strict-origin-when-cross-origin" style="border:0" allowfullscreen></iframe>'
        r'<p><a href="http://testserver/timeline/\?from=2015">Open “Timeline”</a> \([^)]+\)</p>'
    )
    found = re.fullmatch(pattern, snippet)
    assert found and unescape(found[1]) == address
    assert markdown.startswith("[Timeline](http://testserver/timeline/?from=2015) (")
    assert doctor == f"{address}&doctor=1"
    assert "https://classroom.google.com/share?url=http%3A%2F%2Ftestserver%2Ftimeline%2F%3Ffrom%3D2015" in unescape(
        html
    )


def test_the_qr_code_is_drawn_in_the_page(client: Client) -> None:
    html = panel(client, "/share/numbers/ipo-first-day-close/")
    found = re.search(r"<svg[^>]*class=\"qr\".*?</svg>", html, re.S)
    assert found and ElementTree.fromstring(found[0]).tag.endswith("svg")
    assert "style=" not in found[0]


def test_what_cannot_be_followed_is_said_and_left_out(client: Client) -> None:
    html = panel(client, "/share/timeline/?category=markets&from=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "There is no kind “markets”" in html and "<script>alert" not in html
    assert codes(html)[0] == "http://testserver/embed/timeline/?category=market"
