from wagtail import hooks
from wagtail.rich_text import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .admin import TermViewSet
from .rich_text import register_term

register_snippet(TermViewSet)


@hooks.register("register_rich_text_features", order=10)  # after Wagtail, whose page links ours replace
def register_rich_text_features(features: FeatureRegistry) -> None:
    register_term(features)
