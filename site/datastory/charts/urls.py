"""Addresses of the files of charts. Their names have a dot, which no page has."""

from django.urls import re_path

from .views import chart_file

urlpatterns = [
    re_path(r"^charts/(?P<slug>[^/]+)/(?P<name>[^/]+\.[^/]+)$", chart_file, name="chart_file"),
]
