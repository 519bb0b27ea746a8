from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.rich_text import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .admin import LedgerGroup
from .rich_text import register_figure

register_snippet(LedgerGroup)


@hooks.register("register_rich_text_features")
def register_rich_text_features(features: FeatureRegistry) -> None:
    register_figure(features)


@hooks.register("insert_global_admin_css")
def mark_references_in_the_editor() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
