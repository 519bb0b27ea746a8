"""What is not in the files goes, where nothing that stays needs it; else it is withdrawn from readers."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page, ReferenceIndex

from ..story import Thing
from .catalog import MODELS, Catalog

Key = tuple[str, str, str]


def remove(gone: list[Thing], catalog: Catalog) -> list[str]:
    """Remove things, the latest loaded first. Returns what was done with each, in words."""
    entries = {thing: _find(thing, catalog) for thing in reversed(gone)}
    free = _free(entries)
    left, said = [thing for thing in entries if thing in free], []
    while left:  # what is protected becomes free when its last user has gone
        still = [thing for thing in left if not _removed(entries[thing])]
        said += [f"{thing}: removed" for thing in left if thing not in still]
        if len(still) == len(left):
            break
        left = still
    for thing in (thing for thing in entries if thing in left or thing not in free):
        entries[thing].unpublish(log_action=None)
        said.append(f"{thing}: unpublished, because something refers to it")
    return said


def _find(thing: Thing, catalog: Catalog) -> Any:
    if thing.kind in MODELS:
        return MODELS[thing.kind].objects.get(pk=catalog.ids[thing.kind][thing.key])
    return Page.objects.get(pk=catalog.ids["page"][thing.key]).specific


def _key(entry: Any) -> Key:
    meta = Page._meta if isinstance(entry, Page) else entry._meta
    return meta.app_label, str(meta.model_name), str(entry.pk)


def _users(entry: Any) -> set[Key]:
    references = ReferenceIndex.get_references_to(entry).select_related("base_content_type")
    return {(r.base_content_type.app_label, r.base_content_type.model, r.object_id) for r in references}


def _free(entries: dict[Thing, Any]) -> set[Thing]:
    """Those that only refer to one another."""
    keys = {thing: _key(entry) for thing, entry in entries.items()}
    users = {thing: _users(entry) for thing, entry in entries.items()}
    free = set(entries)
    while True:
        known = {keys[thing] for thing in free}
        still = {thing for thing in free if users[thing] <= known}
        if still == free:
            return free
        free = still


def _removed(entry: Any) -> bool:
    if not type(entry).objects.filter(pk=entry.pk).exists():  # it went with what it stood under
        return True
    try:
        with transaction.atomic():
            type(entry).objects.get(pk=entry.pk).delete()
    except ProtectedError:
        return False
    return True
