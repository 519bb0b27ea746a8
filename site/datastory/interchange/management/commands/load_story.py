import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from datastory.interchange.files.places import Problems
from datastory.interchange.files.reading import read_story
from datastory.interchange.load import Report, load


class Command(BaseCommand):
    help = "Load a story from its folder. Nothing is written if anything in it is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.STORY_DIRECTORY, help="Default: %(default)s"
        )
        parser.add_argument("--check", action="store_true", help="Say what is wrong with the files; load nothing.")
        parser.add_argument("--replace", action="store_true", help="Also undo what was changed in the admin since.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        started = time.monotonic()
        try:
            story = read_story(folder, _shown(folder))
            if options["check"]:
                self.stdout.write(f"{_shown(folder)}: nothing wrong.")
                return
            say = self.stdout.write if options["verbosity"] > 1 or self.stdout.isatty() else lambda step: None
            report = load(story, folder, options["replace"], say)
        except Problems as error:
            raise CommandError(f"Nothing was loaded. {len(error.found)} to mend:\n{error}") from None
        self._say(report, time.monotonic() - started)

    def _say(self, report: Report, seconds: float) -> None:
        counts = f"{len(report.made)} made, {len(report.changed)} changed, {len(report.left)} as they were"
        self.stdout.write(f"Loaded: {counts}; {seconds:.1f} s.")
        if report.kept:
            names = ", ".join(str(thing) for thing in report.kept)
            self.stdout.write(f"Kept: {len(report.kept)} changed in the admin ({names}); --replace undoes it.")
        if report.alone:
            names = ", ".join(str(thing) for thing in report.alone)
            self.stdout.write(f"Not in the files and left alone: {len(report.alone)} ({names}).")
        for line in report.removed:
            self.stdout.write(f"Not in the files: {line}.")


def _shown(folder: Path) -> str:
    """The folder as an error names it: from where one stands, where that is shorter."""
    resolved = folder.resolve()
    return str(resolved.relative_to(Path.cwd())) if resolved.is_relative_to(Path.cwd()) else str(resolved)
