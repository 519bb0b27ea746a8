"""For work on the code: errors are shown, static files come from where they are edited."""

from .base import *  # noqa: F403
from .base import ENV
from .environment import secret_key

DEBUG = True
SECRET_KEY = secret_key(ENV)
ALLOWED_HOSTS = ["*"]
PAGE_CACHE_BYTES = 0  # a changed template shows at once
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
OFFLINE_COPY = False  # files have no hash here, so a copy would outlive a change
