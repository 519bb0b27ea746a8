"""For the process that draws charts: as little of Django as the blocks of the kinds need, so that it starts sooner."""

from .base import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "taggit",
    "wagtail.images",
    "wagtail.users",
    "wagtail",
]
