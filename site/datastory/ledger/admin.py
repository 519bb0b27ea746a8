"""The record in the administration: one menu, five lists."""

from typing import Any

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Check, Figure, Metric, Source, Subject
from .verdicts import Stamp

STAMP_WORDS = {
    Stamp.ADDS_UP: "adds up",
    Stamp.ROUNDED: "rounded",
    Stamp.DOES_NOT: "does not add up",
    Stamp.DISAGREE: "sources disagree",
    Stamp.NOT_ON_RECORD: "not on record",
}


class FigureFilters(WagtailFilterSet):
    class Meta:
        model = Figure
        fields = ["subject", "metric", "receipt__stamp"]


class ReceiptColumn(Column):
    """A cell of the figure's receipt."""

    def get_value(self, instance: Any) -> Any:
        receipt = getattr(instance, "receipt", None)
        view = receipt and receipt.data.get(self.name)
        return view["compact"] if isinstance(view, dict) else "–"


class StampColumn(Column):
    """The stamp of the figure's receipt, in words."""

    def get_value(self, instance: Any) -> Any:
        receipt = getattr(instance, "receipt", None)
        return STAMP_WORDS[receipt.stamp] if receipt else "not published"


class FigureViewSet(SnippetViewSet):
    model = Figure
    icon = "table"
    list_display = [
        "label",
        "period",
        "subject",
        ReceiptColumn("told", label="As told"),
        ReceiptColumn("record", label="On record"),
        StampColumn("stamp", label="Stamp"),
    ]
    filterset_class = FigureFilters
    list_per_page = 50
    copy_view_enabled = True

    def get_queryset(self, request: Any) -> Any:
        return Figure.objects.select_related("subject", "metric", "receipt").prefetch_related("readings")


class CheckViewSet(SnippetViewSet):
    model = Check
    icon = "tick-inverse"
    list_display = ["statement", "expression", "outcome"]
    list_per_page = 50


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full"
    list_display = ["title", "kind", "publisher", "published"]
    list_filter = ["kind"]


class SubjectViewSet(SnippetViewSet):
    model = Subject
    icon = "group"
    list_display = ["name", "kind", "parent"]
    list_filter = ["kind"]


class MetricViewSet(SnippetViewSet):
    model = Metric
    icon = "clipboard-list"
    list_display = ["name", "unit"]


class LedgerGroup(SnippetViewSetGroup):
    items = (FigureViewSet, CheckViewSet, SourceViewSet, SubjectViewSet, MetricViewSet)
    menu_label = "Ledger"
    menu_icon = "table"
    menu_order = 200
