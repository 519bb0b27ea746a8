"""From entries to receipts: what is published is reckoned once, kept, and said to the rooms below."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from datastory.ledger.books import preview_outcome, preview_receipt, refresh
from datastory.ledger.models import Check, Figure, Outcome, Receipt
from datastory.ledger.signals import hold_refresh, ledger_changed
from tests import factories
from tests.factories import restated

pytestmark = pytest.mark.django_db


@pytest.fixture
def said() -> Iterator[list[set[str]]]:
    """The slugs of each time that the ledger says it changed."""
    heard: list[set[str]] = []

    def hear(slugs: set[str], **kwargs: Any) -> None:
        heard.append(slugs)

    ledger_changed.connect(hear)
    yield heard
    ledger_changed.disconnect(hear)


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Any:
    """A block at whose end everything waiting for the commit runs."""

    def block() -> AbstractContextManager[Any]:
        committed: AbstractContextManager[Any] = django_capture_on_commit_callbacks(execute=True)
        return committed

    return block


def price_and_rise() -> tuple[Figure, Figure, Check]:
    """A price, a rise that follows from it and a check that says so: 30 / 15 - 1 = 100 %."""
    price = factories.figure("price", "30", unit="USD/share")
    rise = factories.figure("rise", "100", unit="percent")
    return price, rise, factories.check("price-rise", "(price / 15 - 1) * 100", rise)


def verdict(slug: str) -> str:
    told: str = Outcome.objects.get(check_entry__slug=slug).told
    return told


def words(slug: str) -> str:
    shown: str = Receipt.objects.get(figure__slug=slug).data["shown"]["words"]
    return shown


def test_refresh_writes_a_receipt_for_every_published_figure() -> None:
    price_and_rise()
    factories.figure("draft", "1", live=False)
    refresh()
    assert set(Receipt.objects.values_list("figure__slug", flat=True)) == {"price", "rise"}


def test_refresh_writes_an_outcome_for_every_published_check() -> None:
    price_and_rise()
    factories.check("draft", "price", ("30", "USD"), live=False)
    refresh()
    assert list(Outcome.objects.values_list("check_entry__slug", "told", "record")) == [
        ("price-rise", "adds-up", "cannot")
    ]


def test_refresh_returns_the_slugs_that_changed() -> None:
    price_and_rise()
    assert refresh() == {"price", "rise"}


def test_a_second_refresh_finds_nothing_to_change() -> None:
    price_and_rise()
    refresh()
    assert refresh() == set()


def test_a_second_refresh_writes_nothing() -> None:
    price_and_rise()
    refresh()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        refresh()
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_the_queries_of_a_refresh_do_not_grow_with_the_ledger() -> None:
    price_and_rise()
    refresh()
    with CaptureQueriesContext(connection) as few:
        refresh()
    for n in range(12):
        factories.check(f"check-{n}", f"price + figure_{n}", factories.figure(f"figure-{n}", "1", record="1"))
    refresh()
    with CaptureQueriesContext(connection) as many:
        refresh()
    assert len(many) == len(few)


def test_a_change_is_said_once_with_all_its_slugs(said: list[set[str]]) -> None:
    price_and_rise()
    refresh()
    assert said == [{"price", "rise"}]


def test_no_change_is_not_said(said: list[set[str]]) -> None:
    price_and_rise()
    refresh()
    refresh()
    assert len(said) == 1


def test_publishing_a_changed_figure_changes_its_receipt(committing: Any) -> None:
    price, _, _ = price_and_rise()
    refresh()
    with committing():
        restated(price, "45").save_revision().publish()
    assert words("price") == "$45"


def test_publishing_a_changed_figure_changes_the_outcome_of_its_checks(committing: Any) -> None:
    price, _, _ = price_and_rise()
    refresh()
    with committing():
        restated(price, "45").save_revision().publish()
    assert verdict("price-rise") == "does-not"


def test_publishing_a_changed_figure_changes_the_receipts_of_its_dependents(
    committing: Any, said: list[set[str]]
) -> None:
    price, rise, _ = price_and_rise()
    factories.figure("bystander", "1")
    refresh()
    said.clear()
    with committing():
        restated(price, "45").save_revision().publish()
    assert said == [{"price", "rise"}]
    assert rise.receipt.stamp == "does-not"


def test_a_figure_without_its_own_change_keeps_its_receipt(committing: Any) -> None:
    _, rise, _ = price_and_rise()
    refresh()
    with committing():
        rise.save_revision().publish()
    assert words("rise") == "100%"


def test_a_draft_changes_nothing(committing: Any, said: list[set[str]]) -> None:
    price, _, _ = price_and_rise()
    refresh()
    said.clear()
    with committing():
        restated(price, "45").save_revision()
    assert (words("price"), verdict("price-rise"), said) == ("$30", "adds-up", [])


def test_a_draft_that_is_published_later_changes_then(committing: Any) -> None:
    price, _, _ = price_and_rise()
    refresh()
    draft = restated(price, "45").save_revision()
    with committing():
        draft.publish()
    assert words("price") == "$45"


def test_an_earlier_revision_brings_its_readings_back(committing: Any) -> None:
    price, _, _ = price_and_rise()
    before = price.save_revision()
    restated(price, "45").save_revision().publish()
    refresh()
    with committing():
        before.publish()
    assert words("price") == "$30"


def test_unpublishing_a_figure_removes_its_receipt(committing: Any) -> None:
    price, _, _ = price_and_rise()
    refresh()
    with committing():
        price.unpublish()
    assert not Receipt.objects.filter(figure=price).exists()


def test_unpublishing_a_figure_says_that_it_is_gone(committing: Any, said: list[set[str]]) -> None:
    lonely = factories.figure("lonely", "1")
    refresh()
    said.clear()
    with committing():
        lonely.unpublish()
    assert said == [{"lonely"}]


def test_the_checks_of_an_unpublished_figure_cannot_be_checked(committing: Any) -> None:
    price, _, _ = price_and_rise()
    refresh()
    with committing():
        price.unpublish()
    outcome = Outcome.objects.get()
    assert (outcome.told, outcome.data["told"]["reason"]) == ("cannot", "missing here: price")


def test_unpublishing_a_check_removes_its_outcome(committing: Any) -> None:
    _, _, entry = price_and_rise()
    refresh()
    with committing():
        entry.unpublish()
    assert not Outcome.objects.exists()


def test_a_renamed_source_is_renamed_on_receipts(committing: Any) -> None:
    price, _, _ = price_and_rise()
    refresh()
    essay = factories.source()
    essay.title = "The essay, second edition"
    with committing():
        essay.save()
    assert price.receipt.data["told"]["source"]["title"] == "The essay, second edition"


def test_while_a_refresh_is_held_publishing_reckons_nothing(committing: Any) -> None:
    with committing(), hold_refresh():
        price_and_rise()
    assert not Receipt.objects.exists()


def test_a_sum_without_meaning_does_not_stop_the_others() -> None:
    price_and_rise()
    factories.check("hostile", "price ** 9 ** 9 ** 9", ("1", "USD"))
    factories.check("root", "sqrt(price - 99)", ("1", "USD"))
    refresh()
    assert {entry.check_entry.slug: entry.told for entry in Outcome.objects.all()} == {
        "price-rise": "adds-up",
        "hostile": "cannot",
        "root": "cannot",
    }


def test_the_preview_of_a_figure_is_the_receipt_that_it_would_get() -> None:
    price, _, _ = price_and_rise()
    refresh()
    shown = preview_receipt(restated(price, "45"))
    assert (shown["told"]["words"], shown["sum"]["told"]["verdict"]) == ("$45", "does-not")


def test_the_preview_of_a_figure_that_was_never_saved_is_its_receipt() -> None:
    new = Figure(slug="new", label="New", metric=factories.metric(), subject=factories.subject())
    assert preview_receipt(new)["label"] == "New"


def test_a_preview_keeps_nothing() -> None:
    price, _, _ = price_and_rise()
    refresh()
    preview_receipt(restated(price, "45"))
    assert words("price") == "$30"


def test_the_preview_of_a_check_is_what_it_would_come_to() -> None:
    _, _, entry = price_and_rise()
    refresh()
    entry.expression = "price * 2"
    assert preview_outcome(entry)["told"]["verdict"] == "does-not"


def test_a_figure_that_a_check_expects_is_not_deleted() -> None:
    _, rise, _ = price_and_rise()
    with pytest.raises(ProtectedError):
        rise.delete()


def test_deleting_a_figure_leaves_its_checks_unable_to_be_checked(committing: Any) -> None:
    price, _, _ = price_and_rise()
    refresh()
    with committing():
        price.delete()
    assert verdict("price-rise") == "cannot"


def test_deleting_a_figure_says_that_it_is_gone(committing: Any, said: list[set[str]]) -> None:
    lonely = factories.figure("lonely", "1")
    refresh()
    said.clear()
    with committing():
        lonely.delete()
    assert said == [{"lonely"}]
