from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_save


class LedgerConfig(AppConfig):
    name = "datastory.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        from .models import Check, Figure, Metric, Source, Subject

        for model in (Source, Subject, Metric, Figure, Check):
            post_save.connect(_moved, sender=model)
            post_delete.connect(_moved, sender=model)
        post_delete.connect(_gone, sender=Figure)


def _gone(instance: Any, **kwargs: Any) -> None:
    """A figure was deleted, and its receipt with it: the rooms below cannot see from the receipts that it is gone."""
    from .signals import ledger_changed, refresh_is_held

    if not refresh_is_held():
        transaction.on_commit(lambda: ledger_changed.send(sender=type(instance), slugs={instance.slug}))


def _moved(**kwargs: Any) -> None:
    """Something of the ledger was written: reckon it anew once the transaction is through.

    Saving a draft writes the entry too, but leaves its published fields alone; then nothing changes.
    """
    from .books import refresh
    from .signals import refresh_is_held

    if not refresh_is_held() and not kwargs.get("raw"):
        transaction.on_commit(refresh)
