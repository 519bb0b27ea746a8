from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.rich_text import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .admin import LedgerGroup
from .models import Figure
from .rich_text import register_figure

register_snippet(LedgerGroup)


@hooks.register("register_rich_text_features")
def register_rich_text_features(features: FeatureRegistry) -> None:
    register_figure(features)


@hooks.register("insert_global_admin_css")
def mark_references_in_the_editor() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_delete_snippet")
def keep_used_figures(request: HttpRequest, entries: Iterable[object]) -> HttpResponse | None:
    """What a text, a chart or a sum holds is not deleted: whoever asks for it is told to take it out there first."""
    for entry in entries:
        if isinstance(entry, Figure) and entry.in_use:
            messages.error(request, f"{entry} is in use; take it out there first. A check may name it in its sum.")
            return redirect("wagtailsnippets_ledger_figure:usage", entry.pk)
    return None
