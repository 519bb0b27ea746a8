from typing import Any

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "datastory.sharing"
    label = "sharing"
    verbose_name = "Sharing"

    def ready(self) -> None:
        from django.db.models.signals import post_delete
        from wagtail.models import Page
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from datastory.charts.signals import charts_drawn

        from . import signals

        charts_drawn.connect(signals.on_drawn)
        page_published.connect(_published)
        for signal in (page_unpublished, post_page_move):
            signal.connect(signals.on_change)
        post_delete.connect(signals.on_change, sender=Page)


def _published(sender: type, **kwargs: Any) -> None:
    from datastory.charts.models import ChartPage

    from . import signals

    if sender is not ChartPage:  # that is kept once it is drawn
        signals.on_change()
