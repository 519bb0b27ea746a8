"""What an editor does in the administration, in short: revise, publish, leave as a draft, delete."""

from typing import Any
from uuid import uuid4

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, RevisionMixin

from datastory.stories.blocks import PROSE


def publish(thing: Any, **fields: Any) -> Any:
    """Change fields of a page or entry and publish them, by way of a revision as the editor does."""
    draft(thing, **fields).publish()
    return type(thing).objects.get(pk=thing.pk)


def draft(thing: Any, **fields: Any) -> Any:
    """Change fields of a page or entry in a draft; readers see nothing of it."""
    assert isinstance(thing, Page | RevisionMixin)
    for name, value in fields.items():
        setattr(thing, name, value)
    return thing.save_revision()


def through_the_editor(html: str, features: list[str] = PROSE) -> str:
    """Rich text as Draftail gives it back when it is opened and saved."""
    converter = ContentstateConverter(features=features)
    return str(converter.to_database_format(converter.from_database_format(html)))


def richly(html: str) -> dict[str, Any]:
    """A block of prose as the editor stores it."""
    return {"type": "prose", "value": through_the_editor(f"<p>{html}</p>"), "id": str(uuid4())}
