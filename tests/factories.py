"""Entries of a small made-up story, saved and published. What they refer to is made where it is missing."""

from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from datastory.charts.models import ChartPage
from datastory.ledger.models import Check, Figure, Metric, Reading, Source, Subject
from datastory.timeline.models import Event

ENOUGH = "Long enough to be a description of what stands here."
Told = str | dict[str, Any] | None


def source(slug: str = "essay", kind: str = "essay") -> Source:
    """The source of that slug."""
    return Source.objects.get_or_create(slug=slug, defaults={"kind": kind, "title": slug.title()})[0]


def subject(slug: str = "acme") -> Subject:
    """The subject of that slug, a company."""
    return Subject.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "kind": "company"})[0]


def metric(unit: str = "USD", signed: bool = False) -> Metric:
    """A metric in that unit."""
    slug = slugify(f"in {unit}{' signed' if signed else ''}".replace("/", " "))
    made = {"name": slug, "unit": unit, "signed": signed, "definition": ENOUGH}
    return Metric.objects.get_or_create(slug=slug, defaults=made)[0]


def figure(slug: str, told: Told = None, record: Told = None, unit: str = "USD", **fields: Any) -> Figure:
    """A figure as told by the essay, on record in a filing, or both.

    A reading is its value, or its fields: `{"value": "7E+10", "qualifier": "over"}`.
    """
    signed = fields.pop("signed", False)
    made = {"label": slug.replace("-", " ").capitalize(), "metric": metric(unit, signed), "subject": subject()}
    entry = Figure.objects.create(slug=slug, **(made | fields))
    if told is not None:
        reading(entry, told, source())
    if record is not None:
        reading(entry, record, source("filing", "filing"))
    return entry


def reading(entry: Figure, said: Told, where: Source) -> Reading:
    """One more reading of a figure."""
    fields = said if isinstance(said, dict) else {"value": said or ""}
    return Reading.objects.create(figure=entry, source=where, locator="section 1, paragraph 1", **fields)


def restated(entry: Figure, value: str) -> Figure:
    """The figure with another value in its first reading, as a form would change it: in memory only."""
    fresh = Figure.objects.get(pk=entry.pk)
    readings = list(fresh.readings.all())
    readings[0].value = value
    fresh.readings.set(readings)
    return fresh


def check(slug: str, expression: str, expected: Figure | tuple[str, str], **fields: Any) -> Check:
    """A check of a sum against a figure, or against a number and its unit."""
    many = {name: fields.pop(name) for name in ("positive", "suspects") if name in fields}
    if isinstance(expected, Figure):
        fields["expected_figure"] = expected
    else:
        fields["expected_value"], fields["unit"] = expected
    entry = Check(slug=slug, statement=f"The sum {slug} holds.", expression=expression, explanation=ENOUGH, **fields)
    for name, figures in many.items():
        setattr(entry, name, figures)
    entry.save()
    return entry


def event(slug: str, date: str, until: str = "", **fields: Any) -> Event:
    """An event of the firm, said by the essay."""
    made = {"title": slug.title(), "category": "firm", "source": source(), "locator": "section 1, paragraph 1"}
    return Event.objects.create(slug=slug, date=date, until=until, **(made | fields))


def chart(slug: str, *figures: Figure, kind: str = "bars", **options: Any) -> ChartPage:
    """A published chart of those figures, one item each, in their order."""
    value = {"figures": [{"figure": entry} for entry in figures], **options}
    page = ChartPage(
        title=slug.title(),
        slug=slug,
        measure="Millions of US dollars",
        alternative=ENOUGH,
        search_description=ENOUGH,
        drawing=[(kind, value)],
    )
    Page.get_first_root_node().add_child(instance=page)
    return ChartPage.objects.get(pk=page.pk)  # with what its block fills in
