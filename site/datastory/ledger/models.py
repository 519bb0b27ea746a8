"""What is documented: sources, subjects, metrics, figures with their readings, and checks.

A figure is the thing measured; a reading is what one source says it is. Readings belong to their figure: they
are edited, drafted, published and reverted together.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, ReferenceIndex
from wagtail.search import index

from datastory.core.models import Entry

from . import expressions, formats
from .dates import parse_date
from .intervals import Qualifier, Stated, interval
from .units import unit
from .verdicts import Relation, Stamp, Verdict


def _choices(names: type) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in names]  # type: ignore[attr-defined]


def check_date(text: str) -> None:
    """A validator: the text is a date as precisely as it is known."""
    try:
        parse_date(text)
    except ValueError as error:
        raise ValidationError(str(error)) from None


class Source(Entry):
    """Where something is said."""

    class Kind(models.TextChoices):
        ESSAY = "essay", "the essay"
        FILING = "filing", "filing"
        STATEMENT = "statement", "company statement"
        PRESS = "press", "press"
        AGGREGATOR = "aggregator", "data page or blog"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=250)
    publisher = models.CharField(max_length=120, blank=True)
    published = models.CharField(
        max_length=10,
        blank=True,
        validators=[check_date],
        help_text="As precisely as it is known: 2016-06-24, 2016-06, 2016.",
    )
    url = models.URLField(max_length=500, blank=True, verbose_name="address")
    note = models.TextField(blank=True)

    panels = [
        FieldRowPanel([FieldPanel("slug"), FieldPanel("kind")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("published")]),
        FieldPanel("url"),
        FieldPanel("note"),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("publisher"),
        index.FilterField("kind"),
    ]

    def __str__(self) -> str:
        return self.title


class Subject(Entry):
    """Whom or what a figure is about."""

    class Kind(models.TextChoices):
        COMPANY = "company", "company"
        SEGMENT = "segment", "segment"
        PRODUCT = "product", "product"
        PERSON = "person", "person"
        MARKET = "market", "market"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    summary = models.TextField(blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")]),
        FieldPanel("summary"),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("name", boost=4),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.FilterField("kind"),
    ]

    def __str__(self) -> str:
        return self.name


class Metric(Entry):
    """What is measured, in which unit."""

    name = models.CharField(max_length=120)
    unit = models.CharField(
        max_length=30,
        help_text="USD, USD/share, percent, percentage point, times, date, years, people, accounts …",
    )
    signed = models.BooleanField(default=False, help_text="Whether values below zero have a meaning.")
    definition = models.TextField()

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("signed")]),
        FieldPanel("definition"),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("definition"),
    ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"

    def clean(self) -> None:
        super().clean()
        for reading in Reading.objects.filter(figure__metric=self.pk).select_related("figure"):
            reading.figure.metric = self
            try:
                reading.clean()
            except ValidationError as error:
                raise ValidationError({"unit": f"{reading.figure.label}: {' '.join(error.messages)}"}) from None


class Figure(Entry, ClusterableModel):
    """The thing measured, whoever says so."""

    label = models.CharField(max_length=120)
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="figures")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="figures")
    start = models.DateField(null=True, blank=True, help_text="First day of the period.")
    end = models.DateField(null=True, blank=True, help_text="Last day of the period.")
    period = models.CharField(max_length=60, blank=True, help_text="How the period is called: FY2024, mid-2025.")

    preview_template = "parts/receipt_preview.html"
    panels = [
        FieldRowPanel([FieldPanel("label"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("metric"), FieldPanel("subject")]),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("period")]),
        InlinePanel(
            "readings",
            heading="Readings",
            label="Reading",
            min_num=1,
            help_text="What each source says the figure is. Nothing is published without a source and a locator.",
        ),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("label", boost=4),
        index.AutocompleteField("label"),
        index.SearchField("period"),
        index.RelatedFields("subject", [index.SearchField("name")]),
        index.RelatedFields("metric", [index.SearchField("name")]),
        index.FilterField("metric"),
        index.FilterField("subject"),
    ]

    def __str__(self) -> str:
        told = next((r for r in self.readings.all()), None) if self.pk else None
        value = f": {told.text()}" if told else ""
        return f"{self.label}{value}" + (f" ({self.period})" if self.period else "")

    @property
    def full_name(self) -> str:
        """The label with the period, for lists that have no column for it."""
        return f"{self.label}, {self.period}" if self.period else self.label

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.start > self.end:
            raise ValidationError({"end": f"The period ends on {self.end}, before it starts on {self.start}."})

    @property
    def in_use(self) -> bool:
        """Whether a text, a chart, an event or a check holds it."""
        if ReferenceIndex.get_references_to(self).exists():
            return True
        sums = Check.objects.filter(expression__contains=self.slug.replace("-", "_")).values_list(
            "expression", flat=True
        )
        return any(self.slug in expressions.figure_names(expression) for expression in sums)

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from .books import preview_receipt

        return {**super().get_preview_context(request, mode_name), "receipt": preview_receipt(self)}


class Reading(Orderable):
    """What one source says a figure is."""

    class Basis(models.TextChoices):
        STATED = "stated", "stated"
        DERIVED = "derived", "derived"

    figure = ParentalKey(Figure, on_delete=models.CASCADE, related_name="readings")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="readings")
    locator = models.CharField(max_length=200, help_text="Section and paragraph, note, exhibit or headline.")
    value = models.CharField(
        max_length=40,
        blank=True,
        help_text="Only the digits that the source states, in base units: 28.53, 4.46E+9 for $4.46 billion, 2008-11.",
    )
    low = models.CharField(max_length=40, blank=True)
    high = models.CharField(max_length=40, blank=True)
    qualifier = models.CharField(max_length=5, choices=_choices(Qualifier), default=Qualifier.EXACT.value)
    basis = models.CharField(max_length=7, choices=Basis.choices, default=Basis.STATED)
    wording = models.CharField(max_length=80, blank=True, help_text="A few words, where the number is worded.")
    note = models.TextField(blank=True)

    panels = [
        FieldRowPanel([FieldPanel("value"), FieldPanel("qualifier"), FieldPanel("low"), FieldPanel("high")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("locator")]),
        MultiFieldPanel([FieldPanel("basis"), FieldPanel("wording"), FieldPanel("note")], heading="More"),
    ]

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["figure", "source", "locator"], name="one_reading_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.text()}, {self.source}"

    def stated(self) -> Stated:
        """The reading as plain data, without its figure's name or its source."""
        metric = self.figure.metric
        return Stated(self.value, metric.unit, Qualifier(self.qualifier), self.low, self.high, signed=metric.signed)

    def text(self) -> str:
        """The value on a bill, or a dash where it cannot be read yet."""
        try:
            return formats.text(self.stated(), formats.Form.COMPACT)
        except (ValueError, Metric.DoesNotExist, Figure.DoesNotExist):
            return "–"

    def clean(self) -> None:
        super().clean()
        try:
            stated = self.stated()
            interval(stated)
            formats.text(stated)
        except ValueError as error:
            raise ValidationError({"value": str(error)}) from None
        except (Metric.DoesNotExist, Figure.DoesNotExist):
            return  # the figure's own error is shown


