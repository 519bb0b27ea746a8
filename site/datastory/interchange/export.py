"""From the database to a folder: what is published, in a form that loads again."""

from pathlib import Path

from .database.catalog import Catalog
from .database.pictures import picture_bytes
from .database.published import story_in_database
from .files.writing import story_files, write_folder
from .schemas.documents import pictures

MARK = "story.yaml"  # what tells a story's folder from any other


class NotAStory(ValueError):  # noqa: N818
    """The folder holds something else."""


def export(folder: Path, overwrite: bool = False) -> int:
    """Write the published story into a folder and return how many files it has.

    Raises NotAStory for a folder with other things in it, unless `overwrite`; Problems, each with the name of what
    is published, where something could not be loaded again. Then nothing is written.
    """
    if folder.exists() and not folder.is_dir():
        raise NotAStory(f"{folder} is a file; name a folder")
    if not overwrite and folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise NotAStory(
            f"{folder} has things in it and is no story (it has no {MARK}); --overwrite writes there anyway"
        )
    story = story_in_database()
    catalog = Catalog(published=True)
    names = pictures([*story.chapters, *story.articles])
    images = {name: picture_bytes(catalog.pk("picture", name)) for name in names}
    files = story_files(story)
    write_folder(folder, files, images)
    return len(files) + len(images)
