"""What stands on a card, from what a page shows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from datastory.core.templatetags.story import VERDICTS

from ..about import About
from ..words import cut

SIDES = (("told", "as told"), ("record", "on record"))
LONGEST_TITLE = 140
LONGEST_ITEM = 60
LONGEST_FOOT = 80


@dataclass(frozen=True)
class Slip:
    """The receipt on a card: a head, the item, its value, a few lines, and a stamp (a verdict's name or nothing)."""

    head: str
    item: str
    value: str
    lines: tuple[tuple[str, str], ...] = ()
    stamp: str = ""


@dataclass(frozen=True)
class Card:
    """All words of a card. Equal words give equal bytes."""

    site: str
    above: str
    title: str
    slip: Slip | None = None

    @property
    def digest(self) -> str:
        """Of the words, and of what draws them."""
        words = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(f"{_version()}\n{words}".encode()).hexdigest()[:20]

    @property
    def alternative(self) -> str:
        """The card for somebody who cannot see it."""
        figure = f" {self.slip.item}: {self.slip.value}." if self.slip else ""
        return f"{self.title}.{figure} {self.site}."


@cache
def _version() -> str:
    here = Path(__file__).resolve().parent
    return hashlib.sha256(b"".join((here / f"{n}.py").read_bytes() for n in ("drawing", "text"))).hexdigest()


def card(page: About, context: Mapping[str, Any]) -> Card:
    """The card of a page, from the context that its template has."""
    above = ""
    if contents := context.get("contents"):
        above = f"Chapter {contents.number:02}" if contents.number else ""
    elif not page.is_cover and page.way:
        above = page.way[-1][0] if len(page.way) > 1 else ""
    title = getattr(page.page, "headline", "") if page.is_cover else page.title
    foot = cut(page.page.dek, LONGEST_FOOT) if page.is_cover else page.site  # the cover's title is the site's
    return Card(foot, above, cut(" ".join(title.split()), LONGEST_TITLE), slip(page, context))


def slip(page: About, context: Mapping[str, Any]) -> Slip | None:
    """The one figure of a page: its own, the first in dispute that it shows, or how many things it lists."""
    if receipt := context.get("receipt"):
        return of_receipt(receipt)
    if (look := context.get("look")) and look.table:
        return of_chart(look.table)
    if firm := context.get("firm"):
        return _of_firm(firm, context["meeting"], context["known"])
    if check := context.get("check"):
        return of_check(check)
    if counts := context.get("counts"):
        told = [(verdict, number) for verdict, number, _ in counts]
        return Slip("Sums", "Checked", str(context.get("total", "")), _verdicts(told))
    if stamps := context.get("stamps"):
        return Slip("Statement", "Numbers on the bill", str(context.get("total", "")), _verdicts(stamps))
    if "board" in context and (events := page.page.timeline.events):  # all of them: a card knows no choice
        first, last = min(event.first_day for event in events), max(event.last_day for event in events)
        years = (("from", str(first.year)), ("to", str(last.year)))
        return Slip("Timeline", "Events, each with its source", str(len(events)), years)
    if terms := context.get("terms"):
        return Slip("Glossary", "Terms explained", str(len(terms)))
    if panel := context.get("panel"):
        rows = (("layers", str(len(panel.rows))), ("groups", str(len(panel.groups))))
        return Slip("Switchboard", "Firms and products", str(len(panel.profiles)), rows)
    shown = getattr(page.page, "receipts_shown", [])
    chosen = next((r for r in shown if r["disputed"]), shown[0] if shown else None)
    return of_receipt(chosen) if chosen else None


def _of_firm(firm: Any, meeting: Any, known: Any) -> Slip:
    rows = (("figures", str(len(known.receipts))), ("events", str(len(known.events))))
    if firm.relation == "self":
        return Slip("Switchboard", cut(firm.subject.name, LONGEST_ITEM), f"{meeting.of} layers", rows)
    return Slip("Switchboard", "Layers in which they meet", f"{len(meeting.shared)} of {meeting.of}", rows)


def of_receipt(receipt: Mapping[str, Any]) -> Slip | None:
    """A figure as its receipt has it."""
    if not receipt["shown"]:
        return None
    lines = [("when", receipt["period"])] if receipt["period"] else []
    for name, words in SIDES:
        if receipt[name]:
            lines.append((words, receipt[name]["compact"]))
    head = f"Receipt {receipt['number']}"
    return Slip(
        head, cut(receipt["label"], LONGEST_ITEM), receipt["shown"]["compact"], tuple(lines), str(receipt["stamp"])
    )


def of_check(check: Mapping[str, Any]) -> Slip:
    """A check: what it gives as told, and the verdicts."""
    found = {name: VERDICTS[check[name]["verdict"]][2] for name, _ in SIDES}
    lines = tuple((words, found[name].lower()) for name, words in SIDES)
    value = check["told"]["result"] or found["told"]
    return Slip("Check", cut(check["statement"], LONGEST_ITEM), value, lines, check["told"]["verdict"])


def of_chart(table: Iterable[Mapping[str, Any]]) -> Slip | None:
    """The last figure that a chart draws."""
    row = next((row for row in reversed(list(table)) if row["told"] or row["record"]), None)
    if row is None:
        return None
    lines = [("when", row["period"])] if row["period"] else []
    lines += [(words, row[name]) for name, words in SIDES if row[name]]
    return Slip("Chart", cut(row["label"], LONGEST_ITEM), row["told"] or row["record"], tuple(lines))


def _verdicts(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
    return tuple((VERDICTS[name][2].lower(), str(count)) for name, count in counts if count)[:5]
