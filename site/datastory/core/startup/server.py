"""Granian in front of the site."""

import gc
import os
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
    gc.collect()
    gc.freeze()  # what stands now is the workers' common ground: looking through it for garbage would copy it to each
    os.register_at_fork(after_in_child=_leave_the_end_to_the_parent)
    server = Server(
        "datastory.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    )

    def begin() -> None:
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)  # a closed terminal ends it, not reloads it
        on_listening()

    server.on_startup(begin)
    server.serve()


def _leave_the_end_to_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal; the parent then ends its workers, by SIGTERM.

    A worker that is told to end twice at once may hang, and would be killed in the midst of what it does.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # until it has a handler of its own, not the parent's
