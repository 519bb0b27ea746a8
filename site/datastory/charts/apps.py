from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "datastory.charts"
    label = "charts"
    verbose_name = "Charts"

    def ready(self) -> None:
        from django.apps import apps
        from wagtail.signals import page_published, published, unpublished

        from datastory.core.page_cache.parameters import name_parameters
        from datastory.ledger.signals import ledger_changed

        from .models import ChartPage
        from .signals import on_change
        from .simulations import MODELS

        # how a chart is set stands in its address: the side, the scale, and the inputs of a model
        name_parameters({"side", "scale", *(each.name for model in MODELS.values() for each in model.inputs)})
        ledger_changed.connect(on_change)
        page_published.connect(on_change, sender=ChartPage)
        for drawn in ("timeline.Event", "companies.Layer", "companies.Group", "companies.Profile"):
            for signal in (published, unpublished):  # of rooms below this one, so by name
                signal.connect(on_change, sender=apps.get_model(drawn))
