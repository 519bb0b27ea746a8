"""The WSGI layer itself."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from ..generation import Generation, generation
from .asking import Key, Rules, encoding_of, key_of
from .copies import Copy, Headers, StartResponse
from .parameters import known_parameters
from .store import Store

Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

LARGEST = 2_000_000  # bytes of a body; what is larger passes through
PACKED = (  # types that compression makes smaller, and that a page or what goes with it may have
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/manifest+json",
    "application/speculationrules+json",
)


class PageCache:
    """Answers from memory what is for everybody and was made in this generation; the rest is Django's.

    Kept is what says `Cache-Control: public` and sets no cookie. A session, a preview or anything of the
    administration never gets here.
    """

    def __init__(self, application: Application, current: Generation, rules: Rules, store: Store) -> None:
        self.application = application
        self.current = current
        self.rules = rules
        self.store = store

    @classmethod
    def from_settings(cls, application: Application) -> "PageCache":
        """In front of the site. A worker that was replaced may have ended between a change and its mark: a new one
        begins a generation."""
        from wagtail.models import Site

        current = generation()
        current.advance()
        store = Store(settings.PAGE_CACHE_BYTES, Site.clear_site_root_paths_cache)
        return cls(application, current, rules(), store)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        key = key_of(environ, self.rules)
        if key is None:
            return self.application(environ, start_response)
        encoding = encoding_of(environ.get("HTTP_ACCEPT_ENCODING", ""))
        # read before the page is made: what changes meanwhile ends this generation
        now = self.current.now() if key.known else ""
        copy = self.store.get(now, key) if now else None
        if copy is None:
            return self._make(environ, start_response, now, key, encoding)
        return copy.answer(environ, start_response, encoding)

    def _make(
        self, environ: dict[str, Any], start_response: StartResponse, now: str, key: Key, encoding: str
    ) -> Iterable[bytes]:
        said: list[Any] = []
        environ["QUERY_STRING"] = key.query  # the page is the same for every order, and knows no ignored parameter
        response = self.application(environ, lambda *args: said.append(args))
        status, headers = said[-1][:2]
        if environ["REQUEST_METHOD"] != "GET" or not _is_kept(status, headers):
            start_response(*said[-1])
            return response
        body = _joined(response)
        copy = Copy(status, headers, body)
        if len(body) <= LARGEST:
            self.store.put(now, key, copy)
        return copy.answer(environ, start_response, encoding)


def _joined(response: Iterable[bytes]) -> bytes:
    try:
        return b"".join(response)
    finally:
        if close := getattr(response, "close", None):
            close()


def _is_kept(status: str, headers: Headers) -> bool:
    said = {name.lower(): value.lower() for name, value in headers}
    policy = {part.strip() for part in said.get("cache-control", "").split(",")}
    return (
        status[:3] in ("200", "404")
        and "public" in policy
        and not policy & {"private", "no-store", "no-cache"}
        and "set-cookie" not in said
        and "content-encoding" not in said
        and said.get("vary", "accept-encoding") == "accept-encoding"
        and "'nonce-" not in said.get("content-security-policy", "")
        and said.get("content-type", "").startswith(PACKED)
    )


def rules() -> Rules:
    """Those of the settings."""

    @lru_cache(maxsize=64)
    def is_host(host: str) -> bool:
        domain, _ = split_domain_port(host)
        return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)

    return Rules(
        is_host=is_host,
        parameters=known_parameters(),
        ignored=tuple(settings.IGNORED_PARAMETERS),
        cookies=(settings.SESSION_COOKIE_NAME, "messages"),
        outside=("/admin/", "/documents/", settings.STATIC_URL, settings.MEDIA_URL),
        cookieless=settings.COOKIELESS,
        proxy_header=settings.SECURE_PROXY_SSL_HEADER,
    )
