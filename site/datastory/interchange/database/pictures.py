"""Pictures of the story: files in pictures/, images in the database, told apart by their names."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.images import get_image_model


def picture_names() -> Iterator[tuple[str, int]]:
    """The file name of each image, made of its title, with its id."""
    taken: set[str] = set()
    for pk, title, file in get_image_model().objects.order_by("pk").values_list("pk", "title", "file"):
        stem, suffix = slugify(title) or "picture", Path(file).suffix.lower()
        name, n = f"{stem}{suffix}", 1
        while name in taken:
            n += 1
            name = f"{stem}-{n}{suffix}"
        taken.add(name)
        yield name, pk


def load_picture(path: Path) -> int:
    """The id of a new image made of a file; its title is the name of the file."""
    image = get_image_model()(title=path.stem, file=ContentFile(path.read_bytes(), name=path.name))
    image.save()
    return int(image.pk)


def picture_bytes(pk: int) -> bytes:
    """The file of an image."""
    with get_image_model().objects.get(pk=pk).file.open("rb") as file:
        return bytes(file.read())
