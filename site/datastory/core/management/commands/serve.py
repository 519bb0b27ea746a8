from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from datastory.core.startup.port import PortUnusable, check_port
from datastory.core.startup.server import serve


class Command(BaseCommand):
    help = "Serve the site as it is, with granian."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="The address to listen on; 0.0.0.0 for all.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            serve_site(self.stdout, options["host"])
        except PortUnusable as error:
            raise CommandError(str(error)) from error


def serve_site(out: OutputWrapper, host: str = "127.0.0.1") -> None:
    """Serve until interrupted, and say where. Raises PortUnusable."""
    port = settings.ENV.port
    check_port(port, host)
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/"

    def say() -> None:
        out.write(f"\n  The site   {address}\n  The admin  {address}admin/\n\nCtrl-C ends it.")
        out.flush()

    serve(host, port, say)
    out.write("\nEnded.")
