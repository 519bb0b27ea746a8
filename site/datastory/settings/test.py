"""For tests: fast passwords, plain static files, everything made at run time in a place of its own."""

import os

from .base import *  # noqa: F403
from .base import ENV

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CHARTS_COMPILE_ON_PUBLISH = False
EDITIONS_KEPT_ON_PUBLISH = False
# workers that test side by side have a database each, and so a generation each
GENERATION_FILE = ENV.var / f"generation-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
OFFLINE_COPY = False  # files have no hash here, so a copy would outlive a change
CHART_COMPILE_TIMEOUT = 600.0  # a busy machine is no fault of a chart; tests of the limit set their own
