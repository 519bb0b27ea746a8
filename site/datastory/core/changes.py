"""What moves the site's generation: whatever is written that a reader may see.

Everything counts that is not named here, so that a new model is never forgotten. What writes past the signals
(`bulk_create`, `update`) calls `advance_on_commit` itself.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.signals import task_finished
from wagtail.signals import post_page_move

from .generation import advance_on_commit

UNSEEN_APPS = {
    "admin",
    "auth",
    "contenttypes",
    "django_tasks_database",
    "interchange",
    "sessions",
    "wagtailadmin",
    "wagtailsearch",
    "wagtailusers",
}
UNSEEN_MODELS = {
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowstate",
    "wagtailimages.rendition",  # made while a page renders
}
DRAFT_FIELDS = {
    "_comments",
    "wagtail_admin_comments",
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


def connect() -> None:
    """Listen to everything that is written."""
    post_save.connect(_saved, dispatch_uid="generation")
    post_delete.connect(_changed, dispatch_uid="generation")
    m2m_changed.connect(_changed, dispatch_uid="generation")
    post_page_move.connect(_changed, dispatch_uid="generation")
    task_finished.connect(_task_finished, dispatch_uid="generation")


def is_seen(model: type[Model]) -> bool:
    """Whether anything of the model may stand on a public page."""
    return model._meta.app_label not in UNSEEN_APPS and model._meta.label_lower not in UNSEEN_MODELS


def is_draft(instance: Model, created: bool, fields: frozenset[str] | None) -> bool:
    """Whether what was saved is for editors only: a new thing that is not live, or marks of a draft."""
    if fields is not None and fields <= DRAFT_FIELDS:
        return True
    return created and getattr(instance, "live", True) is False


def _saved(
    sender: type[Model], instance: Model, created: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    if is_seen(sender) and not is_draft(instance, created, update_fields):
        advance_on_commit()


def _changed(sender: type[Model], **kwargs: Any) -> None:
    if is_seen(sender):
        advance_on_commit()


def _task_finished(sender: type, **kwargs: Any) -> None:
    # a task of another process writes after the page that asked for it: the search index, where a figure is used
    if not issubclass(sender, ImmediateBackend):
        advance_on_commit()
