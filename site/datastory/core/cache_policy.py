"""Who may keep a response: everybody, or the one who asked. The page cache keeps what is for everybody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Asked for again on each visit, which costs a 304; a copy may be shown for the seconds in which a
# changed figure reaches its pages anyway.
EVERYBODY = "public, max-age=0, stale-while-revalidate=5"
ONE = "private, no-cache"


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nobody can tell who asks: no session, no preview, no credentials."""
    return not (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or "Authorization" in request.headers
        or getattr(request, "is_preview", False)
    )


def for_everybody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response, for everybody if it was asked for anonymously; else for the one who asked."""
    response["Cache-Control"] = EVERYBODY if is_anonymous(request) else ONE
    return response


def shared(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose answer is the same for everybody until the next generation."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        return for_everybody(request, response) if response.status_code == 200 else response

    return wrapper
