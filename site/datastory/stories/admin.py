from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Term


class TermViewSet(SnippetViewSet):
    """The glossary in the administration."""

    model = Term
    icon = "openquote"
    menu_label = "Glossary"
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["term", "also"]
    list_per_page = 100
