"""The headers of an embed: any page may frame it, nothing is kept of who looks, everybody may keep it for a while."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

MAX_AGE = 300  # seconds
MAX_AGE_OF_REFUSALS = 30
# as strict as the site's own, but for frame-ancestors, which is not there
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page may stand in any other."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        setattr(response, "xframe_options_exempt", True)  # noqa: B010  (read by Django's middleware, known to no type)
        response["Content-Security-Policy"] = POLICY
        response["Cross-Origin-Resource-Policy"] = "cross-origin"  # also in hosts that embed nothing unasked
        response["Access-Control-Allow-Origin"] = "*"  # an embed in a sandbox takes receipts from others
        response["X-Robots-Tag"] = "noindex"
        response["Cache-Control"] = (
            f"public, max-age={MAX_AGE if response.status_code in (200, 304) else MAX_AGE_OF_REFUSALS}"
        )
        return response

    return wrapper
