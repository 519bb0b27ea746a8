"""How thick events lie on time: a dot an event, stacked by year or quarter."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from datastory.ledger.dates import parse_date

from .. import theme
from ..data import Happening, Job
from ..labels import Box, Label, place, shorten, text_width
from ..scales import Frame
from .kind import Kind, KindBlock
from .marks import Row, dots, layered, rules, texts, word
from .wording import listed

if TYPE_CHECKING:
    import altair as alt

UNDATED = ("year", "season")  # too coarse for a quarter


def categories() -> list[tuple[str, str]]:
    """The categories of events, which a room below this one defines."""
    return list(apps.get_model("timeline", "Event").Category.choices)


class DensityBlock(KindBlock):
    figures = None  # events, no figures
    categories = blocks.MultipleChoiceBlock(choices=categories, required=False, default=[], help_text="Empty: all.")
    step = blocks.ChoiceBlock(choices=[("year", "year"), ("quarter", "quarter")], default="year")
    events = blocks.ListBlock(
        SnippetChooserBlock("timeline.Event"), required=False, default=[], help_text="Named in the drawing."
    )

    option_names = ("step",)

    def rows(self, value: Any) -> list[dict[str, Any]]:
        """Every published event of the categories, in order of time."""
        event = apps.get_model("timeline", "Event")
        found = event.objects.filter(live=True)
        if value["categories"]:
            found = found.filter(category__in=value["categories"])
        return [row(e.title, e.get_category_display(), e.date) for e in found]

    class Meta:
        icon = "calendar-alt"
        label = "Events over time"
        group = "Time"
        description = "A dot an event, stacked by year or quarter: where much happened, and where little is told."


def row(title: str, category: str, written: str) -> dict[str, Any]:
    """One event as plain data; `written` is its date as the ledger writes it."""
    when = parse_date(written)
    middle: date = when.start + (when.end - when.start) / 2
    return {
        "label": title,
        "group": category,
        "period": when.words(),
        "text": "",
        "day": middle.isoformat(),
        "precision": when.precision,
    }


def build(job: Job) -> "alt.LayerChart":
    """Raises ValueError where the events span more steps than can be told apart."""
    import altair as alt

    narrow = job.width == "narrow"
    by_quarter = job.options.get("step") == "quarter"
    dated = [r for r in job.rows if not (by_quarter and r["precision"] in UNDATED)]
    if not dated:
        raise ValueError("no event is dated to the quarter; stack them by year")
    slots = [_slot(r["day"], by_quarter) for r in dated]
    first, last = min(slots), max(slots)
    count = last - first + 1
    if count > (60 if by_quarter else 40):
        raise ValueError(
            f"the events span {count} {'quarters' if by_quarter else 'years'}, more than can be told apart"
        )
    total = theme.PLOT[job.width]
    step = total / count
    tallest = max(Counter(slots).values())
    if tallest > 150:
        raise ValueError(
            f"{tallest:,} events fall in one {'quarter' if by_quarter else 'year'}, more dots than can be counted; "
            "choose fewer categories"
        )
    pitch = max(4.0, min(step - 3, 17.0, 600 / tallest))
    groups = list(dict.fromkeys(r["group"] for r in sorted(job.rows, key=lambda r: r["day"])))
    colours = {g: n for n, g in enumerate(groups)}
    key, key_lines = _key(alt, groups, Counter(r["group"] for r in dated), total)
    named = _named(job.events, by_quarter, first, step)
    crown = 46 if named else 8
    top = key_lines * 22 + 20
    frame = Frame.of(total, int(tallest * pitch + 22 + crown), 0, 0, top, 46 if len(dated) < len(job.rows) else 28)
    stacked = _stack(dated, slots, first, step, pitch, frame, colours, {e.label for e in job.events})
    words, cords = _labels(named, stacked, frame, narrow)
    base = {"x": 0, "x2": frame.width, "y": frame.height, "y2": frame.height, "colour": theme.COLOUR["rule-strong"]}
    layers = [
        *rules(alt, [base, *_ticks(first, count, step, by_quarter, frame)]),
        *rules(alt, cords),
        *dots(alt, stacked),
        *texts(
            alt,
            [
                *words,
                *_years(first, count, step, by_quarter, frame, narrow),
                *_tallest(slots, first, step, pitch, frame, words),
            ],
        ),
        *key,
        *texts(alt, _leftover(len(job.rows) - len(dated), frame)),
    ]
    return layered(alt, layers, frame)


def _slot(day: str, by_quarter: bool) -> int:
    when = date.fromisoformat(day)
    return when.year * 4 + (when.month - 1) // 3 if by_quarter else when.year


def _stack(
    dated: list[Row], slots: list[int], first: int, step: float, pitch: float, frame: Frame,
    colours: dict[str, int], named: set[str],
) -> list[Row]:  # fmt: skip
    """Each event a dot on those of its step before it, the categories in order from below, the named on top."""
    heights: Counter[int] = Counter()
    order = sorted(
        range(len(dated)),
        key=lambda i: (
            slots[i],
            dated[i]["label"] in named,
            colours[dated[i]["group"]],
            dated[i]["day"],
            dated[i]["label"],
        ),
    )
    made = []
    for i in order:
        slot, event = slots[i], dated[i]
        made.append(
            {
                "label": event["label"], "group": event["group"], "period": event["period"], "text": event["group"],
                "slug": "", "marked": event["label"] in named, "slot": slot,
                "x": (slot - first + 0.5) * step, "y": frame.height - 4 - (heights[slot] + 0.5) * pitch,
                "area": 3.14159 * (pitch * 0.42) ** 2,
                "colour": theme.COLOUR["signal"] if event["label"] in named else theme.DATA[colours[event["group"]]],
            }
        )  # fmt: skip
        heights[slot] += 1
    return made


def _key(alt: Any, groups: list[str], counts: Counter[str], total: float) -> tuple[list[Any], int]:
    """The categories in their colours, each with its number of events."""
    x, line = 0.0, 0
    marks, words = [], []
    for n, group in enumerate(groups):
        count = f", {counts[group]}"
        text = shorten(group, total - 60 - text_width(count, 14), 14) + count
        wide = text_width(text, 14) + 40
        if x and x + wide - 24 > total:
            x, line = 0.0, line + 1
        marks.append({"x": x + 6, "y": line, "area": 100, "colour": theme.DATA[n % 6]})
        words.append(word(x + 17, line, text, weight=600))
        x += wide
    lines = line + 1
    for item in (*marks, *words):
        item["y"] = -(lines - 1 - item["y"]) * 22 - 20
    return [*dots(alt, marks), *texts(alt, words)], lines


def _named(events: list[Happening], by_quarter: bool, first: int, step: float) -> list[tuple[Happening, float]]:
    return [(e, (_slot(e.day, by_quarter) - first + 0.5) * step) for e in sorted(events, key=lambda e: e.day)]


def _labels(
    named: list[tuple[Happening, float]], stacked: list[Row], frame: Frame, narrow: bool
) -> tuple[list[Row], list[Row]]:
    """The chosen events by name, off the dots, with a cord to theirs; left out where there is no room."""
    size = 12 if narrow else 14
    half = (stacked[0]["area"] / 3.14159) ** 0.5 if stacked else 0
    taken = [Box(d["x"] - half, d["y"] - half, d["x"] + half, d["y"] + half) for d in stacked]
    spots = []
    for event, px in named:
        dot = next((d for d in stacked if d["label"] == event.label), None)
        if dot:
            top = min(d["y"] for d in stacked if d["slot"] == dot["slot"])
            spots.append((event, px, dot["y"], top))
    wanted = [
        Label(px, top, max(text_width(e.label, size), text_width(e.date, size - 1)), size * 2 + 6,
              ["left above", "left", "above", "right above", "right"], gap=12 + half)
        for e, px, _, top in spots
    ]  # fmt: skip
    placed = place(wanted, Box(0, -4, frame.width, frame.height - 8), taken, worst=60)
    words, cords = [], []
    for (event, px, y, _), label, spot in zip(spots, wanted, placed, strict=True):
        if spot is None:
            continue
        x, top = label.x + spot.dx, label.y + spot.dy
        words.append(word(x, top + size / 2, event.date, size - 1, "ink-soft", spot.align))
        words.append(word(x, top + size * 1.5 + 4, event.label, size, "signal", spot.align))
        cords.append({"x": x, "x2": px, "y": spot.box.bottom + 1, "y2": y, "colour": theme.COLOUR["rule-strong"]})
    return words, cords


def _ticks(first: int, count: int, step: float, by_quarter: bool, frame: Frame) -> list[Row]:
    return [
        {
            "x": n * step,
            "x2": n * step,
            "y": frame.height,
            "y2": frame.height + 5,
            "colour": theme.COLOUR["rule-strong"],
        }
        for n in range(count + 1)
        if not by_quarter or (first + n) % 4 == 0
    ]


def _years(first: int, count: int, step: float, by_quarter: bool, frame: Frame, narrow: bool) -> list[Row]:
    span = 4 if by_quarter else 1
    years = [n for n in range(count) if not by_quarter or (first + n) % 4 == 0]
    every = next(k for k in (1, 2, 4, 5, 10, 20) if k * step * span >= 42)
    made = []
    for n in years:
        year = (first + n) // 4 if by_quarter else first + n
        if year % every == 0:
            made.append(word((n + span / 2) * step, frame.height + 9, str(year), 13, "ink-soft", "center", "top"))
    return [w for w in made if 16 <= w["x"] <= frame.width - 16]


def _tallest(slots: list[int], first: int, step: float, pitch: float, frame: Frame, words: list[Row]) -> list[Row]:
    """How many there are in the fullest step, on its stack, unless a name stands there."""
    counts = Counter(slots)
    most = max(counts.values())
    made = []
    for slot in sorted(s for s, c in counts.items() if c == most)[:3]:
        x, y = (slot - first + 0.5) * step, frame.height - 4 - most * pitch - 11
        if most > 3 and not any(abs(w["y"] - y) < 16 and abs(w["x"] - x) < 90 for w in words):
            made.append(word(x, y, str(most), 14, align="center", weight=600))
    return made


def _leftover(count: int, frame: Frame) -> list[Row]:
    if not count:
        return []
    text = (
        f"{count} events dated by the year alone are left out"
        if count > 1
        else "One event dated by the year alone is left out"
    )
    return [word(0, frame.height + 36, text, 13, "ink-soft")]


def summary(job: Job) -> str:
    """How many events there are, in which years most, and by category."""
    years = Counter(date.fromisoformat(r["day"]).year for r in job.rows)
    most = max(years.values())
    fullest = [str(y) for y in sorted(years) if years[y] == most]
    by_group = Counter(r["group"] for r in job.rows)
    kinds = listed([f"{group} {n}" for group, n in by_group.most_common()])
    empty = [str(y) for y in range(min(years), max(years) + 1) if not years[y]]
    tail = f" None is told of {listed(empty)}." if empty else ""
    return (
        f"{len(job.rows)} events from {min(years)} to {max(years)}. By category: {kinds}. "
        f"The most fall in {listed(fullest)}, {most} of them.{tail}"
    )


KIND = Kind("density", DensityBlock, build, summary)
