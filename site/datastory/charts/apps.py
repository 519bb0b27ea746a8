from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "datastory.charts"
    label = "charts"
    verbose_name = "Charts"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from datastory.ledger.signals import ledger_changed

        from .models import ChartPage
        from .signals import on_change

        ledger_changed.connect(on_change)
        page_published.connect(on_change, sender=ChartPage)
