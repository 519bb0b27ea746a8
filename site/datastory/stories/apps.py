from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "datastory.stories"
    label = "stories"
    verbose_name = "Stories"
