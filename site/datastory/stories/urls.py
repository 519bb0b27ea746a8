"""Addresses beside the pages: the whole story, and what the search suggests."""

from django.urls import path

from .suggesting import suggest
from .whole import whole

urlpatterns = [
    path("whole-story/", whole, name="whole_story"),
    path("suggest.json", suggest, name="suggest"),
]
