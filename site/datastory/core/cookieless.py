"""Addresses that know nobody: embeds stand in pages of others, and answer everybody alike."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class Cookieless:
    """Middleware, outside of those that read cookies: at such an address none was ever sent, so none is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.COOKIELESS):
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)
