from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "datastory.core"
    label = "core"
    verbose_name = "Core"
