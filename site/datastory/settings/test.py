"""For tests: fast passwords, plain static files, everything made at run time in a place of its own."""

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
# a file, not memory: the live server of browser tests reads it from another thread, and it is kept
DATABASES["default"]["TEST"] = {"NAME": str(ENV.var / "test.sqlite3")}  # noqa: F405
CHARTS_COMPILE_ON_PUBLISH = False
