"""Granian in front of the site."""

import signal
from collections.abc import Callable

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

WORKERS = 2
THREADS = 4  # of one worker: while one waits for the database, another answers


def serve(host: str, port: int, on_listening: Callable[[], None]) -> None:
    """Serve until interrupted. `on_listening` is called when the address answers.

    Where processes are forked (Linux), workers take over what is imported here instead of importing it
    again, which halves a start. Connections are closed, as no two processes may share one.
    """
    connections.close_all()
    server = Server(
        "datastory.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )

    def begin() -> None:
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)  # a closed terminal ends it, not reloads it
        on_listening()

    server.on_startup(begin)
    server.serve()
