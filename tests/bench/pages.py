"""What pages cost on the site as it is deployed: `make bench` prints it, nothing is asserted.

Cold CPU of each page type, a cached page against a static file of nginx in the same run, the memory of a worker, and
Lighthouse's four marks (median of five). What needs wrk, nginx, Node or Chromium says so where they are missing.
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "datastory.settings.production"

import django  # noqa: E402

django.setup()

from django.test import Client  # noqa: E402
from tests.bench.charts import say  # noqa: E402
from tests.pages.addresses import PAGES  # noqa: E402

RUNS = 5
SECONDS = 4
TRIES = 3
LIGHTHOUSE = ROOT / "tools" / "lighthouse"
MARKS = ("performance", "accessibility", "best-practices", "seo")
TIMES = {"LCP": "largest-contentful-paint", "TBT": "total-blocking-time", "CLS": "cumulative-layout-shift"}


def main() -> None:
    cold_pages()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        site = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "datastory.settings.production"},
            stdout=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/robots.txt")
            against_nginx(address, Path(folder))
            memory(site.pid, address)
            lighthouse(address, Path(folder))
        finally:
            site.terminate()
            site.wait()


def cold_pages() -> None:
    """CPU of this process for a page that no cache has, after one warm-up."""
    client = Client(headers={"host": "localhost"})
    for name, address in PAGES.items():
        client.get(address)
        times = []
        for _ in range(RUNS):
            began = time.process_time()
            client.get(address)
            times.append(time.process_time() - began)
        say(f"cold page, {name}", f"median {statistics.median(times) * 1000:.1f} ms of CPU")


def against_nginx(address: str, folder: Path) -> None:
    """Requests a second for a cached chapter, packed as browsers take it, and for the same bytes as a file of nginx."""
    wrk, nginx = shutil.which("wrk"), shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not wrk or not nginx:
        say("cached page against nginx", "not measured: it needs wrk and nginx")
        return
    port = free_port()
    chapter = address + PAGES["chapter"]
    with urlopen(Request(chapter, headers={"Accept-Encoding": "br"})) as response:
        (folder / "page.html").write_bytes(response.read())
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log /dev/null; worker_processes 2; events {{}}"
        f" http {{ access_log off; types {{ text/html html; }} server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"
    )
    folder.chmod(0o755)
    server = subprocess.Popen([nginx, "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/page.html")
        ours = [rate(wrk, chapter) for _ in range(2)]
        theirs = [rate(wrk, f"http://127.0.0.1:{port}/page.html") for _ in range(2)]
    finally:
        server.terminate()
        server.wait()
    say(
        "cached page, requests/s",
        f"{max(ours):.0f}; nginx's file {max(theirs):.0f}: {max(ours) / max(theirs):.2f} of it",
    )


def rate(wrk: str, address: str) -> float:
    command = [wrk, "-t1", "-c16", f"-d{SECONDS}s", "-H", "Accept-Encoding: br", address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    line = next(line for line in done.stdout.splitlines() if "Requests/sec" in line)
    return float(line.split()[1])


def memory(pid: int, address: str) -> None:
    """The memory of each process of the server, from /proc: resident, and proportional, where what processes share is
    shared out among them. Once every page type was asked for."""
    if not Path("/proc").exists():
        say("memory of a worker", "not measured: there is no /proc")
        return
    for page in [*PAGES.values()] * 4:
        urlopen(address + page).read()
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        said = dict(line.split(":", 1) for line in Path(f"/proc/{child}/smaps_rollup").read_text().splitlines()[1:])
        resident, shared_out = (int(said[name].split()[0]) / 1024 for name in ("Rss", "Pss"))
        say("memory of a worker", f"{resident:.0f} MiB resident, {shared_out:.0f} MiB of its own share")


def lighthouse(address: str, folder: Path) -> None:
    """The four marks of Lighthouse for a phone, the median of five."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not shutil.which("npm") or not chromium:
        say("Lighthouse", "not measured: it needs npm and Chromium")
        return
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(install, cwd=LIGHTHOUSE, check=True)
    for name in ("cover", "chapter", "timeline", "bill", "companies"):
        reports = [report(address + PAGES[name], folder, chromium) for _ in range(RUNS)]
        marks = [statistics.median(r["categories"][mark]["score"] * 100 for r in reports) for mark in MARKS]
        times = [statistics.median(r["audits"][audit]["numericValue"] for r in reports) for audit in TIMES.values()]
        said = ", ".join(f"{label} {value:.2f}" for label, value in zip(TIMES, times, strict=True))
        say(f"Lighthouse, {name}", f"{'/'.join(f'{mark:.0f}' for mark in marks)}; {said}")


def report(address: str, folder: Path, chromium: str) -> dict:  # type: ignore[type-arg]
    out = folder / "report.json"
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking"
    command = ["node_modules/.bin/lighthouse", address, "--quiet", "--output=json", f"--output-path={out}"]
    command += [f"--chrome-flags={flags}", f"--only-categories={','.join(MARKS)}"]
    for _ in range(TRIES):  # Chromium does not always start
        done = subprocess.run(
            command, cwd=LIGHTHOUSE, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True
        )
        if done.returncode == 0:
            return dict(json.loads(out.read_text()))
    raise SystemExit(f"Lighthouse gave no report of {address}: {done.stderr[-400:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} did not answer")


if __name__ == "__main__":
    main()
