"""The rows of the story's tables. The order of fields is that of the columns."""

from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator

from datastory.companies.models import Profile
from datastory.ledger.dates import parse_date
from datastory.ledger.intervals import Qualifier
from datastory.ledger.models import Reading, Source, Subject
from datastory.ledger.verdicts import Relation
from datastory.timeline.models import Event

from .fields import (
    Date,
    Day,
    Different,
    Expression,
    Form,
    Line,
    MaybeDate,
    MaybeSlug,
    Number,
    Paragraph,
    Ref,
    Rich,
    Slug,
    Text,
    WebAddress,
    Words,
    is_number,
    one_of,
)


class SourceRow(Form):
    slug: Slug
    kind: Annotated[str, one_of(*Source.Kind.values)]
    title: Words = Field(max_length=250)
    publisher: Line = Field(max_length=120)
    published: MaybeDate
    url: WebAddress
    note: Text


class SubjectRow(Form):
    slug: Slug
    name: Words = Field(max_length=120)
    kind: Annotated[str, one_of(*Subject.Kind.values)]
    parent: Annotated[MaybeSlug, Ref("subject")]
    summary: Text


class MetricRow(Form):
    slug: Slug
    name: Words = Field(max_length=120)
    unit: Words = Field(max_length=30)
    signed: bool
    definition: Paragraph


class FigureRow(Form):
    slug: Slug
    label: Words = Field(max_length=120)
    metric: Annotated[Slug, Ref("metric")]
    subject: Annotated[Slug, Ref("subject")]
    start: Day
    end: Day
    period: Line = Field(max_length=60)

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: str, info: ValidationInfo) -> str:
        start = info.data.get("start")
        if start and end and end < start:
            raise ValueError(f"the period ends on {end}, before it starts on {start}")
        return end


class ReadingRow(Form):
    figure: Annotated[Slug, Ref("figure")]
    source: Annotated[Slug, Ref("source")]
    locator: Words = Field(max_length=200)
    value: Number
    low: Number
    high: Number
    qualifier: Annotated[str, one_of(*Qualifier)]
    basis: Annotated[str, one_of(*Reading.Basis.values)]
    wording: Line = Field(max_length=80)
    note: Text

    @field_validator("qualifier")
    @classmethod
    def _ends(cls, qualifier: str, info: ValidationInfo) -> str:
        value, low, high = (info.data.get(name, "") for name in ("value", "low", "high"))
        if qualifier == Qualifier.RANGE and (value or not (low and high)):
            raise ValueError("a range has a low and a high end and no value")
        if qualifier != Qualifier.RANGE and not value:
            raise ValueError(f"{qualifier} needs a value; only a range may do without one")
        return qualifier


class CheckRow(Form):
    slug: Slug
    statement: Words = Field(max_length=250)
    expression: Expression
    relation: Annotated[str, one_of(*Relation)]
    expected: Annotated[Words, Ref("figure", or_number=True)]
    unit: Line = Field(max_length=30)
    positive: Annotated[list[Annotated[Slug, Ref("figure")]], Different]
    suspects: Annotated[list[Annotated[Slug, Ref("figure")]], Different]
    explanation: Paragraph

    @field_validator("unit")
    @classmethod
    def _of_a_number(cls, code: str, info: ValidationInfo) -> str:
        expected = info.data.get("expected", "")
        if expected and code and not is_number(expected):
            raise ValueError(f"a unit belongs to a number; {expected} is a figure and has its own")
        return code


class EventRow(Form):
    slug: Slug
    date: Date
    until: MaybeDate
    category: Annotated[str, one_of(*Event.Category.values)]
    title: Words = Field(max_length=60)
    text: Annotated[str, Rich(("bold", "figure", "italic", "link"), inline=True)]
    source: Annotated[Slug, Ref("source")]
    locator: Words = Field(max_length=200)
    subjects: Annotated[list[Annotated[Slug, Ref("subject")]], Different]
    figures: Annotated[list[Annotated[Slug, Ref("figure")]], Different]
    note: Text

    @field_validator("until")
    @classmethod
    def _not_before(cls, until: str, info: ValidationInfo) -> str:
        start = info.data.get("date")
        if until and start and parse_date(until).end < parse_date(start).start:
            raise ValueError(f"it ends in {until}, before it begins in {start}")
        return until


class LayerRow(Form):
    slug: Slug
    name: Words = Field(max_length=60)
    summary: Paragraph


class GroupRow(LayerRow):
    pass


class ProfileRow(Form):
    subject: Annotated[Slug, Ref("subject")]
    group: Annotated[Slug, Ref("group")]
    relation: Annotated[str, one_of(*Profile.Relation.values)]
    layers: Annotated[list[Annotated[Slug, Ref("layer")]], Different]
    role: Paragraph

    @property
    def slug(self) -> str:
        """A profile goes by the name of whom it is about."""
        return self.subject


class TermRow(Form):
    slug: Slug
    term: Words = Field(max_length=80)
    also: Line = Field(max_length=120)
    definition: Annotated[str, Rich(("bold", "figure", "italic"), inline=True), Field(min_length=1)]
    see: Annotated[list[Annotated[Slug, Ref("term")]], Different]


TABLES: dict[str, tuple[str, type[Any]]] = {
    "source": ("ledger/sources.csv", SourceRow),
    "subject": ("ledger/subjects.csv", SubjectRow),
    "metric": ("ledger/metrics.csv", MetricRow),
    "figure": ("ledger/figures.csv", FigureRow),
    "reading": ("ledger/readings.csv", ReadingRow),
    "check": ("ledger/checks.csv", CheckRow),
    "layer": ("companies/layers.csv", LayerRow),
    "group": ("companies/groups.csv", GroupRow),
    "profile": ("companies/profiles.csv", ProfileRow),
    "event": ("timeline/events.csv", EventRow),
    "term": ("glossary.csv", TermRow),
}
