"""The page cache: what it keeps, under which key, for how long, and what it never answers."""

import gzip
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.test import Client

from datastory.charts.simulations import MODELS
from datastory.core.page_cache.asking import Rules, encoding_of
from datastory.core.page_cache.layer import PageCache
from datastory.core.page_cache.parameters import known_parameters
from datastory.core.page_cache.store import Store
from tests.pages.addresses import PAGES

PAGE = b"<p>The same words again and again.</p>" * 100
PUBLIC = ("Cache-Control", "public, max-age=0")
HTML = ("Content-Type", "text/html; charset=utf-8")
RULES = Rules(
    is_host=lambda host: host in ("story.test", "other.test"),
    parameters=frozenset({"q", "sort"}),
    ignored=("utm_", "fbclid"),
    cookies=("sessionid", "messages"),
    outside=("/admin/", "/static/"),
    cookieless=("/embed/",),
)


class Site:
    """What stands behind the cache: counts how often it is asked, and answers what it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.status = "200 OK"
        self.headers = [HTML, PUBLIC]
        self.body = PAGE
        self.closed = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append((environ["PATH_INFO"], environ["QUERY_STRING"]))
        start_response(self.status, list(self.headers))
        return self._response()

    def _response(self) -> Any:
        site = self

        class Response(list):  # type: ignore[type-arg]
            def close(self) -> None:
                site.closed += 1

        return Response([self.body])


class Mark:
    """A generation that the test moves."""

    def __init__(self) -> None:
        self.mark = "1"

    def now(self) -> str:
        return self.mark

    def advance(self) -> None:
        self.mark = str(int(self.mark) + 1)


class Answer:
    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status = int(status[:3])
        self.headers = {name.lower(): value for name, value in headers}
        self.raw = body

    @property
    def body(self) -> bytes:
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(self.headers.get("content-encoding", ""))
        return bytes(unpack(self.raw)) if unpack else self.raw


class Front:
    """The cache in front of the site."""

    def __init__(self, limit: int = 1_000_000) -> None:
        self.site, self.mark = Site(), Mark()
        self.cache = PageCache(self.site, self.mark, RULES, Store(limit))

    def get(self, path: str = "/page/", query: str = "", method: str = "GET", **environ: str) -> Answer:
        said: list[Any] = []
        whole = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "story.test",
            "wsgi.url_scheme": "http",
            **environ,
        }
        body = b"".join(self.cache(whole, lambda *args: said.append(args)))
        return Answer(said[-1][0], said[-1][1], body)

    @property
    def count(self) -> int:
        return len(self.site.asked)


@pytest.fixture
def front() -> Iterator[Front]:
    yield Front()


# what is kept


def test_a_public_page_is_made_once(front: Front) -> None:
    assert [front.get().body for _ in range(3)] == [PAGE] * 3
    assert front.count == 1 and front.site.closed == 1


@pytest.mark.parametrize(
    "headers",
    [
        [HTML],
        [HTML, ("Cache-Control", "private, no-cache")],
        [HTML, ("Cache-Control", "public, no-store")],
        [HTML, PUBLIC, ("Set-Cookie", "a=b")],
        [HTML, PUBLIC, ("Vary", "Cookie")],
        [HTML, PUBLIC, ("Content-Encoding", "br")],
        [HTML, PUBLIC, ("Content-Security-Policy", "script-src 'nonce-abc'")],
        [("Content-Type", "image/png"), PUBLIC],
    ],
    ids=["silent", "private", "no-store", "cookie", "vary", "packed", "nonce", "picture"],
)
def test_what_is_not_for_everybody_passes_through_as_it_is(front: Front, headers: list[tuple[str, str]]) -> None:
    front.site.headers = headers
    answers = [front.get() for _ in range(2)]
    assert front.count == 2
    assert [a.raw for a in answers] == [PAGE] * 2 and "etag" not in answers[0].headers


@pytest.mark.parametrize("status", ["500 Server Error", "302 Found", "403 Forbidden"])
def test_only_what_was_found_or_is_missing_is_kept(front: Front, status: str) -> None:
    front.site.status = status
    front.get()
    assert front.get().status == int(status[:3])
    assert front.count == 2


def test_not_found_is_kept_for_seconds_only(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("datastory.core.page_cache.store.time.monotonic", lambda: clock[0])
    front.site.status = "404 Not Found"
    assert front.get().status == front.get().status == 404
    assert front.count == 1
    clock[0] += 11
    front.get()
    assert front.count == 2


# who is asked for


@pytest.mark.parametrize("cookie", ["sessionid=abc", "a=b; sessionid=abc", "messages=hello"])
def test_somebody_with_a_session_is_always_djangos(front: Front, cookie: str) -> None:
    front.get()
    front.get(HTTP_COOKIE=cookie)
    front.get(HTTP_COOKIE=cookie)
    assert front.count == 3


def test_what_was_made_for_a_session_is_given_to_nobody_else(front: Front) -> None:
    front.site.body = b"Hello, editor." * 50
    front.get(HTTP_COOKIE="sessionid=abc")
    front.site.body = PAGE
    assert front.get().body == PAGE


def test_what_knows_nobody_is_made_once_for_everybody(front: Front) -> None:
    front.get("/embed/timeline/", HTTP_COOKIE="sessionid=abc")
    front.get("/embed/timeline/")
    assert front.count == 1


def test_a_cookie_that_says_nothing_changes_nothing(front: Front) -> None:
    front.get()
    front.get(HTTP_COOKIE="theme=dark")
    assert front.count == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"method": "POST"},
        {"path": "/admin/pages/3/view_draft/"},
        {"path": "/static/site.css"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"HTTP_HOST": "evil.test"},
        {"path": "/" + "x" * 700},
    ],
    ids=["post", "preview", "static", "credentials", "host", "long"],
)
def test_what_the_cache_does_not_answer(front: Front, environ: dict[str, str]) -> None:
    front.get(**environ)  # type: ignore[arg-type]
    front.get(**environ)  # type: ignore[arg-type]
    assert front.count == 2 and front.cache.store.size == 0


# keys


def test_host_scheme_and_path_are_pages_of_their_own(front: Front) -> None:
    asked = [
        {},
        {"HTTP_HOST": "other.test"},
        {"wsgi.url_scheme": "https"},
        {"path": "/other/"},
    ]
    for environ in asked * 2:
        front.get(**environ)
    assert front.count == 4


def test_the_order_of_parameters_is_no_other_page_and_their_values_are(front: Front) -> None:
    for query in ("q=a&sort=b", "sort=b&q=a", "q=b&sort=a"):
        front.get(query=query)
    assert front.site.asked == [("/page/", "q=a&sort=b"), ("/page/", "q=b&sort=a")]


def test_values_of_one_parameter_keep_their_order(front: Front) -> None:
    front.get(query="q=b&q=a")
    front.get(query="q=a&q=b")
    assert front.site.asked == [("/page/", "q=b&q=a"), ("/page/", "q=a&q=b")]


def test_what_others_append_is_taken_off_before_the_page_is_made(front: Front) -> None:
    front.get(query="utm_source=mail&q=a&fbclid=123")
    front.get(query="q=a")
    assert front.site.asked == [("/page/", "q=a")]


def test_unknown_parameters_fill_nothing_but_are_answered(front: Front) -> None:
    for number in range(20):
        answer = front.get(query=f"made-up-{number}=1", HTTP_ACCEPT_ENCODING="br")
    assert front.count == 20 and front.cache.store.size == 0
    assert answer.body == PAGE and answer.headers["content-encoding"] == "br"


def test_every_parameter_that_the_code_reads_is_known_to_the_cache() -> None:
    """A parameter that is not named in PAGE_PARAMETERS costs its pages the cache: name it there, or by its room."""
    site = Path(__file__).resolve().parents[2] / "site"
    reads = re.compile(r"""(?:GET|query|params)\.(?:get|getlist)\(\s*["']([\w-]+)["']""")
    read = {name for path in site.rglob("*.py") for name in reads.findall(path.read_text())}
    assert read and read <= known_parameters()


def test_the_inputs_of_models_are_known_to_the_cache() -> None:
    inputs = {each.name for model in MODELS.values() for each in model.inputs}
    assert inputs and inputs <= known_parameters()


@pytest.mark.django_db
@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_every_field_of_a_form_is_known_to_the_cache(client: Client, address: str) -> None:
    forms = re.findall(r"<form\b.*?</form>", client.get(address).content.decode(), re.S)
    fields = {name for form in forms for name in re.findall(r'<(?:input|select)\b[^>]*?\bname="([^"]+)"', form)}
    assert fields <= known_parameters()


# encodings and validators


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("", "identity"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR", "br"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0.0,*;q=0.1", "gzip"),
        ("identity", "identity"),
    ],
)
def test_the_best_encoding_that_the_client_takes(accepted: str, encoding: str) -> None:
    assert encoding_of(accepted) == encoding


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_every_encoding_is_the_same_page_with_its_own_validator(front: Front, accepted: str) -> None:
    first, again = (front.get(HTTP_ACCEPT_ENCODING=accepted) for _ in range(2))
    assert first.headers == again.headers
    assert again.body == PAGE and int(again.headers["content-length"]) == len(again.raw)
    assert again.headers.get("content-encoding", "") == accepted
    assert again.headers["vary"] == "Accept-Encoding"
    assert (
        again.headers["etag"] != front.get(HTTP_ACCEPT_ENCODING="br, x" if accepted != "br" else "gzip").headers["etag"]
    )


