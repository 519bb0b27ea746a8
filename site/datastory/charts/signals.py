"""Publishing starts the compiler."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django_tasks import task

charts_drawn = Signal()  # nothing that was published is left to be drawn


@task()
def draw_charts() -> None:
    """Draw every chart that is out of date."""
    from .pipeline import compile_charts

    compile_charts()
    charts_drawn.send(sender=None)


def on_change(**kwargs: Any) -> None:
    """A figure, an event or a chart was published: what is out of date is drawn once the transaction is through."""
    from datastory.ledger.signals import refresh_is_held

    if settings.CHARTS_COMPILE_ON_PUBLISH and not refresh_is_held():
        transaction.on_commit(lambda: draw_charts.enqueue())
