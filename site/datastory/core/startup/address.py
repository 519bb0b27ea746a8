"""The public address of the site, which links that leave it carry: social cards, feeds, citations, structured data."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

HTTPS, HTTP = 443, 80


def take_address() -> None:
    """Give the default site of the database the host and port of SITE_URL, from which Wagtail makes full addresses."""
    asked = urlsplit(settings.ENV.site_url)
    site = Site.objects.filter(is_default_site=True).first()
    if site and asked.hostname:
        site.hostname = asked.hostname
        site.port = asked.port or (HTTPS if asked.scheme == "https" else HTTP)
        site.save()
