"""Folders as what is in them, so that two can be compared."""

from pathlib import Path

from datastory.interchange.files.reading import read_story
from datastory.interchange.load import Report, load

CONTENT = Path(__file__).resolve().parents[2] / "content"
IGNORED = ("README.md",)  # for people; no part of the story
OTHERS = ("lessons/", "pictures/")  # read by another room, and no text


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a story's folder by its path, byte for byte."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in IGNORED
    }


def texts(folder: Path) -> dict[str, bytes]:
    """The files of a story's folder that are written as text."""
    return {name: data for name, data in contents(folder).items() if not name.startswith(OTHERS)}


def load_folder(folder: Path, replace: bool = False) -> Report:
    """Load the story in a folder."""
    return load(read_story(folder), folder, replace)


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file, which has to be there."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
