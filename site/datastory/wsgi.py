"""The WSGI application that granian serves: the page cache, and Django behind it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from datastory.core.page_cache import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datastory.settings.production")
site = get_wsgi_application()
application = PageCache.from_settings(site) if settings.PAGE_CACHE_BYTES else site
