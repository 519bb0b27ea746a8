"""Who may frame a response, said in both ways: the administration has no policy, so X-Frame-Options is said again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

ANCESTORS = {"DENY": "'none'", "SAMEORIGIN": "'self'"}
POLICY = "Content-Security-Policy"


class FrameAncestors:
    """Middleware, outside of that for X-Frame-Options: the administration has no other policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        said = ANCESTORS.get(response.get("X-Frame-Options", "").upper())
        if said and request.path.startswith("/admin/") and POLICY not in response:
            response[POLICY] = f"frame-ancestors {said}"
        return response
