"""A thousand made-up events, the same each time."""

from random import Random

from datastory.ledger.dates import parse_date
from datastory.timeline.models import Event
from tests import factories

WORDS = ["mill", "oven", "loaf", "baker", "flour", "street", "letter", "parcel", "price", "order", "rival", "profit"]


def make_crowd(count: int = 1000, seed: int = 8) -> list[Event]:
    """Saved, published events from 2001 to 2024: of every kind and every precision."""
    dice = Random(seed)
    source = factories.source()
    made = []
    for n in range(count):
        year = dice.randint(2001, 2024)
        month, day = dice.randint(1, 12), dice.randint(1, 28)
        written = [f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}-Q{dice.randint(1, 4)}"]
        date = dice.choice(written)
        until = str(year + dice.randint(1, 2)) if n % 40 == 0 else ""
        made.append(
            Event(
                slug=f"made-up-{n}",
                position=1000 + n,
                date=date,
                until=until,
                category=dice.choice(Event.Category.values),
                title=" ".join(dice.sample(WORDS, dice.randint(2, 5))).capitalize(),
                text=f"<p>{' '.join(dice.choices(WORDS, k=20)).capitalize()}.</p>",
                source=source,
                locator=f"page {n}",
                first_day=parse_date(date).start,
                last_day=parse_date(until or date).end,
            )
        )
    return Event.objects.bulk_create(made)
