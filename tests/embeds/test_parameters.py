"""What an embed is asked: told plainly where it cannot be followed, with the nearest that can; nonsense survived."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datastory.sharing.embeds import choosing
from datastory.sharing.embeds.asked import Asked, mended
from datastory.sharing.embeds.editions import pinned, pinned_receipts
from datastory.sharing.embeds.found import find
from datastory.sharing.embeds.kinds import COMMON, KINDS, PARAMETERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def problem(client: Client, address: str, status: int = 400) -> tuple[str, str]:
    """What the page says, and where its nearest right thing is."""
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == status, html
    assert "X-Frame-Options" not in response and "frame-ancestors" not in response["Content-Security-Policy"]
    near = re.search(r'<a href="([^"]*)">Show the nearest', html)
    return unescape(html), unescape(near[1]) if near else ""


@pytest.mark.parametrize(
    ("query", "sentence", "nearest"),
    [
        ("theme=drak", "“drak” is no value of “theme”; there are light, dark.", "theme=dark"),
        ("reading=recorded", "“recorded” is no value of “reading”", "reading=record"),
        ("lang=de", "“de” is no value of “lang”; there is en.", ""),
        ("v=seven", "“seven” is no edition", ""),
        ("v=0", "“0” is no edition", ""),
        ("v=999", "There is no edition 999 yet; the newest is 1.", "v=1"),
        ("from=20l0&to=2012", "The first date cannot be “20l0”", "to=2012"),
        ("from=2012%2F05", "The first date cannot be “2012/05”", "from=2012-05"),
        ("from=2020&to=2010", "The period ends (2010) before it begins (2020)", "from=2020"),
        ("then=record", "The day to go back to cannot be “record”; write it as 2008, 2008-11 or 2024-01-08.", ""),
        ("then=2015%2F06", "The day to go back to cannot be “2015/06”", "then=2015-06"),
        ("category=markets", "There is no kind “markets”", "category=market"),
        ("form=2010", "There is no “form” to choose with. Is “from” meant?", "from=2010"),
        ("figures=revenue-fy2024", "Nothing of a timeline is chosen with “figures”.", ""),
    ],
)
def test_what_is_wrong_is_said_with_the_nearest_right_thing(
    client: Client, query: str, sentence: str, nearest: str
) -> None:
    html, near = problem(client, f"/embed/timeline/?{query}")
    assert sentence in html
    assert near == "/embed/timeline/" + (f"?{nearest}" if nearest else "")
    assert client.get(near).status_code == 200


def test_a_figure_that_is_not_there_is_told_with_the_nearest_name(client: Client) -> None:
    html, near = problem(client, "/embed/numbers/?figures=revenue-fy2024,ipo-first-day-closed")
    assert "No published figure is called “ipo-first-day-closed”." in html
    assert near == "/embed/numbers/?figures=revenue-fy2024%2Cipo-first-day-close"
    assert client.get(near).status_code == 200


def test_a_bill_goes_back_to_a_day_or_says_what_days_look_like(client: Client) -> None:
    html, near = problem(client, "/embed/numbers/?then=2015-06-xx")
    assert (
        "The bill cannot go back to “2015-06-xx”; write a day as 2021" in html
        and near == "/embed/numbers/?then=2015-06"
    )
    assert "As known by the end of June 2015." in client.get(near).content.decode()


def test_figures_that_are_named_in_several_places_are_all_followed(client: Client) -> None:
    one, both = (
        client.get(f"/embed/numbers/?{query}").content.decode().split("<body>")[1].split("<footer")[0]
        for query in (
            "figures=revenue-fy2024,ipo-first-day-close",
            "figures=revenue-fy2024&figures=ipo-first-day-close",
        )
    )
    assert one == both and "ipo-first-day-close" in both


@pytest.mark.parametrize("path", ["timeline", "numbers"])
def test_where_nothing_has_what_is_asked_all_of_it_is_offered(client: Client, path: str) -> None:
    html = client.get(f"/embed/{path}/?q=zzzzz&theme=dark").content.decode()
    assert f'<a href="/embed/{path}/?theme=dark">Show all of it</a>' in html
    assert "“zzzzz”" in html and "Zzzzz" not in html


def test_a_layer_that_is_not_there_is_told_by_its_neighbours(client: Client) -> None:
    _, near = problem(client, "/embed/companies/?relation=rivals")
    assert near == "/embed/companies/?relation=rival"


def test_an_address_that_is_not_there_names_the_nearest(client: Client) -> None:
    html, near = problem(client, "/embed/the-fal/", 404)
    assert "Nothing that can be embedded stands at this address." in html
    assert near == "/embed/the-fall/"


def test_a_page_that_has_no_embed_says_so_and_leads_to_it(client: Client) -> None:
    html, _ = problem(client, "/embed/glossary/", 404)
    assert "can be read on the site, but not embedded" in html and 'href="/glossary/"' in html


def test_names_that_hosts_add_are_let_be(client: Client) -> None:
    query = "childId=f1&initialWidth=600&parentTitle=Course&parentUrl=http%3A%2F%2Fexample.org&wmode=opaque"
    assert client.get(f"/embed/timeline/?{query}").status_code == 200


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "\x00",
    "../../etc/passwd",
    "javascript:alert(1)",
    "{{ 7*7 }}",
    "%s%n",
    "9" * 400,
    "x" * 20_000,
    "２０２０",
    "-1",
    "1e9",
    "‮evil",
    "\ud7ff\U0010ffff",
]
PATHS = {"timeline": "timeline", "numbers": "bill", "companies": "companies"}
NAMES = sorted({*PARAMETERS, *COMMON, "form", "themes", "height", "callback"})


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_bring_no_error_and_no_markup(client: Client, value: str) -> None:
    asked = [(path, name) for path, kind in PATHS.items() for name in (*KINDS[kind].parameters, "form")]
    for path, name in [*asked, *(("checks/first-day-close", name) for name in COMMON)]:
        response = client.get(f"/embed/{path}/?{urlencode({name: value})}")
        html = response.content.decode()
        assert response.status_code in (200, 400), (path, name)
        assert "<script>alert" not in html and "<img" not in html and 'href="javascript:' not in html.lower()


@pytest.mark.parametrize("path", ["%00", "..%2f..", "a" * 3000, "<script>", "%ff", "numbers/x/y/z", "💥"])
def test_hostile_paths_bring_no_error_and_no_markup(client: Client, path: str) -> None:
    response = client.get(f"/embed/{path}/")
    assert response.status_code in (404, 400), path
    assert "<script>" not in response.content.decode()


text = st.one_of(
    st.sampled_from([*HOSTILE, "2015", "2016-06", "market", "rival", "revenue-fy2024", "record", "dark", "1", "2", ""]),
    st.text(max_size=30),
)
queries = st.lists(st.tuples(st.sampled_from(NAMES), text), max_size=6)


def test_ten_thousand_sets_of_parameters_are_parsed_and_what_is_mended_has_no_problem(story: None) -> None:
    """The reading of parameters alone, on what an edition holds: no error, bounded answers, a right neighbour."""
    request = RequestFactory().get("/")
    data = {path: pinned(find(request, path), 1) for path in ("timeline", "companies", "numbers")}
    events = {**data["timeline"].data, "events": data["timeline"].data["events"][:12]}
    firms = {**data["companies"].data, "firms": data["companies"].data["firms"][:12]}
    receipts = dict(list(pinned_receipts(data["numbers"].edition).items())[:12])
    choose: dict[str, Any] = {
        "timeline": lambda query: choosing.timeline(events, query),
        "companies": lambda query: choosing.companies(firms, query),
        "bill": lambda query: choosing.lines(receipts, query),
        "chart": lambda query: choosing.Chosen(),
    }

    def problems(kind: str, query: QueryDict) -> tuple[Any, ...]:
        return (*Asked.read(query, KINDS[kind]).problems, *choose[kind](query).problems)

    @settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(kind=st.sampled_from(sorted(choose)), pairs=queries)
    def check(kind: str, pairs: list[tuple[str, str]]) -> None:
        query = QueryDict(mutable=True)
        for name, value in pairs:
            query.appendlist(name, value)
        found = problems(kind, query)
        assert all(len(p.sentence) < 700 for p in found)
        if found:
            once = QueryDict(mended(query, found))
            again = QueryDict(mended(once, problems(kind, once)))
            assert not problems(kind, again), (query, once, again)

    check()


@settings(max_examples=600, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(["timeline", "numbers", "companies", "the-question", "nothing"]), pairs=queries)
def test_random_requests_bring_no_error_and_no_markup(path: str, pairs: list[tuple[str, str]]) -> None:
    response = Client().get(f"/embed/{path}/?{urlencode(pairs, errors='ignore')}")
    assert response.status_code in (200, 400, 404)
    assert "<script>alert" not in response.content.decode()


def test_what_is_said_back_is_cut(client: Client) -> None:
    html, _ = problem(client, f"/embed/timeline/?theme={'y' * 1400}")
    assert "y" * 61 not in html.split("</head>")[1]


@pytest.mark.parametrize(
    "address",
    [
        "/embed/charts/model-recovery/?fall=80%00",
        "/embed/timeline/?theme=da%07rk%00",
        "/embed/timeline/?from=20%0020",
        "/embed/timeline/?q=a%07b",
        "/embed/numbers/?then=%1b2015",
        "/embed/numbers/?figures=rev%00",
        "/share/timeline/?q=a%07b&then=%00x",
        "/share/charts/model-recovery/?fall=80%00",
    ],
)
def test_characters_that_nobody_sees_are_never_said_back(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", html)
