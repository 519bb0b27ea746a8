"""Which part of a thing an embed shows: a slice of the timeline, lines of the bill, firms of the panel."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict

from datastory.core.templatetags.story import verdict_word
from datastory.ledger import bill
from datastory.ledger.dates import PartialDate
from datastory.timeline import choice as timeline_choice
from datastory.timeline.axis import in_order
from datastory.timeline.models import Event
from datastory.timeline.strip import strip

from .asked import SHOWN, Problem, legible, unknown
from .kinds import COMMON
from .taking import Data

MOST_FIGURES = 60
SCALES = {"linear": "linear", "log": "logarithmic"}
FEW_FIGURES = 2  # which are called by their names
_day = re.compile(r"(?:1[89]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True)
class Chosen:
    """The part chosen, as the context of the kind's template; `said` names it in a few words for a title."""

    context: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    said: str = ""
    as_known: str = ""  # where it goes back to a day
    nothing: bool = False  # whether nothing has all that is asked for
    inputs: tuple[str, ...] = ()  # names of parameters that this thing alone knows

    def titled(self, title: str) -> str:
        """The title of the thing with what is chosen of it: "Timeline: 2020–2021, purchases"."""
        part = _joined(self.said, self.as_known)
        return f"{title}: {part}" if part else title


def choose(kind: str, data: Data, query: QueryDict) -> Chosen:
    """The part of a thing of that kind; all of it where there are no parts. The bill is `lines`."""
    part = {"timeline": timeline, "companies": companies, "chart": chart}.get(kind)
    return part(data, query) if part else Chosen()


def timeline(data: Data, query: QueryDict) -> Chosen:
    """Events of a period, of kinds, with words in them; on one line across, and told in a list."""
    choice = timeline_choice.Choice.read(query)
    problems = [_of_timeline(name, query, sentence) for name, sentence in choice.problems.items()]
    every = [(_event(kept), kept) for kept in data["events"]]
    kept = [(event, told) for event, told in every if choice.keeps(event, told["text"]) and choice.falls_in(event)]
    kept.sort(key=lambda pair: in_order(pair[0]))
    events = [event for event, _ in kept]
    context = {
        "drawn": list(strip(events, choice.first, choice.last).values()),
        "events": [told["html"] for _, told in kept],
        "total": len(every),
        "narrowed": len(kept) != len(every),
        "as_known": as_known(choice.then),
    }
    kinds = ", ".join(str(Event.Category(c).label) for c in choice.categories)
    said = _joined(_period(choice), kinds, _quoted(choice.q))
    return Chosen(context, tuple(problems), said, as_known(choice.then), not kept)


def _period(choice: timeline_choice.Choice) -> str:
    if choice.start and choice.end:
        return f"{choice.start}–{choice.end}"
    return f"from {choice.start}" if choice.start else f"to {choice.end}" if choice.end else ""


def _joined(*said: str) -> str:
    return ", ".join(part for part in said if part)


def _quoted(words: str) -> str:
    return f"“{legible(words)}”" if words else ""


def as_known(then: PartialDate | None) -> str:
    """When it was known, on a day or by the end of what is longer."""
    return f"as known {'on' if then.precision == 'day' else 'by the end of'} {then}" if then else ""


def _event(told: Data) -> Event:
    first, last = (date.fromisoformat(told[name]) for name in ("first", "last"))
    fields = {name: told[name] for name in ("slug", "title", "date", "until", "category", "position")}
    return Event(**fields, first_day=first, last_day=last)


def _of_timeline(name: str, query: QueryDict, sentence: str) -> Problem:
    if name == "category":
        right = [v for v in query.getlist("category") if v in Event.Category.values]
        wrong = next(v for v in query.getlist("category") if v and v not in Event.Category.values)
        words = {value: str(label) for value, label in Event.Category.choices}
        near = unknown(name, wrong, Event.Category.values, words).nearest
        return Problem(name, sentence, tuple(dict.fromkeys([*right, *near])))
    return Problem(name, sentence, _near_day(query.get(name, "")[:SHOWN]))


def _near_day(written: str) -> tuple[str, ...]:
    """The day, month or year that is perhaps meant."""
    found = _day.search(written.replace("/", "-").replace(".", "-").replace("O", "0").replace("o", "0"))
    return (found[0],) if found and found[0] != written else ()


def lines(receipts: Mapping[str, Data], query: QueryDict) -> Chosen:
    """Lines of the bill: figures by their names, in that order, or all that a reader could choose on the page."""
    options = bill.Options.of(receipts.values())
    problems: list[Problem] = []
    known: dict[str, Sequence[str]] = {
        "subject": [slug for slug, _ in options.subjects],
        "metric": [slug for slug, _ in options.metrics],
        "year": options.years,
        "exact": options.qualifiers,
        "verdict": options.verdicts,
        "sort": options.sorts,
        "disputed": ("1",),
    }
    for name, values in known.items():
        if (value := query.get(name, "").strip()) and value not in values:
            problems.append(unknown(name, value, values))
    named = _named(receipts, query, problems)
    choice = bill.Choice.read({n: query.get(n, "") for n in (*known, "q", "reading", "then")}, options)
    if sentence := choice.problems.get("then"):
        problems.append(Problem("then", sentence, _near_day(choice.then_written)))
    rows = choice.apply(named.values() if named else receipts.values())
    short = bool(named) and choice.sort == "subject"
    context = {
        "sections": [bill.Section("", rows)] if short else bill.bill(rows, choice),
        "options": options,
        "sort": choice.sort,
        "count": len(rows),
        "total": len(receipts),
        "narrowed": len(rows) != len(receipts),
        "as_known": as_known(choice.then),
    }
    return Chosen(context, tuple(problems), _said_of(choice, options, named), as_known(choice.then), not rows)


