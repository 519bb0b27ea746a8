"""What is not in the files goes, where nothing needs it; else it is withdrawn from readers."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page, ReferenceIndex

from ..story import Thing
from .catalog import MODELS, Catalog


def remove(gone: list[Thing], catalog: Catalog) -> list[str]:
    """Remove things, the latest loaded first. Returns what was done with each, in words."""
    return [f"{thing}: {_remove(thing, catalog)}" for thing in reversed(gone)]


def _remove(thing: Thing, catalog: Catalog) -> str:
    if thing.kind in MODELS:
        entry: Any = MODELS[thing.kind].objects.get(pk=catalog.ids[thing.kind][thing.key])
    else:
        entry = Page.objects.get(pk=catalog.ids["page"][thing.key]).specific
    if not ReferenceIndex.get_references_to(entry).exists():
        try:
            with transaction.atomic():
                entry.delete()
                return "removed"
        except ProtectedError:
            pass
    entry.unpublish(log_action=None)
    return "unpublished, because something refers to it"