class Check(Entry, ClusterableModel):
    """Something in the story that can be computed from something else in it."""

    statement = models.CharField(max_length=250, help_text="What should hold, in one sentence.")
    expression = models.CharField(
        max_length=expressions.LONGEST,
        help_text="Arithmetic over figure slugs with - written as _: (ipo_close / ipo_price - 1) * 100",
    )
    relation = models.CharField(max_length=8, choices=_choices(Relation), default=Relation.EQUALS.value)
    expected_figure = models.ForeignKey(
        Figure, null=True, blank=True, on_delete=models.PROTECT, related_name="expected_in"
    )
    expected_value = models.CharField(max_length=40, blank=True, help_text="Where no figure is expected: a number.")
    unit = models.CharField(max_length=30, blank=True, help_text="The unit of the expected number.")
    positive = ParentalManyToManyField(
        Figure,
        related_name="base_in",
        blank=True,
        help_text="Must be above zero for the sum to have a meaning.",
    )
    suspects = ParentalManyToManyField(
        Figure,
        related_name="suspect_in",
        blank=True,
        help_text="To doubt if the sum fails; else the expected one.",
    )
    explanation = models.TextField(help_text="Two to five sentences that a student follows.")

    preview_template = "parts/check_preview.html"
    panels = [
        FieldPanel("statement"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("expression"), FieldPanel("relation")]),
        FieldRowPanel([FieldPanel("expected_figure"), FieldPanel("expected_value"), FieldPanel("unit")]),
        FieldPanel("positive"),
        FieldPanel("suspects"),
        FieldPanel("explanation"),
    ]
    search_fields = [
        *Entry.search_fields,
        index.SearchField("statement", boost=2),
        index.AutocompleteField("statement"),
        index.SearchField("explanation"),
    ]

    def __str__(self) -> str:
        return self.statement

    def clean(self) -> None:
        super().clean()
        if bool(self.expected_figure_id) == bool(self.expected_value):
            raise ValidationError({"expected_value": "Expect either a figure or a number, one of the two."})
        if self.expected_value:
            try:
                interval(Stated(self.expected_value, self.unit_code))
            except ValueError as error:
                raise ValidationError({"expected_value": str(error)}) from None
        try:
            slugs = expressions.figure_names(self.expression)
        except ValueError as error:
            raise ValidationError({"expression": f"{error}."}) from None
        if not slugs:
            raise ValidationError({"expression": "Name at least one figure; a sum of constants checks nothing."})
        known = set(Figure.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        if unknown := [slug for slug in slugs if slug not in known]:
            raise ValidationError({"expression": f"There is no figure {', '.join(unknown)}."})

    @property
    def unit_code(self) -> str:
        """The unit that the result is in."""
        return self.expected_figure.metric.unit if self.expected_figure else unit(self.unit or "count").code

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from .books import preview_outcome

        return {**super().get_preview_context(request, mode_name), "check": preview_outcome(self)}


class Receipt(models.Model):
    """What a reader is shown of a published figure, worked out when something is published, never while reading."""

    figure = models.OneToOneField(Figure, on_delete=models.CASCADE, related_name="receipt")
    stamp = models.CharField(max_length=8, choices=_choices(Stamp))
    data = models.JSONField()

    def __str__(self) -> str:
        return f"Receipt of {self.figure_id}"


class Outcome(models.Model):
    """What a published check came to, as told and on record."""

    check_entry = models.OneToOneField(Check, on_delete=models.CASCADE, related_name="outcome")
    told = models.CharField(max_length=8, choices=_choices(Verdict))
    record = models.CharField(max_length=8, choices=_choices(Verdict))
    data = models.JSONField()

    def __str__(self) -> str:
        return f"Outcome of {self.check_entry_id}: {self.told}"


from .pages import ChecksPage, NumbersPage, SourcesPage  # noqa: E402  (pages are models too)

__all__ = [
    "Check",
    "ChecksPage",
    "Figure",
    "Metric",
    "NumbersPage",
    "Outcome",
    "Reading",
    "Receipt",
    "Source",
    "SourcesPage",
    "Subject",
]
