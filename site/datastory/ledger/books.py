"""From the database to receipts and back: reckons the published ledger and keeps what readers are shown."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from datastory.core.generation import advance_on_commit

from .intervals import Qualifier, Quantity, Stated, quantity
from .models import Check, Figure, Metric, Outcome, Reading, Receipt, Source
from .receipts import (
    CheckEntry,
    FigureEntry,
    Ledger,
    ReadingEntry,
    Reckoning,
    SourceEntry,
    check_view,
    figures_of,
    receipt,
)
from .signals import ledger_changed
from .verdicts import Relation, Sum


def read_ledger() -> Ledger:
    """All published figures and checks, as plain data."""
    figures = (
        Figure.objects.filter(live=True)
        .select_related("metric", "subject__parent")
        .prefetch_related(Prefetch("readings", Reading.objects.select_related("source")))
    )
    checks = (
        Check.objects.filter(live=True)
        .select_related("expected_figure__metric")
        .prefetch_related("positive", "suspects")
    )
    return Ledger({f.slug: figure_entry(f) for f in figures}, tuple(check_entry(c) for c in checks))


def figure_entry(figure: Figure) -> FigureEntry:
    """A figure and its readings as plain data."""
    metric = figure.metric
    return FigureEntry(
        pk=figure.pk or 0,
        number=figure.position,
        slug=figure.slug,
        label=figure.label,
        unit=metric.unit,
        metric={"slug": metric.slug, "name": metric.name, "definition": metric.definition},
        subject={
            "slug": figure.subject.slug,
            "name": figure.subject.name,
            "parent": figure.subject.parent.slug if figure.subject.parent else "",
        },
        period=figure.period,
        start=figure.start.isoformat() if figure.start else "",
        end=figure.end.isoformat() if figure.end else "",
        readings=tuple(_reading(reading, metric) for reading in figure.readings.all()),
    )


def _reading(reading: Reading, metric: Metric) -> ReadingEntry:
    stated = Stated(
        reading.value,
        metric.unit,
        Qualifier(reading.qualifier),
        reading.low,
        reading.high,
        signed=metric.signed,
    )
    return ReadingEntry(stated, _source(reading.source), reading.locator, reading.basis, reading.wording, reading.note)


def _source(source: Source) -> SourceEntry:
    return SourceEntry(
        slug=source.slug,
        kind=source.kind,
        kind_name=source.get_kind_display(),
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
    )


def check_entry(entry: Check) -> CheckEntry:
    """A check as plain data."""
    expected: Quantity | str
    text = ""
    if entry.expected_figure:
        expected = entry.expected_figure.slug
    else:
        stated = Stated(entry.expected_value, entry.unit_code)
        expected, text = quantity(stated), _number_text(stated)
    return CheckEntry(
        pk=entry.pk or 0,
        slug=entry.slug,
        statement=entry.statement,
        explanation=entry.explanation,
        unit=entry.unit_code,
        expected_text=text,
        total=Sum(
            entry.slug,
            entry.expression,
            Relation(entry.relation),
            expected,
            tuple(f.slug for f in entry.positive.all()),
            tuple(f.slug for f in entry.suspects.all()),
        ),
    )


def _number_text(stated: Stated) -> str:
    from .formats import Form, text

    return text(stated, Form.COMPACT)


def refresh() -> set[str]:
    """Reckon the whole ledger anew, keep what changed, and say so.

    Returns the slugs of the figures whose receipts changed; `ledger_changed` is sent with them if there are any.
    """
    ledger = read_ledger()
    reckonings = ledger.reckon()
    mine = _by_figure(reckonings)
    with transaction.atomic():
        changed = _keep_receipts(ledger, mine)
        _keep_outcomes(reckonings, ledger)
        advance_on_commit()  # both are written in bulk
    if changed:
        ledger_changed.send(sender=Ledger, slugs=changed)
    return changed


def _by_figure(reckonings: Iterable[Reckoning]) -> dict[str, list[Reckoning]]:
    mine: dict[str, list[Reckoning]] = defaultdict(list)
    for reckoning in reckonings:
        for slug in figures_of(reckoning.entry):
            mine[slug].append(reckoning)
    return mine


def _keep_receipts(ledger: Ledger, mine: dict[str, list[Reckoning]]) -> set[str]:
    kept = {r.figure_id: r for r in Receipt.objects.all()}
    changed, new, old = set(), [], []
    for slug, entry in ledger.figures.items():
        mark, data = receipt(entry, mine[slug], ledger)
        existing = kept.pop(entry.pk, None)
        if existing is None:
            new.append(Receipt(figure_id=entry.pk, stamp=mark.value, data=data))
        elif existing.data != data:
            existing.stamp, existing.data = mark.value, data
            old.append(existing)
        else:
            continue
        changed.add(slug)
    Receipt.objects.bulk_create(new)
    Receipt.objects.bulk_update(old, ["stamp", "data"])
    changed |= {r.data["slug"] for r in kept.values()}
    Receipt.objects.filter(pk__in=[r.pk for r in kept.values()]).delete()
    return changed


def _keep_outcomes(reckonings: Iterable[Reckoning], ledger: Ledger) -> None:
    kept = {o.check_entry_id: o for o in Outcome.objects.all()}
    new, old = [], []
    for reckoning in reckonings:
        values: dict[str, Any] = {
            "told": reckoning.told.verdict.value,
            "record": reckoning.record.verdict.value,
            "data": check_view(reckoning, ledger),
        }
        existing = kept.pop(reckoning.entry.pk, None)
        if existing is None:
            new.append(Outcome(check_entry_id=reckoning.entry.pk, **values))
        elif any(getattr(existing, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(existing, name, value)
            old.append(existing)
    Outcome.objects.bulk_create(new)
    Outcome.objects.bulk_update(old, ["told", "record", "data"])
    Outcome.objects.filter(pk__in=[o.pk for o in kept.values()]).delete()


def preview_receipt(figure: Figure) -> dict[str, Any]:
    """The receipt that a figure would get if it were published as it stands."""
    ledger = read_ledger()
    entry = figure_entry(figure)
    ledger = Ledger({**ledger.figures, figure.slug: entry}, ledger.checks)
    return receipt(entry, _by_figure(ledger.reckon())[figure.slug], ledger)[1]


def preview_outcome(entry: Check) -> dict[str, Any]:
    """What a check would come to if it were published as it stands."""
    ledger = read_ledger()
    others = tuple(c for c in ledger.checks if c.slug != entry.slug)
    ledger = Ledger(ledger.figures, (*others, check_entry(entry)))
    return check_view(ledger.reckon()[-1], ledger)
