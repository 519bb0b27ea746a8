"""After an editor saves a chart: whether it could be drawn."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from .models import ChartPage


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_problem(request: HttpRequest, page: Page) -> None:
    """The compiler has run by now where one machine does everything; else the panel says it later."""
    if isinstance(page, ChartPage) and page.live:
        problem = ChartPage.objects.values_list("problem", flat=True).get(pk=page.pk)
        if problem:
            messages.error(request, f"The chart could not be drawn: {problem} Readers keep its last good drawing.")
