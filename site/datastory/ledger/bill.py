"""The bill: choosing, sorting and grouping receipts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from .dates import PartialDate, parse_date
from .hindsight import known
from .verdicts import Stamp

SORTS = ("subject", "date", "size", "verdict")


@dataclass(frozen=True)
class Choice:
    """What a reader asked of the bill; `problems` says in words what could not be followed."""

    q: str = ""
    sort: str = "subject"
    disputed: bool = False
    subject: str = ""
    metric: str = ""
    then: PartialDate | None = None  # the day to go back to: later figures are left out
    then_written: str = ""
    problems: tuple[str, ...] = ()
    sorts: tuple[str, ...] = SORTS

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Choice":
        """The choice in a query string. What is not understood is left out and named."""
        problems = []
        sort = query.get("sort", "subject")
        if sort not in SORTS:
            problems.append(f"The bill cannot be sorted by “{sort[:40]}”; it can be by {', '.join(SORTS)}.")
            sort = "subject"
        then, then_written = None, query.get("then", "").strip()[:40]
        if then_written:
            try:
                then = parse_date(then_written)
            except ValueError:
                problems.append(
                    f"The bill cannot go back to “{then_written}”; write a day as 2021, 2021-02 or 2021-02-18."
                )
        return cls(
            q=query.get("q", "")[:100].strip(),
            sort=sort,
            disputed=query.get("disputed", "") not in ("", "0"),
            subject=query.get("subject", "")[:80],
            metric=query.get("metric", "")[:80],
            then=then,
            then_written=then_written,
            problems=tuple(problems),
        )

    def apply(self, receipts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The receipts asked for, in the order asked for."""
        words = self.q.lower().split()
        rows = [r for r in receipts if self._keeps(r) and all(w in _text(r) for w in words)]
        if self.sort == "date":
            rows.sort(key=lambda r: (r["start"] or "9999", r["number"]))
        elif self.sort == "size":
            rows.sort(key=lambda r: (r["unit_code"], -float(r["shown"]["value"] if r["shown"] else "-inf")))
        elif self.sort == "verdict":
            order = [Stamp.DOES_NOT, Stamp.DISAGREE, Stamp.ROUNDED, Stamp.NOT_ON_RECORD, Stamp.ADDS_UP]
            rows.sort(key=lambda r: order.index(Stamp(r["stamp"])))
        return rows

    def _keeps(self, receipt: dict[str, Any]) -> bool:
        return (
            (not self.disputed or receipt["disputed"])
            and self.subject in ("", receipt["subject"]["slug"])
            and self.metric in ("", receipt["metric"]["slug"])
            and (self.then is None or known(receipt, self.then.end))
        )


def _text(receipt: dict[str, Any]) -> str:
    views = [receipt[side] for side in ("told", "record") if receipt[side]]
    parts = [
        receipt["label"],
        receipt["period"],
        receipt["subject"]["name"],
        receipt["metric"]["name"],
        receipt["slug"],
    ]
    return " ".join([*parts, *(f"{v['words']} {v['compact']}" for v in views)]).lower()


@dataclass(frozen=True)
class Section:
    """A part of the bill: a heading, its lines, and how many are in dispute."""

    heading: str
    rows: list[dict[str, Any]]

    @property
    def disputed(self) -> int:
        return sum(row["disputed"] for row in self.rows)


def bill(rows: Iterable[dict[str, Any]], choice: Choice) -> list[Section]:
    """The lines under headings, by what they are sorted by."""
    headings = {
        "subject": lambda r: r["subject"]["name"],
        "date": lambda r: r["start"][:4] or "No date",
        "size": lambda r: r["unit"],
        "verdict": lambda r: r["stamp"],
    }
    head = headings[choice.sort]
    if choice.sort == "subject":  # in the order of the ledger, each subject once
        order = list(dict.fromkeys(head(r) for r in rows))
        rows = sorted(rows, key=lambda r: order.index(head(r)))
    return [Section(str(name), list(group)) for name, group in groupby(rows, key=head)]
