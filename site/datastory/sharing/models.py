"""Editions: what readers of embeds could see at a time, kept for those who pinned it."""

from django.db import models
from django.utils import timezone


class Edition(models.Model):
    """A state of all that can be embedded. A new one begins when publishing changed any of it; its number is `v=`."""

    made = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.pk}"


class Body(models.Model):
    """What a piece says, kept once however often it is said: JSON, packed, under the digest of its text."""

    digest = models.CharField(max_length=64, primary_key=True)
    packed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.digest)


class Piece(models.Model):
    """What stood at an address from one edition until another; `until` is empty while it stands.

    `page` is the id of the page that it was of, or stood on: a page that moves keeps its editions, and one that takes
    another's place gets none of the other's.
    """

    page = models.PositiveIntegerField()
    path = models.CharField(max_length=255, help_text="Below the home page, without slashes at its ends.")
    name = models.CharField(
        max_length=255, help_text="The last part of the path: of a receipt, the slug of its figure."
    )
    kind = models.CharField(max_length=12)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="pieces")
    since = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    until = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "since"], name="one_piece_an_edition")]
        indexes = [models.Index(fields=["kind", "name"]), models.Index(fields=["page", "kind"])]

    def __str__(self) -> str:
        return f"{self.path} {self.since_id}–{self.until_id or ''}"
