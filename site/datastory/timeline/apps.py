from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "datastory.timeline"
    label = "timeline"
    verbose_name = "Timeline"
