"""The switchboard: who is shown, where a firm meets the company, and what an address may ask."""

import pytest
from django.http import QueryDict
from django.test import Client

from datastory.companies.board import Board
from datastory.companies.choice import Choice
from datastory.companies.models import Layer, Profile
from datastory.companies.panel import panel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]


def board(query: str = "") -> Board:
    found = panel()
    return Board(found, Choice.read(QueryDict(query).dict(), found))


def test_a_firm_meets_the_company_in_the_layers_that_both_stand_in() -> None:
    found = board("firm=bandwidth").chosen
    assert found
    own = set(Profile.objects.get(relation="self").layers.values_list("slug", flat=True))
    its = set(Profile.objects.get(slug="bandwidth").layers.values_list("slug", flat=True))
    assert {layer.slug for layer in found.shared} == own & its
    assert [layer.slug for layer in found.apart] == ["carrier"] == sorted(its - own)
    assert found.of == len(own)


def test_the_lamps_are_those_of_the_firm_chosen() -> None:
    floors = board("firm=bandwidth").floors
    found = next(m for m in [board("firm=bandwidth").chosen] if m)
    assert {f.layer.pk for f in floors if f.met} == {layer.pk for layer in found.shared}
    assert {f.layer.slug for f in floors if f.alone} == {"carrier"}
    assert not any(f.met or f.alone for f in board().floors)


def test_the_carrier_stands_at_the_foot() -> None:
    assert [f.layer.slug for f in board().floors][-1] == Layer.objects.order_by("position")[0].slug == "carrier"


def test_every_firm_in_a_layer_has_a_jack_there() -> None:
    floors = board().floors
    for layer in Layer.objects.filter(live=True):
        jacks = {j.profile.slug for f in floors if f.layer.pk == layer.pk for _, cell in f.cells for j in cell}
        assert jacks == set(layer.profiles.filter(live=True).values_list("slug", flat=True))


def test_filters_narrow_together() -> None:
    found = board("relation=rival&layer=email")
    assert found.kept and len(found.kept) < len(found.panel.profiles)
    assert all(p.relation == "rival" and "email" in {x.slug for x in p.layers.all()} for p in found.kept)
    assert [f.layer.slug for f in found.floors] == ["email"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("firm=nobody", "No firm or product here is called “nobody”"),
        ("with=vonage", "choose a firm too"),
        ("firm=vonage&with=vonage", "not compared with itself"),
        ("layer=attic", "There is no layer “attic”"),
        ("group=x", "There is no group “x”"),
        ("relation=friend", "There is no relation “friend”; there are self, rival"),
        ("kind=ghost", "There is no kind “ghost”"),
        ("view=globe", "There is no view “globe”; there are board, list, table."),
    ],
)
def test_what_cannot_be_followed_is_named(client: Client, query: str, words: str) -> None:
    found = board(query)
    assert len(found.choice.problems) == 1 and words in found.choice.problems[0]
    assert words in client.get(f"/companies/?{query}").content.decode()
    assert not found.choice.other


def test_markup_in_an_address_stays_text(client: Client) -> None:
    html = client.get("/companies/?firm=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;" in html


def test_two_firms_stand_side_by_side(client: Client) -> None:
    found = board("firm=vonage&with=bandwidth")
    both = {layer.slug: (one, two) for layer, one, two, _ in found.both}
    assert both["carrier"] == (False, True) and both["messaging"] == (True, True)
    html = client.get("/companies/?firm=vonage&with=bandwidth").content.decode()
    assert "Vonage and Bandwidth" in html and 'href="/numbers/vonage-acquisition-price/"' in html


def test_a_bank_is_half_as_wide_as_its_fullest_floor() -> None:
    found = board()
    for at, bank in enumerate(found.banks):
        fullest = max(len(floor.cells[at][1]) for floor in found.floors)
        assert bank.across == (fullest + 1) // 2


def test_a_jack_has_the_number_of_the_directory_on_every_floor() -> None:
    found = board("relation=rival")
    listed = {jack.profile.slug: jack.number for _, firms in found.directory for jack, _ in firms}
    standing = [(j.profile.slug, j.number) for floor in found.floors for _, jacks in floor.cells for j in jacks]
    assert standing and all(listed[slug] == number for slug, number in standing)
    assert listed["vonage"] == board().numbers[Profile.objects.get(slug="vonage").pk]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("firm=bandwidth", {"they meet here", "here without the company", ""}),
        ("firm=segment", {"stands here", ""}),
        ("firm=vonage&with=bandwidth", {"both", "Vonage", "Bandwidth", ""}),
        ("firm=stripe", {""}),
    ],
)
def test_a_lamp_says_who_stands_there_and_a_part_of_the_company_does_not_meet_it(query: str, words: set[str]) -> None:
    assert {floor.word for floor in board(query).floors} == words


