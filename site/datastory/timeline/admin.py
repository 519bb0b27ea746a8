from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Event


class EventViewSet(SnippetViewSet):
    """Events in the administration, by date."""

    model = Event
    icon = "calendar-alt"
    menu_label = "Events"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "date", "category", "source"]
    list_filter = ["category"]
    list_per_page = 50
