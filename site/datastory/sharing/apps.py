from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "datastory.sharing"
    label = "sharing"
    verbose_name = "Sharing"
