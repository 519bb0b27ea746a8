"""The panel for sharing: on everything that can be embedded, with snippets that do what they say."""

import re
from html import unescape
from urllib.parse import parse_qsl, quote_plus
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from datastory.companies.models import CompaniesPage, Profile
from datastory.ledger.models import Receipt
from datastory.ledger.pages import NumbersPage
from datastory.sharing.embeds import editions
from datastory.sharing.models import Edition
from datastory.timeline.models import Event
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
        r'<iframe src="([^"]+)" width="100%" height="640" title="Timeline: from 2015" loading="lazy" '
        r'referrerpolicy="strict-origin-when-cross-origin" style="border:0" allowfullscreen></iframe>'
        r'<p><a href="http://testserver/timeline/\?from=2015">Open “Timeline: from 2015”</a> \([^)]+\)</p>'
    )
    found = re.fullmatch(pattern, snippet)
    assert found and unescape(found[1]) == address
    assert markdown.startswith("[Timeline: from 2015](http://testserver/timeline/?from=2015) (")
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


def problems(html: str) -> str:
    found = re.search(r'<div id="problems".*?</div>', html, re.S)
    return unescape(found[0]) if found else ""


def chosen_in(html: str, name: str) -> dict[str, bool]:
    """The values that a list of the form offers with their words, each with whether it is chosen."""
    [select] = re.findall(rf'<select name="{name}">(.*?)</select>', html, re.S)
    return {unescape(words): bool(chosen) for chosen, words in re.findall(r"<option[^>]*?( selected)?>([^<]*)", select)}


def test_an_edition_that_is_not_kept_is_said_and_the_newest_offered(client: Client) -> None:
    html = panel(client, "/share/timeline/?v=77")
    assert "There is no edition 77 yet; the newest is 1." in problems(html)
    address, snippet, _, doctor, *_ = codes(html)
    assert address == "http://testserver/embed/timeline/?v=1" and "v=77" not in snippet + doctor
    assert chosen_in(html, "v") == {"Follow the site": False, "Keep it as it is now: edition 1": True}


def test_an_old_edition_is_called_by_its_day_beside_the_newest(client: Client) -> None:
    Event.objects.filter(live=True).update(title="Called otherwise")
    assert editions.keep()
    made = Edition.objects.get(pk=1).made
    old, now = f"Keep edition 1 of {made.day} {made:%B %Y}", "Keep it as it is now: edition 2"
    html = panel(client, "/share/timeline/?v=1")
    assert chosen_in(html, "v") == {"Follow the site": False, now: False, old: True}
    assert codes(html)[0].endswith("?v=1")
    assert chosen_in(panel(client, "/share/timeline/?v=2"), "v") == {"Follow the site": False, now: True}


@pytest.mark.parametrize(
    "query",
    [
        "subject=communications&metric=revenue&year=2022&exact=about&verdict=disagree&sort=date&disputed=1&q=the",
        "figures=revenue-fy2024%2Cipo-first-day-close&then=2025",
    ],
)
def test_the_form_of_the_bill_carries_all_that_was_chosen(client: Client, query: str) -> None:
    html = panel(client, f"/share/numbers/?{query}")
    assert problems(html) == '<div id="problems" class="wide"></div>'
    [form] = re.findall(r'<form class="tools.*?</form>', html, re.S)
    sent = {tag["name"]: tag["value"] for tag in Tags(form).all("input")}
    for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.S):
        sent |= dict.fromkeys([name], *re.findall(r'<option value="([^"]*)" selected>', options))
    assert {name: unescape(value) for name, value in sent.items() if value} == dict(parse_qsl(query))


def test_the_panel_goes_back_to_a_day(client: Client) -> None:
    html = panel(client, "/share/timeline/?then=2015")
    assert {tag["name"]: tag["value"] for tag in Tags(html).all("input") if tag.get("value")}["then"] == "2015"
    assert codes(html)[0] == "http://testserver/embed/timeline/?then=2015"
    assert "As known by the end of 2015." in client.get("/embed/timeline/?then=2015").content.decode()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("timeline/?from=2020&to=2021&category=deal", "Timeline: 2020–2021, purchases"),
        ("timeline/?then=2015", "Timeline: as known by the end of 2015"),
        ("numbers/?figures=revenue-fy2024,ipo-first-day-close,market-cap-peak", "{bill}: 3 figures"),
        ("companies/?relation=rival", "{companies}: {rival}"),
    ],
)
def test_a_slice_is_called_by_what_is_in_it(client: Client, path: str, title: str) -> None:
    html = panel(client, f"/share/{path}")
    names = {
        "bill": NumbersPage.objects.get().title,
        "companies": CompaniesPage.objects.get().title,
        "rival": Profile.Relation("rival").label,
    }
    called = title.format(**names)
    _, snippet, markdown, *_ = codes(html)
    assert f'title="{called}"' in snippet and f"Open “{called}”" in snippet
    assert markdown.startswith(f"[{called}](")
    assert f"title={quote_plus(called)}" in html
    assert f"<title>{called} · " in client.get(f"/embed/{path}").content.decode()


def test_up_to_two_figures_are_called_by_their_names(client: Client) -> None:
    labels = [Receipt.objects.get(figure__slug=slug).data["label"] for slug in ("revenue-fy2024", "market-cap-peak")]
    snippet = codes(panel(client, "/share/numbers/?figures=revenue-fy2024,market-cap-peak"))[1]
    assert all(label in snippet for label in labels)


def test_the_script_for_parents_has_an_address_that_stays(client: Client) -> None:
    html = panel(client, "/share/timeline/")
    assert '<script src="http://testserver/static/js/embed/parent.js"></script>' in codes(html)
    assert finders.find("js/embed/parent.js")
