from wagtail import hooks
from wagtail.rich_text import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .admin import LedgerGroup
from .rich_text import register_figure

register_snippet(LedgerGroup)


@hooks.register("register_rich_text_features")
def register_rich_text_features(features: FeatureRegistry) -> None:
    register_figure(features)
