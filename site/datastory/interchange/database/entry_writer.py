"""Entries of the record, from their rows to their models: many at once where they are new."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends

from datastory.ledger.dates import parse_date
from datastory.ledger.models import Reading

from ..schemas.fields import is_number
from ..schemas.rows import TABLES, ReadingRow
from ..schemas.walking import walk
from ..story import Thing
from .catalog import MODELS, Catalog
from .entries import list_names
from .naming import Inwards

LATER = {"parent": "subject"}  # a column that refers to its own kind is set when all of the kind are there


class EntryWriter:
    """Writes things of one kind. New ones are made in bulk, past the signals; `finish` indexes what was written."""

    def __init__(self, kind: str, catalog: Catalog) -> None:
        self.kind, self.catalog, self.model = kind, catalog, MODELS[kind]
        self.written: list[tuple[Thing, Any]] = []
        self.new: list[Any] = []

    def write(self, things: Iterable[Thing], order: Mapping[str, int]) -> None:
        """Bring the entries in line with things of the files, and publish them."""
        ids = self.catalog.ids[self.kind]
        present = self.model.objects.in_bulk([ids[thing.key] for thing in things if thing.key in ids])
        for thing in things:
            entry = present.get(ids.get(thing.key, 0)) or self.model(position=order[thing.key])
            self._fill(entry, thing.form)
            self.written.append((thing, entry))
            if entry.pk:
                entry.save()
            else:
                self.new.append(entry)
        self.model.objects.bulk_create(self.new)
        for thing, entry in self.written:
            self.catalog.add(self.kind, thing.key, entry)
        self._write_later()
        if self.kind == "figure":
            self._write_readings()

    def _fill(self, entry: Any, form: Mapping[str, Any]) -> None:
        apart = (*list_names(self.kind), *LATER, "readings", "expected")
        columns = {name: value for name, value in form.items() if name not in apart}
        for name, value in walk(TABLES[self.kind][1], columns, Inwards(self.catalog)).items():
            if hasattr(self.model, f"{name}_id"):
                setattr(entry, f"{name}_id", value)
            else:
                setattr(entry, name, value)
        if self.kind == "figure":
            entry.start, entry.end = (date.fromisoformat(form[n]) if form[n] else None for n in ("start", "end"))
        elif self.kind == "profile":
            entry.slug = form["subject"]
        elif self.kind == "event":
            entry.first_day, entry.last_day = (
                parse_date(form["date"]).start,
                parse_date(form["until"] or form["date"]).end,
            )
        elif self.kind == "check":
            number = is_number(form["expected"])
            entry.expected_figure_id = None if number else self.catalog.pk("figure", form["expected"])
            entry.expected_value = form["expected"] if number else ""
        now = timezone.now()
        if not entry.live:  # withdrawn; its last revision is no draft
            entry.has_unpublished_changes = False
        entry.live, entry.last_published_at = True, now
        entry.first_published_at = entry.first_published_at or now

    def _write_later(self) -> None:
        for name in (name for name, kind in LATER.items() if kind == self.kind):
            for thing, entry in self.written:
                setattr(entry, f"{name}_id", self.catalog.pk(self.kind, thing.form[name]) if thing.form[name] else None)
            self.model.objects.bulk_update([entry for _, entry in self.written], [name], batch_size=200)

    def _write_readings(self) -> None:
        """A reading at the same place keeps its id; the others of the figure go."""
        kept = {
            (reading.figure_id, reading.source_id, reading.locator): reading
            for reading in Reading.objects.filter(figure__in=[entry.pk for _, entry in self.written])
        }
        fresh: list[Reading] = []
        for thing, figure in self.written:
            for n, form in enumerate(thing.form["readings"]):
                source = self.catalog.pk("source", form["source"])
                place = (figure.pk, source, form["locator"])
                reading = kept.pop(place, None) or Reading(figure_id=figure.pk, source_id=source)
                values = {name: value for name, value in form.items() if name not in ("figure", "source")}
                for name, value in {**values, "sort_order": n}.items():
                    setattr(reading, name, value)
                fresh.append(reading)
        Reading.objects.filter(pk__in=[reading.pk for reading in kept.values()]).delete()
        columns = [name for name in ReadingRow.model_fields if name not in ("figure", "source")]
        Reading.objects.bulk_update([reading for reading in fresh if reading.pk], [*columns, "sort_order"])
        Reading.objects.bulk_create(reading for reading in fresh if not reading.pk)

    def finish(self) -> None:
        """Lists, which may name anything; the revision that an editor opens; and both indexes."""
        for thing, entry in self.written:
            self._write_lists(entry, thing.form)
            _renew_revision(entry)
        fresh = list(self.model.get_indexed_objects().filter(pk__in=[entry.pk for _, entry in self.written]))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(self.model, fresh)
        for entry in fresh:
            ReferenceIndex.create_or_update_for_object(entry)

    def _write_lists(self, entry: Model, form: Mapping[str, Any]) -> None:
        names = list_names(self.kind)
        ids = walk(TABLES[self.kind][1], {name: form[name] for name in names}, Inwards(self.catalog))
        for name in names:
            field = self.model._meta.get_field(name)
            through, own, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
            if entry not in self.new:
                through.objects.filter(**{own: entry.pk}).delete()
            through.objects.bulk_create(through(**{own: entry.pk, other: pk}) for pk in ids[name])


def _renew_revision(entry: Any) -> None:
    """Where the editor would open an older published revision, put the present state on top; drafts stay."""
    if entry.latest_revision_id and not entry.has_unpublished_changes:
        fresh = type(entry).objects.get(pk=entry.pk)
        fresh.save_revision(clean=False, log_action=False).publish(log_action=False, skip_permission_checks=True)
