from wagtail.snippets.models import register_snippet

from .admin import EventViewSet

register_snippet(EventViewSet)
