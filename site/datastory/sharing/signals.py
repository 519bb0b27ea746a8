"""Publishing begins an edition, once what was published is drawn."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django_tasks import task

from datastory.ledger.signals import refresh_is_held


@task()
def keep_edition() -> None:
    """Keep what can be embedded, if it has changed."""
    from .embeds.editions import keep

    keep()


def on_drawn(**kwargs: Any) -> None:
    """All charts are up to date, so all that shows them is."""
    from .embeds.editions import keep

    keep()


def on_change(**kwargs: Any) -> None:
    """A page was published, moved or withdrawn, or an entry that no chart waits for."""
    if settings.EDITIONS_KEPT_ON_PUBLISH and not refresh_is_held():
        transaction.on_commit(lambda: keep_edition.enqueue())
