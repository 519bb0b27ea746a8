"""What is asked for: whether the cache may answer, and under which key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

LONGEST = 600  # characters of path and query together; nothing longer is kept
Encoding = str  # "br", "gzip" or "identity"


class Key(NamedTuple):
    """All that a response may depend on, within a generation. What is not `known` is answered but not kept."""

    secure: bool
    host: str
    path: str
    query: str
    known: bool


@dataclass(frozen=True)
class Rules:
    """The site's own, from its settings.

    `parameters` are those that pages read: each set of their values is a response of its own. `ignored` are
    those that others append (prefixes, such as `utm_`); they are taken off. Where any other parameter stands
    nothing is kept, so that nobody fills the cache by making up names. What is `cookieless` reads no cookies.
    """

    is_host: Callable[[str], bool]
    parameters: frozenset[str]
    ignored: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ("sessionid",)
    outside: tuple[str, ...] = ("/admin/",)
    cookieless: tuple[str, ...] = ()
    proxy_header: tuple[str, str] | None = None  # name in the environ, and the value that says https


def key_of(environ: Mapping[str, Any], rules: Rules) -> Key | None:
    """The key of a request, or None where only Django may answer."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    path: str = environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"]
    query: str = environ.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST or path.startswith(rules.outside):
        return None
    sent = "" if path.startswith(rules.cookieless) else environ.get("HTTP_COOKIE", "")
    if any(f"{name}=" in sent for name in rules.cookies):
        return None
    host = environ.get("HTTP_HOST", "").lower()
    if not rules.is_host(host):
        return None
    known = True
    if query:
        query, known = _query(query, rules.parameters, rules.ignored)
    return Key(_is_secure(environ, rules), host, path, query, known)


def _is_secure(environ: Mapping[str, Any], rules: Rules) -> bool:
    if rules.proxy_header:
        name, value = rules.proxy_header
        return bool(environ.get(name, "") == value)
    return bool(environ.get("wsgi.url_scheme") == "https")


@lru_cache(maxsize=512)
def _query(query: str, parameters: frozenset[str], ignored: tuple[str, ...]) -> tuple[str, bool]:
    """The query in the one order that stands for all orders, and whether all its parameters are known."""
    kept = []
    for pair in query.split("&"):
        name = pair.partition("=")[0]
        if name in parameters:
            kept.append(pair)
        elif pair and not (ignored and name.startswith(ignored)):
            return query, False
    return "&".join(sorted(kept, key=lambda pair: pair.partition("=")[0])), True


@lru_cache(maxsize=256)
def encoding_of(accepted: str) -> Encoding:
    """The best of the encodings that a client takes (RFC 9110, section 12.5.3)."""
    weights: dict[str, bool] = {}
    for part in accepted.lower().replace(" ", "").split(","):
        name, _, weight = part.partition(";q=")
        weights[name] = weight.strip("0.") != "" or not weight
    anything = weights.get("*", False)
    return next((name for name in ("br", "gzip") if weights.get(name, anything)), "identity")
