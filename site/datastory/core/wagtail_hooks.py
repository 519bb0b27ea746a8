from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail import hooks

from .cache_policy import for_everybody
from .models import BasePage

Serve = Callable[[Any, HttpRequest, Any, Any], HttpResponse]


@hooks.register("on_serve_page", order=1)  # inside of Wagtail's own, which takes private pages back
def say_who_may_keep_it(serve: Serve) -> Serve:
    """Every page of ours is for everybody, unless its view says otherwise, and names the rules for following links."""

    def inner(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        if isinstance(page, BasePage) and response.status_code == 200 and "Cache-Control" not in response:
            for_everybody(request, response)
            response["Speculation-Rules"] = f'"{reverse("speculation-rules")}"'
        return response

    return inner
