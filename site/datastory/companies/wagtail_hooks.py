from wagtail.snippets.models import register_snippet

from .admin import MarketGroup

register_snippet(MarketGroup)
