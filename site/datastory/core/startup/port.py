"""Is the port free? Asked before anything else, so this needs the standard library only."""

import errno
import socket
import sys


class PortUnusable(Exception):  # noqa: N818  (a sentence for whoever started the site)
    """Nothing can be served on that port."""


def check_port(port: str | int, host: str = "127.0.0.1") -> None:
    """Raises PortUnusable, with what to do about it, unless the port of `host` can be listened on."""
    if not str(port).isascii() or not str(port).isdigit() or not 0 < int(port) < 65536:
        raise PortUnusable(f"PORT is {port!r}, which is not a port: set it to a number from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that linger are no hindrance
        try:
            probe.bind((host, int(port)))
            probe.listen(1)
        except OSError as error:
            raise PortUnusable(_sentence(error, int(port), host)) from error


def _sentence(error: OSError, port: int, host: str) -> str:
    other = port + 1 if 1023 < port < 65535 else 8000
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program: stop that one, or choose another port, PORT={other} make run."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system: choose another one, PORT={other} make run."
    return f"Port {port} of {host} cannot be listened on ({error.strerror}): choose another one, PORT={other} make run."


if __name__ == "__main__":
    try:
        check_port(sys.argv[1])
    except PortUnusable as unusable:
        sys.exit(str(unusable))
