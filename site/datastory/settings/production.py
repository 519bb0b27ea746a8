"""What `make run` and a deployment use."""

from .base import *  # noqa: F403
from .base import ENV
from .environment import secret_key

DEBUG = False
SECRET_KEY = secret_key(ENV)
ALLOWED_HOSTS = ENV.allowed_hosts

if ENV.behind_https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
