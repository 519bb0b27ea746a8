"""From the database to a folder: what is published, in a form that loads again."""

from pathlib import Path

from .catalog import Catalog
from .database import story_in_database
from .pictures import picture_bytes
from .writing import picture_files, story_files, write_folder

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
    pictures = {name: picture_bytes(catalog.pk("picture", name)) for name in picture_files(story)}
    files = story_files(story)
    write_folder(folder, files, pictures)
    return len(files) + len(pictures)
