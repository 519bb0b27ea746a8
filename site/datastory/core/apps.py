from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "datastory.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from . import changes

        changes.connect()
