"""Pages of somebody else, on an origin of their own, that embed."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page

PARENTS = Path(__file__).resolve().parents[1] / "embeds" / "parents"
STATIC = Path(__file__).resolve().parents[2] / "static"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A site of somebody else: `host(html)` gives the address of a page with that body."""
    folder = tmp_path_factory.mktemp("host")
    for script in [*PARENTS.glob("*.js"), STATIC / "js" / "embed" / "parent.js"]:
        (folder / script.name).write_bytes(script.read_bytes())

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    numbers = iter(range(1000))

    def page(body: str) -> str:
        name = f"{next(numbers)}.html"
        (folder / name).write_text(
            "<!doctype html><html lang=en><meta charset=utf-8><title>A course</title>"
            f"<body><h1>A course</h1>{body}</body></html>"
        )
        return f"http://localhost:{server.server_port}/{name}"  # not the site's 127.0.0.1: another origin

    yield page
    server.shutdown()
    server.server_close()
    thread.join()


def bare(src: str, height: int) -> str:
    return f'<iframe src="{src}" width="600" height="{height}" style="border:0"></iframe>'


def shut(src: str, height: int) -> str:
    return f'<iframe sandbox="allow-scripts" src="{src}" width="600" height="{height}" title="Timeline"></iframe>'


def noting(name: str, condition: str, value: str = "e.data") -> str:
    """A script of the host that keeps what it is told, for the test."""
    return f"<script>addEventListener('message', e => {{ if ({condition}) window.{name} = {value}; }});</script>"


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")