def test_a_validator_spares_the_body(front: Front) -> None:
    etag = front.get().headers["etag"]
    for asked in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        answer = front.get(HTTP_IF_NONE_MATCH=asked)
        assert (answer.status, answer.raw) == (304, b""), asked
        assert answer.headers["etag"] == etag and answer.headers["cache-control"] == PUBLIC[1]
        assert "content-length" not in answer.headers
    assert front.get(HTTP_IF_NONE_MATCH='"other"').status == 200


def test_the_validator_outlives_a_generation_that_left_the_page_as_it_was(front: Front) -> None:
    etag = front.get().headers["etag"]
    front.mark.advance()
    assert front.get(HTTP_IF_NONE_MATCH=etag).status == 304
    assert front.count == 2


def test_head_is_answered_without_a_body(front: Front) -> None:
    whole = front.get()
    head = front.get(method="HEAD")
    assert (head.raw, head.headers) == (b"", whole.headers) and front.count == 1


# generations


def test_a_new_generation_forgets_everything_at_once(front: Front) -> None:
    front.get()
    front.site.body = b"changed" * 100
    front.mark.advance()
    assert front.get().body == b"changed" * 100
    assert front.count == 2


def test_a_page_that_was_being_made_while_something_changed_is_not_kept(front: Front) -> None:
    made = front.site._response

    def overtaken() -> Any:
        front.mark.advance()  # somebody publishes while this page is made of what was before
        return made()

    front.site._response = overtaken  # type: ignore[method-assign]
    front.get()
    front.site._response = made  # type: ignore[method-assign]
    front.site.body = b"changed" * 100
    assert front.get().body == b"changed" * 100


