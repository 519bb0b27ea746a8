from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from datastory.charts.models import ChartPage
from datastory.charts.pipeline import compile_charts


class Command(BaseCommand):
    help = "Draw the charts that are out of date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Draw nothing; say which charts have a problem.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            report = compile_charts(on_progress=self._progress)
            self.stdout.write(f"Charts: {report.drawn} drawn, {report.kept} up to date.")
        problems = ChartPage.objects.live().exclude(problem="").values_list("slug", "problem")
        if problems:
            lines = "\n".join(f"  {slug}: {problem}" for slug, problem in problems)
            raise CommandError(f"{len(problems)} chart(s) keep their last good drawing:\n{lines}")

    def _progress(self, done: int, total: int) -> None:
        filled = round(30 * done / total)
        end = "\n" if done == total else "\r"
        self.stdout.write(f"  drawing charts [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", ending=end)
        self.stdout.flush()
