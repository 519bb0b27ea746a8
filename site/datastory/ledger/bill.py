"""The bill: choosing, sorting and grouping receipts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from .dates import PartialDate, parse_date
from .hindsight import known
from .intervals import Qualifier
from .sides import RECORD, TOLD, view
from .verdicts import Stamp

SORTS = ("subject", "date", "size", "verdict")
ORDER = [Stamp.DOES_NOT, Stamp.DISAGREE, Stamp.ROUNDED, Stamp.NOT_ON_RECORD, Stamp.ADDS_UP]
QUALIFIERS = tuple(q.value for q in Qualifier)
STAMPS = tuple(s.value for s in Stamp)


@dataclass(frozen=True)
class Options:
    """What the lines of the bill can be chosen by."""

    subjects: tuple[tuple[str, str], ...] = ()  # slug, name
    metrics: tuple[tuple[str, str], ...] = ()
    years: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = QUALIFIERS
    verdicts: tuple[str, ...] = STAMPS
    sorts: tuple[str, ...] = SORTS

    @classmethod
    def of(cls, receipts: Iterable[dict[str, Any]]) -> "Options":
        """All that stand in these receipts, by name."""
        rows = list(receipts)
        years = {year for row in rows for year in (row["start"][:4], row["end"][:4]) if year}
        return cls(_named(rows, "subject"), _named(rows, "metric"), tuple(sorted(years, reverse=True)))


def _named(rows: list[dict[str, Any]], kind: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(row[kind]["slug"], row[kind]["name"]) for row in rows}, key=lambda pair: pair[1].lower()))


@dataclass(frozen=True)
class Choice:
    """What a reader asked of the bill; `problems` says in words what could not be followed, by field."""

    q: str = ""
    sort: str = "subject"
    disputed: bool = False
    subject: str = ""
    metric: str = ""
    year: str = ""
    exact: str = ""
    verdict: str = ""
    reading: str = TOLD
    then: PartialDate | None = None  # the day to go back to: later figures are left out
    then_written: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, query: Mapping[str, str], options: Options | None = None) -> "Choice":
        """The choice in a query string. What is not understood is left out and named.

        Without options any subject, measure and year will do.
        """
        problems: dict[str, str] = {}
        then_written = query.get("then", "").strip()[:40]

        def one_of(name: str, among: Iterable[str] | None, sentence: str, otherwise: str = "") -> str:
            asked = query.get(name, "").strip()
            if not asked or among is None or asked in among:
                return asked or otherwise
            problems[name] = sentence.format(asked[:40])
            return otherwise

        subjects, metrics, years = (
            (dict(options.subjects), dict(options.metrics), options.years) if options else (None, None, None)
        )
        return cls(
            q=query.get("q", "")[:100].strip(),
            sort=one_of(
                "sort", SORTS, f"The bill cannot be sorted by “{{}}”; it can be by {', '.join(SORTS)}.", "subject"
            ),
            disputed=query.get("disputed", "") not in ("", "0"),
            subject=one_of("subject", subjects, "No line of the bill is about “{}”; all subjects are shown."),
            metric=one_of("metric", metrics, "Nothing on the bill is measured as “{}”; all measures are shown."),
            year=one_of("year", years, f"No line of the bill is of the year “{{}}”; {_years(years)}."),
            exact=one_of("exact", QUALIFIERS, f"“{{}}” is no degree of exactness; there are {', '.join(QUALIFIERS)}."),
            verdict=one_of("verdict", STAMPS, f"There is no verdict “{{}}”; there are {', '.join(STAMPS)}."),
            reading=one_of("reading", (TOLD, RECORD), "There is no reading “{}”; numbers are shown as told.", TOLD),
            then=_day(then_written, problems),
            then_written=then_written,
            problems=problems,
        )

    @property
    def narrowed(self) -> bool:
        """Whether some lines may be left out."""
        asked = (self.q, self.disputed, self.subject, self.metric, self.year, self.exact, self.verdict, self.then)
        return any(asked)

    def apply(self, receipts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The receipts asked for, in the order asked for."""
        words = self.q.lower().split()
        rows = [r for r in receipts if self._keeps(r) and all(w in _text(r) for w in words)]
        if self.sort == "date":
            rows.sort(key=lambda r: (r["start"] or "9999", r["number"]))
        elif self.sort == "size":
            rows.sort(key=lambda r: (r["unit_code"], -self._size(r)))
        elif self.sort == "verdict":
            rows.sort(key=lambda r: ORDER.index(Stamp(r["stamp"])))
        return rows

    def _size(self, receipt: dict[str, Any]) -> float:
        shown = view(receipt, self.reading)
        return float(shown["value"] if shown else "-inf")

    def _keeps(self, receipt: dict[str, Any]) -> bool:
        shown = view(receipt, self.reading)
        return (
            (not self.disputed or receipt["disputed"])
            and self.subject in ("", receipt["subject"]["slug"])
            and self.metric in ("", receipt["metric"]["slug"])
            and self.verdict in ("", receipt["stamp"])
            and (not self.exact or (shown is not None and shown["qualifier"] == self.exact))
            and (not self.year or (bool(receipt["start"]) and _spans(receipt, self.year)))
            and (self.then is None or known(receipt, self.then.end))
        )


def _day(written: str, problems: dict[str, str]) -> PartialDate | None:
    if not written:
        return None
    try:
        return parse_date(written)
    except ValueError:
        problems["then"] = f"The bill cannot go back to “{written}”; write a day as 2021, 2021-02 or 2021-02-18."
        return None


def _years(years: Sequence[str] | None) -> str:
    return f"it has {years[-1]} to {years[0]}, and all are shown" if years else "all years are shown"


def _spans(receipt: dict[str, Any], year: str) -> bool:
    return bool(receipt["start"][:4] <= year <= (receipt["end"] or receipt["start"])[:4])


def _text(receipt: dict[str, Any]) -> str:
    views = [receipt[side] for side in (TOLD, RECORD) if receipt[side]]
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
