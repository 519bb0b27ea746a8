"""How long charts take and how much they weigh: `make bench` prints it, nothing is asserted.

Runs on the story of `var/`: load it and draw its charts first (`make run` does both).
"""

import os
import shutil
import statistics
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datastory.settings.dev")

import brotli  # noqa: E402
import django  # noqa: E402

django.setup()

from datastory.charts import pipeline, process  # noqa: E402
from datastory.charts.models import Artifact, ChartPage  # noqa: E402

RUNS = 5


def main() -> None:
    compile_times()
    weights()
    touch_to_live()


def compile_times() -> None:
    charts = list(ChartPage.objects.live())
    jobs = [job for _, job in pipeline._batch(charts).values()]
    began = time.perf_counter()
    first = 0.0
    for n, _ in enumerate(process.run_compiler(jobs)):
        first = first or time.perf_counter() - began
        last = n
    whole = time.perf_counter() - began
    say("whole compile", f"{whole:.1f} s for {len(charts)} charts, {last + 1} drawings")
    say("  start and first drawing", f"{first:.2f} s")
    say("  a drawing after that", f"{(whole - first) / max(1, last) * 1000:.0f} ms")
    say("  a chart", f"{(whole - first) / max(1, len(charts)) * 1000:.0f} ms")
    one = [job for job in jobs if job.key.startswith(f"{charts[0].slug}/")]
    began = time.perf_counter()
    list(process.run_compiler(one))
    say("one chart alone, from a cold start", f"{time.perf_counter() - began:.2f} s")


def weights() -> None:
    for width in ("wide", "narrow"):
        sizes = [
            len(brotli.compress(svg.encode()))
            for svg in Artifact.objects.filter(width=width).values_list("svg", flat=True)
        ]
        say(f"SVG {width}, brotli", f"median {statistics.median(sizes):.0f}, largest {max(sizes)} bytes")
    for name, files in {
        "vega-runtime.js": ["vendor/vega-runtime.js"],
        "site.js": ["js/site.js"],
        "chart modules": [f"js/{path.name}" for path in sorted((ROOT / "static/js").glob("chart*.js"))],
    }.items():
        size = sum(len(brotli.compress((ROOT / "static" / file).read_bytes())) for file in files)
        say(f"{name}, brotli", f"{size} bytes")


def touch_to_live() -> None:
    """From the first touch of a chart to an answer, cold cache, loopback: a browser on this machine."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.core.wsgi import get_wsgi_application
    from playwright.sync_api import sync_playwright
    from tests.browser.conftest import FLAGS, QuietHandler

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    charts = {"a chart": ChartPage.objects.live().exclude(slug__startswith="model-").first()}
    charts["a model"] = next((chart for chart in ChartPage.objects.live() if chart.kind == "model"), None)
    addresses = {
        name: f"http://127.0.0.1:{server.server_port}{chart.url}" for name, chart in charts.items() if chart
    }  # before the browser's loop runs, in which Django refuses to ask its database
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, address in addresses.items():
            times = [_touch(browser, address) for _ in range(RUNS)]
            say(f"touch to live, {name}", f"median {statistics.median(times):.0f} ms of {RUNS}")
        browser.close()
    server.shutdown()


def _touch(browser: object, address: str) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900})  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    took = page.evaluate(
        """() => new Promise((done) => {
            const figure = document.querySelector("figure[data-chart]"), began = performance.now();
            const seen = new MutationObserver(() => done(performance.now() - began));
            seen.observe(figure, { attributeFilter: ["data-live"] });
            figure.dispatchEvent(new PointerEvent("pointerenter"));
        })"""
    )
    context.close()
    return float(took)


def say(what: str, much: str) -> None:
    print(f"{what:36} {much}", flush=True)


if __name__ == "__main__":
    main()
