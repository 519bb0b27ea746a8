"""The one place that reads the environment, typed."""

import secrets
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings

ROOT = Path(__file__).resolve().parents[3]


class Environment(BaseSettings):
    """What can be set from outside. Every field has a default that serves one machine."""

    database_url: str = ""
    redis_url: str = ""
    secret_key: str = ""
    allowed_hosts: list[str] = Field(default=["localhost", "127.0.0.1", "[::1]"])
    port: int = Field(default=8000, ge=1, le=65535)
    site_url: str = ""
    behind_https: bool = False
    var: Path = ROOT / "var"
    story: Path = ROOT / "content"

    @model_validator(mode="after")
    def _on_this_machine(self) -> Self:
        self.site_url = self.site_url or f"http://localhost:{self.port}"
        return self


@cache
def environment() -> Environment:
    """The environment, read once a process."""
    return Environment()


def secret_key(env: Environment) -> str:
    """The key from the environment, or one made once and kept in `var/secret-key`, readable by its owner only."""
    if env.secret_key:
        return env.secret_key
    path = env.var / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()


def database(env: Environment) -> dict[str, object]:
    """SQLite set up for several writers, or whatever `DATABASE_URL` names.

    WAL lets readers go on while one writes. IMMEDIATE takes the write lock at the start of a
    transaction, where the busy timeout applies; a lock upgraded halfway fails at once instead
    (SQLite, "File Locking And Concurrency", section 5.1).
    """
    if env.database_url:
        import dj_database_url

        parsed: dict[str, object] = dict(dj_database_url.parse(env.database_url, conn_max_age=60))
        if parsed["ENGINE"] != "django.db.backends.sqlite3":
            return parsed
        name = str(parsed["NAME"])
    else:
        env.var.mkdir(parents=True, exist_ok=True)
        name = str(env.var / "story.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
        },
    }
