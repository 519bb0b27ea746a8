"""From a story to its folder: the files in their one canonical form."""

from pathlib import Path

from ..schemas.rows import TABLES
from ..story import Story
from .datapackage import PACKAGE_FILE, data_package
from .tables import write_table
from .yamls import write_yaml

FOLDERS = ("chapters", "pages", "charts")  # whose files are the story's, all of them


def story_files(story: Story) -> dict[str, str]:
    """The text of every file of a story, by its path in the folder; pictures are not text."""
    files = {name: write_table(schema, getattr(story, f"{kind}s")) for kind, (name, schema) in TABLES.items()}
    files["story.yaml"] = write_yaml(story.file)
    width = max(2, len(str(len(story.chapters))))
    for n, chapter in enumerate(story.chapters, 1):
        files[f"chapters/{n:0{width}}-{chapter.slug}.yaml"] = write_yaml(chapter)
    files |= {f"pages/{article.slug}.yaml": write_yaml(article) for article in story.articles}
    files |= {f"charts/{chart.slug}.yaml": write_yaml(chart) for chart in story.charts}
    files[PACKAGE_FILE] = data_package(story)
    return files


def write_folder(folder: Path, files: dict[str, str], pictures: dict[str, bytes]) -> None:
    """Put the files into a folder and take away its texts that the story no longer has; other files stay."""
    for name in FOLDERS:
        for path in (folder / name).glob("*.yaml"):
            if f"{name}/{path.name}" not in files:
                path.unlink()
    for name, text in files.items():
        _write(folder / name, text.encode())
    for name, data in pictures.items():
        _write(folder / "pictures" / name, data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
