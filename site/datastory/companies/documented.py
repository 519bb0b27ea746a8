"""What is documented of firms: events that name them, and receipts of figures about them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from datastory.ledger.models import Receipt
from datastory.timeline.models import Event

from .models import Profile

MOST = 24  # lines of a firm's own bill; the whole of a longer one stands on the bill of the story


@dataclass
class Documented:
    """Of one firm."""

    events: list[Event] = field(default_factory=list)
    receipts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def longer(self) -> bool:
        """Whether there are more figures than a firm's own bill shows."""
        return len(self.receipts) > MOST

    @property
    def first_receipts(self) -> list[dict[str, Any]]:
        """The lines of the firm's own bill."""
        return self.receipts[:MOST]


def documented(profiles: Sequence[Profile]) -> dict[int, Documented]:
    """By the firm's id; events in order of time, receipts in the order of the ledger. Two queries."""
    firms = {profile.subject_id: profile.pk for profile in profiles}
    found: dict[int, Documented] = defaultdict(Documented)
    named = Event.subjects.through.objects.filter(subject_id__in=firms, event__live=True).select_related("event")
    for link in named.order_by("event__first_day", "event__last_day", "event__position"):
        found[firms[link.subject_id]].events.append(link.event)
    receipts = Receipt.objects.filter(figure__subject__in=firms).order_by("figure__position")
    for subject, data in receipts.values_list("figure__subject_id", "data"):
        found[firms[subject]].receipts.append(data)
    return found
