from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from datastory.interchange.export import NotAStory, export
from datastory.interchange.files.places import Problems


class Command(BaseCommand):
    help = "Write the published story into a folder, in the form that load_story reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--overwrite", action="store_true", help="Also into a folder that holds other things.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = export(options["folder"], options["overwrite"])
        except NotAStory as error:
            raise CommandError(str(error)) from None
        except Problems as error:
            said = f"Nothing was written. {len(error.found)} thing(s) are published that could not be loaded again:"
            raise CommandError(f"{said}\n{error}") from None
        self.stdout.write(f"Exported: {count} files to {options['folder']}.")
