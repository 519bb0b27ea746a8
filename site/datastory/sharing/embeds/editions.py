"""Editions: kept when publishing changed what can be embedded, read by those who pinned one, thinned out in time."""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.db import transaction
from django.db.models import Q, Subquery
from django.utils import timezone

from datastory.core.generation import generation

from ..models import Body, Edition, Piece
from .asked import Problem
from .found import Found
from .taking import Data, Taken, everything

ALL_FOR = timedelta(days=120)  # every edition, for a term; then the last of each day
DAILY_FOR = timedelta(days=800)  # for two years of courses; then the last of each month, for good
TRIES = 3
UNREAD = {"files", "inputs", "scales"}  # of a chart: what its script reads

_tag = re.compile(r"<[^>]*>")


def keep() -> Edition | None:
    """Begin a new edition if anything that can be embedded has changed; the edition, or None.

    What is rendered while somebody else publishes is rendered anew, so that no edition is older than its number.
    """
    for _ in range(TRIES):
        before = generation().now()
        wanted = {taken.path: (taken, _text(taken)) for taken in everything()}
        with transaction.atomic():
            # whoever keeps at the same time waits here
            newest = Edition.objects.select_for_update().order_by("-pk").first()
            if generation().now() == before or not newest:
                return _kept(wanted, newest)
    return None


def _kept(wanted: dict[str, tuple[Taken, str]], newest: Edition | None) -> Edition | None:
    standing = {piece.path: piece for piece in Piece.objects.filter(until=None)}
    digests = {path: (hashlib.sha256(text.encode()).hexdigest(), taken, text) for path, (taken, text) in wanted.items()}
    fresh = {path: new for path, new in digests.items() if not _is(standing.get(path), new[1].page, new[0])}
    gone = [piece.pk for path, piece in standing.items() if path not in digests or path in fresh]
    if not fresh and not gone:
        return None
    edition = Edition.objects.create()
    bodies = [Body(digest=digest, packed=zlib.compress(text.encode(), 9)) for digest, _, text in fresh.values()]
    Body.objects.bulk_create({body.digest: body for body in bodies}.values(), ignore_conflicts=True)
    Piece.objects.filter(pk__in=gone).update(until=edition)
    Piece.objects.bulk_create(
        Piece(
            page=taken.page,
            path=path,
            name=path.rpartition("/")[2],
            kind=taken.kind,
            body_id=digest,
            since=edition,
        )
        for path, (digest, taken, _) in fresh.items()
    )
    if newest and newest.made < timezone.now() - ALL_FOR:
        thin()
    return edition


def _is(piece: Piece | None, page: int, digest: str) -> bool:
    return piece is not None and (piece.page, piece.body_id) == (page, digest)


