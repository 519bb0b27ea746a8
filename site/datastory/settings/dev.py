"""For work on the code: errors are shown, static files come from where they are edited."""

from .base import *  # noqa: F403
from .base import ENV, INSTALLED_APPS
from .environment import secret_key

DEBUG = True
INSTALLED_APPS = ["whitenoise.runserver_nostatic", *INSTALLED_APPS]  # files with the headers that frames need
SECRET_KEY = secret_key(ENV)
ALLOWED_HOSTS = ["*"]
PAGE_CACHE_BYTES = PIECES_BYTES = 0  # a changed template shows at once
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
OFFLINE_COPY = False  # files have no hash here, so a copy would outlive a change
