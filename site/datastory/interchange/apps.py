from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "datastory.interchange"
    label = "interchange"
    verbose_name = "Interchange"
