"""What every page and every entry of the record has in common."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Page,
    PageViewRestriction,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from .navigation import finding_way

SHORTEST_DESCRIPTION = 40

slug_form = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "Write lower-case letters, digits and single hyphens, such as market-cap-peak.",
)


class BasePage(Page):
    """An ordinary Wagtail page that must be described, and that can lay things at hand while it renders."""

    show_in_menus_default = False
    in_colophon: ClassVar[bool] = True  # whether the foot of every page lists it

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if len(self.search_description.strip()) < SHORTEST_DESCRIPTION:
            message = (
                f"Describe the page in {SHORTEST_DESCRIPTION} to 160 characters: "
                "search engines and shared links show it."
            )
            raise ValidationError({"search_description": message})

    def get_view_restrictions(self) -> Any:
        if getattr(self, "open_to_all", False):  # found out while the page was looked for
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def at_hand(self) -> AbstractContextManager[Any]:
        """A context in which the page is rendered. Rooms that prefetch override it."""
        return nullcontext()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with finding_way(request):
            return self.rendered(request, super().serve(request, *args, **kwargs))

    def rendered(self, request: HttpRequest, response: Any) -> HttpResponse:
        """The response, rendered with all at hand; for pages whose own `serve` does not come here."""
        if hasattr(response, "render") and not response.is_rendered:
            with self.at_hand():
                response.render()
        return response


class Entry(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """An entry of the record: a snippet with a slug, a place in its list, drafts, revisions, locking and workflow."""

    slug = models.SlugField(
        max_length=80, unique=True, validators=[slug_form], help_text="The name that files and addresses use."
    )
    position = models.PositiveIntegerField(
        default=0, db_index=True, help_text="Where it stands in its list; new entries go to the end."
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(app_label)s_%(class)s",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(app_label)s_%(class)s",
        for_concrete_model=False,
    )
    preview_template: ClassVar[str] = "parts/entry_preview.html"
    search_fields = [index.FilterField("live"), index.AutocompleteField("slug")]

    class Meta:
        abstract = True
        ordering = ["position", "slug"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.position:
            last = type(self)._default_manager.aggregate(last=models.Max("position"))["last"]
            self.position = (last or 0) + 1
        with transaction.atomic():  # with its children: whoever waits for the commit sees all of it
            super().save(*args, **kwargs)

    @property
    def revisions(self) -> Any:
        return self._revisions

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return self.preview_template
