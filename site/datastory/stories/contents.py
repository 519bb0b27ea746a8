"""Where a chapter stands among the others."""

from dataclasses import dataclass

from .models import ChapterPage


@dataclass(frozen=True)
class Contents:
    """All chapters in order, with the place of one of them."""

    chapters: list[ChapterPage]
    number: int  # from 1; 0 where the chapter is not published

    @property
    def before(self) -> ChapterPage | None:
        return self.chapters[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> ChapterPage | None:
        return self.chapters[self.number] if self.number < len(self.chapters) else None


def contents(chapter: ChapterPage) -> Contents:
    """The chapters beside this one; one query, without their bodies."""
    chapters = list(ChapterPage.objects.sibling_of(chapter).live().order_by("path").defer("body", "dek"))
    return Contents(chapters, next((n for n, c in enumerate(chapters, 1) if c.pk == chapter.pk), 0))
