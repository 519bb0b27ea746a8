"""How a consumer of oEmbed that knows an address of the site finds the provider."""

from urllib.parse import quote, urljoin

from django.urls import reverse

LONGEST = 1800  # characters of a path with its query; the provider reads no address longer than 2000


def provider(home: str, path: str) -> str:
    """The provider's answer for a path of the site, but for the format. A query that is too long is left out whole."""
    asked = path if len(path) <= LONGEST else path.partition("?")[0][:LONGEST]
    return f"{urljoin(home, reverse('oembed'))}?url={quote(urljoin(home, asked), safe='')}"
