from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Group, Layer, Profile


class ProfileViewSet(SnippetViewSet):
    """Firms and products."""

    model = Profile
    icon = "group"
    menu_label = "Firms and products"
    list_display = ["subject", "group", "relation"]
    list_filter = ["group", "relation"]
    list_per_page = 100


class LayerViewSet(SnippetViewSet):
    model = Layer
    icon = "list-ol"
    list_display = ["name", "position"]


class GroupViewSet(SnippetViewSet):
    model = Group
    icon = "list-ul"
    list_display = ["name", "position"]


class MarketGroup(SnippetViewSetGroup):
    """The market in the administration."""

    items = (ProfileViewSet, LayerViewSet, GroupViewSet)
    menu_label = "Market"
    menu_icon = "group"
    menu_order = 220
