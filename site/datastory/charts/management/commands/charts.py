from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from datastory.charts.pipeline import check_charts, compile_charts
from datastory.charts.signals import charts_drawn


class Command(BaseCommand):
    help = "Draw the charts that are out of date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Draw all, keep nothing, say what cannot be drawn.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            report = check_charts(on_progress=self._progress)
            self.stdout.write(f"Charts: {report.drawn} drawings are out of date, {report.kept} up to date.")
            ending = "cannot be drawn"
        else:
            report = compile_charts(on_progress=self._progress)
            charts_drawn.send(sender=type(self))
            self.stdout.write(f"Charts: {report.drawn} drawn, {report.kept} up to date.")
            ending = "keep their last good drawing"
        if report.problems:
            lines = "\n".join(f"  {slug}: {problem}" for slug, problem in sorted(report.problems.items()))
            raise CommandError(f"{len(report.problems)} chart(s) {ending}:\n{lines}")

    def _progress(self, done: int, total: int) -> None:
        filled = round(30 * done / total)
        end = "\n" if done == total else "\r"
        self.stdout.write(f"  drawing charts [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", ending=end)
        self.stdout.flush()