def test_the_summary_says_where_two_firms_stand_and_what_they_share() -> None:
    assert board("firm=bandwidth&with=ericsson").summary == (
        "Bandwidth meets the company in 2 of its 8 layers: Numbers and routing, Messaging and voice APIs. "
        "It stands without the company in Carrier. "
        "Ericsson meets the company in 1 of its 8 layers: Messaging and voice APIs. "
        "It stands without the company in Carrier. "
        "They share 2 layers: Messaging and voice APIs, Carrier."
    )
    assert board("firm=stripe").summary == "Stripe stands in none of the layers."
    assert board().summary == ""


def test_a_firm_that_the_filters_leave_out_is_named(client: Client) -> None:
    assert [p.slug for p in board("firm=vonage&group=clouds").left_out] == ["vonage"]
    assert "keep Vonage off the panel" in client.get("/companies/?firm=vonage&group=clouds").content.decode()


def test_forms_carry_along_what_they_do_not_ask(client: Client) -> None:
    choice = board("firm=vonage&view=table&layer=email&reading=record").choice
    assert choice.beside_filters == [("view", "table"), ("firm", "vonage"), ("reading", "record")]
    assert choice.beside_other == [*choice.beside_filters[:1], ("layer", "email"), *choice.beside_filters[1:]]


def test_every_address_keeps_the_side_of_the_ledger() -> None:
    found = board("firm=vonage&reading=record")
    jack = found.floors[0].cells[0][1][0]
    for address in (found.without, found.without_other, found.with_all, jack.href, found.storeys[0].href):
        assert "reading=record" in address


def test_a_layer_is_explained_with_the_company_s_own_products_first_from_the_carrier_up() -> None:
    storeys = board().storeys
    assert [s.number for s in storeys] == list(range(1, len(storeys) + 1))
    carrier, email = storeys[0], next(s for s in storeys if s.layer.slug == "email")
    assert not carrier.own and not carrier.bought
    assert [p.slug for p in email.bought] == ["sendgrid"]
    assert email.rivals == Profile.objects.filter(live=True, layers__slug="email", relation="rival").count()


def test_nobody_found_is_said_with_a_way_back(client: Client) -> None:
    html = client.get("/companies/?group=ai-tools&layer=email&firm=vonage").content.decode()
    assert "Nobody here is all of that." in html and 'href="?firm=vonage#board"' in html


@pytest.mark.parametrize("view", ["board", "list", "table"])
def test_a_comparison_stands_in_every_view(client: Client, view: str) -> None:
    html = client.get(f"/companies/?firm=vonage&with=bandwidth&view={view}").content.decode()
    assert 'id="compared"' in html and "Side by side" in html


def test_a_view_keeps_what_is_chosen() -> None:
    addresses = {value: address for value, _, address in board("firm=vonage&relation=rival").views}
    assert addresses["table"] == "?view=table&relation=rival&firm=vonage#board"
    assert addresses["board"] == "?relation=rival&firm=vonage#board"


def test_two_firms_side_by_side_say_what_belongs_to_each_and_how_much_more_there_is(client: Client) -> None:
    company = Profile.objects.get(relation="self")
    html = client.get(f"/companies/?firm={company.slug}&with=vonage").content.decode()
    table = html.partition('class="plain compared__table"')[2].partition("</table>")[0]
    assert "Part of</span>" in table and 'href="/companies/ericsson/"' in table
    assert f'href="/companies/{company.slug}/#figures">The first 12 of ' in table
    assert f'href="/companies/{company.slug}/#events">The first 12 of ' in table
