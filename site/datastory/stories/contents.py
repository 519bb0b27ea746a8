"""Where a chapter stands among the others."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Contents:
    """All chapters in order, each with `pk`, `title` and `url`, and the place of one of them."""

    pk: int
    chapters: list[dict[str, Any]]

    @property
    def number(self) -> int:
        """From 1; 0 where the chapter is not published."""
        return next((n for n, chapter in enumerate(self.chapters, 1) if chapter["pk"] == self.pk), 0)

    @property
    def before(self) -> dict[str, Any] | None:
        return self.chapters[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> dict[str, Any] | None:
        return self.chapters[self.number] if self.number < len(self.chapters) else None
