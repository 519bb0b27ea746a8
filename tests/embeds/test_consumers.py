"""Consumers of oEmbed that nobody here wrote, in Node: they find the provider from a page and take what it says.

They come from npm, once, into `var/`; where there is no Node, or npm reaches no registry, the tests are skipped.
"""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from wagtail.models import Site

from tests.browser.conftest import served  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.usefixtures("story")]

PACKAGES = ("@extractus/oembed-extractor@6.0.0", "iframely@2.4.3")
INSTALLING = 180  # seconds
FLAGS = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock")
EXTRACT = """
const { extract } = require("@extractus/oembed-extractor");
extract(process.argv[2], { maxwidth: 500 }).then((answer) => console.log(JSON.stringify(answer)));
"""
# finds the links in the page's head by its own rule, and parses what they lead to, as JSON and as XML
IFRAMELY = """
import { findOembedLinks, getOembed } from "./node_modules/iframely/lib/plugins/system/oembed/oembedUtils.js";
globalThis.CONFIG ??= (await import("./config.js")).default; // which its server sets
const html = await (await fetch(process.argv[2])).text();
const alternate = [...html.matchAll(/<link rel="alternate" type="([^"]+)" href="([^"]+)"/g)]
  .map(([, type, href]) => ({ type, href: href.replaceAll("&amp;", "&") }));
const found = [];
for (const { href } of findOembedLinks(null, { alternate })) {
  found.push(await new Promise((good, bad) => getOembed(href, (error, answer) => error ? bad(error) : good(answer))));
}
console.log("FOUND" + JSON.stringify(found));
process.exit(0);
"""
# no list of other sites is fetched, and nothing is kept
CONFIG = 'export default { WHITELIST_URL: "", use_http2: false, CACHE_ENGINE: "no-cache" };'


@pytest.fixture(scope="session")
def node() -> Path:
    """A folder with the consumers."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("there is no Node here")
    var = Path(settings.ENV.var)
    folder = var / "test-npm"
    with (var / "test-npm.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            install(folder)
            (folder / "ready").touch()
    return folder


def install(folder: Path) -> None:
    """Fetch the consumers, or skip."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "package.json").write_text('{"private": true}')
    try:
        done = subprocess.run(
            ["npm", "install", *FLAGS, *PACKAGES],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=INSTALLING,
            start_new_session=True,  # npm would stop the tests where they run in the background of a terminal
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm took too long")
    if done.returncode:
        pytest.skip(f"npm reaches no registry: {done.stderr[-200:]}")
    (folder / "config.js").write_text(CONFIG)
    (folder / "extract.cjs").write_text(EXTRACT)
    (folder / "iframely.mjs").write_text(IFRAMELY)


@pytest.fixture
def site(served: str, django_db_blocker: Any) -> Iterator[str]:  # noqa: F811
    """The site, knowing where it is served."""
    with django_db_blocker.unblock():
        port = int(served.rsplit(":", 1)[1])
        Site.objects.update(hostname="127.0.0.1", port=port)
        Site.clear_site_root_paths_cache()
        yield served


def run(folder: Path, script: str, address: str) -> str:
    environment = {**os.environ, "NODE_ENV": "production"}
    done = subprocess.run(
        ["node", script, address],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("path", ["/timeline/?from=2015", "/numbers/ipo-first-day-close/", "/charts/market-value/"])
def test_oembed_extractor_finds_it_from_the_page(node: Path, site: str, path: str) -> None:
    answer = json.loads(run(node, "extract.cjs", site + path))
    assert answer["type"] == "rich" and answer["width"] == 500
    assert f'src="{site}/embed{path}"' in answer["html"]


@pytest.mark.parametrize("path", ["/timeline/?from=2015", "/checks/first-day-close/"])
def test_iframely_reads_json_and_xml_alike(node: Path, site: str, path: str) -> None:
    found = json.loads(run(node, "iframely.mjs", site + path).split("FOUND")[1])
    assert len(found) == 2
    for answer in found:
        assert answer["type"] == "rich" and f'src="{site}/embed{path}"' in answer["html"]
        assert str(answer["thumbnail_width"]) == "1200"
