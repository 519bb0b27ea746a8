"""What was loaded, so that a later load can tell an editor's change from its own."""

from django.db import models


class Loaded(models.Model):
    """One thing as the last load left it: `digest` is that of its exported form."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
