"""Ten times the story: nine more of every figure, event, term and chapter, all published."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db.models import Model
from wagtail.models import Page

from datastory.ledger.books import refresh
from datastory.ledger.models import Figure, Reading
from datastory.stories.models import ChapterPage, Term
from datastory.timeline.models import Event

TIMES = range(2, 11)


def multiply() -> None:
    """Add them. The new figures have the readings of the old ones; the new chapters tell the same."""
    figures = list(Figure.objects.all())
    readings = list(Reading.objects.all())
    others = [list(Event.objects.all()), list(Term.objects.all())]
    for time in TIMES:
        made = dict(zip([f.pk for f in figures], _again(figures, time), strict=True))
        Reading.objects.bulk_create(_copy(r, figure_id=made[r.figure_id].pk) for r in readings)
        for things in others:
            _again(things, time)
    _chapters_again()
    refresh()


def _chapters_again() -> None:
    chapters = list(ChapterPage.objects.order_by("path"))
    home = Page.objects.get(pk=chapters[0].get_parent().pk)
    pages = []
    for number, (time, chapter) in enumerate(((time, c) for time in TIMES for c in chapters), home.numchild + 1):
        slug = f"{chapter.slug}-{time}"
        place = {
            "path": Page._get_path(home.path, home.depth + 1, number),
            "slug": slug,
            "url_path": f"{home.url_path}{slug}/",
            "translation_key": uuid4(),
        }
        pages.append((_copy(chapter.page_ptr, **place), chapter))
    Page.objects.bulk_create([page for page, _ in pages])
    for page, chapter in pages:
        own = {f.attname: getattr(chapter, f.attname) for f in ChapterPage._meta.local_concrete_fields}
        ChapterPage(**(own | {"page_ptr_id": page.pk})).save_base(raw=True)  # the page's own table alone
    home.numchild += len(pages)
    home.save(update_fields=["numchild"])


def _again(things: Iterable[Any], time: int) -> list[Any]:
    copies = [_copy(thing, slug=f"{thing.slug[:76]}-{time}") for thing in things]
    return list(type(copies[0]).objects.bulk_create(copies)) if copies else []


def _copy(thing: Model, **changes: Any) -> Any:
    values = {f.attname: getattr(thing, f.attname) for f in thing._meta.concrete_fields if not f.primary_key}
    for name in ("latest_revision_id", "live_revision_id"):
        if name in values:
            values[name] = None
    return type(thing)(**(values | changes))