def _said_of(choice: bill.Choice, options: bill.Options, named: Mapping[str, Data]) -> str:
    figures = f"{len(named)} figures" if len(named) > FEW_FIGURES else " and ".join(map(_label, named.values()))
    return _joined(
        figures,
        dict(options.subjects).get(choice.subject, ""),
        dict(options.metrics).get(choice.metric, ""),
        choice.year,
        choice.exact,
        verdict_word(choice.verdict).lower(),
        "in dispute" if choice.disputed else "",
        _quoted(choice.q),
    )


def _label(receipt: Data) -> str:
    return f"{receipt['label']} ({receipt['period']})" if receipt["period"] else str(receipt["label"])


def _named(receipts: Mapping[str, Data], query: QueryDict, problems: list[Problem]) -> dict[str, Data]:
    asked = [slug.strip() for slug in ",".join(query.getlist("figures")).split(",") if slug.strip()]
    wanted = list(dict.fromkeys(asked))
    if not wanted:
        return {}
    if len(wanted) > MOST_FIGURES:
        sentence = f"An embed has {MOST_FIGURES} chosen figures at the most; {len(wanted)} are asked for."
        problems.append(Problem("figures", sentence, (",".join(wanted[:MOST_FIGURES]),)))
        wanted = wanted[:MOST_FIGURES]
    if missing := [slug for slug in wanted if slug not in receipts]:
        right: list[str] = []
        for slug in wanted:
            right += [slug] if slug in receipts else unknown("figures", slug, list(receipts)).nearest
        sentence = f"No published figure is called “{missing[0][:SHOWN]}”."
        problems.append(Problem("figures", sentence, (",".join(dict.fromkeys(right)),) if right else ()))
    return {slug: receipts[slug] for slug in wanted if slug in receipts}


def chart(data: Data, query: QueryDict) -> Chosen:
    """How a chart is set: its scale, and the inputs of a model. Its script sets it so; here it is checked."""
    problems = []
    scales, inputs = data.get("scales", []), data.get("inputs", {})
    if (scale := query.get("scale", "")) and scale not in scales:
        problems.append(
            unknown("scale", scale, scales) if scales else Problem("scale", "This chart has one scale, and no other.")
        )
    for name, (label, low, high) in inputs.items():
        if written := query.get(name, "").strip():
            problems += _of_input(name, label, low, high, written)
    for name in query if inputs else ():
        near = [] if name in (*inputs, *COMMON, "scale") else get_close_matches(name[:20], list(inputs), 1, 0.75)
        if near:
            sentence = f"This model has no input “{name[:20]}”. Is “{near[0]}” meant?"
            problems.append(Problem(name, sentence, tuple(query.getlist(name)), near[0]))
    moved = [f"{label} {query[name]}" for name, (label, _, _) in inputs.items() if query.get(name)]
    other = [f"the {SCALES[scale]} scale"] if scale in scales[1:] else []
    return Chosen({"set": _joined(*other, *moved)}, tuple(problems), inputs=tuple(inputs))


def _of_input(name: str, label: str, low: str, high: str, written: str) -> list[Problem]:
    sentence = f"“{written[:SHOWN]}” cannot be “{name}” ({label}): it goes from {low} to {high}."
    try:
        value = Decimal(written)
    except InvalidOperation:
        return [Problem(name, sentence)]
    if not value.is_finite():
        return [Problem(name, sentence)]
    if value < Decimal(low):
        return [Problem(name, sentence, (low,))]
    return [Problem(name, sentence, (high,))] if value > Decimal(high) else []


def companies(data: Data, query: QueryDict) -> Chosen:
    """Firms of the panel by layer, group, relation and kind; layers and groups with nobody in them are left out."""
    problems: list[Problem] = []
    choices = {
        "layer": dict(data["layers"]),
        "group": dict(data["groups"]),
        "relation": dict(data["relations"]),
        "kind": {firm["kind"]: firm["kind"] for firm in data["firms"]},
    }
    asked: dict[str, str] = {}
    for name, words in choices.items():
        value = query.get(name, "").strip()
        if value and value not in words:
            problems.append(unknown(name, value, list(words), words))
        elif value:
            asked[name] = value
    layer = asked.pop("layer", "")
    firms = [
        firm
        for firm in data["firms"]
        if all(firm[name] == value for name, value in asked.items()) and (not layer or layer in firm["layers"])
    ]
    groups = [(slug, name) for slug, name in data["groups"] if any(firm["group"] == slug for firm in firms)]
    rows = [
        (name, [(word, [f for f in firms if f["group"] == group and slug in f["layers"]]) for group, word in groups])
        for slug, name in data["layers"]
        if not layer or slug == layer
    ]
    relations = dict(data["relations"])
    context = {
        "groups": [name for _, name in groups],
        "rows": [(name, cells) for name, cells in rows if any(there for _, there in cells)],
        "firms": [firm | {"relation_word": relations.get(firm["relation"], "")} for firm in firms],
        "total": len(data["firms"]),
        "narrowed": len(firms) != len(data["firms"]),
    }
    said = ", ".join(choices[name][value] for name, value in {"layer": layer, **asked}.items() if value)
    return Chosen(context, tuple(problems), said, nothing=not firms)
