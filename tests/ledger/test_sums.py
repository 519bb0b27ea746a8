"""Choosing among the checks."""

from typing import Any

import pytest

from datastory.ledger.sums import Audit, Checked, count


def checked(
    statement: str, told: str = "adds-up", record: str = "cannot", subject: str = "acme", *chapters: str
) -> Any:
    operand = {"pk": 1, "slug": "f", "label": "Price", "period": "2016", "subject": {"slug": subject, "name": subject}}
    data = {
        "statement": statement,
        "explanation": "Divide one by the other.",
        "operands": [operand],
        "told": {"verdict": told},
        "record": {"verdict": record},
    }
    return Checked(data, frozenset(chapters))


ONE = checked("One", "adds-up", "does-not", "acme", "the-fall")
TWO = checked("Two", "does-not", "adds-up", "zed", "the-rise")


def names(audit: Audit) -> list[str]:
    return [check.data["statement"] for check in audit.apply([ONE, TWO])]


@pytest.mark.parametrize(
    ("audit", "kept"),
    [
        (Audit(), ["One", "Two"]),
        (Audit(verdict="does-not"), ["Two"]),
        (Audit(record="does-not"), ["One"]),
        (Audit(chapter="the-fall"), ["One"]),
        (Audit(subject="zed"), ["Two"]),
        (Audit(q="two DIVIDE"), ["Two"]),
        (Audit(q="2016 price"), ["One", "Two"]),
        (Audit(verdict="does-not", chapter="the-fall"), []),
    ],
)
def test_a_check_is_kept_if_it_has_all_that_is_asked_for(audit: Audit, kept: list[str]) -> None:
    assert names(audit) == kept


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"verdict": "maybe"}, "There is no verdict “maybe”; all checks are shown."),
        ({"record": "maybe"}, "There is no verdict “maybe” on record; all checks are shown."),
        ({"chapter": "the-end"}, "No chapter “the-end” has a figure that is checked."),
        ({"subject": "nobody"}, "No check is about “nobody”; all subjects are shown."),
    ],
)
def test_what_no_check_has_is_named_and_left_out(query: dict[str, str], problem: str) -> None:
    audit = Audit.read(query, ["the-fall"], ["acme"])
    assert (audit.problems, audit.narrowed) == ((problem,), False)


def test_checks_are_counted_by_verdict_on_each_side() -> None:
    rows = checked("Three", "adds-up", "cannot"), ONE, TWO
    assert count(rows) == [("adds-up", 2, 1), ("rounded", 0, 0), ("does-not", 1, 1), ("cannot", 0, 1)]