def test_without_a_generation_nothing_is_kept(front: Front) -> None:
    front.mark.mark = ""
    front.get()
    front.get()
    assert front.count == 2


# memory and threads


def test_memory_is_bounded_and_the_longest_unused_page_goes_first() -> None:
    front = Front(limit=40_000)
    for number in range(40):
        front.get(f"/{number}/")
        front.get("/0/")
        assert front.cache.store.size <= 40_000
    assert front.count == 40, "the page that was asked for all the time was dropped"


def test_queries_and_missing_pages_crowd_out_no_page() -> None:
    front = Front(limit=100_000)
    front.get("/page/")
    for number in range(200):
        front.get("/search/", f"q={number}")
    front.site.status = "404 Not Found"
    for number in range(200):
        front.get(f"/missing-{number}/")
    before = front.count
    front.get("/page/")
    assert front.count == before and front.cache.store.size <= 100_000


def test_many_threads_get_whole_pages_while_generations_pass(front: Front) -> None:
    wrong: list[bytes] = []

    def read() -> None:
        for number in range(200):
            answer = front.get(f"/{number % 7}/", HTTP_ACCEPT_ENCODING="br" if number % 2 else "gzip")
            if answer.body != PAGE:
                wrong.append(answer.body)
            if number % 20 == 0:
                front.mark.advance()

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
