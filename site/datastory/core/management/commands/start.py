import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from datastory.core.startup.port import PortUnusable, check_port
from datastory.core.startup.steps import Start, prepare
from datastory.settings.environment import ROOT

from .serve import serve_site


class Command(BaseCommand):
    help = "Bring database, story, charts and static files up to date, then serve the site."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prepare-only", action="store_true", help="Serve nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._start(serving=not options["prepare_only"])
        except (CommandError, PortUnusable) as error:
            sys.exit(str(error))  # the sentence alone: a stranger sees it
        except KeyboardInterrupt:
            sys.exit("\nStopped. The same command goes on from here.")

    def _start(self, *, serving: bool) -> None:
        if serving:
            check_port(settings.ENV.port)
        start = Start(self.stdout)
        prepare(start)
        if not serving:
            return
        if start.worked:  # serve from a process that holds nothing of the work
            self.stdout.flush()
            os.execv(sys.executable, [sys.executable, str(ROOT / "manage.py"), "serve"])
        serve_site(self.stdout)
