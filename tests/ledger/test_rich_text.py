"""The inline figure: stored as a reference, shown as a number, edited as an entity."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html

from datastory.ledger.books import refresh
from datastory.ledger.desk import at_hand, receipts
from datastory.ledger.models import Figure
from datastory.ledger.rich_text import FigureEmbedHandler, number
from tests import factories

pytestmark = pytest.mark.django_db


def embed(pk: object, rest: str = "") -> str:
    return f'<embed embedtype="figure" id="{pk}"{rest}/>'


def text_of(html: str) -> str:
    """The text as told: without what is shown only on the side of the record."""
    return re.sub(r"<[^>]+>", "", re.sub(r'<(\w+) class="[^"]*as-record[^>]*>.*?</\1>', "", html))


@pytest.fixture
def value() -> Figure:
    """A figure that the essay and the record see differently."""
    entry = factories.figure("value", {"value": "7E+10", "qualifier": "over"}, record="6.9E+10")
    refresh()
    return entry


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ("", "over $70 billion"),
        (' form="words"', "over $70 billion"),
        (' form="bare"', "$70 billion"),
        (' form="compact"', "over $70B"),
        (' reading="told"', "over $70 billion"),
        (' reading="record"', "$69 billion"),
        (' reading="record" form="compact"', "$69B"),
    ],
)
def test_a_number_is_set_in_its_form_and_reading(value: Figure, attributes: str, text: str) -> None:
    assert text_of(expand_db_html(embed(value.pk, attributes))).startswith(text)


def test_a_small_number_can_be_spelt_out() -> None:
    founders = factories.figure("founders", "3", unit="people")
    refresh()
    assert text_of(expand_db_html(embed(founders.pk, ' form="word"'))) == "three"


def test_a_number_leads_to_its_receipt(value: Figure) -> None:
    assert 'href="value/" data-receipt="r-value"' in expand_db_html(embed(value.pk))


def test_a_number_carries_its_value_for_machines(value: Figure) -> None:
    assert 'value="70000000000"' in expand_db_html(embed(value.pk))


def test_a_number_on_which_sources_disagree_says_so(value: Figure) -> None:
    assert "(sources disagree)" in expand_db_html(embed(value.pk))


def test_a_number_holds_both_sides_so_that_a_reader_can_change_between_them(value: Figure) -> None:
    html = expand_db_html(embed(value.pk))
    assert '<data class="as-told" value="70000000000">over $70 billion</data>' in html
    assert '<data class="as-record" value="69000000000">$69 billion</data>' in html


@pytest.mark.parametrize("reading", ["told", "record"])
def test_a_number_whose_reading_is_asked_for_keeps_it(value: Figure, reading: str) -> None:
    html = expand_db_html(embed(value.pk, f' reading="{reading}"'))
    assert "as-record" not in html and "as-told" not in html


def test_a_number_that_is_not_on_record_says_so_there() -> None:
    entry = factories.figure("alone", "3", unit="people")
    refresh()
    assert '<span class="vh as-record"> (as told; not on record)</span>' in expand_db_html(embed(entry.pk))


def test_the_words_around_a_number_are_kept(value: Figure) -> None:
    html = expand_db_html(f"<p>It was worth <b>{embed(value.pk)}</b> then.</p>")
    assert text_of(html).startswith("It was worth over $70 billion") and text_of(html).endswith(" then.")


def test_the_numbers_of_a_text_take_one_query(value: Figure) -> None:
    more = [factories.figure(f"figure-{n}", str(n)).pk for n in range(10)]
    refresh()
    with CaptureQueriesContext(connection) as queries:
        expand_db_html("".join(embed(pk) for pk in [value.pk, *more, value.pk]))
    assert len([q for q in queries if "ledger_receipt" in q["sql"]]) == 1


def test_numbers_at_hand_take_no_query(value: Figure) -> None:
    with at_hand(receipts([value.pk])), CaptureQueriesContext(connection) as queries:
        expand_db_html(embed(value.pk))
    assert not [q for q in queries if "ledger_" in q["sql"]]


@pytest.mark.parametrize("pk", ["999999", "0", "", "seven", "-1", "²", "７", "1.5", "9" * 30, "9" * 9000, "1 OR 1=1"])
def test_an_id_of_no_published_figure_leaves_a_visible_gap(value: Figure, pk: str) -> None:
    assert text_of(expand_db_html(f"<p>Worth {embed(pk)}.</p>")) == "Worth [figure withdrawn]."


def test_an_element_without_an_id_leaves_a_visible_gap() -> None:
    assert text_of(expand_db_html('<embed embedtype="figure"/>')) == "[figure withdrawn]"


def test_an_unpublished_figure_leaves_a_visible_gap(value: Figure) -> None:
    value.unpublish()
    refresh()
    assert text_of(expand_db_html(embed(value.pk))) == "[figure withdrawn]"


def test_a_reading_that_is_not_there_leaves_a_visible_gap() -> None:
    told = factories.figure("told", "1")
    refresh()
    assert text_of(expand_db_html(embed(told.pk, ' reading="record"'))) == "[figure withdrawn]"


@pytest.mark.parametrize(
    "attributes",
    [
        ' form="&lt;script&gt;alert(1)&lt;/script&gt;"',
        ' form="source"',
        ' form="__class__"',
        ' reading="checks"',
        ' reading="label"',
        ' reading="&quot;&gt;&lt;script&gt;"',
        ' onclick="alert(1)" style="color:red" href="javascript:alert(1)"',
    ],
)
def test_attributes_that_nobody_declared_change_nothing(value: Figure, attributes: str) -> None:
    assert expand_db_html(embed(value.pk, attributes)) == expand_db_html(embed(value.pk))


def test_a_label_with_markup_stays_text() -> None:
    hostile = factories.figure("hostile", "1", period='"><script>alert(1)</script>')
    refresh()
    assert "<script" not in expand_db_html(embed(hostile.pk))


@pytest.fixture
def converter() -> ContentstateConverter:
    return ContentstateConverter(features=["figure", "bold"])


def only_entity(contentstate: str) -> dict[str, Any]:
    (entity,) = json.loads(contentstate)["entityMap"].values()
    found: dict[str, Any] = entity
    return found


@pytest.mark.parametrize(
    "rest", ["", ' form="bare"', ' reading="record"', ' form="word" reading="told"', ' form="compact" reading="record"']
)
def test_editing_and_saving_keeps_the_reference(value: Figure, converter: Any, rest: str) -> None:
    stored = f'<p data-block-key="a1b2c">Worth <b>{embed(value.pk, rest)}</b>, or not.</p>'
    saved = converter.to_database_format(converter.from_database_format(stored))
    (before,), (after,) = (re.findall(r"<embed[^>]*>", html) for html in (stored, saved))
    assert set(re.findall(r'\w+="[^"]*"', after)) == set(re.findall(r'\w+="[^"]*"', before))


def test_editing_and_saving_keeps_the_words_around(value: Figure, converter: Any) -> None:
    stored = f'<p data-block-key="a1b2c">Worth <b>once</b> {embed(value.pk)}, or not.</p>'
    saved = converter.to_database_format(converter.from_database_format(stored))
    assert re.sub(r"<embed[^>]*>", "#", saved) == re.sub(r"<embed[^>]*>", "#", stored)


def test_the_editor_sees_an_entity_that_cannot_be_typed_into(value: Figure, converter: Any) -> None:
    bare = embed(value.pk, ' form="bare"')
    assert only_entity(converter.from_database_format(f"<p>{bare}</p>")) == {
        "mutability": "IMMUTABLE",
        "type": "FIGURE",
        "data": {"id": str(value.pk), "form": "bare"},
    }


@pytest.mark.parametrize(
    ("rest", "text"),
    [("", "over $70 billion"), (' reading="record"', "$69 billion"), (' form="compact"', "over $70B")],
)
def test_the_editor_sees_the_present_value(value: Figure, converter: Any, rest: str, text: str) -> None:
    (block,) = json.loads(converter.from_database_format(f"<p>{embed(value.pk, rest)}</p>"))["blocks"]
    assert block["text"] == text


def test_the_value_seen_in_the_editor_is_not_stored(value: Figure, converter: Any) -> None:
    edited = converter.from_database_format(f"<p>{embed(value.pk)}</p>")
    assert "70" not in re.sub(r"<embed[^>]*>", "", converter.to_database_format(edited))


@pytest.mark.parametrize(
    "stored",
    [embed("²"), embed("9" * 9000), embed("x"), '<embed embedtype="figure"/>', embed(999_999)],
    ids=["superscript", "huge", "word", "none", "unknown"],
)
def test_the_editor_opens_a_text_with_an_unknown_figure(converter: Any, stored: str) -> None:
    (block,) = json.loads(converter.from_database_format(f"<p>{stored}</p>"))["blocks"]
    assert block["text"] == "[figure not published]"


@pytest.mark.parametrize("reading", ["checks", "label", "stamp", "subject"])
def test_the_editor_opens_a_text_with_an_unknown_reading(value: Figure, converter: Any, reading: str) -> None:
    stored = embed(value.pk, f' reading="{reading}"')
    (block,) = json.loads(converter.from_database_format(f"<p>{stored}</p>"))["blocks"]
    assert block["text"] == "over $70 billion"


def test_what_an_editor_sends_is_stored_escaped(converter: Any) -> None:
    sent = {
        "blocks": [
            {
                "key": "a1b2c",
                "text": "x",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 1}],
            }
        ],
        "entityMap": {"0": {"type": "FIGURE", "mutability": "IMMUTABLE", "data": {"id": '7"><script>', "onload": "x"}}},
    }
    stored = converter.to_database_format(json.dumps(sent))
    assert "<script" not in stored and "onload" not in stored


def test_a_text_refers_to_each_of_its_figures() -> None:
    assert list(FigureEmbedHandler.extract_references({"id": "7", "form": "bare"})) == [(Figure, "7", "", "")]


def test_an_element_without_an_id_refers_to_nothing() -> None:
    assert list(FigureEmbedHandler.extract_references({"form": "bare"})) == []


def test_a_number_in_a_text_counts_as_a_use_of_its_figure(
    value: Figure, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        factories.event("ipo", "2016-06-23", text=f"<p>Worth {embed(value.pk)}.</p>")
    assert [str(reference.model_path) for reference in ReferenceIndex.get_references_to(value)] == ["text."]


@pytest.mark.parametrize(("reading", "signed"), [("", True), ("told", True), ("record", False)])
def test_a_failing_sum_is_not_held_against_the_number_on_record(reading: str, signed: bool) -> None:
    view = {"words": "$28.79", "value": "28.79"}
    failing = {"slug": "close", "number": "009", "disputed": True, "stamp": "does-not", "withheld": False}
    made = number({**failing, "told": view, "record": view, "shown": view}, reading=reading)
    assert ("sign--ne" in made) is signed