def _text(taken: Taken) -> str:
    return json.dumps(taken.data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Pinned:
    """What an edition says. `asked` is the number that was asked for, `edition` the one that is shown: the next that
    is kept, where the one asked for was thinned out."""

    asked: int
    edition: Edition
    newest: Edition
    data: Data
    changed: bool  # whether the words are others by now

    @property
    def is_newest(self) -> bool:
        return bool(self.edition.pk == self.newest.pk)


class NoEdition(LookupError):  # noqa: N818  (said to readers as it stands)
    """There is nothing of that edition, said in a sentence; `nearest` is the number of one that there is."""

    def __init__(self, sentence: str, nearest: int | None) -> None:
        super().__init__(sentence)
        self.nearest = nearest


def problem(error: NoEdition) -> Problem:
    """The same, as something wrong in an address."""
    return Problem("v", str(error), (str(error.nearest),) if error.nearest else ())


def newest() -> Edition | None:
    """The edition that stands; one query."""
    return Edition.objects.order_by("-pk").first()


def pinned(found: Found, number: int) -> Pinned:
    """What a thing was in an edition, wherever it stood; two queries, and another to say why there is nothing.

    Raises NoEdition.
    """
    since = Edition.objects.filter(pk__gte=number)
    ends = [since.order_by(order).values("pk")[:1] for order in ("pk", "-pk")]
    two = list(Edition.objects.filter(Q(pk=Subquery(ends[0])) | Q(pk=Subquery(ends[1]))).order_by("pk"))
    if not two:
        last = newest()
        if last is None:
            raise NoEdition("No edition has been kept yet.", None)
        raise NoEdition(f"There is no edition {number} yet; the newest is {last.pk}.", last.pk)
    edition, last = two[0], two[-1]
    its_own = Piece.objects.filter(page=found.page.pk, kind=found.kind.name)
    if found.slug:
        its_own = its_own.filter(name=found.slug)
    pieces = list(its_own.filter(_stood(edition) | Q(until=None)).select_related("body"))
    then = next((p for p in pieces if p.since_id <= edition.pk and (not p.until_id or p.until_id > edition.pk)), None)
    now = next((p for p in pieces if p.until_id is None), None)
    if then is None:
        raise NoEdition(f"In edition {edition.pk} this did not stand here yet.", now.since_id if now else None)
    data = unpacked(then.body)
    changed = now is not None and now.body_id != then.body_id and words(unpacked(now.body)) != words(data)
    return Pinned(number, edition, last, data, changed)


def pinned_receipts(edition: Edition, slugs: Iterable[str] | None = None) -> dict[str, Data]:
    """The receipts of an edition by slug, all or those of some figures; one query."""
    found = Piece.objects.filter(_stood(edition), kind="receipt").select_related("body")
    if slugs is not None:
        found = found.filter(name__in=list(slugs))
    receipts = (unpacked(piece.body)["receipt"] for piece in found)
    return {data["slug"]: data for data in receipts}


def _stood(edition: Edition) -> Q:
    return Q(since__lte=edition.pk) & (Q(until=None) | Q(until__gt=edition.pk))


def unpacked(body: Body) -> Data:
    """What a body says."""
    data: Data = json.loads(zlib.decompress(body.packed))
    return data


def words(data: Any) -> list[str]:
    """All that is read of it, without markup: a change of the templates is none of the words."""
    if isinstance(data, dict):
        return [word for key in sorted(data.keys() - UNREAD) for word in words(data[key])]
    if isinstance(data, list):
        return [word for part in data for word in words(part)]
    return unescape(_tag.sub(" ", str(data))).split()


def thin(now: datetime | None = None) -> int:
    """Drop editions that nobody is likely to have pinned, and what only they said; how many.

    After a term the last of each day stays, after two years the last of each month. Who pinned one of the
    others gets the one that followed it, and is told.
    """
    now = now or timezone.now()
    kept: dict[str, int] = {}
    editions = list(Edition.objects.order_by("pk"))
    for edition in editions:
        age = now - edition.made
        form = "" if age <= ALL_FOR else "%Y-%m-%d" if age <= DAILY_FOR else "%Y-%m"
        kept[edition.made.strftime(form) if form else str(edition.pk)] = edition.pk
    staying = sorted({*kept.values(), *(e.pk for e in editions[-1:])})
    dropped = [edition.pk for edition in editions if edition.pk not in set(staying)]
    if not dropped:
        return 0
    with transaction.atomic():
        _move(staying, set(dropped))
        Edition.objects.filter(pk__in=dropped).delete()
        Body.objects.filter(pieces=None).delete()
    return len(dropped)


def _move(staying: list[int], dropped: set[int]) -> None:
    """Let pieces begin and end with editions that stay; drop those that stood in none of them."""

    def following(number: int) -> int:
        return next(pk for pk in staying if pk >= number)

    touched = Piece.objects.filter(Q(since__in=dropped) | Q(until__in=dropped))
    for piece in list(touched.order_by("since")):
        since = following(piece.since_id)
        until = following(piece.until_id) if piece.until_id else None
        if since == until:
            piece.delete()
        else:
            Piece.objects.filter(pk=piece.pk).update(since=since, until=until)
